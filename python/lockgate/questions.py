"""The questions around the law: chips compared, claims judged, clusters sized, parts designed, orders planned, changes of law
weighed."""

from __future__ import annotations

import os
import pathlib
from collections.abc import Iterable, Mapping
from typing import Any, Literal

from .analysis import Claim, Clusters, Comparison, Design, Impact, Plan, ask
from .error import LockgateError
from .question import Day, day_text
from .rulebook import Rulebook

Weights = Literal["fp4", "fp8", "bf16"]


def _day(on: Day | None) -> str:
    return day_text("today" if on is None else on)


def _list(names: str | Iterable[str]) -> list[str]:
    return [names] if isinstance(names, str) else list(names)


def compare(
    chips: str | Iterable[str],
    *,
    workload: str | None = None,
    weights: Weights | None = None,
    count: int | None = None,
    on: Day | None = None,
    rulebook: Rulebook | None = None,
) -> Comparison:
    """Chips side by side: figures, price, estimated throughput with a 90 % interval, energy and cost; each over the last.

    Args:
        chips: ids or names in use.
        workload: one of market/workloads.tsv; None: `llama-70b-chat`.
        weights: the format of the weights, instead of the workload's.
        count: chips that serve the workload, instead of its own number.
        on: the day whose prices count; None: today.

    Raises:
        LockgateError: LG03xx a chip that is not known (the nearest names are given), LG0901 a workload that is not. A chip that a
            workload does not fit is no error: `refusals` says by how much (LG0904), and its estimates are None.
    """
    question = {
        "chips": _list(chips),
        "workload": workload,
        "weights": weights,
        "count": count,
        "on": _day(on),
    }
    return Comparison(ask("compare", question, rulebook))


def claim(
    text: str,
    *,
    workload: str | None = None,
    weights: Weights | None = None,
    count: int | None = None,
    on: Day | None = None,
    rulebook: Rulebook | None = None,
) -> Claim:
    """Judges a claim such as `H200 = 6 x H20`, `H20 is 70% of H100`, `H20 是 H100 的 70%`, axis by axis.

    Other arguments are those of `compare`. Raises LockgateError LG0902 for a sentence of another form.
    """
    question = {"claim": text, "workload": workload, "weights": weights, "count": count, "on": _day(on)}
    return Claim(ask("claim", question, rulebook))


def cluster(
    chips: str | Iterable[str],
    *,
    parameters: float,
    tokens: float,
    days: float,
    overhead: float | None = None,
    on: Day | None = None,
    rulebook: Rulebook | None = None,
) -> Clusters:
    """How many chips train a dense model of `parameters` on `tokens` in `days`, what they cost and draw.

    Args:
        overhead: USD that a server of eight costs beside its chips; None: that of market/cost.tsv.

    Raises LockgateError LG0905 where a figure of a chip is not known, LG0910 for a run without all three numbers.
    """
    question = {
        "chips": _list(chips),
        "parameters": parameters,
        "tokens": tokens,
        "days": days,
        "overhead": overhead,
        "on": _day(on),
    }
    return Clusters(ask("cluster", question, rulebook))


def design(
    base: str,
    to: str,
    *,
    on: Day | None = None,
    origin: str | None = None,
    value: str = "training",
    verdict: str = "conditions",
    gates: str | Iterable[str] = (),
    facts: Mapping[str, object] | None = None,
    order: Mapping[str, Any] | None = None,
    overlays: bool = False,
    rulebook: Rulebook | None = None,
) -> Design:
    """The best part that the law of the day lets through: fuses take away from `base`, nothing adds to it.

    Args:
        to: country of destination, such as `CN`.
        value: what the part is to be good at: a job of market/design/jobs.tsv.
        verdict: the worst answer that will do, such as `license:case_by_case`.
        gates: count these alone, such as `us.export`.
        facts: of the chip or the order, over the catalogue's: `{"tpp": 36000}`.
        order: the order the part would go in, as docs/contract.md writes it; None: examples/design-order.json.
        overlays: try the part under each overlay that is shipped.

    The answer's `certificate` lists every candidate with the law's word on it. A part that complies as written can still be reached
    by a letter: `flags` and `unsettled` say so. Raises LockgateError LG095x.
    """
    question = {
        "base": base,
        "to": to,
        "from": origin,
        "on": _day(on),
        "value": value,
        "verdict": verdict,
        "gates": _list(gates),
        "facts": [f"{name}={_word(given)}" for name, given in (facts or {}).items()],
        "order": None if order is None else dict(order),
        "overlays": overlays,
    }
    return Design(ask("design", question, rulebook))


def plan(demand: str | os.PathLike[str], *, rulebook: Rulebook | None = None) -> Plan:
    """What to order from whom while the keys of Washington and Beijing may turn.

    Args:
        demand: the path of a demand file (examples/demand.toml), or its text.

    Needs the package highsbox. Raises LockgateError LG0960 to LG0963 for the file, LG0971 without the solver.
    """
    text = str(demand) if isinstance(demand, str) and "\n" in demand else _read(pathlib.Path(demand))
    return Plan(ask("plan", {"demand": text}, rulebook))


def impact(
    before: Day | None = None,
    after: Day | None = None,
    *,
    origin: str | None = None,
    destination: str | None = None,
    end_use: str | None = None,
    rule: str | None = None,
    overlay: str | None = None,
    on: Day | None = None,
    amount: float | None = None,
    published: bool = False,
    rulebook: Rulebook | None = None,
) -> Impact:
    """Which chips a change of law frees or catches on a route, with units, TPP and revenue where a source gives them.

    The change is between two days, or the day before a `rule` came into force and that day, or the law of the day `on` without and
    with an `overlay` (the name of a folder of rulebook/overlays). With `amount` (USD billion): which stated amounts, and of what, are
    about as much. With `published`: the published estimates of market/estimates.tsv, computed again.

    Raises LockgateError LG0906 without a route, LG0907 without two days, LG0908 for a rule that is not there.
    """
    if published or amount is not None:
        return Impact(ask("impact", {"published": published or None, "amount": amount}, rulebook))
    question = {
        "before": None if before is None else day_text(before),
        "after": None if after is None else day_text(after),
        "rule": rule,
        "overlay": overlay,
        "on": _day(on) if overlay is not None else None,
        "from": origin,
        "to": destination,
        "end_use": end_use,
    }
    return Impact(ask("impact", question, rulebook))


def _word(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _read(path: pathlib.Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        fix = "name a TOML file such as examples/demand.toml"
        raise LockgateError("LG0960", f"`{path}` cannot be read: {error}", str(path), fix) from error
