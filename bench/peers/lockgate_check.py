"""Compares `lockgate check` under the rulebook t12/ with the exact oracle, and counts where Kleene's tables alone would hold.

    python lockgate_check.py LOCKGATE FOLDER ROWS

LOCKGATE is the program, which finds the vocabulary in its data folder; the rows are drawn evenly from the whole book. Exits with
1 on the first difference.
"""
import argparse
import itertools
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import measure
from reference import Order, UNDECIDED, exact, kleene
from t12 import FACTS, place_codes

HERE = Path(__file__).resolve().parent
VOCABULARY = HERE.parents[1] / "rulebook" / "vocabulary"
CODES = {"free": 0, "notified": 1, "open_exception": 2, "case_by_case": 3, "denial": 4, "license": 5, "hold": UNDECIDED}


def main():
    parser = argparse.ArgumentParser(description="lockgate check against the exact oracle of T12")
    parser.add_argument("lockgate", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("rows", type=int)
    given = parser.parse_args()
    orders = drawn(given.folder, given.rows)
    answers = decided(given.lockgate, orders)
    differing = [(order, answer) for order, answer in zip(orders, answers, strict=True) if answer != exact(order)]
    for order, answer in differing[:5]:
        print(f"lockgate {answer}, oracle {exact(order)}: {order}", file=sys.stderr)
    more = sum(kleene(order) != exact(order) for order in orders)
    print(f"{len(orders)} orders, {len(differing)} differ from the exact oracle; Kleene alone leaves {more} more undecided")
    sys.exit(bool(differing))


def drawn(folder, rows):
    """`rows` orders, evenly spaced."""
    table = measure.table(folder, "flat")
    step = max(1, table.num_rows // rows)
    return [Order(**row) for row in table.take(list(itertools.islice(range(0, table.num_rows, step), rows))).to_pylist()]


def decided(lockgate, orders):
    """The outcome code of each order."""
    places = place_codes()
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as file:
        file.writelines(json.dumps(line(number, order, places)) + "\n" for number, order in enumerate(orders))
        file.flush()
        command = [lockgate, "--rulebook", VOCABULARY, "--rulebook", HERE / "t12", "check", file.name, "--format", "jsonl", "--exit-zero"]
        output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return [CODES[json.loads(answer)["gates"][0]["outcome"]] for answer in output.splitlines()]


def line(number, order, places):
    """An order line of the public contract. The seller, whom nobody names, is no concern of the twelve rules."""
    item = {"datacenter": order.dc}
    for name in ("tpp", "pd", "bw", "io"):
        item[FACTS[name]["fact"].removeprefix("item.")] = decimal(getattr(order, name), int(FACTS[name]["scale"]))
    party = {"role": "end_user", "headquarters": None if order.hq is None else places[order.hq]}
    return {"id": str(number), "date": order.date.isoformat(), "movement": "export", "destination": places[order.dest],
            "item": without_missing(item), "parties": [without_missing(party)]}


def without_missing(facts):
    return {name: value for name, value in facts.items() if value is not None}


def decimal(value, scale):
    """The exact decimal text of a scaled integer."""
    return None if value is None else f"{value // 10**scale}.{value % 10**scale:0{scale}d}" if scale else str(value)


if __name__ == "__main__":
    main()
