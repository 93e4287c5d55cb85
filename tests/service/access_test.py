"""Accounts, roles and sessions; what takes two persons; who read what; TLS."""

import http.client
import json
import ssl
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from server import ENV, PROGRAM, ROOT, Server  # noqa: E402

PASSWORD = "four words in a row"
HELD = {"id": "held", "date": "2026-02-01", "movement": "export", "origin": "US", "destination": "SG", "item": "nvidia-h200-sxm", "parties": [{"role": "end_user", "name": "Example Cloud", "country": "SG", "headquarters": "SG"}]}


def command(*arguments, stdin=""):
    return subprocess.run([PROGRAM, "--data", ".", *arguments], cwd=ROOT, env=ENV, input=stdin.encode(), capture_output=True, timeout=120)


def begin(ledger):
    """A service on this ledger, with a license and people of several roles."""
    global LEDGER, SERVER, TOKEN
    LEDGER = ledger
    added = command("license", "add", "examples/h200-license.json", "--ledger", LEDGER)
    assert added.returncode == 0, added.stderr
    for name, role in (("ann", "analyst"), ("bob", "approver"), ("cat", "approver"), ("aud", "auditor"), ("req", "requester")):
        done = command("account", "add", name, "--role", role, "--ledger", LEDGER, stdin=PASSWORD + "\n")
        assert done.returncode == 0, done.stderr
    TOKEN = command("account", "add", "erp", "--program", "--ledger", LEDGER).stdout.decode().strip()
    SERVER = Server("--ledger", LEDGER, "--seal", "--quiet", "--threads", "2")


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


class Person:
    """Somebody who signed in."""

    def __init__(self, name, server=None):
        self.server = server or SERVER
        told = self.server.post("/v1/session", {"name": name, "password": PASSWORD})
        assert told.status == 200, told.body
        self.cookie, self.csrf = told.headers["Set-Cookie"].split(";")[0], told.json["csrf"]
        self.attributes = told.headers["Set-Cookie"]

    def get(self, target, **headers):
        return self.server.get(target, Cookie=self.cookie, **headers)

    def post(self, target, body, **headers):
        return self.server.post(target, body, Cookie=self.cookie, X_CSRF_Token=self.csrf, **headers)


def code(answer):
    return answer.status, answer.json["code"]


class Signing(unittest.TestCase):
    def test_nobody_is_let_in_without_an_account(self):
        for answer in (SERVER.get("/v1/chips"), SERVER.get("/metrics"), SERVER.post("/v1/check", {"orders": [HELD]}), SERVER.get("/v1/chips", Cookie="lockgate_session=0"), SERVER.get("/v1/chips", Authorization="Bearer 0")):
            self.assertEqual(code(answer), (401, "LG0810"))
        self.assertEqual(SERVER.get("/healthz").status, 200)

    def test_name_and_password(self):
        for name, password in (("ann", "wrong wrong wrong"), ("nobody", PASSWORD), ("", ""), ("erp", "")):
            self.assertEqual(code(SERVER.post("/v1/session", {"name": name, "password": password})), (401, "LG0828"))
        told = Person("ann").get("/v1/session").json
        self.assertEqual((told["name"], told["roles"]), ("ann", ["analyst"]))

    def test_the_cookie_is_for_this_site_only(self):
        for word in ("HttpOnly", "SameSite=Strict", "Path=/"):
            self.assertIn(word, Person("ann").attributes)

    def test_guessing_is_slowed_down(self):
        told = [SERVER.post("/v1/session", {"name": "guessed", "password": "wrong wrong wrong"}) for _ in range(6)]
        self.assertEqual(code(told[4]), (401, "LG0828"))
        self.assertEqual(code(told[5]), (429, "LG0827"))
        self.assertEqual(told[5].headers["Retry-After"], "900")

    def test_a_change_shows_the_word_of_its_session(self):
        ann = Person("ann")
        for word in ({}, {"X-CSRF-Token": "0"}, {"X-CSRF-Token": Person("ann").csrf}):
            told = SERVER.ask("POST", "/v1/check", json.dumps({"orders": [HELD]}).encode(), {"Content-Type": "application/json", "Cookie": ann.cookie, **word})
            self.assertEqual(code(told), (403, "LG0829"))
        self.assertEqual(ann.post("/v1/check", {"orders": [HELD]}).status, 200)

    def test_signing_out(self):
        ann = Person("ann")
        self.assertEqual(SERVER.ask("DELETE", "/v1/session", headers={"Cookie": ann.cookie, "X-CSRF-Token": ann.csrf}).status, 200)
        self.assertEqual(code(ann.get("/v1/chips")), (401, "LG0810"))

    def test_a_program_shows_its_token(self):
        self.assertEqual(SERVER.post("/v1/check", {"orders": [HELD]}, Authorization=f"Bearer {TOKEN}").status, 200)
        self.assertEqual(code(SERVER.get(f"/v1/chips?token={TOKEN}")), (401, "LG0810"))

    def test_who_is_shut_out_or_has_another_password(self):
        self.assertEqual(command("account", "add", "dan", "--role", "analyst", "--ledger", LEDGER, stdin=PASSWORD + "\n").returncode, 0)
        self.assertEqual(command("account", "password", "dan", "--ledger", LEDGER, stdin="another four words here\n").returncode, 0)
        self.assertEqual(code(SERVER.post("/v1/session", {"name": "dan", "password": PASSWORD})), (401, "LG0828"))
        self.assertEqual(SERVER.post("/v1/session", {"name": "dan", "password": "another four words here"}).status, 200)
        self.assertEqual(command("account", "disable", "dan", "--ledger", LEDGER).returncode, 0)
        self.assertEqual(code(SERVER.post("/v1/session", {"name": "dan", "password": "another four words here"})), (401, "LG0828"))

    def test_accounts_are_made_on_this_machine_only(self):
        self.assertEqual(command("account", "add", "weak", "--role", "analyst", "--ledger", LEDGER, stdin="password\n").returncode, 2)
        self.assertEqual(command("account", "add", "odd", "--role", "king", "--ledger", LEDGER, stdin=PASSWORD + "\n").returncode, 2)
        listed = command("account", "list", "--ledger", LEDGER).stdout.decode()
        self.assertIn("ann  person  active  analyst\n", listed)
        self.assertNotIn("argon2", listed)


