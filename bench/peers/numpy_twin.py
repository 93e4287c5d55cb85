"""T12-K in numpy, whose arrays know no missing value: every condition is a pair of planes, `must` and `may`.

    python numpy_twin.py FOLDER ROWS

What makes it fast: blocks that stay in the second-level cache, places and dates as ranges (one byte compare each), conditions
on facts that are never missing keep a single plane, and outcomes are put together from bit planes without a branch. Missing
values and known-arrays are laid out before the clock starts.
"""
import numpy as np

import measure
from reference import AE, FIRST, PAPER, SECOND, THIRD

BLOCK = 1 << 16  # rows
NEVER = np.iinfo(np.int32).max


class Truth:
    """must: true whatever the missing facts are; may: not false. (rows,) bool; one array for both where nothing is missing."""

    __slots__ = ("must", "may")

    def __init__(self, must, may=None):
        self.must, self.may = must, must if may is None else may

    @property
    def certain(self):
        return self.must is self.may

    def __and__(self, other):
        must = self.must & other.must
        return Truth(must, None if self.certain and other.certain else self.may & other.may)

    def __or__(self, other):
        must = self.must | other.must
        return Truth(must, None if self.certain and other.certain else self.may | other.may)

    def __invert__(self):
        must = ~self.may
        return Truth(must, None if self.certain else ~self.must)


def columns(book):
    """{name: (rows,) array} and, for each fact that may be missing, {"no_" + name: (rows,) bool, true where it is}."""
    out = {name: book[name].to_numpy() for name in ("dest",)}
    out["date"] = book["date"].to_numpy().astype("datetime64[D]").astype(np.int32)
    for name in ("tpp", "pd", "dc", "bw", "io", "hq"):
        out["no_" + name] = book[name].is_null().to_numpy()
        missing = {"dc": False, "bw": NEVER, "hq": 255}.get(name, -1)
        kind = {"dc": bool, "hq": np.uint8}.get(name, np.int32)
        out[name] = book[name].fill_null(False if kind is bool else 0).to_numpy().astype(kind)
        out[name][out["no_" + name]] = missing
    return out


def days(date):
    return np.int32((np.datetime64(date) - np.datetime64("1970-01-01")).astype(int))


FIRST, SECOND, PAPER, THIRD = map(days, (FIRST, SECOND, PAPER, THIRD))


def decide(column):
    """column: a block of `columns`. (rows,) uint8 outcome codes."""
    date, dest = column["date"], column["dest"]

    def at_least(name, threshold):
        must = column[name] >= np.int32(threshold)
        return Truth(must, must | column["no_" + name])

    def below(name, threshold):
        must = column[name] < np.int32(threshold)
        return Truth(must, must | column["no_" + name])

    second, third = Truth(date >= SECOND), Truth(date >= THIRD)
    dest_d5 = Truth(dest < 24)
    hq_d5 = column["hq"] < 24
    hq_d5 = Truth(hq_d5, hq_d5 | column["no_hq"])
    scope = Truth((dest < 40) & (dest - np.uint8(5) > 2))
    tpp = {line: at_least("tpp", line * 100) for line in (1600, 2400, 4800, 21000)}
    pd = {line: at_least("pd", line) for line in (160, 320, 592)}
    sold_elsewhere = ~Truth(column["dc"], column["dc"] | column["no_dc"])

    limbs_a = tpp[4800] | tpp[1600] & pd[592]
    limbs_b = ~pd[592] & (tpp[2400] & ~tpp[4800] & pd[160] | tpp[1600] & pd[320])
    counts = second & (~sold_elsewhere | tpp[4800])
    old = Truth((date >= FIRST) & (date < SECOND)) & tpp[4800] & at_least("io", 600)
    a, b = limbs_a & counts, limbs_b & ~limbs_a & counts

    near = scope | hq_d5
    places_a = Truth(date >= PAPER) | near
    places_b = near | Truth(dest == min(AE))
    required = old & dest_d5 | a & places_a | b & places_b
    excepted = b | a & sold_elsewhere
    touches = dest_d5 | hq_d5
    reviewed = third & touches & ~tpp[21000] & below("bw", 6500)
    return codes(required, excepted, touches, reviewed)


def codes(required, excepted, touches, reviewed):
    """Outcome codes from bit planes: 1 = bit 0, 2 = bit 1, 3 = both, 4 = bit 2, 5 = bits 2 and 0; undecided = all eight."""
    away = ~touches.may
    with_exception = required.must & excepted.must
    without = required.must & ~excepted.may
    refused = without & ~reviewed.may
    case_by_case = without & reviewed.must
    aca, license = with_exception & away, refused & away
    nac, denial = with_exception & touches.must, refused & touches.must
    undecided = required.may & ~(aca | license | nac | denial | case_by_case)
    bit0, bit1, bit2 = nac | case_by_case | license, aca | case_by_case, denial | license
    low, middle, high, all_bits = (plane.view(np.uint8) for plane in (bit0, bit1, bit2, undecided))
    middle_and_high = middle + high + high  # numpy adds bytes ten times faster than it shifts them
    return low + middle_and_high + middle_and_high - all_bits


def decide_all(column):
    """The outcomes of all rows, block by block."""
    rows = len(column["dest"])
    out = np.empty(rows, np.uint8)
    for start in range(0, rows, BLOCK):
        out[start : start + BLOCK] = decide({name: values[start : start + BLOCK] for name, values in column.items()})
    return out


def main():
    given = measure.arguments("T12-K in numpy")
    column = columns(measure.table(given.folder, "flat", given.rows))
    seconds, outcomes = measure.five_runs(lambda: decide_all(column))
    measure.print_result("numpy", np.__version__, "by hand", "blocks, must and may planes", seconds, outcomes)


if __name__ == "__main__":
    main()
