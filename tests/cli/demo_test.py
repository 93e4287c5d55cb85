"""`lockgate demo`: the folder it writes, and every command it names."""

import os
import subprocess
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("LOCKGATE", str(ROOT / "lockgate"))


class Demo(unittest.TestCase):
    def run_in(self, folder, *arguments):
        environment = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "LOCKGATE_DATA": str(ROOT)}
        return subprocess.run([PROGRAM, *arguments], cwd=folder, env=environment, capture_output=True, text=True, timeout=300)

    def test_what_it_names_works(self):
        with tempfile.TemporaryDirectory() as folder:
            told = self.run_in(folder, "demo")
            self.assertEqual(told.returncode, 0, told.stderr)
            commands = [line.split()[1:] for line in told.stdout.splitlines() if line.startswith("lockgate ")]
            self.assertEqual(len(commands), 5)
            for command in commands:
                if command[0] == "serve":
                    continue
                ran = self.run_in(folder, *command)
                self.assertIn(ran.returncode, (0, 1), ran.stderr)
                self.assertTrue(ran.stdout or ran.stderr)
            self.assertIn("lockgate check lockgate-demo/orders.csv", Path(folder, "lockgate-demo/README.txt").read_text())

    def test_nothing_is_overwritten(self):
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, "mine").write_text("mine")
            told = self.run_in(folder, "demo", folder)
            self.assertEqual(told.returncode, 2)
            self.assertIn("LG0837", told.stderr)
            self.assertEqual(os.listdir(folder), ["mine"])


if __name__ == "__main__":
    unittest.main()
