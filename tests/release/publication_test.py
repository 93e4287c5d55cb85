"""Rules are published by two: a text that does not compile, or whose cases fail, is not even proposed; what it would do is read before it is approved;
only then is it decided by, here and by every other process on the ledger."""

import json
import queue
import sqlite3
import sys
import tempfile
import time
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "service"))
from access_test import PASSWORD, Person as AnyPerson, code, command  # noqa: E402
from server import ROOT, Server  # noqa: E402
from webhook_test import SECRET, Receiver  # noqa: E402

POLICY = (ROOT / "rulebook/overlays/company-policy/rulebook.md").read_text()
PEOPLE = (("wri", "rule_author"), ("app", "rule_approver"), ("two", "rule_author", "rule_approver"), ("ann", "analyst"), ("bob", "approver"))


def order(name, parent):
    """A sale to Japan; nothing in the law stops it."""
    return {"id": name, "date": "2026-06-15", "movement": "export", "origin": "US", "destination": "JP", "item": "nvidia-h200-sxm", "quantity": 8, "unit_price": {"amount": 30000, "currency": "USD"}, "end_use": ["commercial_ai"],
            "parties": [{"role": "seller", "name": "NVIDIA Corporation", "country": "US", "headquarters": "US", "lists": [], "ultimate_parent": "self"},
                        {"role": "end_user", "name": name, "country": "JP", "headquarters": "JP", "lists": [], "kind": ["commercial"], "owners": [], "ultimate_parent": parent}]}


LINES = [order("P-1", {"name": "Example Holding", "headquarters": "SA"}), order("P-2", "self")]


def begin(ledger):
    global LEDGER, SERVER
    LEDGER = ledger
    for name, *roles in PEOPLE:
        done = command("account", "add", name, *(word for role in roles for word in ("--role", role)), "--ledger", ledger, stdin=PASSWORD + "\n")
        assert done.returncode == 0, done.stderr
    SERVER = Server("--ledger", ledger, "--seal", "--quiet", "--threads", "2")


def end():
    status, err = SERVER.stop()
    assert status == 0, err


def setUpModule():
    global FOLDER
    FOLDER = tempfile.TemporaryDirectory()
    begin(f"sqlite:{FOLDER.name}/ledger.db")


def tearDownModule():
    end()
    FOLDER.cleanup()


def person(name, server=None):
    return AnyPerson(name, server or SERVER)


def verdicts(who):
    return [one["verdict"] for one in who.post("/v1/check", {"orders": LINES, "as_of": "today"}).json["determinations"]]


def digest(server=None):
    return (server or SERVER).get("/readyz").json["rulebook"]["digest"]


def propose(who, kind="rule.publish", about="company-policy", text=POLICY, **headers):
    return who.post("/v1/proposals", {"kind": kind, "about": about, "reason": "the board's decision", **({"text": text} if kind == "rule.publish" else {})}, **headers)


def decide(who, made, word, read=True):
    if read:
        assert who.get(f"/v1/proposals/{made}/effect").status == 200
    return who.post(f"/v1/proposals/{made}/{word}", {"remark": "seen"}, If_Match=who.get(f"/v1/proposals/{made}").headers["ETag"])


def publish(kind="rule.publish", about="company-policy", text=POLICY):
    done = decide(person("app"), propose(person("wri"), kind, about, text).json["id"], "approve")
    assert done.json["outcome"]["result"] == "done", done.body
    return done.json["outcome"]


