"""The generated tables of watch/ are what tools/watch_tables.py makes of their sources, not edited by hand."""

import os
import pathlib
import shutil
import subprocess
import sys
import unittest

UNIHAN = pathlib.Path("/usr/share/unicode/Unihan_Readings.txt.bz2")


class WatchTables(unittest.TestCase):
    def test_generated_tables_are_what_their_sources_give(self):
        if os.environ.get("CI") != "true" and not (UNIHAN.exists() and shutil.which("opencc_dict")):
            self.skipTest("no unicode-data and opencc, which the tables are made from")
        done = subprocess.run([sys.executable, "-B", "tools/watch_tables.py", "--check"], capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stderr)


if __name__ == "__main__":
    unittest.main()
