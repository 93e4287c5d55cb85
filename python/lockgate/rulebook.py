"""Rulebook: a body of law with the catalogue of chips, opened once and asked many times."""

from __future__ import annotations

import datetime
import functools
import os
from collections.abc import Iterable, Sequence

from . import _lockgate
from .error import LockgateError

PathText = str | os.PathLike[str]


def _folders(given: PathText | Iterable[PathText]) -> tuple[str, ...]:
    return tuple(os.fspath(one) for one in ([given] if isinstance(given, (str, os.PathLike)) else given))


class Rulebook:
    """A body of law and the catalogue. Immutable; any number of threads may ask it.

    Args:
        data: the folder that holds `rulebook/` and `catalogue/`. None: the variable LOCKGATE_DATA, otherwise what was
            installed with the package.
        rulebooks: folders of rulebooks to use instead of all those of `data`.
        overlays: folders of rulebooks laid over them, such as a company's own rules.

    Raises:
        LockgateError: LG0010 when there is no such folder; LG02xx, LG03xx and LG1xxx with file, line and column when
            the law or the catalogue has mistakes.

    Copies that are sent to another process open the same folders there, and refuse (LG0081) when what stands in them is
    not byte for byte the same law.
    """

    def __init__(
        self,
        data: PathText | None = None,
        rulebooks: PathText | Sequence[PathText] = (),
        overlays: PathText | Sequence[PathText] = (),
    ) -> None:
        self._sources = (None if data is None else os.fspath(data), _folders(rulebooks), _folders(overlays))
        self._data = self._sources[0] or _lockgate.find_data(_lockgate.__file__)
        if not os.path.isdir(os.path.join(self._data, "rulebook")):
            fix = "name one: `Rulebook(data=…)`, or the variable LOCKGATE_DATA"
            raise LockgateError("LG0010", "there is no folder with `rulebook` and `catalogue`", self._data, fix)
        self._engine = _lockgate.Engine(self._data, list(self._sources[1]), list(self._sources[2]))

    @property
    def digest(self) -> str:
        """`sha256:…` over every byte of the law that was read."""
        return self._engine.digest

    @property
    def verified_through(self) -> datetime.date | None:
        """The last day for which the whole law was compared with its sources; answers for later days are marked
        `stale`."""
        text = self._engine.verified_through
        return None if text is None else datetime.date.fromisoformat(text)

    @property
    def headings(self) -> list[str]:
        """The columns of an answer, in order."""
        return self._engine.headings

    @property
    def sources(self) -> dict[str, object]:
        """What it was opened with, and the data folder that was found."""
        _, rulebooks, overlays = self._sources
        return {"data": self._data, "rulebooks": rulebooks, "overlays": overlays}

    def __repr__(self) -> str:
        return f"<Rulebook {self.digest[:19]}…, verified through {self.verified_through}>"

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return verified, (*self._sources, self.digest)


@functools.lru_cache(maxsize=8)
def _opened(data: str | None, rulebooks: tuple[str, ...], overlays: tuple[str, ...]) -> Rulebook:
    return Rulebook(data, rulebooks, overlays)


def verified(data: str | None, rulebooks: tuple[str, ...], overlays: tuple[str, ...], digest: str) -> Rulebook:
    """The rulebook of these folders as this process sees them, opened once. LG0081: its digest is another."""
    book = _opened(data, rulebooks, overlays)
    if book.digest != digest:
        # What is remembered may be older than what stands in the folders now.
        _opened.cache_clear()
        book = _opened(data, rulebooks, overlays)
    if book.digest == digest:
        return book
    raise LockgateError(
        "LG0081",
        f"the law here is not the law of the process that asked: expected {digest}, found {book.digest}",
        str(book.sources["data"]),
        "install the same release of lockgate everywhere, or give every machine the same folders",
    )


def chosen(rulebook: Rulebook | None) -> Rulebook:
    """The one that was given, or the one of this process, which is opened when it is first needed."""
    return rulebook if rulebook is not None else _opened(None, (), ())
