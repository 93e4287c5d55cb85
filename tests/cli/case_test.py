"""A case from the question to the hold: what blocks it, its forms, and what a change of law does to it."""

import json
import os
import subprocess
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("LOCKGATE", str(ROOT / "lockgate"))
ORDER = {"id": "PO-7/1", "date": "2026-02-02", "movement": "export", "origin": "US", "destination": "CN", "item": "nvidia-h200-sxm", "quantity": 1000,
         "unit_price": {"amount": "30000", "currency": "USD"}, "end_use": ["commercial_ai"],
         "parties": [{"role": "seller", "name": "Example Chips Inc.", "country": "US", "headquarters": "US", "ultimate_parent": "self"},
                     {"role": "purchaser", "name": "Example Cloud Co., Ltd.", "country": "CN", "headquarters": "CN", "ultimate_parent": "self", "owners": [], "lists": [], "kind": ["commercial"]},
                     {"role": "ultimate_consignee", "name": "Example Cloud Co. Ltd", "country": "CN", "headquarters": "CN", "ultimate_parent": "self", "owners": [], "lists": [], "kind": ["commercial"]},
                     {"role": "end_user", "name": "Example Cloud Co., Ltd.", "country": "CN", "headquarters": "CN", "ultimate_parent": "self", "owners": [], "lists": [], "kind": ["commercial"]}],
         "facts": {"us_commercially_available": True, "dd.us_supply_sufficient": True, "dd.no_foundry_diversion": True, "dd.china_to_us_tpp_ratio": "0.3", "dd.remote_users_listed": True,
                   "dd.recipient_kyc": True, "dd.no_prohibited_end_use": True, "dd.recipient_security": True, "dd.iaas_weights_undertaking": True, "dd.laboratory_test": True}}


