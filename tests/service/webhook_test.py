"""What endpoints are told: signed, once, again after a failure; and what a receiver can refuse."""

import base64
import hashlib
import hmac
import http.client
import http.server
import json
import queue
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from server import ENV, PROGRAM, ROOT, Server  # noqa: E402

SECRET = base64.b64encode(b"a secret of thirty-two bytes, ok").decode()


# The standard's own library, where .venv has it, judges beside our own receiver.
JUDGE = ROOT / ".venv/bin/python3"
VERIFY = "import json, sys; from standardwebhooks.webhooks import Webhook; one = json.load(sys.stdin); Webhook(one['secret']).verify(one['body'], one['headers'])"


def standard_takes(headers, body):
    """None: the library is not here."""
    if subprocess.run([JUDGE, "-c", "import standardwebhooks"], capture_output=True).returncode != 0:
        return None
    given = json.dumps({"secret": "whsec_" + SECRET, "body": body.decode(), "headers": {name.lower(): value for name, value in headers.items()}})
    return subprocess.run([JUDGE, "-c", VERIFY], input=given.encode(), capture_output=True).returncode == 0


class Receiver:
    """Keeps what it is told; answers with the statuses it was given, then 204."""

    def __init__(self, *statuses):
        self.told, self.statuses = queue.Queue(), list(statuses)
        receiver = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                status = receiver.status_for(self.headers, body)
                receiver.told.put((dict(self.headers), body))
                self.send_response(status)
                self.end_headers()

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}/hook"

    def status_for(self, headers, body):
        return self.statuses.pop(0) if self.statuses else 204

    def next(self, wait=60):
        headers, body = self.told.get(timeout=wait)
        return headers, body, json.loads(body)


class Strict:
    """A receiver that takes nothing twice and nothing old, as Standard Webhooks asks of one."""

    def __init__(self):
        self.seen = set()

    def takes(self, headers, body, now):
        told, at = headers["webhook-id"], headers["webhook-timestamp"]
        signed = hmac.new(base64.b64decode(SECRET), f"{told}.{at}.".encode() + body, hashlib.sha256).digest()
        fits = any(hmac.compare_digest(one, "v1," + base64.b64encode(signed).decode()) for one in headers["webhook-signature"].split())
        if not fits or abs(now - int(at)) > 300 or told in self.seen:
            return False
        self.seen.add(told)
        return True


class StrictReceiver(Receiver):
    """Over HTTP what Strict is: 204 to what it takes, 409 to what it refuses. What it answered with a status of its own it has not taken."""

    def __init__(self, *statuses):
        self.strict, self.taken = Strict(), []
        super().__init__(*statuses)

    def status_for(self, headers, body):
        if self.statuses:
            return self.statuses.pop(0)
        takes = self.strict.takes(headers, body, int(time.time()))
        if takes:
            self.taken.append((dict(headers), body))
        return 204 if takes else 409

    def hear(self, headers, body):
        """The status of a delivery that somebody else makes."""
        connection = http.client.HTTPConnection(*self.server.server_address, timeout=30)
        try:
            connection.request("POST", "/hook", body, {name: value for name, value in headers.items() if name.lower().startswith("webhook-")})
            return connection.getresponse().status
        finally:
            connection.close()
            self.told.get(timeout=30)


def start(folder, receiver, *arguments, events=None):
    endpoint = {"url": receiver.url, "secrets": ["whsec_" + SECRET]}
    if events:
        endpoint["events"] = events
    Path(folder, "hooks.json").write_text(json.dumps({"endpoints": [endpoint]}))
    return Server("--ledger", f"sqlite:{folder}/ledger.db", "--webhooks", f"{folder}/hooks.json", "--look-every", "1", "--quiet", "--list", f"{folder}/list.csv", *arguments)


def command(folder, *arguments):
    subprocess.run([PROGRAM, "--data", ".", *arguments, "--ledger", f"sqlite:{folder}/ledger.db"], cwd=ROOT, env=ENV, check=True, capture_output=True)


