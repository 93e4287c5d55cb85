"""What the Python peers share: how a book is read, how outcomes are hashed, how five runs are timed, how a result is printed.

A result is one line of JSON, the same for peers in every language:

    {"peer", "version", "tier", "unknowns", "form", "rows", "seconds": [5], "histogram": {code: rows}, "hash"}

`hash` is FNV-1a 64 over the outcome bytes in row order, 16 hex digits. `unknowns` says who keeps track of missing facts: the
engine (`native`) or the author of the rules (`by hand`).
"""
import argparse
import json
import time
from pathlib import Path

import numpy as np
import pyarrow as pa

RUNS = 5


def arguments(description):
    """FOLDER ROWS: the book, and how many of its rows to decide."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("folder", type=Path)
    parser.add_argument("rows", type=int)
    return parser.parse_args()


def table(folder, name, rows=None):
    """A table of the book in memory, in one chunk."""
    with pa.OSFile(str(folder / f"{name}.arrow"), "rb") as source:
        whole = pa.ipc.open_file(source).read_all()
    return whole.slice(0, rows).combine_chunks() if rows else whole


def five_runs(work):
    """(seconds [5], the last result): one run to warm up, then five on the clock."""
    result, seconds = work(), []
    for _ in range(RUNS):
        start = time.perf_counter()
        result = work()
        seconds.append(round(time.perf_counter() - start, 6))
    return seconds, result


def fnv1a(outcomes):
    """FNV-1a 64 over bytes, as 16 hex digits."""
    value = 0xCBF29CE484222325
    for byte in outcomes:
        value = (value ^ byte) * 0x100000001B3 & 0xFFFFFFFFFFFFFFFF
    return f"{value:016x}"


def histogram(outcomes):
    """{outcome code: rows} of a uint8 array."""
    codes, counts = np.unique(outcomes, return_counts=True)
    return {str(code): int(count) for code, count in zip(codes, counts)}


def print_result(peer, version, unknowns, form, seconds, outcomes, tier="T12-K", **more):
    """outcomes: (rows,) uint8. more: further keys, such as seconds spent before the clock started."""
    raw = np.asarray(outcomes, dtype=np.uint8).tobytes()
    line = {"peer": peer, "version": version, "tier": tier, "unknowns": unknowns, "form": form, "rows": len(raw),
            "seconds": seconds, "histogram": histogram(outcomes), "hash": fnv1a(raw)}
    print(json.dumps(line | more), flush=True)
