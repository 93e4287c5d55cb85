"""Signing in at an identity provider: a small one of our own, with a key by openssl, that can also lie."""

import base64
import hashlib
import http.server
import json
import subprocess
import sys
import tempfile
import threading
import time
import unittest
import urllib.parse
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from server import ENV, PROGRAM, ROOT, Server  # noqa: E402

CLIENT, SECRET = "lockgate", "a secret: with signs/+"


def b64(data):
    return base64.urlsafe_b64encode(data if isinstance(data, bytes) else json.dumps(data).encode()).rstrip(b"=").decode()


class Key:
    def __init__(self, folder, name, bits=2048):
        self.path, self.name = f"{folder}/{name}.pem", name
        subprocess.run(["openssl", "genrsa", "-out", self.path, str(bits)], check=True, capture_output=True)
        told = subprocess.run(["openssl", "rsa", "-in", self.path, "-noout", "-modulus"], check=True, capture_output=True, text=True).stdout
        self.modulus = bytes.fromhex(told.strip().split("=")[1])

    def public(self):
        return {"kty": "RSA", "kid": self.name, "use": "sig", "alg": "RS256", "n": b64(self.modulus), "e": "AQAB"}

    def sign(self, text):
        return subprocess.run(["openssl", "dgst", "-sha256", "-sign", self.path], input=text.encode(), check=True, capture_output=True).stdout


class Provider:
    """`claims`, `header` and `key` are what the next token has otherwise than an honest one."""

    def __init__(self, folder):
        self.own, self.foreign, self.short = Key(folder, "own"), Key(folder, "foreign"), Key(folder, "short", 1024)
        self.honest()
        provider = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def log_message(self, *_):
                pass

            def tell(self, value, status=200):
                body = json.dumps(value).encode()
                self.send_response(status)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def do_GET(self):
                if self.path == "/.well-known/openid-configuration":
                    return self.tell({"issuer": provider.issuer, "authorization_endpoint": provider.issuer + "/authorize", "token_endpoint": provider.issuer + "/token", "jwks_uri": provider.issuer + "/keys"})
                return self.tell({"keys": [provider.own.public(), provider.short.public()]}) if self.path == "/keys" else self.tell({}, 404)

            def do_POST(self):
                form = dict(urllib.parse.parse_qsl(self.rfile.read(int(self.headers["Content-Length"])).decode()))
                provider.asked = form, self.headers["Authorization"]
                shown = base64.b64decode(self.headers["Authorization"].split()[1]).decode().split(":")
                right = [urllib.parse.unquote(one) for one in shown] == [CLIENT, SECRET] and form["code"] == "c0de/+" and form["redirect_uri"] == provider.redirect
                challenge = b64(hashlib.sha256(form["code_verifier"].encode()).digest())
                self.tell({"id_token": provider.token(), "access_token": "x", "token_type": "Bearer"}) if right and challenge == provider.challenge else self.tell({"error": "invalid_grant"}, 400)

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.issuer = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def honest(self):
        self.claims, self.header, self.key, self.spoil = {}, {}, self.own, lambda token: token

    def token(self):
        now = int(time.time())
        claims = {"iss": self.issuer, "aud": CLIENT, "sub": "1", "exp": now + 300, "iat": now, "nonce": self.nonce, "email": "eve@firm.example", "email_verified": True, **self.claims}
        text = b64({"alg": "RS256", "kid": self.key.name, **self.header}) + "." + b64({key: value for key, value in claims.items() if value is not None})
        return self.spoil(text + "." + b64(self.key.sign(text)))


