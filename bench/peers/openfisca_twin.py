"""T12-K in OpenFisca: variables over a population of orders, rule dates as dated formulas, thresholds as parameters.

    python openfisca_twin.py FOLDER ROWS

OpenFisca reads a missing input as 0 or false, so it cannot do T12-K by itself: every variable that may be unknown has a twin
`NAME_may` (not certainly false), written by hand like the planes of numpy_twin.py. A simulation has one date, so the orders are sorted
into the spans in which no rule changes, a simulation each. Populations and inputs are set before the clock starts; on the clock
is `calculate` of every span with nothing cached, and putting the outcomes in the order of the book.
"""
import datetime
import gc
import time
from importlib.metadata import version

import numpy as np
from openfisca_core import entities, parameters, periods, simulation_builder, taxbenefitsystems, variables

import measure
import numpy_twin
from reference import FIRST, PAPER, SECOND, THIRD

ORDER = entities.build_entity("order", "orders", "one order line", is_person=True)
START = datetime.date(2022, 10, 1)
SPANS = (START, FIRST, SECOND, PAPER, THIRD)
INPUTS = ("tpp", "pd", "bw", "io", "hq", "dest")
MARKS = ("no_tpp", "no_pd", "no_bw", "no_io", "no_hq", "elsewhere", "elsewhere_may")

# name: (fact, threshold). Hundredths of TPP and of TPP/mm2; GB/s; place codes. `bw` and `hq` count from below.
AT_LEAST = {"t16": ("tpp", 1600_00), "t24": ("tpp", 2400_00), "t48": ("tpp", 4800_00), "t210": ("tpp", 21000_00),
            "p16": ("pd", 160), "p32": ("pd", 320), "p59": ("pd", 592), "linked": ("io", 600)}
BELOW = {"slow": ("bw", 6500), "hq_d5": ("hq", 24)}

# name: (first day, formula). A formula sees `see(X)`, X or X_may; `deny(X)`, the same of not X; `sure(X)`, which has no twin.
TWINS = {
    "limbs_a": [(START, lambda see, deny, sure: see("t48") | see("t16") & see("p59"))],
    "limbs_b": [(START, lambda see, deny, sure: deny("p59") & (see("t24") & deny("t48") & see("p16") | see("t16") & see("p32")))],
    "counts": [(START, lambda see, deny, sure: deny("elsewhere") | see("t48"))],
    "level_a": [(START, lambda see, deny, sure: see("limbs_a") & see("counts"))],
    "level_b": [(START, lambda see, deny, sure: see("limbs_b") & deny("limbs_a") & see("counts"))],
    "touches": [(START, lambda see, deny, sure: sure("dest_d5") | see("hq_d5"))],
    "near": [(START, lambda see, deny, sure: sure("scope") | see("hq_d5"))],
    "by_b": [(START, lambda see, deny, sure: see("level_b") & (see("near") | sure("ae")))],
    "required": [
        (FIRST, lambda see, deny, sure: sure("dest_d5") & see("t48") & see("linked")),
        (SECOND, lambda see, deny, sure: see("level_a") & see("near") | see("by_b")),
        (PAPER, lambda see, deny, sure: see("level_a") | see("by_b")),
    ],
    "excepted": [(SECOND, lambda see, deny, sure: see("level_b") | see("level_a") & see("elsewhere"))],
    "reviewed": [(THIRD, lambda see, deny, sure: see("touches") & deny("t210") & see("slow"))],
}


def variable(name, kind, period, **formulas):
    attributes = {"value_type": kind, "entity": ORDER, "definition_period": period, "label": name}
    return type(name, (variables.Variable,), attributes | formulas)


def conditions():
    """The variables that compare one fact with one parameter, and the places."""
    for name, (fact, _) in (AT_LEAST | BELOW).items():
        must, may = comparison(name, fact, np.greater_equal if name in AT_LEAST else np.less)
        yield variable(name, bool, periods.DAY, formula=must)
        yield variable(name + "_may", bool, periods.DAY, formula=may)
    yield variable("dest_d5", bool, periods.DAY, formula=lambda orders, period: orders("dest", period) < 24)
    yield variable("ae", bool, periods.DAY, formula=lambda orders, period: orders("dest", period) == 50)
    yield variable("scope", bool, periods.DAY, formula=scope)


def comparison(name, fact, test):
    """The formulas of NAME and NAME_may."""

    def must(orders, period, law):
        return test(orders(fact, period), law(period)[name])

    def may(orders, period):
        return orders(name, period) | orders("no_" + fact, period)

    return must, may


def scope(orders, period):
    dest = orders("dest", period)
    return (dest < 40) & ((dest < 5) | (dest > 7))


def twins(name, versions):
    """NAME and NAME_may, each with the dated formulas of `versions`."""
    for own, other in (("", "_may"), ("_may", "")):
        bodies = {f"formula_{since:%Y_%m_%d}": bound(formula, own, other) for since, formula in versions}
        yield variable(name + own, bool, periods.DAY, **bodies)


def bound(formula, own, other):
    def evaluate(orders, period):
        look = lambda name: orders(name, period)
        return formula(lambda name: look(name + own), lambda name: ~look(name + other), look)

    return evaluate


def outcome(orders, period):
    required, excepted, touches, reviewed = (
        numpy_twin.Truth(orders(name, period), orders(name + "_may", period)) for name in ("required", "excepted", "touches", "reviewed")
    )
    return numpy_twin.codes(required, excepted, touches, reviewed)


def system():
    """The country package: parameters and variables."""
    country = taxbenefitsystems.TaxBenefitSystem([ORDER])
    thresholds = {name: {"values": {START.isoformat(): {"value": value}}} for name, (_, value) in (AT_LEAST | BELOW).items()}
    country.parameters = parameters.ParameterNode("", data=thresholds)
    country.add_variables(*(variable(name, int, periods.ETERNITY) for name in INPUTS))
    country.add_variables(*(variable(name, bool, periods.ETERNITY) for name in MARKS))
    country.add_variables(*conditions(), *(each for name, versions in TWINS.items() for each in twins(name, versions)))
    country.add_variable(variable("outcome", int, periods.DAY, formula=outcome))
    return country


def simulations(country, column, span):
    """[(day of the span, simulation)] with inputs set, nothing calculated."""
    out = []
    for number, since in enumerate(SPANS):
        rows = np.flatnonzero(span == number)
        simulation = simulation_builder.SimulationBuilder().build_default_simulation(country, len(rows))
        for name in INPUTS + MARKS:
            simulation.set_input(name, "ETERNITY", column[name][rows])
        out.append((f"day:{since}", simulation, rows))
    return out


def decide(prepared, count):
    outcomes = np.empty(count, np.uint8)
    for day, simulation, rows in prepared:
        outcomes[rows] = simulation.calculate("outcome", day)
    return outcomes


def main():
    given = measure.arguments("T12-K in OpenFisca")
    column = numpy_twin.columns(measure.table(given.folder, "flat", given.rows))
    column["elsewhere"], column["elsewhere_may"] = ~(column["dc"] | column["no_dc"]), ~column["dc"]
    span = sum(column["date"] >= numpy_twin.days(since) for since in SPANS[1:])
    country, seconds = system(), []
    for _ in range(1 + measure.RUNS):
        prepared = simulations(country, column, span)
        gc.collect()
        start = time.perf_counter()
        outcomes = decide(prepared, len(span))
        seconds.append(round(time.perf_counter() - start, 6))
    form = "dated formulas, a twin of each variable"
    measure.print_result("openfisca", version("openfisca-core"), "by hand", form, seconds[1:], outcomes)


if __name__ == "__main__":
    main()