class FourEyes(unittest.TestCase):
    def held(self):
        """The id of a sealed hold."""
        told = SERVER.post("/v1/check", {"orders": [HELD]}, Authorization=f"Bearer {TOKEN}").json
        self.assertEqual(told["determinations"][0]["verdict"], "hold", told)
        return SERVER.get("/v1/determinations?order=held&verdict=hold", Authorization=f"Bearer {TOKEN}").json["determinations"][0]["id"]

    def decide(self, person, proposal, word, **headers):
        tag = person.get(f"/v1/proposals/{proposal}").headers["ETag"]
        return person.post(f"/v1/proposals/{proposal}/{word}", {"remark": "seen"}, **{"If_Match": tag, **headers})

    def test_a_hold_is_released_by_two(self):
        ann, bob, about = Person("ann"), Person("bob"), self.held()
        made = ann.post("/v1/proposals", {"kind": "hold.release", "about": about, "reason": "the parent was confirmed by letter"})
        self.assertEqual(made.status, 201, made.body)
        self.assertEqual(code(self.decide(ann, made.json["id"], "approve")), (403, "LG0825"))
        self.assertEqual(code(bob.post(f"/v1/proposals/{made.json['id']}/approve", {})), (428, "LG0823"))
        self.assertEqual(code(self.decide(bob, made.json["id"], "approve", If_Match='"other"')), (412, "LG0824"))
        done = self.decide(bob, made.json["id"], "approve")
        self.assertEqual((done.status, done.json["state"], done.json["author"], done.json["decided_by"]), (200, "approved", "ann", "bob"))
        self.assertEqual(code(self.decide(bob, made.json["id"], "reject")), (409, "LG0831"))
        shown = ann.get(f"/v1/determinations/{about}").json
        self.assertIn("bob", [one["decided_by"] for one in shown["releases"]])

    def test_who_may_approve_does_not_approve_his_own(self):
        bob, cat, about = Person("bob"), Person("cat"), self.held()
        made = bob.post("/v1/proposals", {"kind": "hold.release", "about": about, "reason": "mine"}).json["id"]
        self.assertEqual(code(self.decide(bob, made, "approve")), (403, "LG0832"))
        self.assertEqual(code(self.decide(cat, made, "withdraw")), (403, "LG0832"))
        self.assertEqual(self.decide(cat, made, "reject").json["state"], "rejected")

    def test_the_ledger_is_changed_by_two(self):
        ann, bob = Person("ann"), Person("bob")
        number = ann.get("/v1/licenses").json["licenses"][0]["number"]
        seen = ann.get(f"/v1/licenses/{number}")
        change = {"kind": "license.amend", "about": number, "reason": "amended by the agency", "line": "1", "quantity": "777"}
        self.assertEqual(code(ann.post("/v1/proposals", change)), (428, "LG0823"))
        self.assertEqual(code(ann.post("/v1/proposals", {**change, "quantity": "x"}, If_Match=seen.headers["ETag"]))[0], 400)
        first, second = (ann.post("/v1/proposals", change, If_Match=seen.headers["ETag"]).json["id"] for _ in range(2))
        done = self.decide(bob, first, "approve")
        self.assertEqual(done.json["outcome"], {"result": "done"})
        now = ann.get(f"/v1/licenses/{number}")
        self.assertEqual(now.json["lines"][0]["granted"], 777)
        self.assertNotEqual(now.headers["ETag"], seen.headers["ETag"])
        self.assertEqual(ann.get(f"/v1/licenses/{number}", If_None_Match=now.headers["ETag"]).status, 304)
        # What the second was about is not so any more.
        self.assertEqual(code(self.decide(bob, second, "approve")), (412, "LG0824"))
        journal = command("audit", "--ledger", LEDGER)
        self.assertEqual(journal.returncode, 0, journal.stderr)

    def test_what_cannot_be_proposed(self):
        ann = Person("ann")
        for body, wanted in (({"kind": "war", "about": "x", "reason": "y"}, (400, "LG0804")), ({"kind": "hold.release", "about": "x"}, (400, "LG0804")), ({"kind": "hold.release", "about": "x", "reason": " "}, (400, "LG0804")),
                             ({"kind": "hold.release", "about": "nothing", "reason": "y"}, (404, "LG0833")), ({"kind": "license.hold", "about": "nothing", "reason": "y"}, (404, "LG0720"))):
            self.assertEqual(code(ann.post("/v1/proposals", body, If_Match="*")), wanted, body)
        self.assertEqual(code(Person("req").post("/v1/proposals", {"kind": "hold.release", "about": "x", "reason": "y"})), (403, "LG0825"))
        self.assertEqual(code(SERVER.post("/v1/proposals", {"kind": "hold.release", "about": "x", "reason": "y"}, Authorization=f"Bearer {TOKEN}")), (403, "LG0825"))


