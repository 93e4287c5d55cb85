"""What takes two persons, and workbooks, on the page (tests/web/desk_test.mjs), against a service with accounts that seals."""

import os
import subprocess
import tempfile
import unittest
from pathlib import Path

from page_test import BROWSER, PROGRAM, ROOT, Served, missing, node

PYTHON = ROOT / ".venv/bin/python3"
PEOPLE = (("ann", "analyst"), ("bob", "approver"), ("wri", "rule_author"), ("app", "rule_approver"))
# Codes that look like numbers, a date, a formula with its value, a blank row, columns of the user's own in between; and a sheet that is broken.
WRITE = """
import datetime, sys, openpyxl
book = openpyxl.Workbook()
sheet = book.active
sheet.title = "订单"
sheet.append(["x_our_ref", "id", "date", "movement", "origin", "destination", "item", "quantity", "end_user", "end_user_country", "x_note"])
sheet.append(["0012", "W-1", datetime.date(2026, 2, 1), "export", "US", "CN", "nvidia-h200-sxm", 8, "北京示例公司", "CN", "=1+1"])
sheet["K2"] = "call back"
sheet.append([])
sheet.append(["0013", "W-2", "2026-02-01", "export", "US", "JP", "nvidia-h200-sxm", 2, "Example K.K.", "JP", None])
sheet.append(["0014", "W-3", "2026-02-31", "export", "US", "JP", "nvidia-h200-sxm", 4, "Example K.K.", "JP", "no such day"])
sheet.append(["0015", "W-4", "2026-02-01", "export", "US", "JP", "nvidia-h200-sxm", 4, "Example K.K.", "JP", "merged"])
sheet.merge_cells("I6:J6")
book.save(sys.argv[1])
"""
READ = """
import json, sys, openpyxl
book = openpyxl.load_workbook(sys.argv[1])
print(json.dumps({"sheets": book.sheetnames, "rows": [[cell.value for cell in row] for row in book.worksheets[0].iter_rows()], "types": [cell.data_type for cell in book.worksheets[0][2]]}, default=str))
"""


class Desk(unittest.TestCase):
    def test_browser(self):
        lacking = missing() or (None if PYTHON.exists() else ".venv")
        if lacking and os.environ.get("CI") == "true":
            self.fail(f"{lacking} is missing")
        if lacking:
            self.skipTest(f"{lacking} is missing")
        with tempfile.TemporaryDirectory() as folder:
            ledger = f"sqlite:{folder}/ledger.db"
            for name, role in PEOPLE:
                subprocess.run([PROGRAM, "account", "add", name, "--role", role, "--ledger", ledger], cwd=ROOT, check=True, input=b"four words in a row\n", stdout=subprocess.DEVNULL)
            subprocess.run([PYTHON, "-c", WRITE, f"{folder}/orders.xlsx"], check=True)
            Path(folder, "read.py").write_text(READ)
            with Served(ledger, "--seal") as served:
                where = {"LOCKGATE_PAGE": served.address, "CHROMIUM": BROWSER, "LOCKGATE_FOLDER": folder, "LOCKGATE_PYTHON": str(PYTHON)}
                self.assertEqual(node("tests/web/desk_test.mjs", **where), 0)


if __name__ == "__main__":
    unittest.main()
