"""Random law over random orders with missing facts: the answers of lockgate.check against an oracle in DuckDB's SQL, which tries every
completion of what is missing and says what can come out.

RANDOM_LAW_SECONDS (10) says for how long, RANDOM_LAW_SEED (1) from which law on. A law that fails is made smaller while it fails, and
saved with its order under build/random-law.
"""

import datetime
import json
import os
import pathlib
import random
import time

import lockgate
import pyarrow
import pytest

duckdb = pytest.importorskip("duckdb", reason="duckdb is not installed")

ROOT = pathlib.Path(__file__).resolve().parents[2]
SECONDS = float(os.environ.get("RANDOM_LAW_SECONDS", "10"))
SEED = int(os.environ.get("RANDOM_LAW_SEED", "1"))
ROWS = 400
OUTCOMES = ("free", "notice", "license", "denial")
FIRST_DAY = datetime.date(2024, 1, 1)
NUMBERS, FLAGS, COLORS = ("n1", "n2"), ("b1", "b2"), ("red", "green", "blue")
# A value of every kind that whole thresholds up to 5, of a number or of a sum of two, can tell apart: quarters, which SQL's doubles hold
# exactly. (Numbers are decimals here: of a sum of whole numbers Lockgate does not use that its parts are whole, and holds.)
QUARTERS = "(SELECT list(q / 4.0) FROM range(25) AS quarters(q))"
DOMAINS = {"n1": QUARTERS, "n2": QUARTERS, "b1": "[true, false]", "b2": "[true, false]", "color": "['red', 'green', 'blue']"}

HEAD = """# Random law

```rulebook
rulebook          rnd
title             "Random law"
authority         "Chance"
zone              UTC
recorded          2024-01-01
verified through  2026-12-31
```

```fact
fact   rnd.n1 : decimal 1 per order
label  "first number"
means  "a number"

fact   rnd.n2 : decimal 1 per order
label  "second number"
means  "a number"

fact   rnd.sum : decimal 1 per order = rnd.n1 + rnd.n2
label  "sum"
means  "both numbers"

fact   rnd.b1 : bool per order
label  "first flag"
means  "a flag"

fact   rnd.b2 : bool per order
label  "second flag"
means  "a flag"

fact   rnd.color : enum { red, green, blue } per order
label  "color"
means  "a color"
```

```define
define  rnd.outcome in { free < notice < license < denial } per order otherwise free
```

```gate
gate      rnd.gate
title     "Random"
zh        "Random"
outcomes  free = proceed, notice = conditions, license = license, denial = stop
outcome   rnd.outcome
```
"""


class Condition:
    """The same condition twice: in the law's language and in SQL."""

    def __init__(self, law, sql):
        self.law, self.sql = law, sql


def atom(dice):
    kind = dice.randrange(4)
    if kind == 0:
        flag = dice.choice(FLAGS)
        return Condition(f"rnd.{flag}", flag)
    if kind == 1:
        chosen = dice.sample(COLORS, dice.randint(1, 2))
        law, sql = ", ".join(f'"{color}"' for color in chosen), ", ".join(f"'{color}'" for color in chosen)
        return Condition(f"rnd.color in [{law}]", f"color IN ({sql})")
    number, sql = dice.choice((*((f"rnd.{name}", name) for name in NUMBERS), ("rnd.sum", "(n1 + n2)")))
    sign, threshold = dice.choice(("<", "<=", ">", ">=", "==")), dice.randint(1, 5)
    return Condition(f"{number} {sign} {threshold}", f"{sql} {'=' if sign == '==' else sign} {threshold}")


def condition(dice, depth=2):
    if depth == 0 or dice.random() < 0.3:
        return atom(dice)
    if dice.random() < 0.2:
        inner = condition(dice, depth - 1)
        return Condition(f"!({inner.law})", f"NOT ({inner.sql})")
    parts = [condition(dice, depth - 1) for _ in range(dice.randint(2, 3))]
    law, sql = dice.choice(((" && ", " AND "), (" || ", " OR ")))
    return Condition(law.join(f"({part.law})" for part in parts), sql.join(f"({part.sql})" for part in parts))


class Rule:
    def __init__(self, dice, number, earlier):
        self.label = f"rnd.{number}"
        self.when = condition(dice)
        self.outcome = dice.choice(OUTCOMES[1:])
        self.first = FIRST_DAY + datetime.timedelta(days=dice.randrange(200))
        self.last = self.first + datetime.timedelta(days=dice.randrange(50, 400)) if dice.random() < 0.4 else None
        self.excepts = [dice.choice(earlier)] if earlier and dice.random() < 0.4 else []
        if self.excepts:
            self.outcome = dice.choice(OUTCOMES)

    def law(self):
        span = f"[{self.first}, {self.last or ''})"
        head = f"exception  {self.label} to {', '.join(rule.label for rule in self.excepts)}" if self.excepts else f"rule       {self.label}"
        ends = '\nends because "chance"' if self.last else ""
        return f"{head}\ncites      Chance {self.label}\nin force   {span}\nwhen       {self.when.law}\nthen       rnd.outcome = {self.outcome}\nbecause    \"chance\"{ends}\n"

    def in_force_sql(self):
        return f"day >= DATE '{self.first}'" + (f" AND day < DATE '{self.last}'" if self.last else "")


