"""Snapshots of lists: fetched from a server on this machine, signed, refused when they shrink; and what a new list changes for orders."""

import csv
import http.server
import io
import json
import os
import shutil
import subprocess
import tempfile
import threading
import unittest
from pathlib import Path

ROOT = Path(__file__).parents[2]
LOCKGATE = os.environ.get("LOCKGATE", str(ROOT / "lockgate"))
HAS_OPENSSL = shutil.which("openssl") is not None


def run(*arguments, **more):
    environment = {key: value for key, value in os.environ.items() if not key.startswith("LOCKGATE_LISTS")}
    environment.update(more, NO_COLOR="1")
    done = subprocess.run([LOCKGATE, *map(str, arguments)], capture_output=True, text=True, env=environment, cwd=ROOT, timeout=300, check=False)
    return done.returncode, done.stdout, done.stderr


def csv_of(rows):
    text = io.StringIO()
    csv.writer(text).writerows([["list", "id", "name", "requirement"], *rows])
    return text.getvalue().encode()


class Publisher(http.server.BaseHTTPRequestHandler):
    """Serves `lists`, with a tag for each state of a list."""

    lists: dict[str, bytes] = {}
    asked: list[tuple[str, int]] = []

    def do_GET(self):
        body = self.lists.get(self.path)
        if body is None:
            return self.answer(404, b"gone")
        tag = f'"{hash(body)}"'
        if self.headers.get("If-None-Match") == tag:
            return self.answer(304, b"", tag)
        return self.answer(200, body, tag)

    def answer(self, status, body, tag=""):
        self.asked.append((self.path, status))
        self.send_response(status)
        if tag:
            self.send_header("ETag", tag)
        if status != 304:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


