"""The page in a browser (tests/web), against services of its own: one without a ledger, one with, one with accounts."""

import os
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = os.environ["LOCKGATE"]
BROWSER = os.environ.get("CHROMIUM", "/usr/bin/chromium")


def missing():
    """What a browser test wants and this machine has not, or nothing."""
    if not shutil.which("node"):
        return "node"
    if not Path(BROWSER).exists():
        return BROWSER
    for path in ("web/dist/index.html", "web/node_modules", "tests/web/node_modules"):
        if not (ROOT / path).exists():
            return path
    return None


class Served:
    """A running `lockgate serve`; `address` is where."""

    def __init__(self, ledger="", *arguments):
        variables = {**os.environ, "LOCKGATE_LEDGER": ledger}
        self.process = subprocess.Popen([PROGRAM, "serve", "--port", "0", "--quiet", *arguments], cwd=ROOT, stdout=subprocess.PIPE, text=True, env=variables)

    def __enter__(self):
        self.address = self.process.stdout.readline().split()[-1]
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(30)
        self.process.stdout.close()


def node(*arguments, **variables):
    return subprocess.run(["node", "--test", "--test-reporter=spec", *arguments], cwd=ROOT, env=os.environ | variables).returncode


class Page(unittest.TestCase):
    def setUp(self):
        lacking = missing()
        if lacking and os.environ.get("CI") == "true":
            self.fail(f"{lacking} is missing")
        if lacking:
            self.skipTest(f"{lacking} is missing")

    def test_modules(self):
        self.assertEqual(node("tests/web/modules_test.mjs"), 0)

    def test_browser(self):
        with tempfile.TemporaryDirectory() as folder:
            ledger = f"sqlite:{folder}/ledger.db"
            subprocess.run([PROGRAM, "license", "add", "examples/h200-license.json", "--ledger", ledger], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
            guarded = f"sqlite:{folder}/guarded.db"
            subprocess.run([PROGRAM, "license", "add", "examples/h200-license.json", "--ledger", guarded], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
            subprocess.run([PROGRAM, "account", "add", "ann", "--role", "analyst", "--ledger", guarded], cwd=ROOT, check=True, input=b"four words in a row\n", stdout=subprocess.DEVNULL)
            with Served() as plain, Served(ledger) as kept, Served(guarded) as shut:
                where = {"LOCKGATE_PAGE": plain.address, "LOCKGATE_PAGE_WITH_LEDGER": kept.address, "LOCKGATE_PAGE_WITH_ACCOUNTS": shut.address, "CHROMIUM": BROWSER}
                self.assertEqual(node("tests/web/page_test.mjs", **where), 0)
                if os.environ.get("LOCKGATE_PICTURES"):
                    self.assertEqual(node("tests/web/pictures_test.mjs", **where), 0)


if __name__ == "__main__":
    unittest.main()