class Case(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.path = Path(self.folder.name)

    def run_it(self, *arguments, status=0):
        done = subprocess.run([PROGRAM, *arguments, "--ledger", f"sqlite:{self.path / 'ledger.db'}", "--json"], cwd=ROOT, capture_output=True, timeout=600, text=True)
        self.assertEqual(done.returncode, status, done.stdout + done.stderr)
        return json.loads(done.stdout)

    def seal(self):
        file = self.path / "order.json"
        file.write_text(json.dumps(ORDER), encoding="utf-8")
        done = subprocess.run([PROGRAM, "check", str(file), "--seal", "--exit-zero", "--format", "jsonl", "--ledger", f"sqlite:{self.path / 'ledger.db'}"], cwd=ROOT, capture_output=True, timeout=600, text=True)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done

    def record(self, step, result, date, *more):
        return self.run_it("case", "record", "C-1", step, result, "--date", date, *more)

    def test_story(self):
        self.seal()
        shown = self.run_it("case", "open", "C-1", "--determination", "PO-7/1", "--date", "2026-02-03")
        self.assertEqual([key["step"] for key in shown["keys"]], ["end_user_statement", "cn_approval"])
        for step, result in (("intake", "complete"), ("classify", "classified"), ("screen", "clear"), ("determine", "license_needed")):
            self.record(step, result, "2026-02-03", "--reference", "" if step != "determine" else shown["determination"])
        self.record("apply", "filed", "2026-02-04", "--reference", "Z123456")
        self.record("register", "registered", "2026-02-05", "--by", "Commerce")
        self.record("first_action", "referred", "2026-02-12", "--by", "Commerce")
        self.record("positions", "approve_with_conditions", "2026-02-20", "--by", "Energy")

        shown = self.run_it("case", "show", "C-1", "--date", "2026-03-01")
        self.assertEqual(shown["stands_at"]["by"], "2026-03-14")
        blocks = {each["what"]: each for each in shown["blocked_by"]}
        self.assertEqual(blocks["positions"]["who"], "State, Defense")
        self.assertEqual(blocks["positions"]["otherwise"], "silence is no objection")
        self.assertIn("cn_approval", blocks)
        self.assertIn("end_user_statement", blocks)
        self.assertEqual(shown["limits"][0]["by"], "2026-05-06")

        # Silence is no objection; the license is granted and entered, but China has not spoken.
        self.record("commerce_position", "same", "2026-03-16")
        self.record("decision", "granted", "2026-03-20")
        grant = {"number": "D-7", "valid_from": "2026-03-20", "valid_until": "2027-03-19", "lines": [{"line": 1, "item": "nvidia-h200-sxm", "quantity": 900, "value": {"amount": "27000000", "currency": "USD"}}],
                 "parties": [{"role": "purchaser", "name": "Example Cloud Co., Ltd.", "country": "CN"}, {"role": "ultimate_consignee", "name": "Example Cloud Co., Ltd.", "country": "CN"}]}
        file = self.path / "license.json"
        file.write_text(json.dumps(grant), encoding="utf-8")
        self.run_it("license", "add", str(file))
        self.record("license", "entered", "2026-03-21", "--reference", "D-7")
        ship = ("ship", "D-7", "--line", "1", "--quantity", "100", "--key", "s1", "--date", "2026-03-25")
        self.assertEqual(self.run_it(*ship, status=1)["reason"], "key_not_given")
        self.record("end_user_statement", "given", "2026-03-25", "--reference", "EUS-1")
        self.record("cn_approval", "given", "2026-03-26")
        self.assertEqual(self.run_it(*ship[:-1], "2026-03-27", "--reserve")["state"], "reserved")

        # The forms name what is missing and what disagrees.
        pack = self.run_it("case", "pack", "C-1", status=1)
        values = {field["field"]: field["value"] for form in pack["forms"] for field in form["fields"]}
        self.assertEqual([values[name] for name in ("bis748p.14", "bis748p.22.j", "aes.license_code", "aes.eccn", "aes.license_number", "dd.1.iii", "prc-eus.seal")],
                         ["Example Chips Inc.", "15832000", "C30", "4A090", "D-7", "0.3", "EUS-1"])
        self.assertIn("bis748p.1", pack["missing"])
        disagree = {each["what"]: set(each["values"].values()) for each in pack["disagree"]}
        self.assertEqual(disagree["ultimate_consignee"], {"Example Cloud Co. Ltd", "Example Cloud Co., Ltd."})
        self.assertEqual(disagree["quantity"], {"1000", "900"})
        self.run_it("case", "fill", "C-1", "bis748p.1=Jane Doe", "aes.itn=X1")
        pack = self.run_it("case", "pack", "C-1", status=1)
        self.assertNotIn("bis748p.1", pack["missing"])
        self.assertEqual([each["field"] for each in pack["malformed"]], ["aes.itn"])

        # The day before the January 2026 policy and the day after it: what rests on it is put on hold, and nothing ships.
        changed = self.run_it("license", "changed", "2026-01-14", "2026-03-30", "--apply", status=1)
        touched = {(each["kind"], each["subject"]) for each in changed["touched"]}
        self.assertEqual(touched, {("case", "C-1"), ("line", "D-7/1"), ("draw", "s1")})
        self.assertEqual(changed["money"], {"USD": "27000000"})
        self.assertEqual(self.run_it("draw", "settle", "s1", "--date", "2026-04-01", status=1)["reason"], "on_stay")
        for kind, subject in sorted(touched):
            self.run_it("license", "lift", kind, subject, "--date", "2026-04-02")
        self.assertEqual(self.run_it("draw", "settle", "s1", "--date", "2026-04-03")["state"], "shipped")
        self.assertTrue(self.run_it("audit")["verifies"])

    def test_what_is_not_known_is_said(self):
        done = subprocess.run([PROGRAM, "case", "open", "C-2", "--ledger", f"sqlite:{self.path / 'ledger.db'}"], cwd=ROOT, capture_output=True, timeout=600, text=True)
        self.assertEqual(done.returncode, 2)
        self.assertIn("LG0726", done.stderr)


if __name__ == "__main__":
    unittest.main()