class Webhooks(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        (Path(self.folder.name) / "list.csv").write_bytes((ROOT / "watch/lists/us-excerpt.csv").read_bytes())
        license_text = json.loads((ROOT / "examples/h200-license.json").read_text())
        Path(self.folder.name, "license.json").write_text(json.dumps(license_text))
        command(self.folder.name, "license", "add", f"{self.folder.name}/license.json")
        self.number = license_text["number"]

    def test_told_once_signed_and_again_after_a_failure(self):
        # A sealed answer that is another one today: in force then, not now.
        order = next(line for line in (ROOT / "examples/news-orders.jsonl").read_text().splitlines() if '"news-03"' in line)
        Path(self.folder.name, "order.jsonl").write_text(order + "\n")
        command(self.folder.name, "check", f"{self.folder.name}/order.jsonl", "--exit-zero", "--seal")
        receiver = Receiver(503)
        server = start(self.folder.name, receiver, events=["verdict.changed", "list.updated"])
        try:
            headers, body, told = receiver.next()
            self.assertEqual(told["type"], "verdict.changed")
            if JUDGE.exists() and standard_takes(headers, body) is not None:
                self.assertTrue(standard_takes(headers, body))
                self.assertFalse(standard_takes(headers, body + b" "))
            self.assertEqual((told["data"]["order"], told["data"]["was"]), ("news-03", "proceed"))
            again, same, _ = receiver.next()
            self.assertEqual((again["webhook-id"], same), (headers["webhook-id"], body))
            with open(Path(self.folder.name, "list.csv"), "a") as file:
                file.write("\n")
            _, _, second = receiver.next()
            self.assertEqual((second["type"], second["data"]["list"]), ("list.updated", "list.csv"))
            strict, now = Strict(), int(again["webhook-timestamp"])
            self.assertFalse(strict.takes(headers, body + b" ", now), "altered")
            self.assertFalse(strict.takes(headers, body, now + 3600), "old")
            self.assertTrue(strict.takes(headers, body, now))
            self.assertFalse(strict.takes(again, same, now), "replayed")
        finally:
            self.assertEqual(server.stop()[0], 0)
        # After a restart nothing is told a second time.
        server = start(self.folder.name, receiver, events=["verdict.changed", "list.updated"])
        with self.assertRaises(queue.Empty):
            receiver.next(wait=4)
        self.assertEqual(server.stop()[0], 0)

    def test_what_is_due(self):
        command(self.folder.name, "duty", "add", self.number, "report", "--due", "2026-01-01", "--owner", "ann", "--cite", "x")
        receiver = Receiver()
        server = start(self.folder.name, receiver, events=["duty.due"])
        try:
            _, _, told = receiver.next()
            self.assertEqual((told["type"], told["data"]["standing"]), ("duty.due", "overdue"))
        finally:
            self.assertEqual(server.stop()[0], 0)

    def deliveries(self):
        with sqlite3.connect(Path(self.folder.name, "ledger.db")) as database:
            return database.execute("SELECT type, attempts, desk_delivery.state FROM desk_delivery JOIN desk_event ON desk_event.id = event").fetchall()

    def is_sent(self, kind, attempts):
        """Waits until the service has written down that it was taken."""
        for _ in range(300):
            if (kind, str(attempts), "sent") in self.deliveries():
                return True
            time.sleep(0.1)
        return False

    def test_a_license_that_runs_low(self):
        grant = {"number": "D-LOW", "valid_from": "2026-03-01", "valid_until": "2027-02-28", "lines": [{"line": 1, "item": "nvidia-h200-sxm", "quantity": 100, "value": {"amount": "3000000", "currency": "USD"}}],
                 "parties": [{"role": "purchaser", "name": "Example Cloud Co., Ltd.", "country": "CN"}, {"role": "ultimate_consignee", "name": "Example Cloud Co., Ltd.", "country": "CN"}]}
        Path(self.folder.name, "low.json").write_text(json.dumps(grant))
        command(self.folder.name, "license", "add", f"{self.folder.name}/low.json")
        ship = lambda pieces: command(self.folder.name, "ship", "D-LOW", "--line", "1", "--quantity", str(pieces), "--key", f"k{pieces}", "--date", "2026-04-01")  # noqa: E731
        ship(89)
        receiver = StrictReceiver(503)
        server = start(self.folder.name, receiver, events=["license.low"])
        try:
            with self.assertRaises(queue.Empty):
                receiver.next(wait=3)  # eleven of a hundred is more than a tenth
            ship(1)
            headers, body, told = receiver.next()
            self.assertEqual(told["type"], "license.low")
            self.assertEqual(told["data"], {"license": "D-LOW", "line": 1, "item": "nvidia-h200-sxm", "left": "10", "granted": "100"})
            # It was refused with 503, so it comes again: the same id and bytes, signed for its own time.
            again, same, _ = receiver.next()
            self.assertEqual((again["webhook-id"], same), (headers["webhook-id"], body))
            self.assertGreaterEqual(int(again["webhook-timestamp"]), int(headers["webhook-timestamp"]) + 5)
            self.assertEqual(receiver.taken, [(again, body)])
            self.assertTrue(self.is_sent("license.low", 2))
            if JUDGE.exists() and standard_takes(again, body) is not None:
                self.assertTrue(standard_takes(again, body))
            # Nobody who saw it can have it taken a second time, altered, or under another id.
            self.assertEqual(receiver.hear(again, body), 409)
            self.assertEqual(receiver.hear(again | {"webhook-id": "msg_other"}, body), 409)
            self.assertEqual(receiver.hear(again | {"webhook-id": "msg_other"}, body.replace(b'"10"', b'"99"')), 409)
            self.assertEqual(len(receiver.taken), 1)
            ship(2)
            with self.assertRaises(queue.Empty):
                receiver.next(wait=3)  # lower still is no other event
        finally:
            self.assertEqual(server.stop()[0], 0)

    def test_law_that_came_into_force_while_the_service_was_away(self):
        receiver = StrictReceiver()
        self.assertEqual(start(self.folder.name, receiver, events=["rule.effective"]).stop()[0], 0)
        with sqlite3.connect(Path(self.folder.name, "ledger.db")) as database:
            changed = database.execute("UPDATE desk_seen SET value = '2026-01-13' WHERE name = 'day of the law'").rowcount
        self.assertLessEqual(changed, 1)
        if changed == 0:  # it was stopped before it looked
            with sqlite3.connect(Path(self.folder.name, "ledger.db")) as database:
                database.execute("INSERT INTO desk_seen (name, value) VALUES ('day of the law', '2026-01-13')")
        server = start(self.folder.name, receiver, events=["rule.effective"])
        try:
            timeline = {one["date"]: one for one in server.get("/v1/law/timeline").json["events"]}
            days = sorted(day for day in timeline if day > "2026-01-13" and day <= time.strftime("%Y-%m-%d", time.gmtime()))
            told = {}
            while len(told) < len([day for day in days if self.begins_or_ends(timeline[day])]):
                headers, body, event = receiver.next()
                self.assertEqual(event["type"], "rule.effective")
                told[event["data"]["date"]] = (headers, body, event["data"])
            # The January 2026 policy is among what begins on its day.
            self.assertIn("us.dd", " ".join(told["2026-01-15"][2]["begins"]))
            digest = server.get("/readyz").json["rulebook"]["digest"]
            self.assertEqual({one[2]["rulebook"] for one in told.values()}, {digest})
            self.assertEqual(len(receiver.taken), len(told))
            headers, body, _ = told["2026-01-15"]
            self.assertEqual(receiver.hear(headers, body), 409)
        finally:
            self.assertEqual(server.stop()[0], 0)
        # Told once: nothing after another start.
        server = start(self.folder.name, receiver, events=["rule.effective"])
        with self.assertRaises(queue.Empty):
            receiver.next(wait=3)
        self.assertEqual(server.stop()[0], 0)

    @staticmethod
    def begins_or_ends(day):
        return bool(day["begins"] or day["ends"])

    def test_a_list_that_was_replaced(self):
        receiver = StrictReceiver(500)
        server = start(self.folder.name, receiver, events=["list.updated"])
        try:
            with self.assertRaises(queue.Empty):
                receiver.next(wait=3)
            path = Path(self.folder.name, "list.csv")
            was = path.read_bytes()
            path.write_bytes(was + b"\n")
            headers, body, told = receiver.next()
            digest = lambda content: "sha256:" + hashlib.sha256(content).hexdigest()  # noqa: E731
            self.assertEqual((told["type"], told["data"]), ("list.updated", {"list": "list.csv", "was": digest(was), "is": digest(was + b"\n")}))
            again, same, _ = receiver.next()
            self.assertEqual((again["webhook-id"], same, receiver.taken), (headers["webhook-id"], body, [(again, body)]))
            self.assertEqual(receiver.hear(again, body), 409)
        finally:
            self.assertEqual(server.stop()[0], 0)

    def test_a_file_that_names_no_endpoints(self):
        Path(self.folder.name, "hooks.json").write_text('{"endpoints": [{"url": "http://x/"}]}')
        refused = subprocess.run([PROGRAM, "--data", ".", "serve", "--port", "0", "--webhooks", f"{self.folder.name}/hooks.json"], cwd=ROOT, env=ENV, capture_output=True, timeout=120)
        self.assertEqual(refused.returncode, 2)
        self.assertIn(b"LG0836", refused.stderr)


if __name__ == "__main__":
    unittest.main()
