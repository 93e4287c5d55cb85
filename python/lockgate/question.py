"""Question: on which day, in which posture, as known when."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal

from .error import LockgateError

Day = str | datetime.date
Posture = Literal["enforced", "codified"]


def day_text(day: Day) -> str:
    """`2026-01-15` for a date, a datetime or that text; `today` is a day too."""
    if isinstance(day, datetime.datetime):
        return day.date().isoformat()
    if isinstance(day, datetime.date):
        return day.isoformat()
    return datetime.date.today().isoformat() if day == "today" else day


def _optional_text(day: Day | None) -> str | None:
    return None if day is None else day_text(day)


@dataclass(frozen=True)
class Question:
    as_of: str | None
    known_at: str | None
    is_codified: bool

    @classmethod
    def of(cls, as_of: Day | None, posture: str, known_at: Day | None) -> Question:
        if posture not in ("enforced", "codified"):
            raise LockgateError("LG0085", f"expected the posture `enforced` or `codified`, found `{posture}`")
        return cls(_optional_text(as_of), _optional_text(known_at), posture == "codified")