class Publishing(unittest.TestCase):
    def setUp(self):
        if any(one["state"] == "stands" for one in person("wri").get("/v1/publications").json["publications"]):
            publish("rule.retire")

    def test_from_proposal_to_law(self):
        wri, app = person("wri"), person("app")
        before, were = digest(), verdicts(wri)
        made = propose(wri)
        self.assertEqual((made.status, made.json["state"]), (201, "open"), made.body)
        self.assertEqual((digest(), verdicts(wri)), (before, were))
        # Not by who wrote it, not by who may not, and not unread.
        self.assertEqual(code(decide(wri, made.json["id"], "approve")), (403, "LG0825"))
        self.assertEqual(code(decide(person("bob"), made.json["id"], "approve")), (403, "LG0825"))
        self.assertEqual(code(decide(app, made.json["id"], "approve", read=False)), (428, "LG0851"))
        effect = app.get(f"/v1/proposals/{made.json['id']}/effect").json
        self.assertEqual(effect["before"], before)
        self.assertIn("company.no-sale", effect["begins"])
        self.assertEqual((effect["ends"], effect["not_read"]), ([], []))
        today = effect["days"][0]
        flips = {one["order"]: (one["before"]["verdict"], one["after"]["verdict"], one["value"]) for one in today["changes"]}
        self.assertEqual(flips["P-1"], ("proceed", "license", {"amount": "240000", "currency": "USD"}) if were[0] == "proceed" else flips["P-1"])
        self.assertEqual((digest(), verdicts(wri)), (before, were))
        done = decide(app, made.json["id"], "approve", read=False)
        self.assertEqual((done.status, done.json["state"], done.json["outcome"]["result"]), (200, "approved", "done"), done.body)
        self.assertEqual((digest(), done.json["outcome"]["before"]), (effect["after"], before))
        now = verdicts(wri)
        for line, verdict in zip(LINES, now):
            self.assertEqual(verdict, flips[line["id"]][1] if line["id"] in flips else were[LINES.index(line)])
        self.assertNotEqual(now, were)
        self.assertIn("company.policy", [gate["gate"] for gate in wri.post("/v1/check", {"orders": LINES, "as_of": "today"}).json["determinations"][0]["gates"]])
        # The ledger has it under both names, with both digests, and holds.
        told = json.loads(command("law", "published", "--ledger", LEDGER, "--json").stdout)[-1]
        self.assertEqual((told["author"], told["approver"], told["before"], told["after"], told["text"]), ("wri", "app", before, digest(), POLICY))
        self.assertEqual(command("audit", "--ledger", LEDGER).returncode, 0)

    def test_nobody_approves_what_he_wrote(self):
        two = person("two")
        made = propose(two).json["id"]
        self.assertEqual(code(decide(two, made, "approve")), (403, "LG0832"))
        self.assertEqual(decide(two, made, "withdraw").json["state"], "withdrawn")

    def test_what_is_not_sound_is_not_proposed(self):
        wri = person("wri")
        broken = propose(wri, text=POLICY.replace("when      us.leg in", "whan      us.leg in"))
        self.assertEqual(code(broken), (422, "LG0850"))
        self.assertEqual((broken.json["diagnostics"][0]["code"], broken.json["diagnostics"][0]["place"].split(":")[0]), ("LG1001", "published/company-policy/rulebook.md"))
        failing = propose(wri, text=POLICY.replace("expect    company.outcome = clear", "expect    company.outcome = blocked"))
        self.assertEqual(code(failing), (422, "LG0850"))
        self.assertEqual(failing.json["diagnostics"][0]["code"], "LG1501")
        named = propose(wri, about="another-name")
        self.assertEqual(code(named), (422, "LG0850"))
        for about, text in (("us-ear", POLICY), ("../etc", POLICY), ("company-policy", " "), ("company-policy", "x" * 300_000)):
            self.assertEqual(code(propose(wri, about=about, text=text)), (400, "LG0804"), about)
        self.assertEqual(code(propose(wri, "rule.retire", "never-published")), (400, "LG0804"))
        # A text names no file of the machine.
        self.assertEqual(propose(wri, text=POLICY + "\n```table\ntable company.t\nnames ../is-informed-letter/addressees.tsv\n```\n").json["diagnostics"][0]["code"], "LG1010")
        for name in ("ann", "bob", "app"):
            self.assertEqual(code(propose(person(name))), (403, "LG0825"))
        self.assertEqual(code(person("wri").post("/v1/proposals", {"kind": "hold.release", "about": "x", "reason": "y"})), (403, "LG0825"))

    def test_what_was_read_is_what_is_approved(self):
        first, second = (propose(person("wri")).json["id"] for _ in range(2))
        self.assertEqual(decide(person("app"), first, "approve").json["outcome"]["result"], "done")
        self.assertEqual(code(person("app").get(f"/v1/proposals/{second}/effect")), (422, "LG0824"))
        self.assertEqual(code(decide(person("app"), second, "approve", read=False)), (412, "LG0824"))
        self.assertEqual(decide(person("app"), second, "reject", read=False).json["state"], "rejected")

    def test_every_process_on_the_ledger_follows(self):
        other = Server("--ledger", LEDGER, "--quiet")
        try:
            publish()
            until = time.monotonic() + 60
            while digest(other) != digest() and time.monotonic() < until:
                time.sleep(0.5)
            self.assertEqual(digest(other), digest())
        finally:
            self.assertEqual(other.stop()[0], 0)
        again = Server("--ledger", LEDGER, "--quiet")
        try:
            self.assertEqual(digest(again), digest())
        finally:
            again.stop()

    def test_the_command_line_decides_under_the_same_law(self):
        publish()
        with tempfile.TemporaryDirectory() as folder:
            told = command("law", "published", "--ledger", LEDGER, "--out", folder).stdout.decode()
            self.assertEqual(told, f"--overlay {folder}/company-policy\n")
            decided = command("check", "-", *told.split(), "--as-of", "today", "--format", "jsonl", stdin=json.dumps(LINES))
            self.assertEqual([json.loads(line)["rulebook"]["digest"] for line in decided.stdout.decode().splitlines()], [digest()] * 2)

    def test_people_stay_signed_in_and_what_had_begun_ends(self):
        wri = person("wri")
        publish()
        self.assertEqual(wri.get("/v1/session").json["name"], "wri")
        self.assertEqual(publish("rule.retire")["result"], "done")
        self.assertEqual(wri.get("/v1/publications").json["publications"][-1]["state"], "retired")

    def test_endpoints_are_told(self):
        receiver = Receiver()
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, "hooks.json").write_text(json.dumps({"endpoints": [{"url": receiver.url, "secrets": ["whsec_" + SECRET], "events": ["rule.effective"]}]}))
            server = Server("--ledger", LEDGER, "--webhooks", f"{folder}/hooks.json", "--look-every", "1", "--quiet")
            # What was published before its first look is not told, and nothing says when that was.
            for kind in ("rule.publish", "rule.retire") * 5:
                done = publish(kind)
                try:
                    event = receiver.next(wait=5)[2]
                    break
                except queue.Empty:
                    pass
            self.assertEqual(server.stop()[0], 0)
        self.assertEqual(event["type"], "rule.effective")
        told = event["data"]
        self.assertEqual((told["overlay"], told["author"], told["approver"], told["rulebook"]), ("company-policy", "wri", "app", done["after"]))
        self.assertIn("company.no-sale", told["begins"] if kind == "rule.publish" else told["ends"])