def begin(ledger):
    """A service on this ledger, an account for each way to sign in, and a provider."""
    global PROVIDER, SERVER, FOLDER
    FOLDER = tempfile.TemporaryDirectory()
    PROVIDER = Provider(FOLDER.name)
    for name, *more in (("eve@firm.example", "--single-sign-on"), ("pat@firm.example",)):
        subprocess.run([PROGRAM, "--data", ".", "account", "add", name, "--role", "analyst", "--ledger", ledger, *more], cwd=ROOT, env=ENV, input=b"four words in a row\n", check=True, capture_output=True)
    Path(FOLDER.name, "client-secret").write_text(SECRET + "\n")
    PROVIDER.redirect = "http://127.0.0.1:8080/v1/sign-in/return"
    Path(FOLDER.name, "provider.json").write_text(json.dumps({"issuer": PROVIDER.issuer, "client_id": CLIENT, "client_secret_file": "client-secret", "redirect": PROVIDER.redirect}))
    SERVER = Server("--ledger", ledger, "--quiet", "--single-sign-on", f"{FOLDER.name}/provider.json")


def end():
    status, err = SERVER.stop()
    PROVIDER.server.shutdown()
    PROVIDER.server.server_close()
    FOLDER.cleanup()
    assert status == 0, err


def setUpModule():
    global LEDGERS
    LEDGERS = tempfile.TemporaryDirectory()
    begin(f"sqlite:{LEDGERS.name}/ledger.db")


def tearDownModule():
    end()
    LEDGERS.cleanup()


def leave():
    """The browser's cookie, and what it takes to the provider."""
    told = SERVER.get("/v1/sign-in/leave")
    assert told.status == 303, told.body
    asked = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(told.headers["Location"]).query))
    PROVIDER.nonce, PROVIDER.challenge = asked["nonce"], asked["code_challenge"]
    return told.headers["Set-Cookie"].split(";")[0], asked


def come_back(cookie, state, **more):
    return SERVER.get("/v1/sign-in/return?" + urllib.parse.urlencode({"code": "c0de/+", "state": state, **more}), Cookie=cookie)


def sign_in():
    cookie, asked = leave()
    return come_back(cookie, asked["state"])


def code(answer):
    return answer.status, answer.json["code"]


class SingleSignOn(unittest.TestCase):
    def setUp(self):
        PROVIDER.honest()

    def test_who_has_an_account_gets_in(self):
        self.assertEqual(SERVER.get("/v1/sign-in").json, {"accounts": True, "single_sign_on": "/v1/sign-in/leave"})
        cookie, asked = leave()
        self.assertEqual((asked["response_type"], asked["client_id"], asked["code_challenge_method"], asked["redirect_uri"]), ("code", CLIENT, "S256", PROVIDER.redirect))
        told = come_back(cookie, asked["state"], session_state="x", iss=PROVIDER.issuer)
        self.assertEqual((told.status, told.headers["Location"]), (303, "/"), told.body)
        session = [one for one in told.headers.get_all("Set-Cookie") if one.startswith("lockgate_session=")][0]
        self.assertIn("SameSite=Strict", session)
        who = SERVER.get("/v1/session", Cookie=session.split(";")[0]).json
        self.assertEqual((who["name"], who["roles"]), ("eve@firm.example", ["analyst"]))

    def test_an_address_works_once_and_in_its_own_browser_only(self):
        cookie, asked = leave()
        other, _ = leave()
        self.assertEqual(code(come_back("", asked["state"])), (403, "LG0849"))
        self.assertEqual(code(come_back(other, asked["state"])), (403, "LG0849"))
        PROVIDER.nonce, PROVIDER.challenge = asked["nonce"], asked["code_challenge"]
        self.assertEqual(come_back(cookie, asked["state"]).status, 303)
        self.assertEqual(code(come_back(cookie, asked["state"])), (403, "LG0849"))

    def test_who_has_none_or_another_kind_does_not(self):
        for name in ("mallory@firm.example", "pat@firm.example"):
            PROVIDER.claims = {"email": name}
            self.assertEqual(code(sign_in()), (403, "LG0848"), name)

    def test_a_token_that_is_not_to_be_believed(self):
        now = int(time.time())
        lies = [{"iss": "http://127.0.0.1:1"}, {"aud": "another"}, {"aud": [CLIENT, "another"]}, {"aud": None}, {"exp": now - 120}, {"exp": None}, {"iat": now + 3600}, {"nonce": "0"}, {"nonce": None},
                {"email": None}, {"email_verified": False}, {"email_verified": "true"}]
        for claims in lies:
            PROVIDER.honest()
            PROVIDER.claims = claims
            self.assertEqual(code(sign_in()), (403, "LG0847"), claims)
        for header in ({"alg": "none"}, {"alg": "HS256"}, {"kid": "foreign"}):
            PROVIDER.honest()
            PROVIDER.header = header
            self.assertEqual(code(sign_in()), (403, "LG0847"), header)
        for key in (PROVIDER.foreign, PROVIDER.short):
            PROVIDER.honest()
            PROVIDER.key, PROVIDER.header = key, {"kid": "own"} if key is PROVIDER.foreign else {}
            self.assertEqual(code(sign_in()), (403, "LG0847"), key.name)
        for spoil in (lambda token: token[:-8] + "AAAAAAAA", lambda token: token.rsplit(".", 1)[0] + ".", lambda token: "a.b", lambda token: "", lambda token: token + ".x",
                      lambda token: ".".join([token.split(".")[0], b64({"iss": PROVIDER.issuer}), token.split(".")[2]])):
            PROVIDER.honest()
            PROVIDER.spoil = spoil
            self.assertEqual(code(sign_in()), (403, "LG0847"))

    def test_a_token_for_several_clients_names_ours(self):
        PROVIDER.claims = {"aud": [CLIENT, "another"], "azp": CLIENT}
        self.assertEqual(sign_in().status, 303)

    def test_the_provider_refuses_or_is_another(self):
        cookie, asked = leave()
        self.assertEqual(code(come_back(cookie, asked["state"], error="access_denied")), (403, "LG0847"))
        cookie, asked = leave()
        self.assertEqual(code(come_back(cookie, asked["state"], iss="https://evil.example")), (403, "LG0847"))
        cookie, asked = leave()
        PROVIDER.challenge = "another"
        self.assertEqual(code(come_back(cookie, asked["state"])), (503, "LG0846"))

    def test_a_password_is_of_no_use_for_such_an_account(self):
        for password in ("", "four words in a row"):
            self.assertEqual(code(SERVER.post("/v1/session", {"name": "eve@firm.example", "password": password})), (401, "LG0828"))


