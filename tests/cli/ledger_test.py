"""Runs the ledger's commands as docs/contract.md promises them, and the story of examples/h200-license.sh.

After a change that is meant: UPDATE_GOLDEN=1 LOCKGATE=./lockgate python3 tests/cli/ledger_test.py, and read the diff.
"""

import json
import os
import re
import sqlite3
import subprocess
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = ROOT / "tests" / "cli" / "golden" / "h200-license.txt"
PROGRAM = os.environ.get("LOCKGATE", str(ROOT / "lockgate"))
LICENSE = {"number": "D-1", "valid_from": "2026-02-01", "valid_until": "2027-01-31",
           "lines": [{"line": 1, "item": "engine", "quantity": 10, "value": {"amount": "1000", "currency": "USD"}}],
           "parties": [{"role": "purchaser", "name": "Buyer", "country": "CN"}], "conditions": ["no resale"]}


class Ledger(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "ledger.db"
        self.addCleanup(self.folder.cleanup)

    def run_it(self, *arguments):
        command = [PROGRAM, *arguments, "--ledger", f"sqlite:{self.path}", "--json"]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, timeout=300, text=True)
        return done.returncode, json.loads(done.stdout) if done.stdout else None, done.stderr

    def add(self, **changes):
        file = Path(self.folder.name) / "license.json"
        file.write_text(json.dumps({**LICENSE, **changes}), encoding="utf-8")
        return self.run_it("license", "add", str(file))

    def ship(self, quantity, key, *more):
        return self.run_it("ship", "D-1", "--line", "1", "--quantity", str(quantity), "--key", key, "--date", "2026-03-01", *more)

    def test_contract(self):
        self.assertEqual(self.add()[0], 0)
        status, draw, _ = self.ship(4, "a")
        self.assertEqual((status, draw["key"], draw["quantity"], draw["state"]), (0, "a", 4, "shipped"))
        self.assertEqual(self.ship(4, "a")[1]["result"], "exists")
        self.ship(1, "b", "--reserve")
        status, refusal, _ = self.ship(6, "c")
        self.assertEqual((status, refusal["reason"], refusal["left"]), (1, "over_license", "5"))
        [line] = self.run_it("license", "show", "D-1")[1]["lines"]
        self.assertEqual([line[k] for k in ("line", "granted", "reserved", "shipped", "left")], [1, 10, 1, 4, 5])
        status, audit, _ = self.run_it("audit")
        self.assertEqual((status, audit["verifies"], audit["entries"]), (0, True, 5))

    def test_audit_names_the_first_broken_link(self):
        self.add()
        self.ship(4, "a")
        with sqlite3.connect(self.path) as database:
            database.execute("UPDATE journal SET actor = 'someone else' WHERE sequence = 2")
        status, audit, _ = self.run_it("audit")
        self.assertEqual((status, audit["broken"]["entry"]), (1, 2))

    def test_two_processes_want_the_last_piece(self):
        self.add()
        self.ship(9, "a")
        command = [PROGRAM, "ship", "D-1", "--line", "1", "--quantity", "1", "--date", "2026-03-01", "--ledger", f"sqlite:{self.path}", "--key"]
        both = [subprocess.Popen([*command, key], stdout=subprocess.DEVNULL) for key in ("b", "c")]
        self.assertEqual(sorted(process.wait() for process in both), [0, 1])

    def test_bad_input(self):
        status, _, talk = self.add(lines=[{"item": "engine", "quantty": 10}], valid_until="2026-02-30")
        self.assertEqual(status, 2)
        for code in ("LG0111", "LG0114", "LG0120"):
            self.assertIn(code, talk)
        self.assertEqual(self.run_it("audit")[0], 3)  # a refused license begins no ledger
        self.add()
        self.assertEqual(self.ship("1.5", "a")[0], 2)
        self.assertEqual(self.run_it("license", "show", "D-2")[0], 2)
        self.assertEqual(subprocess.run([PROGRAM, "audit"], cwd=ROOT, capture_output=True, env={}, timeout=300).returncode, 2)

    def test_story(self):
        done = subprocess.run(["bash", "examples/h200-license.sh"], cwd=ROOT, capture_output=True, timeout=300, text=True,
                              env={"PATH": os.environ["PATH"], "LOCKGATE": PROGRAM, "LANG": "C.UTF-8"})
        text = re.sub(r"sha256:[0-9a-f]{64}", "sha256:…", done.stdout)
        text = re.sub(r"\b[0-9a-f]{16}\b", "…", re.sub(r"/tmp/tmp\.\w+", "/tmp", text))
        if os.environ.get("UPDATE_GOLDEN"):
            GOLDEN.write_text(text, encoding="utf-8")
        self.assertEqual(GOLDEN.read_text(encoding="utf-8"), text)
        shown = re.findall(r"^```console\n(\$ lockgate .*?)^```$", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
        self.assertTrue(shown)
        for block in shown:
            for command in block.strip().split("\n\n"):
                self.assertIn(command, text, "README.md shows something else")


if __name__ == "__main__":
    unittest.main()
