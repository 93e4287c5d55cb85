"""Requests that schemathesis makes from /openapi.json: none may find the service at fault. Skipped, and said so, where .venv lacks it."""

import os
import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from server import ENV, PROGRAM, ROOT, Server  # noqa: E402

TOOL = ROOT / ".venv/bin/schemathesis"


class OpenApi(unittest.TestCase):
    @unittest.skipUnless(TOOL.exists() or os.environ.get("CI") == "true", ".venv has no schemathesis")
    def test_no_request_finds_the_service_at_fault(self):
        with tempfile.TemporaryDirectory() as folder:
            ledger = f"sqlite:{folder}/ledger.db"
            subprocess.run([PROGRAM, "--data", ".", "license", "add", "examples/h200-license.json", "--ledger", ledger], cwd=ROOT, env=ENV, check=True, capture_output=True)
            server = Server("--ledger", ledger, "--quiet")
            command = [TOOL, "run", f"http://127.0.0.1:{server.port}/openapi.json", "--checks", "not_a_server_error", "--phases", "examples,fuzzing", "--max-examples", "3", "--seed", "7",
                       "--generation-deterministic", "--request-timeout", "20", "--no-color"]
            hooks = {"SCHEMATHESIS_HOOKS": "schemathesis_hooks", "PYTHONPATH": str(Path(__file__).parent)}
            told = subprocess.run(command, cwd=folder, env={**ENV, **hooks, "HOME": folder, "COLUMNS": "160"}, capture_output=True, text=True, timeout=240)
            status, err = server.stop()
        self.assertEqual(told.returncode, 0, told.stdout[-4000:] + told.stderr[-2000:])
        # What passes because nothing was asked would show nothing.
        self.assertGreater(int(re.search(r"(\d+) generated", told.stdout).group(1)), 50, told.stdout[-2000:])
        self.assertEqual(status, 0, err)


if __name__ == "__main__":
    unittest.main()
