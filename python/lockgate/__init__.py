"""Lockgate decides whether a shipment of AI chips may go: under which authority, with which duties, on any date, and
why.

    >>> import lockgate, polars
    >>> lockgate.check(polars.read_csv("orders.csv"), as_of="2026-02-01")

Tables come in and go out through Arrow streams, so pyarrow, Polars, pandas and DuckDB all do. Columns and words are
those of docs/contract.md; docs/python.md has examples. `lockgate.duckdb` and `lockgate.spark` bring the same answers
there.
"""

from __future__ import annotations

import datetime
import decimal
import json
from collections.abc import Iterable, Sequence
from typing import Any

from .analysis import Analysis
from .answers import Answers, answers_to
from .differences import Differences
from .error import LockgateError
from .explanation import Explanation
from .frame import Frame
from .question import Day, Posture, Question, day_text
from .questions import claim, cluster, compare, design, impact, plan
from .rulebook import Rulebook, chosen
from .sides import Sides

__all__ = [
    "Analysis",
    "Answers",
    "Differences",
    "Explanation",
    "LockgateError",
    "Rulebook",
    "check",
    "chips",
    "claim",
    "cluster",
    "compare",
    "decide",
    "design",
    "diff",
    "explain",
    "impact",
    "plan",
]

Json = dict[str, Any]


def check(
    frame: Frame,
    *,
    as_of: Day | None = None,
    posture: Posture = "enforced",
    known_at: Day | None = None,
    rulebook: Rulebook | None = None,
    keep: str | Sequence[str] = (),
) -> Answers:
    """Decides every line of a table of orders.

    Args:
        frame: the orders, one a row: anything with an Arrow stream. Columns are those of a flat file (`date`,
            `movement`, `origin`, `destination`, `item`, `quantity`, `end_user_country`, `item_tpp`, …; a name of your
            own begins with `x_`). Texts, numbers, decimals, true and false, dates, lists of texts, and dictionaries of
            these. Units are in the
            names: `item_die_area_mm2`, `item_dram_bandwidth_gbps`. A null is unknown, never a default.
        as_of: the day whose law decides, instead of each line's own `date`.
        posture: the law as it is `enforced`, or as it stands `codified`.
        known_at: leave out what was recorded in the rulebook after this day.
        rulebook: another body of law than the package's own.
        keep: columns of `frame` to put before the answers, such as `["id"]`; they are passed on, not copied.

    Returns:
        Answers, a row for each row of `frame`, worked out as they are read.

    Raises:
        LockgateError: LG0080 no table; LG0111 an unknown column (the fix names the nearest); LG0122 two columns that
            mean the same; LG0112 a column of a type that cells cannot have; LG0114 neither a column `date` nor `as_of`;
            LG0203 no date. While the answers are read: LG0102, what the source of the orders said.
    """
    question = Question.of(as_of, posture, known_at)
    engine = chosen(rulebook)._engine
    return answers_to(
        frame, lambda orders: engine.check(orders, question.as_of, question.known_at, question.is_codified), keep
    )


def decide(
    order: Json | str,
    *,
    as_of: Day | None = None,
    posture: Posture = "enforced",
    known_at: Day | None = None,
    rulebook: Rulebook | None = None,
) -> Json:
    """Decides one order, given as docs/contract.md writes it: a dict, or its JSON text.

    Returns the determination as `lockgate check --format json` writes it: `verdict`, `gates` with their reasons and
    citations, `unknown` with what each missing fact would settle, the digest of the law. Numbers that must be exact can
    be `Decimal`.

    Raises LockgateError: LG01xx for what is wrong with the order; LG0011 when it has no `date` and there is no `as_of`.
    """
    question = Question.of(as_of, posture, known_at)
    text = order if isinstance(order, str) else json.dumps(order, default=_plain)
    return json.loads(chosen(rulebook)._engine.decide(text, question.as_of, question.known_at, question.is_codified))


def explain(
    order: Json | str,
    *,
    as_of: Day | None = None,
    posture: Posture = "enforced",
    known_at: Day | None = None,
    rulebook: Rulebook | None = None,
) -> Explanation:
    """The answer to one order in sentences, each rule with its citation. Arguments and errors are those of `decide`."""
    return Explanation(decide(order, as_of=as_of, posture=posture, known_at=known_at, rulebook=rulebook))


def diff(
    frame: Frame,
    before: Day | Rulebook | None = None,
    after: Day | Rulebook | None = None,
    *,
    as_of: Day | None = None,
    posture: Posture = "enforced",
    to_posture: Posture | None = None,
    known_at: Day | None = None,
    rulebook: Rulebook | None = None,
    keep: str | Sequence[str] | None = None,
) -> Differences:
    """The lines of a table whose answer is not the same under the law of two days, under two rulebooks, or in two
    postures: a verdict, or the outcome, duty rate or review policy of a gate.

    Args:
        frame: the orders, as for `check`.
        before, after: two days; the lines' own dates then do not count. Or two rulebooks, such as the package's own and
            one with an overlay. Or nothing: the same law in `posture` and `to_posture`.
        as_of: for rulebooks and postures, the day on which they are compared, instead of each line's own `date`.
        posture, to_posture: of both sides; of the second, if it is another.
        known_at, rulebook: as for `check`.
        keep: columns to show with the changes; None: `id`, where there is one.

    Raises:
        LockgateError: as `check` does; LG0016 a day beside a rulebook, or nothing to compare.
    """
    sides = Sides.of(before, after, chosen(rulebook), as_of, to_posture is not None)
    question, later = Question.of(None, posture, known_at), Question.of(None, to_posture or posture, known_at)

    def ask(orders: object) -> object:
        return sides.engines[0].difference(
            orders, sides.engines[1], *sides.days, question.known_at, question.is_codified, later.is_codified
        )

    return Differences(frame, ask, keep, sides.title)


def chips(
    ids: str | Iterable[str] | None = None, on: Day | None = None, *, rulebook: Rulebook | None = None
) -> list[Json]:
    """Chips of the catalogue, by id or by a name in use; None: all of them.

    Each is a dict: `id`, `vendor`, `name`, `kind`, `datacenter`, `gates` (what the law of the day `on` makes of the
    bare chip;
    None: today), and `figures` with `fact` (its unit at the end of the name), `value` (a text: `4992`, `1840..9792` for
    a range), `sources`, `confidence`.

    Raises LockgateError LG03xx when a name is not known, or could be several chips.
    """
    names = [ids] if isinstance(ids, str) else None if ids is None else list(ids)
    return json.loads(chosen(rulebook)._engine.chips(names, day_text("today" if on is None else on)))


def _plain(value: object) -> str:
    """What JSON has no word for and an order may hold."""
    if isinstance(value, (datetime.date, datetime.datetime)):
        return day_text(value)
    if isinstance(value, decimal.Decimal):
        return format(value, "f")
    raise TypeError(f"an order cannot hold {type(value).__name__}")
