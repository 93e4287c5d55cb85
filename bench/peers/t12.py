"""Writes the T12 book: synthetic orders with missing facts, for the batch benchmark. Invented numbers and invented law.

    python t12.py FOLDER [--rows 10000000] [--seed 12]

Each table is written three times with the same values: Parquet, CSV (with header; missing = empty) and Arrow IPC (file
format, one record batch, no compression).

`flat`, one row an order, what an evaluator without joins reads:

| column | type | meaning, scale, unit | missing |
|---|---|---|---|
| tpp  | int32  | item.tpp in hundredths of TPP | 3 % of items |
| pd   | int32  | item.performance_density in hundredths of TPP/mm2 | 10 % |
| dc   | bool   | item.datacenter: designed or marketed for data centers | 5 % |
| bw   | int32  | item.dram_bandwidth_gbps in GB/s | 10 % |
| io   | int32  | item.io_bandwidth_gbps in GB/s | 10 % |
| hq   | uint8  | party.headquarters, place code 0..249 | 8 % of parties |
| dest | uint8  | destination, place code 0..249 | never |
| date | date32 | 2022-10-01 .. 2026-11-22 | never |

The same orders factorised: `lines` (item uint16, party uint32, dest uint8, date date32; ids count from 0), `items` (row =
item id; tpp, pd, dc, bw, io) and `parties` (row = party id; hq). Field metadata of Parquet and Arrow gives `fact`, `scale`,
`unit` and, for places, `places`: the ISO codes in the order of the place codes (t12/places.tsv).

Items and parties are drawn by Zipf-Mandelbrot laws, so is the destination; dates are uniform. One item in twenty stands exactly
on a threshold or one hundredth below it. Arithmetic is on integers only, see splitmix.py.
"""
import argparse
import csv
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

from splitmix import Stream

ITEMS, PARTIES, PLACES = 20_000, 500_000, 250
FIRST_DATE, LAST_DATE = np.datetime64("2022-10-01"), np.datetime64("2026-11-22")
MISSING_PERCENT = {"tpp": 3, "pd": 10, "dc": 5, "bw": 10, "io": 10, "hq": 8}

# Hundredths of TPP: where the band starts, its width, its share in percent.
TPP_BANDS = ((1_00, 1599_00, 38), (1600_00, 800_00, 14), (2400_00, 2400_00, 18), (4800_00, 16200_00, 22), (21000_00, 39000_00, 8))
TPP_LINES = (1600_00, 2400_00, 4800_00, 21000_00)
PD_LINES = (1_60, 3_20, 5_92)


def main():
    parser = argparse.ArgumentParser(description="writes the T12 book")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--seed", type=int, default=12)
    arguments = parser.parse_args()
    arguments.folder.mkdir(parents=True, exist_ok=True)
    for name, table in book(arguments.rows, arguments.seed).items():
        write(table, arguments.folder, name)


def book(rows, seed):
    """{"flat", "lines", "items", "parties"}: Arrow tables as in the docstring of the file."""
    items, parties = item_columns(seed), party_columns(seed)
    lines = {
        "item": Stream(seed, "line.item").zipf(ITEMS, 20, rows),
        "party": Stream(seed, "line.party").zipf(PARTIES, 100, rows),
        "dest": places(Stream(seed, "line.dest"), rows),
        "date": dates(Stream(seed, "line.date"), rows),
    }
    flat = {name: (values[lines["item"]], known[lines["item"]]) for name, (values, known) in items.items()}
    flat |= {name: (values[lines["party"]], known[lines["party"]]) for name, (values, known) in parties.items()}
    flat |= {name: (lines[name], None) for name in ("dest", "date")}
    whole = {name: (values, None) for name, values in lines.items()}
    return {"flat": table_of(flat), "lines": table_of(whole), "items": table_of(items), "parties": table_of(parties)}


