"""The DuckDB side of parquet_files.py: one statement from a Parquet file to a Parquet file, on one thread.

    python parquet_duckdb.py FORM ORDERS OUT

Prints what the statement alone took.
"""
import json
import resource
import sys
import time

import duckdb

from parquet_files import FORMS, GATE
from t12 import place_codes


def main():
    form, orders, out = sys.argv[1:]
    database = duckdb.connect()
    database.execute("SET threads = 1")
    codes = place_codes()
    scope = [code for place, code in enumerate(codes[:40]) if place not in (5, 6, 7)]
    database.execute("CREATE TABLE place (code VARCHAR, d5 BOOLEAN, scope BOOLEAN, ae BOOLEAN)")
    database.executemany("INSERT INTO place VALUES (?, ?, ?, ?)", [(code, place < 24, code in scope, place == 50) for place, code in enumerate(codes)])
    database.execute("CREATE TYPE word AS ENUM ('free', 'notified', 'open_exception', 'case_by_case', 'denial', 'license', 'hold')")
    query = FORMS[form].format(orders=orders, gate=GATE)
    start, before = time.perf_counter(), processor()
    database.execute(f"COPY ({query}) TO '{out}' (FORMAT parquet, COMPRESSION snappy)")
    print(json.dumps({"statement wall": time.perf_counter() - start, "statement processor": processor() - before}))


def processor():
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
