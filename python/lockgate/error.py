"""LockgateError: what went wrong, where, and what to do about it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

_SPOKEN = re.compile(r"\b(LG\d{4}): (.*?)(?=\. Detail: |\Z)", re.DOTALL)


class LockgateError(Exception):
    """Bad input, or a rulebook that cannot be used. A line that cannot be read is no error: its answer has a `problem`.

    Attributes:
        code: stable, such as `LG0111`; docs/errors.md lists them, `lockgate explain LG0111` shows one.
        message: what was expected and what was found.
        where: a place that a person can open or a column; may be empty.
        fix: what to do about it; may be empty.
    """

    def __init__(self, code: str, message: str, where: str = "", fix: str = "") -> None:
        super().__init__(code, message, where, fix)
        self.code = code
        self.message = message
        self.where = where
        self.fix = fix

    def __str__(self) -> str:
        place = f" ({self.where})" if self.where else ""
        help_line = f"\n  help: {self.fix}" if self.fix else ""
        return f"{self.code}: {self.message}{place}{help_line}"


@contextmanager
def own_errors() -> Iterator[None]:
    """What a stream said with a code of ours comes back from Arrow as an exception of Arrow's; it is made ours
    again."""
    try:
        yield
    except LockgateError:
        raise
    except Exception as error:
        spoken = _SPOKEN.search(str(error))
        if spoken is None:
            raise
        raise LockgateError(spoken[1], spoken[2]) from error
