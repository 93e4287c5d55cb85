"""Lockgate in Spark: the same answers, on every machine that has the package.

>>> import lockgate.spark
>>> answers = lockgate.spark.check(spark.read.parquet("orders"), keep=["id"])
>>> answers.groupBy("verdict").count().show()
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

import pyarrow
from pyspark.sql import DataFrame
from pyspark.sql.types import StringType, StructField, StructType

from .error import LockgateError
from .frame import SideBySide
from .question import Day, Posture, Question
from .rulebook import Rulebook, chosen

Batches = Iterator[pyarrow.RecordBatch]


def check(
    df: DataFrame,
    *,
    as_of: Day | None = None,
    posture: Posture = "enforced",
    known_at: Day | None = None,
    rulebook: Rulebook | None = None,
    keep: Sequence[str] | None = None,
) -> DataFrame:
    """Decides every line of a Spark DataFrame of orders, partition by partition (`mapInArrow`).

    The digest of the driver's law travels with the work. Each worker opens its own copy, and compares the digest before
    it looks at a row: where it is another, the job fails with LG0081. A `rulebook` with folders of its own is opened
    from the same folders on the workers.

    Args:
        df: the orders; columns, types and the other arguments are those of `lockgate.check`.
        keep: columns to put before the answers; None: all of them that are not called like an answer.

    Returns:
        A DataFrame: the kept columns, then a StringType column for each heading of an answer. Spark promises no order
        of rows, so keep the `id`. Names with points are quoted: "`us.export`".

    Raises:
        LockgateError: LG0111 at once for a column to keep that is not there. What is wrong with the table itself comes
            from the workers, as a PythonException with the code and the words.
    """
    question = Question.of(as_of, posture, known_at)
    book = chosen(rulebook)
    kept = _kept(df, book, keep)
    schema = StructType(
        [*(df.schema[name] for name in kept), *(StructField(heading, StringType()) for heading in book.headings)]
    )
    return df.mapInArrow(_work(book, question, kept), schema)


def _kept(df: DataFrame, book: Rulebook, keep: Sequence[str] | None) -> list[str]:
    if keep is None:
        return [name for name in df.columns if name not in book.headings]
    absent = [name for name in keep if name not in df.columns]
    if absent:
        raise LockgateError(
            "LG0111", f"the table has no column `{absent[0]}` to keep", "", f"its columns are {', '.join(df.columns)}"
        )
    return list(keep)


def _work(book: Rulebook, question: Question, kept: Sequence[str]) -> Callable[[Batches], Batches]:
    """What a worker does. The rulebook is packed with it, and unpacking it (`Rulebook.__reduce__`) is what verifies
    it."""

    def answer(batches: Batches) -> Batches:
        first = next(batches, None)
        if first is not None:
            yield from _answered(first.schema, _all(first, batches), book, question, kept)

    return answer


def _all(first: pyarrow.RecordBatch, rest: Batches) -> Batches:
    yield first
    yield from rest


def _answered(
    schema: pyarrow.Schema,
    batches: Iterable[pyarrow.RecordBatch],
    book: Rulebook,
    question: Question,
    kept: Sequence[str],
) -> Batches:
    orders = pyarrow.RecordBatchReader.from_batches(schema, batches)
    for given, answers in SideBySide(
        orders, lambda stream: book._engine.check(stream, question.as_of, question.known_at, question.is_codified)
    ):
        texts = [column.cast(pyarrow.string()) for column in answers.columns]
        yield pyarrow.RecordBatch.from_arrays(
            [*(given.column(name) for name in kept), *texts], names=[*kept, *answers.schema.names]
        )