class File(unittest.TestCase):
    def test_an_account_is_of_one_kind(self):
        for more in (["--program"], ["--password-file", "nowhere"]):
            command = [PROGRAM, "--data", ".", "account", "add", "both", "--role", "analyst", "--ledger", f"sqlite:{FOLDER.name}/other.db", "--single-sign-on", *more]
            done = subprocess.run(command, cwd=ROOT, env=ENV, capture_output=True, timeout=120)
            self.assertEqual(done.returncode, 2, more)
            self.assertIn(b"LG0834", done.stderr, more)

    def test_a_file_that_names_no_provider_is_refused(self):
        good = {"issuer": "https://login.example", "client_id": "x", "redirect": "https://desk.example/v1/sign-in/return"}
        for change in ({"issuer": "http://login.example"}, {"issuer": ""}, {"client_id": ""}, {"redirect": "https://desk.example/other"}, {"redirect": "http://desk.example/v1/sign-in/return"}, {"scope": "all"},
                       {"claim": 1}, {"client_secret_file": "nowhere"}):
            path = Path(FOLDER.name, "bad.json")
            path.write_text(json.dumps({**good, **change}))
            done = subprocess.run([PROGRAM, "--data", ".", "serve", "--port", "0", "--single-sign-on", str(path)], cwd=ROOT, env=ENV, capture_output=True, timeout=120)
            self.assertEqual(done.returncode, 2, change)
            self.assertIn(b"LG0845", done.stderr, change)

    def test_a_provider_that_is_not_there(self):
        path = Path(FOLDER.name, "gone.json")
        path.write_text(json.dumps({"issuer": "http://127.0.0.1:1", "client_id": "x", "redirect": "https://desk.example/v1/sign-in/return"}))
        server = Server("--quiet", "--single-sign-on", str(path))
        try:
            self.assertEqual(code(server.get("/v1/sign-in/leave")), (503, "LG0846"))
        finally:
            server.stop()


if __name__ == "__main__":
    unittest.main()
