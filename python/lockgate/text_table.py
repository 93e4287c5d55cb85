"""TextTable: rows of short texts as aligned text, and as HTML for a notebook."""

from __future__ import annotations

import html
import unicodedata
from collections.abc import Sequence


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def _cut(text: str, widest: int) -> str:
    if _width(text) <= widest:
        return text
    while _width(text) > widest - 1:
        text = text[:-1]
    return text + "…"


class TextTable:
    def __init__(self, headings: Sequence[str], rows: Sequence[Sequence[str]], widest: int) -> None:
        self._headings = list(headings)
        self._widest = widest
        self._rows = [[cell.replace("\n", " ") for cell in row] for row in rows]

    def text(self) -> str:
        lines = [self._headings, *([_cut(cell, self._widest) for cell in row] for row in self._rows)]
        widths = [max(map(_width, column)) for column in zip(*lines, strict=True)]
        return "\n".join(
            "  ".join(cell + " " * (width - _width(cell)) for cell, width in zip(line, widths, strict=True)).rstrip()
            for line in lines
        )

    def html(self) -> str:
        head = "".join(f"<th>{html.escape(heading)}</th>" for heading in self._headings)
        body = "".join(
            "<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>" for row in self._rows
        )
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
