"""Lockgate in DuckDB's SQL: the answers of lockgate.check, row for row."""

import flat
import lockgate
import pytest

duckdb = pytest.importorskip("duckdb", reason="duckdb is not installed")
import lockgate.duckdb  # noqa: E402


@pytest.fixture
def connection():
    made = duckdb.connect()
    lockgate.duckdb.register(made)
    made.register("core", flat.core())
    made.execute(
        "CREATE TABLE orders AS SELECT core.*, row_number() OVER () AS x_row FROM core, range(200) ORDER BY ALL"
    )
    return made


def table_of(connection, query):
    return connection.sql(query).to_arrow_table()


def test_a_query_gives_the_answers_of_check(connection):
    orders = table_of(connection, "SELECT * FROM orders ORDER BY x_row")
    expected = lockgate.check(orders, keep=["x_row"]).to_arrow()
    found = table_of(connection, "SELECT x_row, unnest(lockgate(o)) FROM orders o ORDER BY x_row")
    assert orders.num_rows > 3 * 2048
    assert found.column_names == expected.column_names
    assert found.to_pylist() == expected.to_pylist()


def test_a_relation_is_a_table(connection):
    orders = table_of(connection, "SELECT * FROM orders ORDER BY x_row LIMIT 3000")
    relation = connection.sql("SELECT * FROM orders ORDER BY x_row LIMIT 3000")
    assert lockgate.check(relation).to_arrow().to_pylist() == lockgate.check(orders).to_arrow().to_pylist()


def test_fields_and_groups(connection):
    counts = dict(connection.sql("SELECT lockgate(o).verdict v, count(*) FROM orders o GROUP BY v").fetchall())
    expected = lockgate.check(flat.core()).counts
    assert counts == {verdict: 200 * count for verdict, count in expected.items()}
    gate = connection.sql("SELECT lockgate(o)['us.export'] FROM core o").fetchall()
    assert [row[0] for row in gate] == lockgate.check(flat.core()).to_arrow().column("us.export").to_pylist()


def test_columns_may_come_from_a_query(connection):
    query = "SELECT unnest(lockgate(o)) FROM (SELECT * EXCLUDE x_row, DATE '2024-01-01' AS dte FROM orders LIMIT 10) o"
    with pytest.raises(duckdb.Error, match="LG0111"):
        table_of(connection, query)
    again = table_of(connection, query.replace("x_row", "(x_row, date)").replace("dte", "date"))
    assert again.num_rows == 10


def test_another_day_is_another_name(connection):
    lockgate.duckdb.register(connection, as_of="2024-01-01", name="lockgate_2024")
    found = table_of(connection, "SELECT unnest(lockgate_2024(o)) FROM core o")
    assert found.to_pylist() == lockgate.check(flat.core(), as_of="2024-01-01").to_arrow().to_pylist()


def test_no_rows_and_bad_rows(connection):
    assert connection.sql("SELECT lockgate(o) FROM orders o WHERE false").fetchall() == []
    query = "SELECT lockgate(o).problem FROM (SELECT * REPLACE ('China' AS destination) FROM core LIMIT 1) o"
    assert "LG0115" in connection.sql(query).fetchall()[0][0]


def test_it_wants_a_row(connection):
    with pytest.raises(duckdb.Error, match="one row of orders"):
        connection.sql("SELECT lockgate(1)").fetchall()
    assert connection.sql("SELECT lockgate(o).verdict FROM core o").fetchall()
