"""`python -m lockgate`: the program `lockgate` that was installed with this package."""

from __future__ import annotations

import importlib.metadata
import os
import sys
from pathlib import Path


def _program() -> str | None:
    """Where the installer put it; in a build folder of the repository, the one that was built with this package."""
    try:
        files = importlib.metadata.files("lockgate") or []
    except importlib.metadata.PackageNotFoundError:
        files = []
    installed = [
        Path(file.locate()) for file in files if file.name == "lockgate" and file.parent.name in ("bin", "Scripts")
    ]
    for path in [*installed, Path(__file__).absolute().parents[2] / "lockgate"]:
        if path.is_file() and os.access(path, os.X_OK):
            return str(path.resolve())
    return None


def main() -> None:
    program = _program()
    if program is None:
        sys.exit("lockgate: the program is not beside the package; install it again with `pip install .`")
    os.execv(program, ["lockgate", *sys.argv[1:]])


if __name__ == "__main__":
    main()
