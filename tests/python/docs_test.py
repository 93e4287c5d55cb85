"""The examples of docs/python.md print what is shown. LOCKGATE_RESET=1 writes what they print; read the difference."""

import contextlib
import doctest
import io
import os
import re

import flat
import pytest

for name in ("polars", "duckdb"):
    pytest.importorskip(name, reason=f"{name} is not installed")
PAGE = flat.ROOT / "docs" / "python.md"


def printed(source, names):
    with contextlib.redirect_stdout(io.StringIO()) as out:
        exec(compile(source, "<docs/python.md>", "single"), names)
    return re.sub(r"sha256:[0-9a-f]{12}", "sha256:0123456789ab", out.getvalue())


def test_examples(monkeypatch):
    """The digest changes with every word of the law; a page shows that there is one, not which."""
    monkeypatch.chdir(flat.ROOT)
    names, page = {}, PAGE.read_text(encoding="utf-8")

    def run(block):
        parts = [part for part in doctest.DocTestParser().parse(block[1]) if isinstance(part, doctest.Example)]
        lines = []
        for example in parts:
            first, *rest = example.source.splitlines()
            lines += [f">>> {first}", *(f"... {line}" for line in rest)]
            lines += printed(example.source, names).rstrip("\n").splitlines()
        return "```python\n" + "\n".join(lines) + "\n```"

    found = re.sub(r"```python\n(>>> .*?)\n```", run, page, flags=re.DOTALL)
    if os.environ.get("LOCKGATE_RESET") == "1":
        PAGE.write_text(found, encoding="utf-8")
    assert found == page