def item_columns(seed):
    """{name: (values, known)}, both (ITEMS,)."""
    tpp = on_a_line(Stream(seed, "item.tpp.line"), banded(Stream(seed, "item.tpp")), TPP_LINES)
    die_area_mm2 = 100 + Stream(seed, "item.area").below(1500, ITEMS)
    values = {
        "tpp": tpp,
        "pd": on_a_line(Stream(seed, "item.pd.line"), tpp // die_area_mm2, PD_LINES),
        "dc": Stream(seed, "item.dc").holds(65, ITEMS),
        "bw": 100 + Stream(seed, "item.bw").below(9900, ITEMS),
        "io": 2 * Stream(seed, "item.io").below(901, ITEMS),
    }
    return {name: (column, known(seed, name, ITEMS)) for name, column in values.items()}


def party_columns(seed):
    """{"hq": (values, known)}, both (PARTIES,)."""
    return {"hq": (places(Stream(seed, "party.hq"), PARTIES), known(seed, "hq", PARTIES))}


def known(seed, name, count):
    return ~Stream(seed, "missing." + name).holds(MISSING_PERCENT[name], count)


def banded(stream):
    """(ITEMS,) hundredths of TPP: a band by its share, a place in it by the low bits."""
    start, width, share = (np.array(column) for column in zip(*TPP_BANDS))
    draw = stream.below(100 << 20, ITEMS)
    band = np.searchsorted(np.cumsum(share), draw >> 20, side="right")
    return start[band] + ((draw & 0xFFFFF) * width[band] >> 20)


def on_a_line(stream, values, thresholds):
    """values, but one in twenty is a threshold or, as often, one hundredth less."""
    draw = stream.below(40 * len(thresholds), len(values))
    line = np.array(thresholds)[draw % len(thresholds)] - draw // len(thresholds) % 2
    return np.where(draw // len(thresholds) < 2, line, values)


def places(stream, count):
    """(count,) place codes; the popular ones lie scattered over the codes."""
    return (stream.zipf(PLACES, 5, count) * 97 + 11) % PLACES


def dates(stream, count):
    """(count,) datetime64[D], uniform, both ends included."""
    days = int((LAST_DATE - FIRST_DATE).astype(int)) + 1
    return FIRST_DATE + stream.below(days, count).astype("timedelta64[D]")


TYPES = {"tpp": pa.int32(), "pd": pa.int32(), "dc": pa.bool_(), "bw": pa.int32(), "io": pa.int32(), "hq": pa.uint8(),
         "dest": pa.uint8(), "date": pa.date32(), "item": pa.uint16(), "party": pa.uint32()}
FACTS = {
    "tpp": {"fact": "item.tpp", "scale": "2", "unit": "TPP"},
    "pd": {"fact": "item.performance_density", "scale": "2", "unit": "TPP/mm2"},
    "dc": {"fact": "item.datacenter"},
    "bw": {"fact": "item.dram_bandwidth_gbps", "scale": "0", "unit": "GB/s"},
    "io": {"fact": "item.io_bandwidth_gbps", "scale": "0", "unit": "GB/s"},
    "hq": {"fact": "party.headquarters"},
    "dest": {"fact": "destination"},
    "date": {"fact": "date"},
}


def table_of(columns):
    """columns: {name: (values, known or None)}."""
    fields = [pa.field(name, TYPES[name], known is not None, metadata_of(name)) for name, (_, known) in columns.items()]
    arrays = [array_of(values, known, TYPES[name]) for name, (values, known) in columns.items()]
    return pa.table(arrays, schema=pa.schema(fields))


def metadata_of(name):
    places = {"places": ",".join(place_codes())} if name in ("hq", "dest") else {}
    return FACTS.get(name, {}) | places


def array_of(values, known, kind):
    """An Arrow array; a value that is not known is stored as null over zero bits."""
    values = values if known is None else np.where(known, values, 0)
    exact = values.astype(kind.to_pandas_dtype() if kind != pa.date32() else "datetime64[D]")
    return pa.array(exact, type=kind, mask=None if known is None else ~known)


def place_codes():
    """250 ISO codes by place code, from the rulebook's own table."""
    with open(Path(__file__).parent / "t12" / "places.tsv", newline="", encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file, delimiter="\t") if row["set"] == "world"]
    return [row["member"] for row in sorted(rows, key=lambda row: int(row["note"]))]


def write(table, folder, name):
    pa.parquet.write_table(table, folder / f"{name}.parquet")
    pa.csv.write_csv(table, folder / f"{name}.csv")
    with pa.OSFile(str(folder / f"{name}.arrow"), "wb") as sink, pa.ipc.new_file(sink, table.schema) as writer:
        writer.write_table(table.combine_chunks())


if __name__ == "__main__":
    main()
