"""T12 from a Parquet file to a Parquet file, whole processes on one core: `lockgate check` beside DuckDB, which gets the same file and
writes the same column.

    python parquet_files.py LOCKGATE FOLDER ROWS

The file has the columns of the public contract: figures as decimals, places as ISO codes, dates as dates. Both write one column of
words, the outcome of the gate; before anything is timed the two columns are compared row by row. The rules in SQL are those of
duckdb_flat.py in two forms, NULL logic and planes without NULL, but that level b asks for `dc` outright, which it always implies: so
three-valued logic comes to what `lockgate check` says, which is exact. Words are an ENUM, which DuckDB writes quicker than texts. What is measured is processor time, of Lockgate for the whole process, of DuckDB for its
statement alone, without Python and its import. The programs take turns, so that other work on the machine meets all alike.

Writes a section of docs/benchmarks.md to standard output.
"""
import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet

import measure
from t12 import place_codes

HERE = Path(__file__).resolve().parent
GATE = "t12.export"

# Looking places up in lists (`IN`) takes DuckDB longer.
PLACES = """SELECT o.*, there.d5 AS dest_d5, home.d5 AS hq_d5, there.scope, there.ae FROM '{orders}' AS o
  JOIN place AS there ON there.code = destination LEFT JOIN place AS home ON home.code = end_user_headquarters"""
