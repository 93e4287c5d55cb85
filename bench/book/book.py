"""Writes a book of synthetic orders: real parts of the catalogue, invented firms, routes and quantities as trade has them (a few of
each make up most lines).

    python book.py FILE.csv|FILE.parquet|FILE.arrow [--rows 200] [--seed 1] [--from 2025-11-01] [--to 2026-03-01]

The columns are those of a flat file of orders (docs/contract.md). A third of the firms give no ultimate parent, and one in ten was
not screened: what is not known stays empty.
"""
import argparse
import csv
import datetime
import pathlib
import random

ROOT = pathlib.Path(__file__).resolve().parents[2]
ORIGINS = {"US": 50, "TW": 20, "MY": 8, "SG": 6, "KR": 6, "CN": 5, "JP": 3, "NL": 2}
DESTINATIONS = {"CN": 30, "HK": 8, "SG": 8, "MY": 6, "AE": 6, "SA": 4, "IN": 6, "TW": 5, "JP": 5, "KR": 4, "DE": 4, "GB": 3, "FR": 2, "MO": 1, "RU": 1, "US": 7}
USES = {"commercial_ai": 70, "research": 10, "gaming": 8, "us_data_center": 3, "military": 1, "": 8}
KINDS = {"commercial": 60, "large_platform": 8, "university": 8, "state_owned": 6, "iaas_provider": 6, "government": 2, "reseller": 10}
LISTS = {"": 92, "entity_list": 4, "unverified_list": 2, "meu_list": 1, "entity_list_fn4": 1}
FIRST = ("Blue", "Harbor", "North", "Silver", "Lotus", "Cedar", "Delta", "Orchid", "Summit", "Jade", "River", "Amber")
SECOND = ("Cloud", "Compute", "Systems", "Data", "Micro", "Research", "Server", "Networks", "Robotics", "Media")
FORM = {"CN": "Co., Ltd.", "US": "Inc.", "DE": "GmbH", "SG": "Pte. Ltd.", "JP": "K.K.", "GB": "Ltd"}
HEADINGS = ("id", "date", "movement", "origin", "destination", "item", "quantity", "unit_price", "end_use", "seller", "seller_country", "seller_headquarters", "end_user",
            "end_user_country", "end_user_headquarters", "end_user_ultimate_parent", "end_user_lists", "end_user_kind", "us_commercially_available")


def draw(dice, weights):
    return dice.choices(tuple(weights), tuple(weights.values()))[0]


def firms(dice, count):
    """Invented firms: the fields of a party, by column."""
    out = []
    for number in range(count):
        home = draw(dice, DESTINATIONS)
        seat = home if dice.random() < 0.75 else draw(dice, DESTINATIONS)
        parent = dice.choice(("self", f"@{seat}", ""))
        name = f"{dice.choice(FIRST)} {dice.choice(SECOND)} {number} {FORM.get(home, 'Ltd')}"
        screened = "?" if dice.random() < 0.1 else draw(dice, LISTS)
        out.append({"end_user": name, "end_user_country": home, "end_user_headquarters": seat, "end_user_ultimate_parent": parent, "end_user_lists": screened, "end_user_kind": draw(dice, KINDS)})
    return out


def parts():
    with open(ROOT / "catalogue" / "chips.csv", newline="", encoding="utf-8") as file:
        return [row["id"] for row in csv.DictReader(line for line in file if not line.startswith("#"))]


def orders(rows, seed, first, last):
    """Rows, each a dict by HEADINGS; a firm or a part of rank n is drawn about 1/n times as often as the first."""
    dice = random.Random(seed)
    known_parts, known_firms = parts(), firms(dice, max(20, min(20_000, rows // 20)))
    dice.shuffle(known_parts)
    part_weights = [1 / (rank + 2) for rank in range(len(known_parts))]
    firm_weights = [1 / (rank + 5) for rank in range(len(known_firms))]
    days = (last - first).days
    for number in range(rows):
        origin = draw(dice, ORIGINS)
        firm = dice.choices(known_firms, firm_weights)[0]
        destination = firm["end_user_country"] if dice.random() < 0.8 else draw(dice, DESTINATIONS)
        movement = "import" if destination == "US" and origin != "US" else "export" if origin == "US" else "reexport"
        seller = {"seller": f"Example Seller {origin}", "seller_country": origin, "seller_headquarters": origin}
        yield {"id": f"B-{number + 1:05}", "date": (first + datetime.timedelta(dice.randrange(days))).isoformat(), "movement": movement, "origin": origin, "destination": destination,
               "item": dice.choices(known_parts, part_weights)[0], "quantity": dice.choice((1, 2, 8, 16, 64, 256, 1024)), "unit_price": f"{dice.choice((1200, 9000, 25000, 30000, 40000))} USD",
               "end_use": draw(dice, USES), **seller, **firm, "us_commercially_available": dice.choice(("yes", "no", ""))}


def write(path, rows):
    if path.suffix == ".csv":
        with open(path, "w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, HEADINGS, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
        return
    import pyarrow as pa
    import pyarrow.parquet as pq
    table = {heading: [] for heading in HEADINGS}
    for row in rows:
        for heading in HEADINGS:
            table[heading].append(row[heading])
    arrays = {}
    for heading, values in table.items():
        if heading == "quantity":
            arrays[heading] = pa.array(values, pa.int32())
        elif heading == "date":
            arrays[heading] = pa.array([datetime.date.fromisoformat(value) for value in values], pa.date32())
        elif heading == "end_user_lists":
            arrays[heading] = pa.array([None if value == "?" else value for value in values]).dictionary_encode()
        else:
            arrays[heading] = pa.array([value or None for value in values])
            arrays[heading] = arrays[heading] if heading == "id" else arrays[heading].dictionary_encode()
    whole = pa.table(arrays)
    if path.suffix == ".parquet":
        pq.write_table(whole, path)
    else:
        with pa.OSFile(str(path), "wb") as sink, pa.ipc.new_file(sink, whole.schema) as writer:
            writer.write_table(whole)


def main():
    parser = argparse.ArgumentParser(description="writes a book of synthetic orders")
    parser.add_argument("file", type=pathlib.Path)
    parser.add_argument("--rows", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--from", dest="first", type=datetime.date.fromisoformat, default=datetime.date(2025, 11, 1))
    parser.add_argument("--to", dest="last", type=datetime.date.fromisoformat, default=datetime.date(2026, 3, 1))
    given = parser.parse_args()
    write(given.file, orders(given.rows, given.seed, given.first, given.last))


if __name__ == "__main__":
    main()