class Stores(unittest.TestCase):
    def test_the_database_takes_no_approval_by_the_author(self):
        publish() if not any(one["state"] == "stands" for one in person("wri").get("/v1/publications").json["publications"]) else None
        made = propose(person("two"), text=POLICY + "\nMore.\n").json["id"]
        database = sqlite3.connect(LEDGER.removeprefix("sqlite:"))
        for statement in (f"UPDATE desk_proposal SET state = 'approved', decided_by = author WHERE id = '{made}'", "UPDATE publication SET approver = author", "UPDATE publication SET author = ''",
                          "INSERT INTO publication SELECT '999', overlay, text, proposal, author, author, before, after, begins, changes, ends, published_on FROM publication LIMIT 1"):
            with self.assertRaises(sqlite3.IntegrityError, msg=statement):
                database.execute(statement)
        database.close()

    def test_an_altered_text_does_not_pass_the_audit(self):
        with tempfile.TemporaryDirectory() as folder:
            copy = sqlite3.connect(f"{folder}/copy.db")
            sqlite3.connect(LEDGER.removeprefix("sqlite:")).backup(copy)
            self.assertEqual(command("audit", "--ledger", f"sqlite:{folder}/copy.db").returncode, 0)
            copy.execute("UPDATE publication SET text = text || ' '")
            copy.commit()
            copy.close()
            told = command("audit", "--ledger", f"sqlite:{folder}/copy.db")
            self.assertNotEqual(told.returncode, 0)
            self.assertIn(b"publication", told.stdout + told.stderr)

    def test_a_ledger_of_an_earlier_release_gets_the_table(self):
        with tempfile.TemporaryDirectory() as folder:
            ledger = f"sqlite:{folder}/ledger.db"
            self.assertEqual(command("license", "add", "examples/h200-license.json", "--ledger", ledger).returncode, 0)
            database = sqlite3.connect(f"{folder}/ledger.db")
            database.execute("DROP TABLE publication")
            database.commit()
            database.close()
            self.assertEqual(json.loads(command("law", "published", "--ledger", ledger, "--json").stdout), [])
            self.assertEqual(command("audit", "--ledger", ledger).returncode, 0)

    def test_law_that_does_not_load_is_not_left_out(self):
        """As after an upgrade that the text does not fit: nothing starts, rather than letting something go that it stops."""
        with tempfile.TemporaryDirectory() as folder:
            copy = sqlite3.connect(f"{folder}/copy.db")
            sqlite3.connect(LEDGER.removeprefix("sqlite:")).backup(copy)
            copy.execute("UPDATE publication SET text = replace(text, 'us.leg in', 'us.log in')")
            copy.commit()
            copy.close()
            told = command("serve", "--port", "0", "--ledger", f"sqlite:{folder}/copy.db")
            self.assertEqual(told.returncode, 3)
            self.assertIn(b"LG0852", told.stderr)


if __name__ == "__main__":
    unittest.main()