class Law:
    def __init__(self, rules):
        self.rules = rules

    def text(self):
        blocks = (f"```{'exception' if rule.excepts else 'rule'}\n{rule.law()}```\n" for rule in self.rules)
        return HEAD + "\n" + "\n".join(blocks)

    # A rule has effect if it holds and no exception to it that concludes otherwise has effect (docs/law-language.md, 6.1); exceptions
    # come after what they are to.
    def sql(self):
        effective = {}
        for rule in reversed(self.rules):
            defeated = [effective[other] for other in self.rules if rule in other.excepts and other.outcome != rule.outcome]
            effective[rule] = f"({rule.in_force_sql()} AND ({rule.when.sql})" + "".join(f" AND NOT {by}" for by in defeated) + ")"
        return "greatest(0, " + ", ".join(f"CASE WHEN {effective[rule]} THEN {OUTCOMES.index(rule.outcome)} ELSE 0 END" for rule in self.rules) + ")"

    def without(self, gone):
        kept = [rule for rule in self.rules if rule is not gone]
        out = []
        for rule in kept:
            if rule.excepts == [gone]:
                return None
            out.append(rule)
        return Law(out)


def random_law(dice):
    rules = []
    for number in range(1, dice.randint(2, 6) + 1):
        rules.append(Rule(dice, number, rules))
    return Law(rules)


def random_orders(dice, rows):
    def maybe(value):
        return None if dice.random() < 0.3 else value

    return pyarrow.table(
        {
            "row": pyarrow.array(range(rows), pyarrow.int32()),
            "day": pyarrow.array([FIRST_DAY + datetime.timedelta(days=dice.randrange(700)) for _ in range(rows)]),
            **{name: pyarrow.array([maybe(dice.randrange(7)) for _ in range(rows)], pyarrow.int32()) for name in NUMBERS},
            **{name: pyarrow.array([maybe(dice.random() < 0.5) for _ in range(rows)], pyarrow.bool_()) for name in FLAGS},
            "color": pyarrow.array([maybe(dice.choice(COLORS)) for _ in range(rows)], pyarrow.string()),
        }
    )


def oracle(law, orders):
    """[(mildest, worst)] by row: the outcomes of all completions of what is missing."""
    database = duckdb.connect()
    database.execute("SET threads = 1")
    database.register("given", orders)
    joins = "".join(f" JOIN (SELECT unnest({domain}) AS v) d_{name} ON given.{name} IS NULL OR given.{name} = d_{name}.v" for name, domain in DOMAINS.items())
    facts = ", ".join(f"d_{name}.v AS {name}" for name in DOMAINS)
    query = f'SELECT min(code), max(code) FROM (SELECT "row", {law.sql()} AS code FROM (SELECT given.row, given.day, {facts} FROM given{joins})) GROUP BY "row" ORDER BY "row"'
    return database.execute(query).fetchall()


def answers(law, orders, folder):
    """The gate's outcome by row, `hold` where it is open."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "rulebook.md").write_text(law.text(), encoding="utf-8")
    rulebook = lockgate.Rulebook(data=ROOT, rulebooks=[ROOT / "rulebook" / "vocabulary", folder])
    names = {"day": "date", **{name: f"rnd.{name}" for name in DOMAINS}}
    frame = orders.drop_columns(["row"]).rename_columns([names[name] for name in orders.column_names if name != "row"])
    return lockgate.check(frame, rulebook=rulebook).to_arrow().column("rnd.gate").to_pylist()


def differences(law, orders, folder):
    found = answers(law, orders, folder)
    expected = [OUTCOMES[low] if low == high else "hold" for low, high in oracle(law, orders)]
    assert len(found) == len(expected) == orders.num_rows
    return [row for row, (is_, should) in enumerate(zip(found, expected, strict=True)) if is_ != should]


def smallest(law, order, folder):
    """The same failure with as few rules as can be."""
    for rule in law.rules:
        smaller = law.without(rule)
        if smaller and smaller.rules and differences(smaller, order, folder):
            return smallest(smaller, order, folder)
    return law


def save(law, order, seed):
    folder = ROOT / "build" / "random-law" / str(seed)
    differences(law, order, folder)
    (folder / "order.json").write_text(json.dumps(order.to_pylist()[0], default=str), encoding="utf-8")
    return folder


def test_random_law_is_answered_as_sql_answers_it(tmp_path):
    until, laws, open_rows, rows = time.monotonic() + SECONDS, 0, 0, 0
    for seed in range(SEED, SEED + 1_000_000):
        dice = random.Random(seed)
        law, orders = random_law(dice), random_orders(dice, ROWS)
        wrong = differences(law, orders, tmp_path / "law")
        if wrong:
            order = orders.slice(wrong[0], 1)
            folder = save(smallest(law, order, tmp_path / "small"), order, seed)
            pytest.fail(f"law {seed}: {len(wrong)} of {ROWS} orders are answered otherwise; the smallest case is in {folder}")
        laws, rows = laws + 1, rows + ROWS
        open_rows += sum(low != high for low, high in oracle(law, orders))
        if time.monotonic() > until:
            break
    print(f"{laws} laws, {rows} orders, {open_rows} of them open")
    assert open_rows > 0
