"""Runs the commands shown in README.md and docs/, and compares what they print with what is shown.

A sample is a fenced block whose first line is `$ ./lockgate …`. LOCKGATE_RESET=1 rewrites the samples; read the difference.
"""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
SAMPLE = re.compile(r"^```(?:console)?\n\$ \./lockgate ([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def run(arguments: str) -> str:
    program = os.environ.get("LOCKGATE", str(ROOT / "lockgate"))
    environment = {**os.environ, "COLUMNS": "100", "NO_COLOR": "1", "LOCKGATE_DATA": str(ROOT)}
    done = subprocess.run([program, *shlex.split(arguments)], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=300)
    return done.stdout.rstrip("\n") + "\n"


# The digest of the rulebook changes with every word of the law; a page shows that there is one, not which.
def without_digest(text: str) -> str:
    return re.sub(r"\b(rulebook|规则集) [0-9a-f]{12}\b", r"\1 0123456789ab", text)


def main() -> int:
    failures = samples = 0
    for page in PAGES:
        text = page.read_text(encoding="utf-8")

        def check(match: re.Match) -> str:
            nonlocal failures, samples
            samples += 1
            arguments, shown = match.groups()
            printed = without_digest(run(arguments))
            if printed != shown:
                failures += 1
                print(f"{page.relative_to(ROOT)}: `./lockgate {arguments}` prints something else:\n{printed}")
            return f"```\n$ ./lockgate {arguments}\n{printed}```"

        renewed = SAMPLE.sub(check, text)
        if os.environ.get("LOCKGATE_RESET") == "1":
            page.write_text(renewed, encoding="utf-8")
    print(f"{samples} samples, {failures} differ")
    if os.environ.get("LOCKGATE_RESET") == "1":
        return 0
    return 1 if failures or samples == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
