"""What a service meets that was not meant: each is refused by name, and the service goes on."""

import json
import socket
import sys
import tempfile
import time
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from server import Server  # noqa: E402

TOKEN = "0123456789abcdef0123456789abcdef"
ORDER = {"id": "a", "date": "2026-02-01", "movement": "export", "origin": "US", "destination": "CN", "item": "nvidia-h200-sxm"}


def setUpModule():
    global SERVER, GUARDED
    SERVER = Server("--max-body", "100000", "--header-timeout", "2", "--body-timeout", "2", "--max-connections", "8")
    with tempfile.NamedTemporaryFile("w") as file:
        file.write(TOKEN + "\n")
        file.flush()
        GUARDED = Server("--token-file", file.name, "--quiet", "--allow-host", "desk.example")


def tearDownModule():
    for server in (SERVER, GUARDED):
        status, err = server.stop()
        assert status == 0, err


def raw(data, server=None, wait=30):
    """What comes back for these bytes, until the connection ends."""
    with socket.create_connection(("127.0.0.1", (server or SERVER).port), timeout=wait) as connection:
        try:
            connection.sendall(data)
            out = b""
            while piece := connection.recv(65536):
                out += piece
        except ConnectionError:
            pass
        return out


def code(answer):
    return answer.status, answer.json["code"]


