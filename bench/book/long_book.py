"""Writes a long book of orders as Parquet, to see how much memory `lockgate check` needs for it.

    python long_book.py FILE LINES [--new]

Lines repeat 2,000 different orders beside ids of their own. With --new, each line has a firm, a quantity, a price and a bandwidth that no
line before it had, so nothing that is read is met again. Invented firms.
"""
import argparse

import numpy as np
import pyarrow as pa
import pyarrow.parquet

ROWS = 1_000_000  # written at a time
ORDERS = 2_000
ITEMS = ("nvidia-h20-96gb", "nvidia-h100-sxm", "nvidia-h200-sxm", "nvidia-a100-80gb-sxm", "nvidia-l40", "amd-mi308x")
PLACES = ("CN", "SG", "AE", "JP", "DE", "MY", "GB", "TW", "KR", "IN")


def main():
    parser = argparse.ArgumentParser(description="a long book of orders")
    parser.add_argument("file")
    parser.add_argument("lines", type=int)
    parser.add_argument("--new", action="store_true")
    given = parser.parse_args()
    random = np.random.default_rng(1)
    writer = None
    for first in range(0, given.lines, ROWS):
        table = new(random, first, min(ROWS, given.lines - first)) if given.new else repeating(random, first, min(ROWS, given.lines - first))
        writer = writer or pa.parquet.ParquetWriter(given.file, table.schema)
        writer.write_table(table)
    writer.close()


def orders():
    """(ORDERS,) columns of different orders."""
    random = np.random.default_rng(2)
    draw = lambda words: np.array(words)[random.integers(0, len(words), ORDERS)]
    days = np.datetime64("2025-01-01") + random.integers(0, 600, ORDERS).astype("timedelta64[D]")
    country = draw(PLACES)
    return {"date": days, "movement": np.full(ORDERS, "export"), "origin": np.full(ORDERS, "US"), "destination": country, "item": draw(ITEMS), "quantity": random.integers(1, 5000, ORDERS),
            "end_user": np.array([f"Example Firm {n}" for n in range(ORDERS)]), "end_user_country": country, "end_user_headquarters": country, "end_user_ultimate_parent": np.full(ORDERS, "self"),
            "end_user_lists": np.full(ORDERS, ""), "end_user_kind": np.full(ORDERS, "commercial"), "end_use": np.full(ORDERS, "commercial_ai")}


def repeating(random, first, rows):
    which = random.integers(0, ORDERS, rows)
    columns = {name: pa.array(values[which]) for name, values in orders().items()}
    return pa.table({"id": pa.array(np.arange(first, first + rows)).cast(pa.string()), **columns})


def new(random, first, rows):
    numbers = np.arange(first, first + rows)
    columns = {name: pa.array(values[random.integers(0, ORDERS, rows)]) for name, values in orders().items() if name not in ("item", "quantity")}
    columns["end_user"] = pa.array([f"Example Firm {number}" for number in numbers])
    columns["item_tpp"] = pa.array(np.where(numbers % 2 == 0, 900, 2500))
    columns["item_dram_bandwidth_gbps"] = pa.array(numbers / 1e7 + 3000)
    columns["quantity"] = pa.array(numbers + 1)
    columns["unit_price"] = pa.array([f"{number}.5 USD" for number in numbers])
    return pa.table({"id": pa.array(numbers).cast(pa.string()), **columns})


if __name__ == "__main__":
    main()
