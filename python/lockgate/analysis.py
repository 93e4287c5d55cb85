"""Analysis: the answer to a question around the law: the dict that `lockgate … --format json` writes, which prints as a
table."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from .rulebook import Rulebook, chosen
from .text_table import TextTable

Json = dict[str, Any]
Row = list[str]


def number(value: float) -> str:
    """Three digits that mean something, thousands apart."""
    size = abs(value)
    if size >= 1000:
        return f"{round(value, -2) if size >= 100_000 else value:,.0f}"
    return f"{value:.{0 if size >= 100 else 1 if size >= 10 else 2}f}"


def interval(given: Json | None, unit: str = "") -> str:
    """`6.69`, `3.21 (2.88–3.58)`; `?` where no source gives it."""
    if given is None:
        return "?"
    low, mid, high = given["low"], given["mid"], given["high"]
    between = "" if low == mid == high else f" ({number(low)}–{number(high)})"
    return f"{number(mid)}{between}{unit}"


class Analysis(Mapping[str, Any]):
    """A mapping of what was found; prints as a table, and a notebook shows it as one.

    Attributes:
        caption: one line above the table.
        headings, rows: the table, as texts.
    """

    _widest = 60  # of a printed cell, in characters

    def __init__(self, found: Json) -> None:
        self._found = found

    @property
    def caption(self) -> str:
        raise NotImplementedError

    @property
    def headings(self) -> Sequence[str]:
        raise NotImplementedError

    @property
    def rows(self) -> list[Row]:
        raise NotImplementedError

    def to_dict(self) -> Json:
        """The whole answer, as `--format json` writes it."""
        return self._found

    def __getitem__(self, key: str) -> Any:
        return self._found[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)

    def _table(self) -> TextTable:
        return TextTable(self.headings, self.rows, self._widest)

    def __repr__(self) -> str:
        return f"{self.caption}\n{self._table().text()}" if self.rows else self.caption

    def _repr_html_(self) -> str:
        caption = TextTable([self.caption], [], self._widest).html()
        return f"{caption}{self._table().html()}"


class Comparison(Analysis):
    """Chips side by side; every ratio is over the last of them."""

    @property
    def caption(self) -> str:
        return f"{', '.join(self['chips'])} on {self['on']}, workload {self['workload']}; ratios over the last"

    @property
    def headings(self) -> Sequence[str]:
        return ["axis", "unit", *self["chips"], *(f"{chip} / {self['chips'][-1]}" for chip in self["chips"][:-1])]

    @property
    def rows(self) -> list[Row]:
        return [
            [
                axis["axis"],
                axis["unit"],
                *(interval(one["value"]) for one in axis["chips"]),
                *(interval(one["ratio"], "x") for one in axis["chips"][:-1]),
            ]
            for axis in self["axes"]
        ]


class Claim(Analysis):
    """A claim about two chips, judged axis by axis; no one word stands for all of them."""

    @property
    def caption(self) -> str:
        claim, (subject, other) = self["claim"], self["chips"]
        return f"\"{claim['text']}\": {subject} is said to be {number(claim['claimed_ratio'])}x of {other}"

    @property
    def headings(self) -> Sequence[str]:
        return ["axis", "ratio", "standing"]

    @property
    def rows(self) -> list[Row]:
        return [
            [one["axis"], interval(one["ratio"], "x"), one["standing"] or "cannot be judged"]
            for one in self["claim"]["axes"]
        ]

    @property
    def standings(self) -> dict[str, str | None]:
        """By axis: `supported`, `close`, `close as an excess`, `within the interval`, `not supported`; None: a figure is not known."""
        return {one["axis"]: one["standing"] for one in self["claim"]["axes"]}


class Clusters(Analysis):
    """How many chips of each kind train a model in the days given."""

    @property
    def caption(self) -> str:
        return f"{self['parameters']:.3g} parameters on {self['tokens']:.3g} tokens in {self['days']:g} days"

    @property
    def headings(self) -> Sequence[str]:
        return ["chip", "chips", "USD million", "MW", "bound by"]

    @property
    def rows(self) -> list[Row]:
        def millions(cost: Json | None) -> Json | None:
            return cost and {end: value / 1e6 for end, value in cost.items()}

        return [
            [
                one["chip"],
                interval(one["chips"]),
                interval(millions(one["cost_usd"])),
                interval(one["power_mw"]),
                one["bound_by"],
            ]
            for one in self["clusters"]
        ]


class Design(Analysis):
    """The best part that the law of a day lets through, with the lines that hold it back."""

    @property
    def caption(self) -> str:
        if self["best"] is None:
            return f"{self['base']} to {self['destination']} on {self['on']}: the law lets no part of it through"
        keeps = 100 * self["best"]["keeps"]
        return f"{self['base']} to {self['destination']} on {self['on']}: keeps {keeps:.1f} % of its {self['job']}, {self['best']['verdict']}"

    @property
    def headings(self) -> Sequence[str]:
        return ["figure", "of the chip", "of the best part"]

    @property
    def rows(self) -> list[Row]:
        best = self["best"]["figures"] if self["best"] else {}
        return [[fact, value, best.get(fact, "?")] for fact, value in self["base_figures"].items()]


class Plan(Analysis):
    """What to order today from whom, checked by arithmetic of our own."""

    @property
    def caption(self) -> str:
        return (
            f"{self['title']}: expected cost {number(self['expected'])} {self['money']}, "
            f"worst cases {number(self['cvar'])}; waiting costs {number(self['waiting'])}"
        )

    @property
    def headings(self) -> Sequence[str]:
        return ["supplier", "units today", "one more would save"]

    @property
    def rows(self) -> list[Row]:
        return [
            [one["supplier"], number(one["units"]), number(one["worth_of_one_more"])]
            for one in self["today"]
            if one["units"] >= 0.5
        ]


class Impact(Analysis):
    """Which chips a change of law frees or catches, and what is at stake; or published estimates computed again; or what an amount may
    be."""

    @property
    def caption(self) -> str:
        if "published" in self:
            return "published estimates, computed again"
        if "statements" in self:
            return f"about USD {self['amount_bn']:g} billion, {len(self['statements'])} things go by that amount"
        return f"{self['from']} to {self['to']}, {self['before']} to {self['after']}: {len(self['chips'])} chips are treated differently"

    @property
    def headings(self) -> Sequence[str]:
        if "published" in self:
            return ["id", "what", "computed", "published", "standing"]
        if "statements" in self:
            return ["date", "product", "concept", "USD billion", "period", "source"]
        return ["chip", "change", "before", "after", "units a year"]

    @property
    def rows(self) -> list[Row]:
        if "published" in self:
            return [
                [
                    one["id"],
                    one["what"],
                    interval(one["computed"]),
                    "?" if one["published"] is None else number(one["published"]),
                    one["standing"],
                ]
                for one in self["published"]
            ]
        if "statements" in self:
            return [
                [
                    one["date"],
                    one["product"],
                    one["concept"],
                    f"{one['low']:g}–{one['high']:g}",
                    one["period"],
                    one["source"],
                ]
                for one in self["statements"]
            ]
        return [
            [
                one["chip"],
                one["change"],
                one["before"],
                one["after"],
                "; ".join(f"{stake['year']}: {interval(stake['units'])}" for stake in one["at_stake"]),
            ]
            for one in self["chips"]
        ]


def ask(what: str, question: Json, rulebook: Rulebook | None) -> Json:
    """What is None in a question is not asked. LockgateError: what is wrong with it."""
    given = {key: value for key, value in question.items() if value is not None}
    return json.loads(chosen(rulebook)._engine.analyze(what, json.dumps(given, allow_nan=False)))
