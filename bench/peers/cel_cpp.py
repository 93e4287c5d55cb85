"""T12-K in cel-cpp, through its Python wrapper: one compiled expression, one activation a row, built before the clock starts.

    python cel_cpp.py FOLDER ROWS

The loop and the crossing into C++ are Python's; cel-cpp itself has no package that can be linked without Bazel. A missing fact is
not bound; `&&` and `||` absorb the error, which is Kleene logic, and an error at the top is 255. The expression is cel-go's.
"""
from importlib.metadata import version
from pathlib import Path

from cel_expr_python import cel

import measure

EXPRESSION = (Path(__file__).parent / "go" / "cel" / "t12.cel").read_text(encoding="utf-8")
NUMBERS = ("tpp", "pd", "bw", "io", "hq", "dest", "date")
INT = cel.Type.INT


def activations(environment, flat):
    """One activation a row; dates are numbers such as 20231117."""
    out = []
    for row in flat.to_pylist():
        row["date"] = int(row["date"].strftime("%Y%m%d"))
        out.append(environment.Activation({name: value for name, value in row.items() if value is not None}))
    return out


def decide(expression, rows):
    outcomes = bytearray(len(rows))
    for number, row in enumerate(rows):
        value = expression.eval(row)
        outcomes[number] = value.value() if value.type() == INT else 255
    return outcomes


def main():
    given = measure.arguments("T12-K in cel-cpp")
    environment = cel.NewEnv(variables={name: cel.Type.INT for name in NUMBERS} | {"dc": cel.Type.BOOL})
    expression = environment.compile(EXPRESSION)
    rows = activations(environment, measure.table(given.folder, "flat", given.rows))
    seconds, outcomes = measure.five_runs(lambda: decide(expression, rows))
    wrapper = "cel-expr-python " + version("cel-expr-python")
    measure.print_result("cel-cpp", wrapper, "native", "one expression, Python loop", seconds, list(outcomes))


if __name__ == "__main__":
    main()
