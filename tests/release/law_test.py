"""Each shipped rulebook compiles, is free of conflicts, and its worked cases hold. In a release build: the proofs take long under sanitizers."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
failed = 0
for book in sorted(path for path in (ROOT / "rulebook").iterdir() if path.is_dir() and path.name not in ("overlays", "vocabulary")):
    done = subprocess.run([os.environ["LOCKGATE"], "law", "check", str(book.relative_to(ROOT))], cwd=ROOT,
                          env={**os.environ, "LOCKGATE_DATA": str(ROOT)}, text=True, capture_output=True)
    failed += done.returncode != 0
    print(f"{book.name}: exit {done.returncode}\n{done.stdout}{done.stderr}")
sys.exit(1 if failed else 0)