class Bytes(unittest.TestCase):
    def tearDown(self):
        self.assertEqual(SERVER.get("/healthz").status, 200)

    def memory(self):
        lines = Path(f"/proc/{SERVER.process.pid}/status").read_text().splitlines()
        return int(next(line for line in lines if line.startswith("VmRSS")).split()[1])

    def test_endless_header(self):
        before = self.memory()
        with socket.create_connection(("127.0.0.1", SERVER.port), timeout=30) as connection:
            sent = 0
            try:
                connection.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nX: ")
                while sent < 64 << 20:
                    connection.sendall(b"x" * 65536)
                    sent += 65536
            except ConnectionError:
                pass
        self.assertLess(self.memory() - before, 32 << 10, "kilobytes grown")

    def test_large_header_is_named(self):
        self.assertIn(b"LG0806", raw(b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"x" * 20000 + b"\r\n\r\n"))

    def test_large_bodies(self):
        self.assertEqual(code(SERVER.post("/v1/check", "x" * 100001)), (413, "LG0805"))
        chunked = b"POST /v1/check HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/csv\r\nTransfer-Encoding: chunked\r\n\r\n" + b"8000\r\n" + b"x" * 32768 + b"\r\n"
        self.assertIn(b"LG0805", raw(chunked + (b"8000\r\n" + b"x" * 32768 + b"\r\n") * 6))

    def test_no_http(self):
        for data in (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03 hello hello hello\r\n\r\n", b"GET /\r\n\r\n", b"POST /v1/check HTTP/1.1\r\nHost: localhost\r\nContent-Length: -5\r\n\r\n",
                     b"POST /v1/check HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello"):
            self.assertIn(b"LG0807", raw(data), data)

    def test_slow_clients_are_let_go(self):
        start = time.monotonic()
        with socket.create_connection(("127.0.0.1", SERVER.port), timeout=20) as connection:
            connection.sendall(b"GET / HTTP/1.1\r\n")
            try:
                for _ in range(100):
                    connection.sendall(b"X: y\r\n")
                    time.sleep(0.1)
                self.fail("a head may take for ever")
            except ConnectionError:
                pass
        self.assertLess(time.monotonic() - start, 9)
        self.assertNotIn(b"200 OK", raw(b"POST /v1/check HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/csv\r\nContent-Length: 50\r\n\r\nid", wait=20))

    def test_crowd(self):
        idle = [socket.create_connection(("127.0.0.1", SERVER.port), timeout=20) for _ in range(8)]
        try:
            time.sleep(0.3)
            self.assertIn(b"LG0812", raw(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"))
        finally:
            for connection in idle:
                connection.close()
            time.sleep(0.3)

    def test_expectation_is_met(self):
        body = json.dumps({"orders": [ORDER]}).encode()
        head = f"POST /v1/check HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nExpect: 100-continue\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n".encode()
        told = raw(head + body)
        self.assertTrue(told.startswith(b"HTTP/1.1 100 Continue") and b"200 OK" in told)


class Requests(unittest.TestCase):
    def test_bodies(self):
        deep = '{"orders":' + "[" * 100000 + "]"
        self.assertEqual(code(SERVER.post("/v1/check", deep[:90000])), (400, "LG0106"))
        for body, wanted in ((b'{"orders": ["\xff"]}', "LG0102"), (b'{"orders": [', "LG0104"), (b"{}{}", "LG0105"), (b'{"orders": {}}', "LG0804"), (b"[]", "LG0112"),
                             (b'{"orders": [], "order": 1}', "LG0111"), (b'{"orders": [], "lang": "fr"}', "LG0811"), (b'{"orders": [], "as_of": "2026-02-30"}', "LG0203"), (b"", "LG0104")):
            self.assertEqual(code(SERVER.post("/v1/check", body)), (400, wanted), body)
        huge = lambda zeros: json.dumps({"orders": [ORDER]}).replace('"nvidia-h200-sxm"', '{"tpp": 1' + "0" * zeros + "}")  # noqa: E731
        self.assertEqual([one["code"] for one in SERVER.post("/v1/check", huge(60)).json["problems"]], ["LG0116"])
        self.assertEqual(code(SERVER.post("/v1/check", huge(5000))), (400, "LG0104"))
        self.assertEqual(code(SERVER.post("/v1/explain", {"order": {"destinaton": "CN"}})), (422, "LG0111"))

    def test_paths(self):
        for path in ("/../../etc/passwd", "/..%2f..%2fetc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "//etc/passwd", "/index.html/../../x", "/v1/chips/..%2f..%2fx/y"):
            self.assertEqual(SERVER.get(path).status, 404, path)
        self.assertEqual(code(SERVER.get("/%zz")), (400, "LG0811"))
        self.assertEqual(code(SERVER.get("/v1/chips?on=2026-02-01&on=2026-02-01")), (400, "LG0811"))
        self.assertEqual(code(SERVER.get("/v1/chips?om=2026-02-01")), (400, "LG0811"))
        self.assertEqual(code(SERVER.get("/v1/check")), (405, "LG0802"))
        self.assertEqual(code(SERVER.get("/v1/licenses")), (503, "LG0017"))
        self.assertEqual(code(SERVER.post("/v1/check", "{}", "text/plain")), (415, "LG0803"))

    def test_other_sites(self):
        body = {"orders": [ORDER]}
        self.assertEqual(code(SERVER.get("/healthz", Host="evil.example")), (403, "LG0808"))
        self.assertEqual(code(SERVER.post("/v1/check", body, Host=f"rebound.example:{SERVER.port}")), (403, "LG0808"))
        self.assertEqual(code(SERVER.post("/v1/check", body, Origin="https://evil.example")), (403, "LG0809"))
        self.assertEqual(code(SERVER.post("/v1/check", body, Origin="null")), (403, "LG0809"))
        self.assertEqual(code(SERVER.post("/v1/check", body, Sec_Fetch_Site="cross-site")), (403, "LG0809"))
        self.assertEqual(SERVER.post("/v1/check", body, Origin=f"http://127.0.0.1:{SERVER.port}", Sec_Fetch_Site="same-origin").status, 200)
        told = SERVER.get("/healthz", Origin="https://evil.example")
        self.assertEqual((told.headers["Access-Control-Allow-Origin"], told.headers["X-Content-Type-Options"]), (None, "nosniff"))

    def test_token(self):
        self.assertEqual(code(GUARDED.post("/v1/check", {"orders": []})), (401, "LG0810"))
        self.assertEqual(code(GUARDED.get("/v1/chips", Authorization="Bearer " + TOKEN[:-1])), (401, "LG0810"))
        self.assertEqual(code(GUARDED.get("/v1/chips?token=" + TOKEN)), (401, "LG0810"))
        self.assertEqual(GUARDED.get("/metrics").status, 401)
        self.assertEqual((GUARDED.get("/").status, GUARDED.get("/healthz", Host="desk.example").status), (200, 200))
        self.assertEqual(GUARDED.post("/v1/check", {"orders": [ORDER]}, Authorization="Bearer " + TOKEN).status, 200)

    def test_no_open_door_without_a_token(self):
        with self.assertRaisesRegex(RuntimeError, "LG0817"):
            Server("--host", "0.0.0.0")
        with self.assertRaisesRegex(RuntimeError, "LG0816"):
            Server(port=SERVER.port)


class Farewell(unittest.TestCase):
    def test_what_was_begun_is_finished(self):
        server = Server("--quiet")
        body = json.dumps({"orders": [ORDER]}).encode()
        head = f"POST /v1/check HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n".encode()
        with socket.create_connection(("127.0.0.1", server.port), timeout=60) as begun, socket.create_connection(("127.0.0.1", server.port), timeout=60) as idle:
            begun.sendall(head)
            self.assertIn(b"100 Continue", begun.recv(1000))
            server.process.terminate()
            self.assertEqual(idle.recv(1000), b"")
            begun.sendall(body)
            told = b""
            while piece := begun.recv(65536):
                told += piece
        self.assertIn(b"200 OK", told)
        self.assertIn(b'"order":"a"', told)
        self.assertEqual(server.stop(), (0, ""))


if __name__ == "__main__":
    unittest.main()
