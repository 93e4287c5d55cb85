"""T12-K in DuckDB SQL over flat columns, in four forms, a result each.

    python duckdb_flat.py FOLDER ROWS

* `in_lists`, `country_join`, `ranges`: SQL's own NULL logic, which is Kleene's, in three layers and one CASE; they differ in how
  a place is looked up.
* `planes`: an expert's form. Each column is stored NOT NULL beside a column that says where it was missing, and each condition
  that may be unknown is written as a pair, `must` (true in any case) and `may` (not false). Conjunctions over NOT NULL booleans
  are vectorized without looking at validity, which costs DuckDB several times as much as the conjunction itself.

One thread, table in memory, the result is a table in memory. The tables are loaded before the clock starts.
"""
import duckdb

import measure

D5 = ", ".join(map(str, range(24)))
SCOPE = ", ".join(str(code) for code in range(40) if code not in (5, 6, 7))

PLACES = {
    "in_lists": f"SELECT *, dest IN ({D5}) AS dest_d5, hq IN ({D5}) AS hq_d5, dest IN ({SCOPE}) AS scope, dest IN (50) AS ae FROM flat",
    "country_join": """SELECT flat.*, there.d5 AS dest_d5, home.d5 AS hq_d5, there.scope, there.ae
                       FROM flat JOIN place AS there ON there.code = dest LEFT JOIN place AS home ON home.code = hq""",
    "ranges": "SELECT *, dest < 24 AS dest_d5, hq < 24 AS hq_d5, dest < 40 AND (dest < 5 OR dest > 7) AS scope, dest = 50 AS ae FROM flat",
}

KLEENE = """
WITH places AS ({places}),
limbs AS (
  SELECT *, date >= DATE '2023-11-17' AS second, dc OR tpp >= 480000 AS counts, dest_d5 OR hq_d5 AS touches,
    tpp >= 480000 OR (tpp >= 160000 AND pd >= 592) AS limbs_a,
    (tpp >= 240000 AND tpp < 480000 AND pd >= 160 AND pd < 592) OR (tpp >= 160000 AND pd >= 320 AND pd < 592) AS limbs_b
  FROM places),
levels AS (
  SELECT *, second AND limbs_a AND counts AS a, second AND limbs_b AND NOT limbs_a AND counts AS b,
    date >= DATE '2022-10-21' AND NOT second AND tpp >= 480000 AND io >= 600 AS old
  FROM limbs),
conclusions AS (
  SELECT touches, b OR (a AND NOT dc) AS excepted,
    (old AND dest_d5) OR (a AND (date >= DATE '2025-01-13' OR scope OR hq_d5)) OR (b AND (scope OR ae OR hq_d5)) AS required,
    date >= DATE '2026-01-15' AND touches AND tpp < 2100000 AND bw < 6500 AS reviewed
  FROM levels)
SELECT (CASE
    WHEN NOT required THEN 0
    WHEN required IS NULL OR excepted IS NULL THEN 255
    WHEN excepted THEN CASE WHEN touches THEN 1 WHEN NOT touches THEN 2 ELSE 255 END
    WHEN reviewed THEN 3 WHEN reviewed IS NULL THEN 255 WHEN touches THEN 4 WHEN NOT touches THEN 5 ELSE 255 END)::UTINYINT AS outcome
FROM conclusions
"""

# A missing number is stored so that its comparison in the rules is false.
NOT_NULL = """
SELECT coalesce(tpp, -1) AS tpp, tpp IS NULL AS no_tpp, coalesce(pd, -1) AS pd, pd IS NULL AS no_pd,
  coalesce(NOT dc, false) AS elsewhere, coalesce(NOT dc, true) AS elsewhere_may, coalesce(bw, 2147483647) AS bw, bw IS NULL AS no_bw,
  coalesce(io, -1) AS io, io IS NULL AS no_io, coalesce(hq, 255) AS hq, hq IS NULL AS no_hq, dest, date
FROM flat
"""

