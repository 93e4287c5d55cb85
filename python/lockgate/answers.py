"""Answers: what the law says of every line of a table."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import pyarrow

from .frame import Ask, Frame, SideBySide, kept, stream_of
from .lines import Lines

VERDICTS = ("stop", "license", "hold", "conditions", "proceed")  # worst first
_SHOWN = ("verdict", "between", "authority", "review_policy", "missing_fact", "citation", "problem")


class Answers(Lines):
    """A row for each order, in their order: the columns that were kept, then those of `Rulebook.headings`.

    `verdict`, `between`, the outcome of each gate (`us.export`, …), `review_policy`, `rules`, `authority`,
    `missing_fact`, `citation`, `contested`, `stale`, `problem`: texts, null where there is nothing to say; several are
    separated by `; `.
    A row that could not be read has nothing but its `problem`.
    """

    def __init__(self, frame: Frame, open_stream: Callable[[], object], kept: Sequence[str]) -> None:
        super().__init__(frame, open_stream)
        self._kept = list(kept)

    @property
    def counts(self) -> dict[str, int]:
        """Lines by verdict, worst first; `bad` are those that could not be read."""
        found = {
            str(pair["values"]): pair["counts"] for pair in self.to_arrow().column("verdict").value_counts().to_pylist()
        }
        found["bad"] = found.pop("None", 0)
        return {word: found[word] for word in (*VERDICTS, "bad") if found.get(word, 0) > 0}

    def _caption(self) -> str:
        return " | ".join([self._size(), *(f"{count} {word}" for word, count in self.counts.items())])

    def _shown(self) -> list[str]:
        return [*self._kept, *_SHOWN]


def answers_to(frame: Frame, ask: Ask, keep: str | Sequence[str]) -> Answers:
    if not keep:
        return Answers(frame, lambda: ask(stream_of(frame)), [])
    return Answers(frame, lambda: _beside(frame, ask, keep), [keep] if isinstance(keep, str) else keep)


def _beside(frame: Frame, ask: Ask, keep: str | Sequence[str]) -> object:
    """A stream of the kept columns with the answers to their right."""
    pairs = SideBySide(frame, ask)
    names = kept(keep, pairs.orders_schema.names)
    schema = pyarrow.schema([*(pairs.orders_schema.field(name) for name in names), *pairs.answers_schema])

    def batches() -> Iterator[pyarrow.RecordBatch]:
        for orders, answers in pairs:
            columns = [*(orders.column(name) for name in names), *answers.columns]
            yield pyarrow.RecordBatch.from_arrays(columns, schema=schema)

    return pyarrow.RecordBatchReader.from_batches(schema, batches()).__arrow_c_stream__()
