"""Frame: what somebody gave us for a table of orders, and the engine's answers beside it, batch for batch."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

import pyarrow

from .error import LockgateError, own_errors


class Frame(Protocol):
    """A pyarrow Table or RecordBatchReader, a Polars or pandas DataFrame, a DuckDB relation, …"""

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...


class Capsule:
    """A stream that somebody has to take over, once."""

    def __init__(self, capsule: object) -> None:
        self._capsule = capsule

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        return self._capsule


Ask = Callable[[object], object]  # from the capsule of the orders to the capsule of the answers


def stream_of(frame: Frame) -> object:
    """The frame's Arrow stream. LG0080: it has none; LG0083: it has been read."""
    if not hasattr(frame, "__arrow_c_stream__"):
        fix = "give a pyarrow Table or RecordBatchReader, a Polars or pandas (2.2) DataFrame, or a DuckDB relation"
        raise LockgateError("LG0080", f"expected a table with an Arrow stream, found {type(frame).__name__}", "", fix)
    try:
        return frame.__arrow_c_stream__(None)
    except pyarrow.ArrowInvalid as error:
        raise LockgateError(
            "LG0083",
            f"the table cannot be read: {error}",
            "",
            "a reader is read once; give a table, or make a new reader",
        ) from error


def reader_of(frame: Frame) -> pyarrow.RecordBatchReader:
    return pyarrow.RecordBatchReader.from_stream(Capsule(stream_of(frame)))


def kept(keep: str | Sequence[str], names: Sequence[str]) -> list[str]:
    """The columns to keep. LG0111: one of them is not there."""
    chosen = [keep] if isinstance(keep, str) else list(keep)
    for name in chosen:
        if name not in names:
            message = f"the table has no column `{name}` to keep"
            raise LockgateError("LG0111", message, name, f"its columns are {', '.join(names)}")
    return chosen


class SideBySide:
    """Batches of orders, each with its answers, as they are asked for. One batch of orders is held at a time."""

    def __init__(self, frame: Frame, ask: Ask) -> None:
        orders = reader_of(frame)
        self.orders_schema = orders.schema
        self._waiting: deque[pyarrow.RecordBatch] = deque()
        fed = pyarrow.RecordBatchReader.from_batches(orders.schema, self._feed(orders))
        self._answers = pyarrow.RecordBatchReader.from_stream(Capsule(ask(fed.__arrow_c_stream__())))
        self.answers_schema = self._answers.schema

    def _feed(self, orders: pyarrow.RecordBatchReader) -> Iterator[pyarrow.RecordBatch]:
        for batch in orders:
            self._waiting.append(batch)
            yield batch

    def __iter__(self) -> Iterator[tuple[pyarrow.RecordBatch, pyarrow.RecordBatch]]:
        with own_errors():
            for answers in self._answers:
                yield self._waiting.popleft(), answers
