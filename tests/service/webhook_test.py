"""What endpoints are told: signed, once, again after a failure; and what a receiver can refuse."""

import base64
import hashlib
import hmac
import http.server
import json
import queue
import subprocess
import sys
import tempfile
import threading
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
                receiver.told.put((dict(self.headers), body))
                self.send_response(receiver.statuses.pop(0) if receiver.statuses else 204)
                self.end_headers()

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}/hook"

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

    def test_a_file_that_names_no_endpoints(self):
        Path(self.folder.name, "hooks.json").write_text('{"endpoints": [{"url": "http://x/"}]}')
        refused = subprocess.run([PROGRAM, "--data", ".", "serve", "--port", "0", "--webhooks", f"{self.folder.name}/hooks.json"], cwd=ROOT, env=ENV, capture_output=True, timeout=120)
        self.assertEqual(refused.returncode, 2)
        self.assertIn(b"LG0836", refused.stderr)


if __name__ == "__main__":
    unittest.main()
