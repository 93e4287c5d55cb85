"""Lockgate in Spark: four partitions on a real, local Spark give what one process gives, row for row."""

import os
import shutil
import sys

import flat
import lockgate
import pytest

pytest.importorskip("pyspark", reason="pyspark is not installed")
if shutil.which("java") is None:
    pytest.skip("Spark needs Java, which is not here", allow_module_level=True)
import lockgate.spark  # noqa: E402
from pyspark.errors import PythonException  # noqa: E402
from pyspark.sql import SparkSession  # noqa: E402


@pytest.fixture(scope="module")
def spark():
    os.environ["PYSPARK_PYTHON"] = sys.executable
    settings = {
        "spark.ui.enabled": "false",
        "spark.sql.execution.arrow.maxRecordsPerBatch": "7",
        "spark.driver.host": "127.0.0.1",
    }
    made = SparkSession.builder.master("local[4]").appName("lockgate").config(map=settings).getOrCreate()
    made.sparkContext.setLogLevel("OFF")
    yield made
    made.stop()


def in_four(spark, table):
    """A row of nulls alone has no type of its own, so the types are given."""
    names = ", ".join(
        f"`{field.name}` {'bigint' if str(field.type) == 'int64' else 'string'}" for field in table.schema
    )
    rows = [tuple(row.values()) for row in table.to_pylist()]
    frame = spark.createDataFrame(rows, names).repartition(4)
    assert frame.rdd.getNumPartitions() == 4
    return frame


def by_id(rows):
    return sorted(rows, key=lambda row: row["id"])


def test_four_partitions_are_one_process(spark):
    table = flat.core()
    expected = lockgate.check(table, keep=["id"]).to_arrow().to_pylist()
    found = lockgate.spark.check(in_four(spark, table), keep=["id"])
    assert found.columns == list(expected[0])
    assert by_id(row.asDict() for row in found.collect()) == by_id(expected)


def test_a_day_and_all_columns(spark):
    table = flat.core().slice(0, 6)
    expected = lockgate.check(table, as_of="2024-01-01", keep=table.column_names).to_arrow().to_pylist()
    found = lockgate.spark.check(in_four(spark, table), as_of="2024-01-01")
    assert by_id(row.asDict() for row in found.collect()) == by_id(expected)


def test_a_mistake_is_said(spark):
    frame = in_four(spark, flat.core().slice(0, 4)).withColumnRenamed("destination", "destinaton")
    with pytest.raises(PythonException, match="LG0111.*`destinaton`"):
        lockgate.spark.check(frame).collect()
    with pytest.raises(lockgate.LockgateError, match="LG0111"):
        lockgate.spark.check(frame, keep=["reference"])


def test_workers_refuse_another_law(spark, tmp_path):
    for folder in ("rulebook", "catalogue"):
        shutil.copytree(flat.ROOT / folder, tmp_path / folder)
    book = lockgate.Rulebook(data=tmp_path)
    frame = lockgate.spark.check(in_four(spark, flat.core().slice(0, 4)), rulebook=book, keep=["id"])
    page = next((tmp_path / "rulebook" / "us-ear").glob("*.md"))
    page.write_text(page.read_text() + "\nOne more sentence.\n")
    with pytest.raises(PythonException, match=f"LG0081.*expected {book.digest}"):
        frame.collect()