class Snapshots(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Publisher)
        cls.url = f"http://127.0.0.1:{cls.server.server_port}"
        threading.Thread(target=cls.server.serve_forever, daemon=True).start()

    @classmethod
    def tearDownClass(cls):
        cls.server.shutdown()
        cls.server.server_close()

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.lists = self.folder / "lists"
        self.rows = [["entity_list", i, f"Zorble {i} Photonics", "all"] for i in range(100)]
        Publisher.lists = {"/own.csv": csv_of(self.rows)}
        Publisher.asked = []

    def fetch(self, *more, **environment):
        return run("lists", "fetch", f"own={self.url}/own.csv", "--to", self.lists, *more, **environment)

    def manifest(self):
        return json.loads((self.lists / "manifest.json").read_text())

    def test_nothing_is_asked_for_twice_and_what_is_new_is_kept_beside_the_old(self):
        status, out, talk = self.fetch()
        self.assertEqual((status, "100 entries" in out), (0, True), talk)
        first = self.manifest()
        status, out, _ = run("lists", "fetch", "--to", self.lists)
        self.assertEqual((status, "nothing new" in out, self.manifest()), (0, True, first))
        self.assertEqual([status for _, status in Publisher.asked], [200, 304])
        Publisher.lists["/own.csv"] = csv_of([*self.rows, ["entity_list", 100, "Blixen Foundry", "all"]])
        self.assertEqual(self.fetch()[0], 0)
        second = self.manifest()
        self.assertEqual(second["sources"][0]["entries"], {"entity_list": 101})
        self.assertTrue((self.lists / "history" / (second["previous"].removeprefix("sha256:") + ".json")).exists())
        for manifest in (first, second):
            self.assertTrue((self.lists / manifest["sources"][0]["files"][0]["path"]).exists())

    def test_a_list_with_holes_is_refused_unless_somebody_says_why(self):
        self.fetch()
        before = self.manifest()
        Publisher.lists["/own.csv"] = csv_of(self.rows[:97])
        status, _, talk = self.fetch()
        self.assertEqual((status, "[LG0536]" in talk, self.manifest()), (3, True, before))
        self.assertEqual(self.fetch("--force", "89 FR 1 took three off")[0], 0)
        self.assertEqual(self.manifest()["sources"][0]["forced"], {"reason": "89 FR 1 took three off", "removed": {"entity_list": 3}})

    def test_whatever_goes_wrong_leaves_the_lists_in_use(self):
        self.fetch()
        before = self.manifest()
        for body, code in ((None, "LG0541"), (b"", "LG0541"), (b"<html>maintenance</html>", "LG0501")):
            Publisher.lists = {} if body is None else {"/own.csv": body}
            status, _, talk = self.fetch()
            self.assertEqual((status, f"[{code}]" in talk, self.manifest()), (3, True, before), talk)
        for source, code in (("nobody", "LG0549"), ("../x=http://127.0.0.1/", "LG0549"), ("own=http://192.0.2.1/x", "LG0541"), ("own=file:///etc/passwd", "LG0541")):
            self.assertIn(f"[{code}]", run("lists", "fetch", source, "--to", self.lists)[2])

    def test_a_snapshot_is_checked_whenever_it_is_used(self):
        self.fetch()
        status, out, talk = run("screen", "Zorble 7 Photonics", "--list", self.lists)
        self.assertEqual((status, "entity_list 7" in out, "[LG0548]" in talk), (1, True, True), talk)
        file = self.lists / self.manifest()["sources"][0]["files"][0]["path"]
        file.write_bytes(file.read_bytes().replace(b"Zorble 7 ", b"Zorble 8 "))
        self.assertEqual(run("screen", "Zorble 7 Photonics", "--list", self.lists)[0], 3)
        self.assertIn("[LG0543]", run("check", "examples/half-owned.jsonl", "--lists", self.lists)[2])

    @unittest.skipUnless(HAS_OPENSSL, "openssl makes the keys")
    def test_a_signature_is_asked_for_with_a_key(self):
        keys = [self.folder / "ours.pem", self.folder / "theirs.pem"]
        for key in keys:
            subprocess.run(["openssl", "genpkey", "-algorithm", "ed25519", "-out", key], check=True)
        public = self.folder / "ours.pub"
        subprocess.run(["openssl", "pkey", "-in", keys[0], "-pubout", "-out", public], check=True)
        self.fetch()
        self.assertIn("[LG0544]", run("screen", "X", "--list", self.lists, LOCKGATE_LISTS_KEY=str(public))[2])
        self.assertEqual(self.fetch("--sign", keys[0])[0], 0)
        status, _, talk = run("screen", "X", "--list", self.lists, LOCKGATE_LISTS_KEY=str(public))
        self.assertEqual((status, "LG05" in talk), (0, False), talk)
        self.assertIn("[LG0546]", run("screen", "X", "--list", self.lists, LOCKGATE_LISTS_KEY=str(keys[1]))[2])
        manifest = self.lists / "manifest.json"
        manifest.write_text(manifest.read_text().replace("own", "own2"))
        self.assertEqual(run("screen", "X", "--list", self.lists, LOCKGATE_LISTS_KEY=str(public))[0], 3)

    def test_what_a_new_list_changes_for_orders(self):
        def order(name, key):
            buyer = {"role": "end_user", "name": name, "country": "BR", "headquarters": "BR", "ultimate_parent": "self"}
            return json.dumps({"id": key, "date": "2025-12-15", "movement": "export", "origin": "US", "destination": "BR", "item": {"kind": "chip", "tpp": 100}, "parties": [buyer]})

        orders = self.folder / "orders.jsonl"
        orders.write_text("\n".join([order("Blixen Foundry", "new"), order("Zorble 5 Photonics", "changed"), order("Zorble 6 Photonics", "same"), order("Nobody at all", "none")]) + "\n")
        rulings = self.folder / "rulings.jsonl"
        self.fetch()
        old = self.folder / "old"
        shutil.copytree(self.lists, old)
        for name, entry in (("Zorble 5 Photonics", 5), ("Zorble 6 Photonics", 6)):
            status, _, talk = run("hits", "rule", name, f"entity_list {entry}", "--status", "not_a_match", "--by", "A. Clerk", "--why", "another firm", "--lists", old, "--rulings", rulings)
            self.assertEqual(status, 0, talk)
        rows = [list(row) for row in self.rows]
        rows[5][3] = "some"
        Publisher.lists["/own.csv"] = csv_of([*rows, ["entity_list", 100, "Blixen Foundry", "all"]])
        self.assertEqual(self.fetch()[0], 0)
        status, out, talk = run("lists", "diff", old, self.lists, "--orders", orders, "--rulings", rulings, "--format", "json")
        self.assertEqual(status, 1, talk)
        answer = json.loads(out)
        said = {one["order"]: [(hit["listed"], hit["before"], hit["after"]) for hit in one["hits"] if hit["listed"] in ("Blixen Foundry", "Zorble 5 Photonics", "Zorble 6 Photonics")] for one in answer["orders"]}
        self.assertEqual(said, {"new": [("Blixen Foundry", None, "true_match")], "changed": [("Zorble 5 Photonics", "not_a_match", "needs_review")]})
        new = next(one for one in answer["orders"] if one["order"] == "new")
        self.assertNotEqual(new["gates"], [])
        self.assertIn("of 4 orders", run("lists", "diff", old, self.lists, "--orders", orders, "--rulings", rulings)[2])


if __name__ == "__main__":
    unittest.main()
