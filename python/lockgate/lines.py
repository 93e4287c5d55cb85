"""Lines: a table of answers that is worked out when it is read, and shows itself."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pyarrow

from .error import LockgateError, own_errors
from .frame import Capsule, Frame
from .text_table import TextTable

if TYPE_CHECKING:
    import pandas
    import polars

_SHOWN_ROWS = 10


class Lines:
    """A table that any library with Arrow streams can take: `polars.DataFrame(lines)`, `pyarrow.table(lines)`.

    Nothing is worked out before it is read. A stream that is taken (`__arrow_c_stream__`) is answered batch for batch
    and not kept; `to_arrow`, `len` and printing read the whole and keep it.
    """

    _widest = 36  # of a printed cell, in characters

    def __init__(self, frame: Frame, open_stream: Callable[[], object]) -> None:
        self._is_read_once = not hasattr(frame, "__len__")
        self._open = open_stream
        self._fresh: object | None = open_stream()
        self._table: pyarrow.Table | None = None

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        if self._table is not None:
            return self._table.__arrow_c_stream__(requested_schema)
        stream, self._fresh = self._fresh, None
        return stream if stream is not None else self._opened_again()

    def _opened_again(self) -> object:
        """What has a length can be read again. A reader would only seem to be empty."""
        if not self._is_read_once:
            return self._open()
        fix = "keep the answers before they are handed on: `answers.to_arrow()`; or give a table instead of a reader"
        raise LockgateError("LG0083", "these orders came from a reader, and it has been read", "", fix)

    def to_arrow(self) -> pyarrow.Table:
        """A pyarrow Table; columns of answers are dictionaries of texts. LockgateError when reading the orders
        fails."""
        if self._table is None:
            with own_errors():
                reader = pyarrow.RecordBatchReader.from_stream(Capsule(self.__arrow_c_stream__()))
                self._table = reader.read_all().unify_dictionaries()
        return self._table

    def to_polars(self) -> polars.DataFrame:
        """A Polars DataFrame; columns of answers are categorical."""
        return _library("polars").DataFrame(self.to_arrow())

    def to_pandas(self) -> pandas.DataFrame:
        """A pandas DataFrame; columns of answers are categorical."""
        _library("pandas")
        return self.to_arrow().to_pandas()

    def __len__(self) -> int:
        return self.to_arrow().num_rows

    @property
    def column_names(self) -> list[str]:
        return self.to_arrow().column_names

    def _caption(self) -> str:
        """The line above the table."""
        return self._size()

    def _size(self) -> str:
        return f"{len(self)} line" if len(self) == 1 else f"{len(self)} lines"

    def _shown(self) -> list[str]:
        """The columns worth a look, without those that are empty."""
        return self.column_names

    def _text_table(self) -> TextTable:
        table = self.to_arrow().slice(0, _SHOWN_ROWS)
        shown = [name for name in self._shown() if table.column(name).null_count < table.num_rows]
        columns = [table.column(name).to_pylist() for name in shown]
        rows = [["" if cell is None else str(cell) for cell in row] for row in zip(*columns, strict=True)]
        return TextTable(shown, rows, self._widest)

    def _rest(self) -> str:
        return f"… {len(self) - _SHOWN_ROWS} more" if len(self) > _SHOWN_ROWS else ""

    def __repr__(self) -> str:
        table = [self._text_table().text()] if len(self) > 0 else []
        return "\n".join(part for part in [self._caption(), *table, self._rest()] if part)

    def _repr_html_(self) -> str:
        rest = f"<p>{self._rest()}</p>" if self._rest() else ""
        return f"<p>{self._caption()}</p>{self._text_table().html()}{rest}"


def _library(name: str) -> Any:
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise LockgateError(
            "LG0084", f"this needs {name}, which is not installed", "", f"pip install {name}"
        ) from error
