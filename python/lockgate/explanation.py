"""Explanation: a determination in sentences, with citations."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Json = dict[str, Any]
# What a gate says beside its outcome, and what has a paragraph of its own.
_APART = {"gate", "outcome", "possible", "reasons", "duties", "parts", "notes", "contested", "leg", "rate_percent"}


def _words(text: str) -> str:
    return text.replace("_", " ")


def _value(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(_value, value))
    return _words(str(value))


def _field(gate: Json, name: str) -> str:
    """Empty: nothing to say. What is left of a field stands beside it under another name, and is said with it."""
    value, left = gate[name], gate.get(f"{name}_possible")
    certain = "" if value in (None, []) or name.endswith("_possible") else _value(value)
    if left is None:
        return certain
    return (
        f"{certain}: {_words(' or '.join(left))}"
        if value == "unsettled"
        else "; ".join(filter(None, [certain, f"possibly {_value(left)}"]))
    )


class Explanation(str):
    """Text that prints as it is. `determination` is what it was written from."""

    determination: Json

    def __new__(cls, determination: Json) -> Explanation:
        out = super().__new__(cls, "\n".join(_lines(determination)))
        out.determination = determination
        return out

    def __repr__(self) -> str:
        return str(self)


def _lines(answer: Json) -> Iterator[str]:
    between = answer.get("between")
    span = f", anything from {between[0]} to {between[1]}" if between else ""
    yield f"{answer['order']}: {answer['verdict']}{span}"
    book = answer["rulebook"]
    yield f"as of {answer['as_of']}; rulebook {book['digest'][:19]}, verified through {book['verified_through']}"
    yield from _questions(answer.get("unknown", []))
    spoken = [
        gate
        for gate in answer["gates"]
        if gate["reasons"] or gate["duties"] or gate["notes"] or gate["outcome"] == "hold"
    ]
    for gate in spoken:
        yield from _gate(gate)
    silent = [f"{gate['gate']} {_words(gate['outcome'])}" for gate in answer["gates"] if gate not in spoken]
    if silent:
        yield ""
        yield f"nothing to say: {', '.join(silent)}"
    yield from (f"flag: {flag['because']} ({flag['id']})" for flag in answer.get("flags", []))
    yield from (f"fault: {fault['why']} ({fault['rule']})" for fault in answer.get("faults", []))
    if answer.get("stale"):
        yield "stale: the day lies beyond what the law was verified for, or a fact has expired"


def _questions(unknown: list[Json]) -> Iterator[str]:
    for one in unknown:
        yield f"? {one['question']}  ({one['fact']})"
        for answer in one.get("answers", []):
            yield f"    {answer['when']} → {answer['verdict']}"


def _gate(gate: Json) -> Iterator[str]:
    possible = f": {_words(' or '.join(gate['possible']))}" if gate["outcome"] == "hold" else ""
    rate = f" {gate['rate_percent']} %" if gate.get("rate_percent") else ""
    leg = f" on the leg {gate['leg']}" if gate.get("leg") else ""
    yield ""
    yield f"{gate['gate']}{leg}: {_words(gate['outcome'])}{rate}{possible}"
    yield from (f"  {_words(name)}: {_field(gate, name)}" for name in gate if name not in _APART and _field(gate, name))
    yield from (
        f"  - {reason['because']} [{reason['cite']}] ({reason['rule']}, {reason['basis']})"
        for reason in gate.get("reasons", [])
    )
    yield from (
        f"  duty, {duty['state']}: {duty.get('says') or duty['id']} [{duty['cite']}]" for duty in gate.get("duties", [])
    )
    yield from (
        f"  {part['measure']}: {part['rate_percent']} % (heading {part['heading']})" for part in gate.get("parts", [])
    )
    yield from (f"  note: {note['says']} [{note['cite']}]" for note in gate.get("notes", []))
    if other := gate.get("contested"):
        yield f"  contested: {other['held_by']} read it otherwise ({other['reading']}): {_words(other['outcome'])}"
