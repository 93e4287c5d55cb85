"""T12-K in DuckDB SQL over order lines with ids: classes of items, parties, places and dates, and a table of outcomes by class.

    python duckdb_factorised.py FOLDER ROWS

The rules see an item only through five conclusions (old level, level a, level b, exception, modest enough for review), so
items fall into a few dozen classes; parties into three, destinations into five, dates into five. The rules are evaluated once for every
combination (`outcome_of`), and a line needs four lookups, an addition and a fifth lookup. Class numbers are stored already multiplied,
all keys are dense integers, for which DuckDB's hash join turns into array indexing, and class numbers are as narrow as they can be.

On the clock: lines to outcomes. `prepare_seconds` is the time to build the class tables and `outcome_of`, which has to be paid
again whenever the law or an item changes.
"""
import time

import duckdb

import measure

ITEM_CONCLUSIONS = """
WITH limbs AS (
  SELECT row_number() OVER () - 1 AS item, tpp >= 480000 AND io >= 600 AS old, dc OR tpp >= 480000 AS counts, dc,
    tpp >= 480000 OR (tpp >= 160000 AND pd >= 592) AS limbs_a,
    (tpp >= 240000 AND tpp < 480000 AND pd >= 160 AND pd < 592) OR (tpp >= 160000 AND pd >= 320 AND pd < 592) AS limbs_b,
    tpp < 2100000 AND bw < 6500 AS modest
  FROM items),
levels AS (SELECT *, limbs_a AND counts AS a, limbs_b AND NOT limbs_a AND counts AS b FROM limbs),
conclusions AS (SELECT item, old, a, b, b OR (a AND NOT dc) AS elsewhere, modest FROM levels)
SELECT *, dense_rank() OVER (ORDER BY old, a, b, elsewhere, modest) - 1 AS class FROM conclusions
"""

PREPARE = f"""
CREATE OR REPLACE TABLE item_conclusion AS {ITEM_CONCLUSIONS};
CREATE OR REPLACE TABLE item_class AS SELECT item::USMALLINT AS item, (class * 75)::USMALLINT AS part FROM item_conclusion ORDER BY item;
CREATE OR REPLACE TABLE party_class AS
  SELECT (row_number() OVER () - 1)::UINTEGER AS party, (CASE WHEN hq < 24 THEN 25 WHEN hq >= 24 THEN 50 ELSE 0 END)::USMALLINT AS part FROM parties;
CREATE OR REPLACE TABLE place_kind AS
  SELECT code::UTINYINT AS dest, code < 24 AS d5, code < 40 AND code NOT IN (5, 6, 7) AS scope, code = 50 AS ae FROM range(250) AS codes(code);
CREATE OR REPLACE TABLE place_class AS
  SELECT *, ((dense_rank() OVER (ORDER BY d5, scope, ae) - 1) * 5)::USMALLINT AS part FROM place_kind ORDER BY dest;
CREATE OR REPLACE TABLE date_class AS
  SELECT day::DATE AS date, ((day >= DATE '2022-10-21')::INTEGER + (day >= DATE '2023-11-17')::INTEGER + (day >= DATE '2025-01-13')::INTEGER
    + (day >= DATE '2026-01-15')::INTEGER)::USMALLINT AS part
  FROM range(DATE '2022-10-01', DATE '2026-11-23', INTERVAL 1 DAY) AS days(day);
CREATE OR REPLACE TABLE outcome_of AS
WITH item AS (SELECT DISTINCT class * 75 AS part, old, a, b, elsewhere, modest FROM item_conclusion),
party AS (SELECT * FROM (VALUES (0, NULL), (25, true), (50, false)) AS homes(part, hq_d5)),
place AS (SELECT DISTINCT part, d5, scope, ae FROM place_class),
combined AS (
  SELECT (item.part + party.part + place.part + age.part)::USMALLINT AS cell, elsewhere AS excepted, d5 OR hq_d5 AS touches,
    age.part = 4 AND (d5 OR hq_d5) AND modest AS reviewed,
    CASE age.part WHEN 0 THEN false WHEN 1 THEN old AND d5
      ELSE (a AND (age.part >= 3 OR scope OR hq_d5)) OR (b AND (scope OR ae OR hq_d5)) END AS required,
    age.part >= 2 AS second
  FROM item, party, place, range(5) AS age(part))
SELECT cell, (CASE
    WHEN NOT required THEN 0
    WHEN required IS NULL OR (second AND excepted IS NULL) THEN 255
    WHEN second AND excepted THEN CASE WHEN touches THEN 1 WHEN NOT touches THEN 2 ELSE 255 END
    WHEN reviewed THEN 3 WHEN reviewed IS NULL THEN 255 WHEN touches THEN 4 WHEN NOT touches THEN 5 ELSE 255 END)::UTINYINT AS outcome
FROM combined ORDER BY cell;
"""

DECIDE = """
CREATE OR REPLACE TEMP TABLE decided AS
WITH cells AS (
  SELECT item_class.part + party_class.part + place_class.part + date_class.part AS cell
  FROM lines JOIN item_class USING (item) JOIN party_class USING (party) JOIN place_class USING (dest) JOIN date_class USING (date))
SELECT outcome FROM cells JOIN outcome_of USING (cell)
"""


def connection(folder, rows):
    """A database in memory with `lines` (the first rows), `items` and `parties`. Joins stay as written: lines are never the side that is
    hashed, so outcomes keep the order of the lines."""
    database = duckdb.connect()
    database.execute("SET threads = 1")
    database.execute("SET disabled_optimizers = 'join_order,build_side_probe_side'")
    for name, count in (("lines", rows), ("items", None), ("parties", None)):
        database.register("given", measure.table(folder, name, count))
        database.execute(f"CREATE TABLE {name} AS SELECT * FROM given")
    return database


def main():
    given = measure.arguments("T12-K in DuckDB, factorised")
    database = connection(given.folder, given.rows)
    start = time.perf_counter()
    database.execute(PREPARE)
    prepare = round(time.perf_counter() - start, 6)
    seconds, _ = measure.five_runs(lambda: database.execute(DECIDE))
    outcomes = database.execute("SELECT outcome FROM decided").fetchnumpy()["outcome"]
    cells = database.execute("SELECT count(*) FROM outcome_of").fetchone()[0]
    measure.print_result("duckdb factorised", duckdb.__version__, "native", "class tables and joins", seconds, outcomes,
                         prepare_seconds=prepare, cells=cells)


if __name__ == "__main__":
    main()
