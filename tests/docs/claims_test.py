"""The claims in print of README: each command runs, and prints what the table says of it."""

import os
import re
import shlex
import subprocess
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROW = re.compile(r"^\| (?P<claim>[^|]+) \| `lockgate (?P<command>[^`]+)` \| (?P<says>[^|]+) \|$", re.MULTILINE)


class Claims(unittest.TestCase):
    def test_each_command_prints_what_the_table_says(self):
        section = (ROOT / "README.md").read_text(encoding="utf-8").split("## Claims in print")[1].split("\n## ")[0]
        rows = list(ROW.finditer(section))
        self.assertEqual(len(rows), 8)
        for row in rows:
            done = subprocess.run([os.environ["LOCKGATE"], *shlex.split(row["command"])], cwd=ROOT, capture_output=True, text=True)
            self.assertEqual(done.returncode, 0, done.stderr)
            printed = " ".join(done.stdout.split())
            quoted = [text for text in re.findall(r"`([^`]+)`", row["says"]) if not text.startswith("impact ")]
            self.assertTrue(quoted)
            for text in quoted:
                self.assertIn(text, printed, row["claim"])


if __name__ == "__main__":
    unittest.main()
