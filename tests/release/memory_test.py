"""The program asks jemalloc for large pages. What jemalloc looks for must be found in a program that hides its own names."""
import os
import subprocess
import unittest

LOCKGATE = os.environ.get("LOCKGATE", "./lockgate")


class LargePages(unittest.TestCase):
    def test_are_asked_for(self):
        told = subprocess.run([LOCKGATE, "--version"], env={**os.environ, "MALLOC_CONF": "stats_print:true"}, capture_output=True, text=True, check=True).stderr
        if "jemalloc" not in told:
            self.skipTest("the program is linked without jemalloc")
        self.assertIn('opt.thp: "always"', told)


if __name__ == "__main__":
    unittest.main()