PLANES = """
WITH atoms AS (
  SELECT elsewhere, elsewhere_may, dest = 50 AS ae, dest < 24 AS dest_d5, dest < 40 AND (dest < 5 OR dest > 7) AS scope,
    hq < 24 AS hq_d5, hq < 24 OR no_hq AS hq_d5_may,
    tpp >= 160000 AS t16, tpp >= 160000 OR no_tpp AS t16_may, tpp >= 240000 AS t24, tpp >= 240000 OR no_tpp AS t24_may,
    tpp >= 480000 AS t48, tpp >= 480000 OR no_tpp AS t48_may, tpp >= 2100000 AS t210, tpp >= 2100000 OR no_tpp AS t210_may,
    pd >= 160 AS p16, pd >= 160 OR no_pd AS p16_may, pd >= 320 AS p32, pd >= 320 OR no_pd AS p32_may,
    pd >= 592 AS p59, pd >= 592 OR no_pd AS p59_may, bw < 6500 AS slow, bw < 6500 OR no_bw AS slow_may,
    io >= 600 AS linked, io >= 600 OR no_io AS linked_may, date >= DATE '2023-11-17' AS second, date >= DATE '2025-01-13' AS paper,
    date >= DATE '2026-01-15' AS third, date >= DATE '2022-10-21' AND date < DATE '2023-11-17' AND dest < 24 AS old_place
  FROM known),
limbs AS (
  SELECT *, t48 OR (t16 AND p59) AS limbs_a, t48_may OR (t16_may AND p59_may) AS limbs_a_may,
    NOT p59_may AND ((t24 AND NOT t48_may AND p16) OR (t16 AND p32)) AS limbs_b,
    NOT p59 AND ((t24_may AND NOT t48 AND p16_may) OR (t16_may AND p32_may)) AS limbs_b_may,
    second AND (NOT elsewhere_may OR t48) AS counts, second AND (NOT elsewhere OR t48_may) AS counts_may,
    scope OR hq_d5 AS near, scope OR hq_d5_may AS near_may, dest_d5 OR hq_d5 AS touches, dest_d5 OR hq_d5_may AS touches_may
  FROM atoms),
levels AS (
  SELECT *, limbs_a AND counts AS a, limbs_a_may AND counts_may AS a_may,
    limbs_b AND NOT limbs_a_may AND counts AS b, limbs_b_may AND NOT limbs_a AND counts_may AS b_may
  FROM limbs),
conclusions AS (
  SELECT touches, touches_may, b OR (a AND elsewhere) AS excepted, b_may OR (a_may AND elsewhere_may) AS excepted_may,
    (old_place AND t48 AND linked) OR (a AND (paper OR near)) OR (b AND (near OR ae)) AS required,
    (old_place AND t48_may AND linked_may) OR (a_may AND (paper OR near_may)) OR (b_may AND (near_may OR ae)) AS required_may,
    third AND touches AND NOT t210_may AND slow AS reviewed, third AND touches_may AND NOT t210 AND slow_may AS reviewed_may
  FROM levels),
outcomes AS (
  SELECT required_may, required AND excepted AND touches AS nac, required AND excepted AND NOT touches_may AS aca,
    required AND NOT excepted_may AND reviewed AS case_by_case,
    required AND NOT excepted_may AND NOT reviewed_may AND touches AS denial,
    required AND NOT excepted_may AND NOT reviewed_may AND NOT touches_may AS license
  FROM conclusions)
SELECT nac::UTINYINT | (aca::UTINYINT * 2::UTINYINT) | (case_by_case::UTINYINT * 3::UTINYINT) | (denial::UTINYINT * 4::UTINYINT)
  | (license::UTINYINT * 5::UTINYINT)
  | ((required_may AND NOT (nac OR aca OR case_by_case OR denial OR license))::UTINYINT * 255::UTINYINT) AS outcome
FROM outcomes
"""

FORMS = {name: KLEENE.format(places=places) for name, places in PLACES.items()} | {"planes": PLANES}


def connection(flat):
    """A database in memory with the tables `flat`, `known` and `place`."""
    database = duckdb.connect()
    database.execute("SET threads = 1")
    database.register("given", flat)
    database.execute("CREATE TABLE flat AS SELECT * FROM given")
    database.execute("CREATE TABLE known AS " + NOT_NULL)
    database.execute("""CREATE TABLE place AS SELECT code::UTINYINT AS code, code < 24 AS d5, code < 40 AND code NOT IN (5, 6, 7)
                        AS scope, code = 50 AS ae FROM range(250) AS codes(code)""")
    return database


def decide(database, query):
    database.execute("CREATE OR REPLACE TEMP TABLE decided AS " + query)


def outcomes(database):
    """(rows,) uint8 of what was decided last, in row order."""
    return database.execute("SELECT outcome FROM decided").fetchnumpy()["outcome"]


def main():
    given = measure.arguments("T12-K in DuckDB, flat")
    database = connection(measure.table(given.folder, "flat", given.rows))
    for form, query in FORMS.items():
        seconds, _ = measure.five_runs(lambda: decide(database, query))
        result = dict(form=form, seconds=seconds, outcomes=outcomes(database))
        measure.print_result("duckdb flat", duckdb.__version__, "by hand" if form == "planes" else "native", **result)


if __name__ == "__main__":
    main()