RULES = """
WITH places AS ({places}),
limbs AS (
  SELECT *, item_datacenter AS dc, date >= DATE '2023-11-17' AS second, item_datacenter OR item_tpp >= 4800 AS counts, dest_d5 OR hq_d5 AS touches,
    item_tpp >= 4800 OR (item_tpp >= 1600 AND item_performance_density >= 5.92) AS limbs_a,
    (item_tpp >= 2400 AND item_tpp < 4800 AND item_performance_density >= 1.6 AND item_performance_density < 5.92)
      OR (item_tpp >= 1600 AND item_performance_density >= 3.2 AND item_performance_density < 5.92) AS limbs_b
  FROM places),
levels AS (
  SELECT *, second AND limbs_a AND counts AS a, second AND limbs_b AND NOT limbs_a AND dc AS b,
    date >= DATE '2022-10-21' AND NOT second AND item_tpp >= 4800 AND item_io_bandwidth_gbps >= 600 AS old
  FROM limbs),
conclusions AS (
  SELECT touches, b OR (a AND NOT dc) AS excepted,
    (old AND dest_d5) OR (a AND (date >= DATE '2025-01-13' OR scope OR hq_d5)) OR (b AND (scope OR ae OR hq_d5)) AS required,
    date >= DATE '2026-01-15' AND touches AND item_tpp < 21000 AND item_dram_bandwidth_gbps < 6500 AS reviewed
  FROM levels)
SELECT CASE
    WHEN NOT required THEN 'free'::word
    WHEN required IS NULL OR excepted IS NULL THEN 'hold'::word
    WHEN excepted THEN CASE WHEN touches THEN 'notified'::word WHEN NOT touches THEN 'open_exception'::word ELSE 'hold'::word END
    WHEN reviewed THEN 'case_by_case'::word WHEN reviewed IS NULL THEN 'hold'::word
    WHEN touches THEN 'denial'::word WHEN NOT touches THEN 'license'::word ELSE 'hold'::word END AS "{gate}"
FROM conclusions
"""
# The form of duckdb_flat.py that nobody would write by hand for a real law: must and may of each condition, and no NULL anywhere.
PLANES = """
WITH places AS ({places}),
atoms AS (
  SELECT coalesce(NOT item_datacenter, false) AS elsewhere, coalesce(NOT item_datacenter, true) AS elsewhere_may, ae, dest_d5, scope,
    coalesce(hq_d5, false) AS hq_d5, coalesce(hq_d5, true) AS hq_d5_may,
    coalesce(item_tpp >= 1600, false) AS t16, coalesce(item_tpp >= 1600, true) AS t16_may, coalesce(item_tpp >= 2400, false) AS t24, coalesce(item_tpp >= 2400, true) AS t24_may,
    coalesce(item_tpp >= 4800, false) AS t48, coalesce(item_tpp >= 4800, true) AS t48_may, coalesce(item_tpp >= 21000, false) AS t210, coalesce(item_tpp >= 21000, true) AS t210_may,
    coalesce(item_performance_density >= 1.6, false) AS p16, coalesce(item_performance_density >= 1.6, true) AS p16_may,
    coalesce(item_performance_density >= 3.2, false) AS p32, coalesce(item_performance_density >= 3.2, true) AS p32_may,
    coalesce(item_performance_density >= 5.92, false) AS p59, coalesce(item_performance_density >= 5.92, true) AS p59_may,
    coalesce(item_dram_bandwidth_gbps < 6500, false) AS slow, coalesce(item_dram_bandwidth_gbps < 6500, true) AS slow_may,
    coalesce(item_io_bandwidth_gbps >= 600, false) AS linked, coalesce(item_io_bandwidth_gbps >= 600, true) AS linked_may,
    date >= DATE '2023-11-17' AS second, date >= DATE '2025-01-13' AS paper, date >= DATE '2026-01-15' AS third,
    date >= DATE '2022-10-21' AND date < DATE '2023-11-17' AND dest_d5 AS old_place
  FROM places),
limbs AS (
  SELECT *, t48 OR (t16 AND p59) AS limbs_a, t48_may OR (t16_may AND p59_may) AS limbs_a_may,
    NOT p59_may AND ((t24 AND NOT t48_may AND p16) OR (t16 AND p32)) AS limbs_b,
    NOT p59 AND ((t24_may AND NOT t48 AND p16_may) OR (t16_may AND p32_may)) AS limbs_b_may,
    second AND (NOT elsewhere_may OR t48) AS counts, second AND (NOT elsewhere OR t48_may) AS counts_may,
    scope OR hq_d5 AS near, scope OR hq_d5_may AS near_may, dest_d5 OR hq_d5 AS touches, dest_d5 OR hq_d5_may AS touches_may
  FROM atoms),
levels AS (
  SELECT *, limbs_a AND counts AS a, limbs_a_may AND counts_may AS a_may,
    limbs_b AND NOT limbs_a_may AND second AND NOT elsewhere_may AS b, limbs_b_may AND NOT limbs_a AND second AND NOT elsewhere AS b_may
  FROM limbs),
conclusions AS (
  SELECT touches, touches_may, b OR (a AND elsewhere) AS excepted, b_may OR (a_may AND elsewhere_may) AS excepted_may,
    (old_place AND t48 AND linked) OR (a AND (paper OR near)) OR (b AND (near OR ae)) AS required,
    (old_place AND t48_may AND linked_may) OR (a_may AND (paper OR near_may)) OR (b_may AND (near_may OR ae)) AS required_may,
    third AND touches AND NOT t210_may AND slow AS reviewed, third AND touches_may AND NOT t210 AND slow_may AS reviewed_may
  FROM levels)
SELECT CASE
    WHEN NOT required_may THEN 'free'::word
    WHEN NOT required OR excepted <> excepted_may THEN 'hold'::word
    WHEN excepted THEN CASE WHEN touches THEN 'notified'::word WHEN NOT touches_may THEN 'open_exception'::word ELSE 'hold'::word END
    WHEN reviewed THEN 'case_by_case'::word WHEN reviewed_may THEN 'hold'::word
    WHEN touches THEN 'denial'::word WHEN NOT touches_may THEN 'license'::word ELSE 'hold'::word END AS "{gate}"
FROM conclusions
"""
FORMS = {"NULL logic": RULES.replace("{places}", PLACES), "planes": PLANES.replace("{places}", PLACES)}