class Readings(unittest.TestCase):
    def test_who_read_a_party_file(self):
        number = Person("req").get("/v1/licenses").json["licenses"][0]["number"]
        Person("req").get(f"/v1/licenses/{number}")
        self.assertEqual(code(Person("req").get("/v1/readings")), (403, "LG0825"))
        told = Person("aud").get("/v1/readings").json
        self.assertTrue(told["holds"])
        self.assertIn(("req", f"GET /v1/licenses/{number}"), [(one["actor"], one["what"]) for one in told["readings"]])


class Reach(unittest.TestCase):
    def test_others_are_asked_who_they_are(self):
        with tempfile.TemporaryDirectory() as folder:
            refused = command("serve", "--host", "0.0.0.0", "--port", "0", "--ledger", f"sqlite:{folder}/empty.db")
            self.assertEqual(refused.returncode, 2)
            self.assertIn(b"LG0817", refused.stderr)

    def test_tls(self):
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout", f"{folder}/key.pem", "-out", f"{folder}/cert.pem"],
                           check=True, capture_output=True)
            self.assertIn(b"LG0835", command("serve", "--port", "0", "--tls-certificate", f"{folder}/cert.pem").stderr)
            self.assertIn(b"LG0835", command("serve", "--port", "0", "--tls-certificate", f"{folder}/key.pem", "--tls-key", f"{folder}/key.pem").stderr)
            server = Server("--tls-certificate", f"{folder}/cert.pem", "--tls-key", f"{folder}/key.pem", "--quiet")
            try:
                connection = http.client.HTTPSConnection("localhost", server.port, timeout=60, context=ssl.create_default_context(cafile=f"{folder}/cert.pem"))
                connection.request("POST", "/v1/check", json.dumps({"orders": [HELD]}), {"Content-Type": "application/json"})
                self.assertEqual(json.loads(connection.getresponse().read())["summary"]["lines"], 1)
                connection.close()
                # Who does not speak TLS is let go, and the others go on.
                with self.assertRaises((http.client.HTTPException, OSError)):
                    server.get("/healthz")
                connection.request("GET", "/healthz")
                self.assertEqual(connection.getresponse().status, 200)
                connection.close()
            finally:
                self.assertEqual(server.stop()[0], 0)


if __name__ == "__main__":
    unittest.main()
