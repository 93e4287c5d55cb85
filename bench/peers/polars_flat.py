"""T12-K in Polars over flat columns: lazy, one thread.

    POLARS_MAX_THREADS=1 python polars_flat.py FOLDER ROWS

Polars' booleans are bitmaps with Kleene logic, so three layers of conditions cost little. The outcome code is added up from
three bits, which is null exactly where the outcome is undecided; `when … then` took a fifth longer, hand-made planes longer still.
"""
import polars as pl

import measure
from reference import FIRST, PAPER, SECOND, THIRD

col, lit = pl.col, pl.lit


def rules(flat):
    """flat: LazyFrame of the book's columns. A LazyFrame with `outcome`."""
    return conclude(levels(limbs(places(flat))))


def places(frame):
    dest = col("dest")
    return frame.with_columns(dest_d5=dest < 24, hq_d5=col("hq") < 24, scope=(dest < 40) & ((dest < 5) | (dest > 7)), ae=dest == 50)


def limbs(frame):
    tpp, pd = col("tpp"), col("pd")
    first = (tpp >= 2400_00) & (tpp < 4800_00) & (pd >= 160) & (pd < 592)
    return frame.with_columns(
        second=col("date") >= SECOND,
        counts=col("dc") | (tpp >= 4800_00),
        touches=col("dest_d5") | col("hq_d5"),
        limbs_a=(tpp >= 4800_00) | (tpp >= 1600_00) & (pd >= 592),
        limbs_b=first | (tpp >= 1600_00) & (pd >= 320) & (pd < 592),
    )


def levels(frame):
    in_force = col("second") & col("counts")
    return frame.with_columns(
        a=in_force & col("limbs_a"),
        b=in_force & col("limbs_b") & ~col("limbs_a"),
        old=(col("date") >= FIRST) & ~col("second") & (col("tpp") >= 4800_00) & (col("io") >= 600),
    )


def conclude(frame):
    near = col("scope") | col("hq_d5")
    required = col("old") & col("dest_d5") | col("a") & ((col("date") >= PAPER) | near) | col("b") & (near | col("ae"))
    excepted = col("b") | col("a") & ~col("dc")
    reviewed = (col("date") >= THIRD) & col("touches") & (col("tpp") < 21000_00) & (col("bw") < 6500)
    frame = frame.select("touches", required=required, excepted=excepted, reviewed=reviewed)
    return frame.select(**code_bits()).select(outcome=code())


def code_bits():
    """The three bits of the outcome code (1 NAC, 2 ACA, 3 case by case, 4 denial, 5 license); null where the outcome is undecided."""
    required, excepted, reviewed, touches = map(col, ("required", "excepted", "reviewed", "touches"))
    with_exception, without = required & excepted, required & ~excepted
    nac, aca, case_by_case = with_exception & touches, with_exception & ~touches, without & reviewed
    denial, license = without & ~reviewed & touches, without & ~reviewed & ~touches
    return {"low": nac | case_by_case | license, "middle": aca | case_by_case, "high": denial | license}


def code():
    low, middle, high = (col(name).cast(pl.UInt8) * lit(weight, pl.UInt8) for name, weight in (("low", 1), ("middle", 2), ("high", 4)))
    return (low + middle + high).fill_null(255)


def main():
    given = measure.arguments("T12-K in Polars")
    flat = pl.from_arrow(measure.table(given.folder, "flat", given.rows))
    query = rules(flat.lazy())
    seconds, decided = measure.five_runs(query.collect)
    outcomes = decided["outcome"].to_numpy()
    measure.print_result("polars flat", pl.__version__, "native", "lazy, null logic, code by bits", seconds, outcomes)


if __name__ == "__main__":
    main()