def main():
    parser = argparse.ArgumentParser(description="T12 from Parquet to Parquet")
    parser.add_argument("lockgate", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("rows", type=int)
    given = parser.parse_args()
    orders = given.folder / "orders.parquet"
    if not orders.exists() or pa.parquet.read_metadata(orders).num_rows != given.rows:
        write_orders(given.folder, given.rows, orders)
    commands = {"lockgate": ours(given.lockgate, orders, given.folder / "lockgate.parquet")}
    commands |= {f"duckdb, {form}": theirs(form, orders, out_of(given.folder, form)) for form in FORMS}
    for command in commands.values():
        run(command)
    compare([given.folder / "lockgate.parquet", *(out_of(given.folder, form) for form in FORMS)])
    turns = [{name: run(command) for name, command in commands.items()} for _ in range(measure.RUNS)]
    print(section(given.rows, orders, turns))


def write_orders(folder, rows, path):
    """The flat book in the words of the contract."""
    flat = measure.table(folder, "flat", rows)
    codes = pa.array(place_codes())
    hundredths = pa.decimal128(9, 2)
    columns = {
        "date": flat["date"],
        "destination": codes.take(flat["dest"]),
        "end_user_headquarters": codes.take(flat["hq"]),
        "item_tpp": pa.chunked_array([scaled(chunk, hundredths) for chunk in flat["tpp"].chunks]),
        "item_performance_density": pa.chunked_array([scaled(chunk, hundredths) for chunk in flat["pd"].chunks]),
        "item_datacenter": flat["dc"],
        "item_dram_bandwidth_gbps": flat["bw"],
        "item_io_bandwidth_gbps": flat["io"],
    }
    pa.parquet.write_table(pa.table(columns), path, store_decimal_as_integer=True)


def scaled(hundredths, kind):
    """int32 hundredths as decimals: the same digits with a point."""
    whole = hundredths.cast(pa.decimal128(11, 0))
    return pa.Array.from_buffers(kind, len(whole), whole.buffers(), whole.null_count, whole.offset)


def ours(lockgate, orders, out):
    return [lockgate, "--rulebook", HERE / "t12", "check", orders, "--out", out, "--only", GATE, "--exit-zero"]


def out_of(folder, form):
    return folder / f"duckdb {form}.parquet"


def theirs(form, orders, out):
    return [sys.executable, HERE / "parquet_duckdb.py", form, orders, out]


def run(command):
    """{"processor"} in seconds, and what the process printed."""
    with tempfile.TemporaryFile("w+") as said:
        started = subprocess.Popen([str(part) for part in command], stdout=said, stderr=subprocess.STDOUT, text=True)
        _, status, used = os.wait4(started.pid, 0)
        started.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        output = said.read()
    if started.returncode != 0:
        sys.exit(f"{command[0]} ended with status {started.returncode}\n{output}")
    return {"processor": used.ru_utime + used.ru_stime} | (json.loads(output) if output.startswith("{") else {})


def compare(files):
    """Ends unless every file says the same of every row."""
    first, *others = (pa.parquet.read_table(path, read_dictionary=[GATE])[GATE].cast(pa.string()) for path in files)
    for path, column in zip(files[1:], others, strict=True):
        if not column.equals(first):
            differing = pa.compute.sum(pa.compute.not_equal(column.combine_chunks(), first.combine_chunks())).as_py()
            sys.exit(f"{path} differs from {files[0]} in {differing} of {len(first)} rows")


def section(rows, orders, turns):
    """Markdown. turns: [{name: what `run` measured}]."""
    head = ["what", "min s", "median s", "max s", "Lockgate is faster by"]
    medians = {name: statistics.median(seconds(turn[name]) for turn in turns) for name in turns[0]}
    lines = [head, ["---"] * len(head)]
    for name, median in sorted(medians.items(), key=lambda pair: pair[1]):
        times = sorted(seconds(turn[name]) for turn in turns)
        lines.append([name, f"{times[0]:.2f}", f"{median:.2f}", f"{times[-1]:.2f}", f"{median / medians['lockgate']:.2g}×"])
    table = "\n".join("| " + " | ".join(line) + " |" for line in lines)
    return f"""## From a Parquet file to a Parquet file, one core

T12 over {rows:,} lines ({os.path.getsize(orders) >> 20} MiB; figures as decimals, places as ISO codes), one column of words written with Snappy; all columns are the same in every
row. Processor time of {len(turns)} turns, of Lockgate for the whole process, of DuckDB {duckdb.__version__} for its statement alone; load {os.getloadavg()[1]:.1f} on {os.cpu_count()} cores.

{table}"""


def seconds(measured):
    return measured.get("statement processor", measured["processor"])


if __name__ == "__main__":
    main()
