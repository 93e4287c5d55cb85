"""Lockgate in Spark: the same answers, on every machine that has the package.

>>> import lockgate.spark
>>> answers = lockgate.spark.check(spark.read.parquet("orders"), keep=["id"])
>>> answers.groupBy("verdict").count().show()
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence

import pyarrow
from pyspark.sql import DataFrame
from pyspark.sql.types import StringType, StructField, StructType

from .frame import SideBySide, kept
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
    keep: str | Sequence[str] | None = None,
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
    if keep is None:
        keep = [name for name in df.columns if name not in book.headings]
    names = kept(keep, df.columns)
    schema = StructType(
        [*(df.schema[name] for name in names), *(StructField(heading, StringType()) for heading in book.headings)]
    )
    # Spark takes `dd.recipient_kyc` for a field of `dd`, so columns travel by number.
    numbered = df.toDF(*(f"c{number}" for number in range(len(df.columns))))
    return numbered.mapInArrow(_work(book, question, df.columns, names), schema)


def _work(book: Rulebook, question: Question, columns: list[str], names: list[str]) -> Callable[[Batches], Batches]:
    """What a worker does. The rulebook is packed with it, and unpacking (`Rulebook.__reduce__`) is what verifies it."""

    def ask(orders: object) -> object:
        return book._engine.check(orders, question.as_of, question.known_at, question.is_codified)

    def answer(batches: Batches) -> Batches:
        named = (batch.rename_columns(columns) for batch in batches)
        first = next(named, None)
        if first is None:
            return
        orders = pyarrow.RecordBatchReader.from_batches(first.schema, itertools.chain([first], named))
        for given, answers in SideBySide(orders, ask):
            texts = [column.cast(pyarrow.string()) for column in answers.columns]
            whole = [*(given.column(name) for name in names), *texts]
            yield pyarrow.RecordBatch.from_arrays(whole, names=[*names, *answers.schema.names])

    return answer
