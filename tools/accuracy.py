"""Calibrates the throughput model and writes docs/accuracy.md, market/constants.tsv and market/spreads.tsv from the measurements in market/.

Usage: python3 tools/accuracy.py [PROGRAM]   (PROGRAM: default ./lockgate)
"""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FILES = {"page": "docs/accuracy.md", "constants": "market/constants.tsv", "spreads": "market/spreads.tsv"}


def main() -> int:
    program = sys.argv[1] if len(sys.argv) > 1 else str(ROOT / "lockgate")
    environment = {**os.environ, "LOCKGATE_DATA": str(ROOT)}
    # All are written from the same inputs; the values in constants.tsv are not read by the fit, only its bounds and starts.
    texts = {what: subprocess.run([program, "compare", "--calibrate", what], cwd=ROOT, env=environment, capture_output=True, text=True, check=True).stdout for what in FILES}
    for what, name in FILES.items():
        aside = ROOT / (name + ".new")
        aside.write_text(texts[what], encoding="utf-8")
        aside.replace(ROOT / name)
    return 0


if __name__ == "__main__":
    sys.exit(main())
