"""Lockgate in DuckDB: a function over rows of orders, for SQL.

    >>> import duckdb, lockgate.duckdb
    >>> connection = duckdb.connect()
    >>> lockgate.duckdb.register(connection, as_of="2026-02-01")
    >>> connection.sql("SELECT o.id, unnest(lockgate(o)) FROM 'orders.parquet' o")

A table's name used as a value is a row with the names of its columns, so the function sees headings like any other
table's.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator

import duckdb
import pyarrow

from .error import own_errors
from .frame import Ask, Capsule
from .question import Day, Posture, Question
from .rulebook import Rulebook, chosen


class _Answerer:
    """Rows of one shape, a vector after the other: what was worked out for one is known for the next."""

    def __init__(self, schema: pyarrow.Schema, ask: Ask) -> None:
        self._schema = schema
        self._batch: pyarrow.RecordBatch | None = None
        fed = pyarrow.RecordBatchReader.from_batches(schema, self._feed())
        self._answers = pyarrow.RecordBatchReader.from_stream(Capsule(ask(fed.__arrow_c_stream__())))

    def _feed(self) -> Iterator[pyarrow.RecordBatch]:
        while self._batch is not None:
            yield self._batch

    def answer(self, rows: pyarrow.StructArray) -> pyarrow.StructArray:
        self._batch = pyarrow.RecordBatch.from_arrays(rows.flatten(), schema=self._schema)
        with own_errors():
            answers = self._answers.read_next_batch()
        texts = [column.cast(pyarrow.string()) for column in answers.columns]
        return pyarrow.StructArray.from_arrays(texts, names=answers.schema.names)


class _Function:
    """What DuckDB calls, from any of its threads."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask
        self._lock = threading.Lock()
        self._answerers: dict[pyarrow.Schema, _Answerer] = {}

    def __call__(self, *columns: pyarrow.ChunkedArray) -> pyarrow.Array:
        if len(columns) != 1 or not pyarrow.types.is_struct(columns[0].type):
            raise TypeError("lockgate() takes one row of orders: `SELECT lockgate(o) FROM orders o`")
        schema = pyarrow.schema(list(columns[0].type))
        with self._lock:
            return pyarrow.concat_arrays([self._answer(schema, chunk) for chunk in columns[0].chunks])

    def _answer(self, schema: pyarrow.Schema, rows: pyarrow.StructArray) -> pyarrow.StructArray:
        """What failed once is not asked again, but made anew."""
        answerer = self._answerers.pop(schema, None) or _Answerer(schema, self._ask)
        answers = answerer.answer(rows)
        self._answerers[schema] = answerer
        return answers


def register(
    connection: duckdb.DuckDBPyConnection,
    *,
    as_of: Day | None = None,
    posture: Posture = "enforced",
    known_at: Day | None = None,
    rulebook: Rulebook | None = None,
    name: str = "lockgate",
) -> None:
    """Makes `name(row)` a function of the connection: a STRUCT of VARCHAR with the columns of `lockgate.check`, row for
    row.

    `SELECT o.*, unnest(lockgate(o)) FROM orders o` gives them as columns, `lockgate(o).verdict` one of them, and
    `lockgate(o)['us.export']` the outcome of a gate. Arguments are those of `lockgate.check`; other days are another
    name.

    Raises LockgateError for the arguments; a query raises DuckDB's own error, with the code and the words of ours in
    it.
    """
    question = Question.of(as_of, posture, known_at)
    book = chosen(rulebook)
    function = _Function(
        lambda orders: book._engine.check(orders, question.as_of, question.known_at, question.is_codified)
    )

    def lockgate(*row: pyarrow.ChunkedArray) -> pyarrow.Array:
        return function(*row)

    answer = duckdb.struct_type({heading: duckdb.type("VARCHAR") for heading in book.headings})
    connection.create_function(name, lockgate, None, answer, type="arrow", null_handling="special")
