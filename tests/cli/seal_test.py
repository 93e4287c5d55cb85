"""Seals determinations, replays them, proves them offline, and sees that nothing altered passes.

LOCKGATE_SEALED=10000 is the long run.
"""

import json
import os
import shutil
import sqlite3
import subprocess
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("LOCKGATE", str(ROOT / "lockgate"))
SEALED = int(os.environ.get("LOCKGATE_SEALED", "100"))


def orders(count):
    """The orders of the news, again and again with other quantities."""
    samples = [json.loads(line) for line in (ROOT / "examples" / "news-orders.jsonl").read_text(encoding="utf-8").splitlines()]
    for i in range(count):
        sample = dict(samples[i % len(samples)])
        yield {**sample, "id": f"{sample['id']}/{i // len(samples)}", "quantity": 8 + i // len(samples)}


class Seal(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.path = Path(self.folder.name)

    def run_it(self, *arguments, ledger=True):
        where = ["--ledger", f"sqlite:{self.path / 'ledger.db'}"] if ledger else []
        done = subprocess.run([PROGRAM, *arguments, *where], cwd=ROOT, capture_output=True, timeout=3000, text=True)
        self.assertNotIn("internal", done.stderr)
        return done

    def seal(self, lines, name="orders.jsonl", *options):
        file = self.path / name
        file.write_text(lines, encoding="utf-8")
        return self.run_it("check", str(file), "--seal", "--exit-zero", "--actor", "tester", "--format", "jsonl", *options)

    def test_every_sealed_determination_gives_the_same_bytes(self):
        done = self.seal("".join(json.dumps(order) + "\n" for order in orders(SEALED)))
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn(f"{SEALED} sealed", done.stderr)
        replay = json.loads(self.run_it("replay", "--all", "--json").stdout)
        self.assertEqual((replay["sealed"], replay["same"], replay["those"]), (SEALED, SEALED, []))
        audit = json.loads(self.run_it("audit", "--json").stdout)
        self.assertEqual((audit["verifies"], audit["entries"]), (True, SEALED))

    def test_csv_chinese_and_the_other_posture_replay_too(self):
        header = "id,date,movement,origin,destination,item,quantity,end_user,end_user_country,end_user_headquarters,end_user_lists\n"
        row = '"a, ""1""",2026-02-01,export,US,CN,nvidia-h200-sxm,64,"买方; 有限公司",CN,CN,\n,2026-02-01,export,US,SG,nvidia-h100-sxm,8,Buyer,SG,SG,\n'
        done = self.seal(header + row, "orders.csv", "--lang", "zh", "--posture", "codified", "--known-at", "2026-09-01")
        self.assertIn("2 sealed", done.stderr, done.stderr)
        replay = json.loads(self.run_it("replay", "--all", "--json").stdout)
        self.assertEqual((replay["same"], replay["those"]), (2, []))
        # The same question again is the same seal.
        self.assertIn("0 sealed, 2 sealed before", self.seal(header + row, "orders.csv", "--lang", "zh", "--posture", "codified", "--known-at", "2026-09-01").stderr)

    def test_another_law_is_named_and_never_called_the_same(self):
        self.seal(json.dumps(next(orders(1))) + "\n")
        data = self.path / "data"
        data.mkdir()
        shutil.copytree(ROOT / "rulebook", data / "rulebook")
        for folder in ("catalogue", "watch", "ledger", "docs"):
            (data / folder).symlink_to(ROOT / folder)
        book = data / "rulebook" / "us-ear" / "rulebook.md"
        book.write_text(book.read_text(encoding="utf-8") + "\nOne sentence more.\n", encoding="utf-8")
        done = self.run_it("replay", "news-01/0", "--data", str(data))
        self.assertEqual(done.returncode, 3)
        self.assertIn("LG0725", done.stderr)
        self.assertIn("sealed under another rulebook", done.stderr)
        self.assertNotIn("the same bytes", done.stdout)

    def test_an_altered_determination_is_found(self):
        self.seal(json.dumps(next(orders(1))) + "\n")
        with sqlite3.connect(self.path / "ledger.db") as database:
            database.execute("UPDATE determination SET bytes = replace(bytes, 'license_required', 'no_license_required')")
        self.assertEqual(self.run_it("audit").returncode, 1)
        with sqlite3.connect(self.path / "ledger.db") as database:
            database.execute("UPDATE journal SET changes = replace(changes, 'license_required', 'no_license_required')")
        audit = json.loads(self.run_it("audit", "--json").stdout)
        self.assertEqual((audit["verifies"], audit["broken"]["entry"]), (False, 1))
        self.assertEqual(self.run_it("replay", "--all").returncode, 1)

    def test_what_lists_and_holdings_and_persons_said_is_sealed_and_replayed_without_them(self):
        orders = ROOT / "examples" / "half-owned.jsonl"
        lists = self.path / "lists.csv"
        shutil.copy(ROOT / "watch" / "lists" / "us-excerpt.csv", lists)
        rulings = self.path / "rulings.jsonl"
        options = ["--lists", str(lists), "--holdings", "examples/half-owned-holdings.jsonl", "--rulings", str(rulings)]
        for language in ("en", "zh"):
            done = self.seal(orders.read_text(encoding="utf-8"), f"{language}.jsonl", "--lang", language, *options)
            self.assertEqual(done.returncode, 0, done.stderr)
        plain = self.seal(orders.read_text(encoding="utf-8"), "again.jsonl", *options)
        self.assertIn("0 sealed,", plain.stderr, "the same lists are the same question")
        lists.unlink()
        replay = json.loads(self.run_it("replay", "--all", "--json").stdout)
        count = 2 * len(orders.read_text(encoding="utf-8").splitlines())
        self.assertEqual((replay["sealed"], replay["same"], replay["those"]), (count, count, []))
        self.assertTrue(json.loads(self.run_it("audit", "--json").stdout)["verifies"])
        listed = json.loads(self.run_it("replay", "--list", "--json").stdout)
        memo = self.path / "memo.html"
        done = self.run_it("bundle", listed[0]["id"], "--out", str(memo), "--lang", "both")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("cannot be worked out again without those lists", memo.read_text(encoding="utf-8"))
        self.assertEqual(self.run_it("audit", "--bundle", str(memo), ledger=False).returncode, 0)
        with sqlite3.connect(self.path / "ledger.db") as database:
            database.execute("UPDATE determination SET screened = replace(screened, 'needs_review', 'not_a_match')")
        self.assertEqual(self.run_it("audit").returncode, 1)

    def test_a_bundle_is_verified_offline_and_its_words_cannot_be_changed(self):
        order = next(orders(1))
        order["parties"][1]["name"] = "<script>alert('x')</script> & Co."
        self.seal(json.dumps(order) + "\n" + "".join(json.dumps(each) + "\n" for each in list(orders(4))[1:]))
        memo = self.path / "memo.html"
        done = self.run_it("bundle", "news-01/0", "--out", str(memo), "--lang", "both")
        self.assertEqual(done.returncode, 0, done.stderr)
        text = memo.read_text(encoding="utf-8")
        self.assertNotIn("<script>alert", text)
        self.assertIn("&lt;script&gt;alert", text)
        for part in ('lang="zh-Hans"', "@media print", "15 CFR 744.21"):
            self.assertIn(part, text)
        checked = self.run_it("audit", "--bundle", str(memo), ledger=False)
        self.assertEqual(checked.returncode, 0, checked.stdout)
        self.assertIn("3 links", checked.stdout)
        forgeries = [("license_required", "no_license_required"), ("15 CFR 744.21(b)", "15 CFR 740.1"), ('"actor": "tester"', '"actor": "someone"'), ('"sequence": 4', '"sequence": 5')]
        for old, new in forgeries:
            self.assertIn(old, text)
            forged = self.path / "forged.html"
            forged.write_text(text.replace(old, new, 1), encoding="utf-8")
            self.assertEqual(self.run_it("audit", "--bundle", str(forged), ledger=False).returncode, 1, old)



if __name__ == "__main__":
    unittest.main()
