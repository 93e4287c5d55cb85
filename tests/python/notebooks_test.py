"""The notebooks run from end to end; what they say of the figures they check themselves."""

import pathlib
import subprocess
import sys

import pytest

pytest.importorskip("marimo", reason="marimo is not installed")
FOLDER = pathlib.Path(__file__).resolve().parents[2] / "notebooks"


@pytest.mark.parametrize("notebook", sorted(FOLDER.glob("*.py")), ids=lambda path: path.stem)
def test_it_runs(notebook):
    done = subprocess.run([sys.executable, notebook], cwd=FOLDER.parent, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
