"""Differences: the lines of a table whose answer is not the same on two days, or under two laws."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pyarrow

from .frame import Ask, Frame, SideBySide, kept
from .lines import Lines


@dataclass
class _Tally:
    lines: int = 0
    unread: int = 0


class Differences(Lines):
    """A row for each line that changes: `row` (int64, counted from 0), the columns that were kept, `change` in words,
    then every column of an answer twice: `verdict_before`, `verdict_after`, …
    """

    _widest = 90

    def __init__(self, frame: Frame, ask: Ask, keep: str | Sequence[str] | None, sides: str) -> None:
        self._sides = sides
        self._tally = _Tally()
        self._kept: list[str] = []
        super().__init__(frame, lambda: self._stream(frame, ask, keep))

    @property
    def lines(self) -> int:
        """How many lines were compared."""
        self.to_arrow()
        return self._tally.lines

    @property
    def unread(self) -> int:
        """How many of them could not be read; `check` says why."""
        self.to_arrow()
        return self._tally.unread

    def _stream(self, frame: Frame, ask: Ask, keep: str | Sequence[str] | None) -> object:
        pairs = SideBySide(frame, ask)
        names = pairs.orders_schema.names
        self._kept = [name for name in ("id",) if name in names] if keep is None else kept(keep, names)
        own = [pyarrow.field(name, _plain(pairs.orders_schema.field(name).type)) for name in self._kept]
        schema = pyarrow.schema([pyarrow.field("row", pyarrow.int64()), *own, *pairs.answers_schema])
        return pyarrow.RecordBatchReader.from_batches(schema, self._changed(pairs, schema)).__arrow_c_stream__()

    def _changed(self, pairs: SideBySide, schema: pyarrow.Schema) -> Iterator[pyarrow.RecordBatch]:
        tally = self._tally = _Tally()
        for orders, answers in pairs:
            rows = pyarrow.array(range(tally.lines, tally.lines + len(answers)), pyarrow.int64())
            own = [orders.column(name).cast(schema.field(name).type) for name in self._kept]
            whole = [rows, *own, *answers.columns]
            tally.lines += len(answers)
            tally.unread += answers.column("verdict_after").null_count
            yield pyarrow.RecordBatch.from_arrays(whole, schema=schema).filter(answers.column("change").is_valid())

    def _caption(self) -> str:
        unread = f"; {self.unread} could not be read" if self.unread else ""
        return f"{len(self)} of {self.lines} lines change between {self._sides}{unread}"

    def _shown(self) -> list[str]:
        return ["row", *self._kept, "verdict_before", "verdict_after", "change", "missing_fact_after"]


def _plain(kind: pyarrow.DataType) -> pyarrow.DataType:
    """Arrow cannot take some rows out of views (Polars' texts); it can out of plain texts."""
    if kind in (pyarrow.string_view(), pyarrow.binary_view()):
        return pyarrow.large_string() if kind == pyarrow.string_view() else pyarrow.large_binary()
    is_list = pyarrow.types.is_list(kind) or pyarrow.types.is_large_list(kind)
    return pyarrow.large_list(_plain(kind.value_type)) if is_list else kind
