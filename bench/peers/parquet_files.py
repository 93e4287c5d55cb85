"""T12 from a Parquet file to a Parquet file, whole processes on one core: `lockgate check` beside DuckDB, which gets the same file and
writes the same column.

    python parquet_files.py LOCKGATE FOLDER ROWS

The file has the columns of the public contract: figures as decimals, places as ISO codes, dates as dates. Both write one column of
words, the outcome of the gate; before anything is timed the two columns are compared row by row. The rules in SQL are those of
duckdb_flat.py in two forms, but that level b asks for `dc` outright, which it always implies: so three-valued logic comes to what
`lockgate check` says, which is exact. For DuckDB the time of its statement alone is measured too, without Python and its import.
"""
import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet

import measure
from t12 import place_codes

HERE = Path(__file__).resolve().parent
GATE = "t12.export"

LOOK_UP = {
    "in lists": "SELECT *, destination IN ({d5}) AS dest_d5, end_user_headquarters IN ({d5}) AS hq_d5, destination IN ({scope}) AS scope, destination = '{ae}' AS ae FROM '{orders}'",
    "join": """SELECT o.*, there.d5 AS dest_d5, home.d5 AS hq_d5, there.scope, there.ae FROM '{orders}' AS o
               JOIN place AS there ON there.code = destination LEFT JOIN place AS home ON home.code = end_user_headquarters""",
}
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
    WHEN NOT required THEN 'free'
    WHEN required IS NULL OR excepted IS NULL THEN 'hold'
    WHEN excepted THEN CASE WHEN touches THEN 'notified' WHEN NOT touches THEN 'open_exception' ELSE 'hold' END
    WHEN reviewed THEN 'case_by_case' WHEN reviewed IS NULL THEN 'hold'
    WHEN touches THEN 'denial' WHEN NOT touches THEN 'license' ELSE 'hold' END AS "{gate}"
FROM conclusions
"""


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
    commands |= {f"duckdb, {form}": theirs(form, orders, given.folder / f"duckdb {form}.parquet") for form in LOOK_UP}
    for command in commands.values():
        run(command)
    compare(given.folder, [given.folder / "lockgate.parquet", *(given.folder / f"duckdb {form}.parquet" for form in LOOK_UP)])
    for name, command in commands.items():
        report(name, given.rows, [run(command) for _ in range(measure.RUNS)])


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


def theirs(form, orders, out):
    return [sys.executable, HERE / "parquet_duckdb.py", form, orders, out]


def run(command):
    """{"wall", "processor"} in seconds and "memory" in MiB, and what the process printed last."""
    start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.Popen([str(part) for part in command], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    output, errors = done.communicate()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode != 0:
        sys.exit(f"{command[0]} ended with status {done.returncode}\n{errors}")
    processor = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    return {"wall": time.perf_counter() - start, "processor": processor} | (json.loads(output) if output.startswith("{") else {})


def compare(folder, files):
    """Ends unless every file says the same of every row."""
    first, *others = (pa.parquet.read_table(path, read_dictionary=[GATE])[GATE].cast(pa.string()) for path in files)
    for path, column in zip(files[1:], others, strict=True):
        if not column.equals(first):
            differing = pa.compute.sum(pa.compute.not_equal(column.combine_chunks(), first.combine_chunks())).as_py()
            sys.exit(f"{path} differs from {files[0]} in {differing} of {len(first)} rows")
    counts = {pair["values"]: pair["counts"] for pair in first.value_counts().to_pylist()}
    print(json.dumps({"rows": len(first), "the same": True, "outcomes": counts, "bytes": os.path.getsize(folder / "orders.parquet")}), flush=True)


def report(name, rows, runs):
    out = {"what": name, "rows": rows}
    for measured in runs[0]:
        seconds = sorted(run[measured] for run in runs)
        out[measured] = [round(value, 3) for value in (seconds[0], statistics.median(seconds), seconds[-1])]
    print(json.dumps(out), flush=True)


if __name__ == "__main__":
    main()
