"""Sides: what the lines of a table are put to twice: two days, two rulebooks, or one law in two postures."""

from __future__ import annotations

from dataclasses import dataclass

from ._lockgate import Engine
from .error import LockgateError
from .question import Day, day_text
from .rulebook import Rulebook


@dataclass(frozen=True)
class Sides:
    engines: tuple[Engine, Engine]
    days: tuple[str | None, str | None]
    title: str

    @classmethod
    def of(
        cls,
        before: Day | Rulebook | None,
        after: Day | Rulebook | None,
        own: Rulebook,
        as_of: Day | None,
        is_of_postures: bool,
    ) -> Sides:
        """LG0016: they are not of one kind."""
        day = None if as_of is None else day_text(as_of)
        if isinstance(before, Rulebook) and isinstance(after, Rulebook):
            title = f"{before.digest[:19]} and {after.digest[:19]}"
            return cls((before._engine, after._engine), (day, day), title)
        if before is None and after is None and is_of_postures:
            return cls((own._engine, own._engine), (day, day), "two postures")
        if before is None or after is None or isinstance(before, Rulebook) or isinstance(after, Rulebook):
            fix = "`diff(orders, \"2026-01-14\", \"2026-01-15\")`, two rulebooks, or `to_posture=\"codified\"`"
            raise LockgateError("LG0016", f"expected two days or two rulebooks, found {before!r} and {after!r}", "", fix)
        days = day_text(before), day_text(after)
        return cls((own._engine, own._engine), days, f"{days[0]} and {days[1]}")
