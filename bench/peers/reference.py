"""The oracle: T12 a row at a time, in the plainest words. Every peer is compared with it.

    python reference.py FOLDER ROWS HEAD

Tier T12-K is `kleene`: every condition is True, False or None (unknown), and an outcome that turns on an unknown is 255.
Tier T12-E is `exact`: every completion of the missing facts is tried, and 255 is left only where two of them disagree. That
is what `lockgate check` answers.

The first HEAD rows are decided one by one. For all ROWS, rows whose facts are of the same kinds are decided once, and that is
compared with the first HEAD rows before it is printed.
"""
import itertools
import sys
import time
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import numpy as np

import measure

FIRST, SECOND, PAPER, THIRD = date(2022, 10, 21), date(2023, 11, 17), date(2025, 1, 13), date(2026, 1, 15)
D5 = set(range(24))
ALLIES = {5, 6, 7, *range(100, 145)}
SCOPE = set(range(40)) - ALLIES
AE = {50}
NOTHING, NAC, ACA, CASE_BY_CASE, DENIAL, LICENSE, UNDECIDED = 0, 1, 2, 3, 4, 5, 255

# One value of every kind that the twelve rules tell apart, in the units of the book.
KINDS = {
    "tpp": (0, 1600_00, 2400_00, 4800_00, 21000_00),
    "pd": (0, 1_60, 3_20, 5_92),
    "dc": (False, True),
    "bw": (0, 6500),
    "io": (0, 600),
    "hq": (0, 249),
}


@dataclass(frozen=True)
class Order:
    """One row of `flat`; None = missing."""

    tpp: int | None
    pd: int | None
    dc: bool | None
    bw: int | None
    io: int | None
    hq: int | None
    dest: int
    date: date


def at_least(value, threshold):
    return None if value is None else value >= threshold


def within(value, places):
    return None if value is None else value in places


def negation(truth):
    return None if truth is None else not truth


def both(*truths):
    if False in truths:
        return False
    return None if None in truths else True


def either(*truths):
    return negation(both(*map(negation, truths)))


def between(value, low, high):
    return both(at_least(value, low), negation(at_least(value, high)))


def level_a_limbs(order):
    return either(at_least(order.tpp, 4800_00), both(at_least(order.tpp, 1600_00), at_least(order.pd, 5_92)))


def level_b_limbs(order):
    first = both(between(order.tpp, 2400_00, 4800_00), between(order.pd, 1_60, 5_92))
    return either(first, both(at_least(order.tpp, 1600_00), between(order.pd, 3_20, 5_92)))


def levels(order):
    """(level a, level b), rules 1 to 6."""
    if order.date < FIRST:
        return False, False
    if order.date < SECOND:
        return both(at_least(order.tpp, 4800_00), at_least(order.io, 600)), False
    excepted = both(negation(order.dc), negation(at_least(order.tpp, 4800_00)))
    a = both(level_a_limbs(order), negation(excepted))
    b = both(level_b_limbs(order), negation(level_a_limbs(order)), negation(excepted))
    return a, b


def places_for_a(order):
    """Rules 7 and 9: whether the places call for a license at level a."""
    if order.date < SECOND:
        return order.dest in D5
    if order.date < PAPER:
        return either(order.dest in SCOPE, within(order.hq, D5))
    return True


def places_for_b(order):
    return either(order.dest in SCOPE | AE, within(order.hq, D5))


def kleene(order):
    """The outcome code, rules 7 to 12."""
    a, b = levels(order)
    touches_d5 = either(order.dest in D5, within(order.hq, D5))
    required = either(both(a, places_for_a(order)), both(b, places_for_b(order)))
    excepted = both(order.date >= SECOND, either(b, both(a, negation(order.dc))))
    reviewed = both(order.date >= THIRD, touches_d5, negation(at_least(order.tpp, 21000_00)), negation(at_least(order.bw, 6500)))
    outcomes = (
        (NOTHING, negation(required)),
        (NAC, both(required, excepted, touches_d5)),
        (ACA, both(required, excepted, negation(touches_d5))),
        (CASE_BY_CASE, both(required, negation(excepted), reviewed)),
        (DENIAL, both(required, negation(excepted), negation(reviewed), touches_d5)),
        (LICENSE, both(required, negation(excepted), negation(reviewed), negation(touches_d5))),
    )
    return next((code for code, truth in outcomes if truth), UNDECIDED)


def exact(order):
    """The outcome that every completion of the missing facts has, or 255."""
    if kleene(order) != UNDECIDED:
        return kleene(order)
    missing = [name for name in KINDS if getattr(order, name) is None]
    completions = itertools.product(*(KINDS[name] for name in missing))
    found = {kleene(replace(order, **dict(zip(missing, values)))) for values in completions}
    return found.pop() if len(found) == 1 else UNDECIDED


def decided_by_kind(flat, judge):
    """(rows,) uint8: one row of each combination of kinds decided, the others given its outcome."""
    combination = np.zeros(len(flat), np.int64)
    for name in flat.column_names:
        combination = combination * 256 + kind_of(name, flat[name])
    _, first, inverse = np.unique(combination, return_index=True, return_inverse=True)
    judged = [judge(Order(**row)) for row in flat.take(first).to_pylist()]
    return np.array(judged, np.uint8)[inverse]


def kind_of(name, column):
    """(rows,) int64: which of KINDS the value is of; the place itself for a destination, the span of the law for a date."""
    if name == "dest":
        return column.to_numpy().astype(np.int64)
    if name == "date":
        return np.searchsorted(np.array([FIRST, SECOND, PAPER, THIRD], "datetime64[D]"), column.to_numpy(), side="right")
    values = column.fill_null(False if name == "dc" else 0).to_numpy()
    lines = (24,) if name == "hq" else KINDS[name][1:]
    return np.where(column.is_null(), len(lines) + 1, np.searchsorted(lines, values, side="right"))


def main():
    folder, rows, head = sys.argv[1:]
    flat, head = measure.table(Path(folder), "flat", int(rows)), int(head)
    for tier, judge in (("T12-K", kleene), ("T12-E", exact)):
        start = time.perf_counter()
        plain = np.array([judge(Order(**row)) for row in flat.slice(0, head).to_pylist()], np.uint8)
        seconds = round(time.perf_counter() - start, 3)
        measure.print_result("reference", "1", "by hand", "Python, a row at a time", [seconds], plain, tier=tier)
        by_kind = decided_by_kind(flat, judge)
        assert np.array_equal(by_kind[:head], plain)
        measure.print_result("reference", "1", "by hand", "Python, once for each combination of kinds", [], by_kind, tier=tier)


if __name__ == "__main__":
    main()
