"""The engine: texts and Arrow capsules (`arrow_array_stream`) in and out. Days are written `2026-02-01`."""

from collections.abc import Sequence

def find_data(program: str) -> str:
    """The folder with `rulebook/` and `catalogue/` above a file, or what LOCKGATE_DATA says; empty: none."""

class Engine:
    def __init__(self, data: str, rulebooks: Sequence[str], overlays: Sequence[str]) -> None: ...
    @property
    def digest(self) -> str: ...
    @property
    def verified_through(self) -> str | None: ...
    @property
    def headings(self) -> list[str]: ...
    def check(self, stream: object, as_of: str | None, known_at: str | None, is_codified: bool) -> object:
        """Takes the stream over, and gives one of answers."""
    def difference(
        self,
        stream: object,
        other: Engine,
        before: str | None,
        after: str | None,
        known_at: str | None,
        is_codified: bool,
        is_codified_after: bool,
    ) -> object:
        """`change`, then every heading twice. `other` is the law after; without a day, each line's own."""
    def decide(self, order: str, as_of: str | None, known_at: str | None, is_codified: bool) -> str:
        """From JSON to JSON."""
    def chips(self, ids: Sequence[str] | None, on: str) -> str:
        """A JSON list."""
    def analyze(self, what: str, question: str) -> str:
        """`compare`, `claim`, `cluster`, `design`, `plan`, `impact`: a question in JSON, its answer in JSON."""
