"""Flat: the cases of cases/*.jsonl as rows of a flat table (docs/contract.md), for those orders that a row can hold."""

import json
from pathlib import Path

import pyarrow

ROOT = Path(__file__).resolve().parents[2]


def orders(name):
    return [
        json.loads(line)["order"]
        for line in (ROOT / "cases" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    ]


def rows(name):
    """(order, row) of every order that can be written flat."""
    pairs = [(order, row_of(order)) for order in orders(name)]
    return [(order, row) for order, row in pairs if row is not None]


def row_of(order):
    """None: an order with two parties in one role, or whose parts have facts of their own."""
    row = {
        key: text_of(order[key])
        for key in ("id", "date", "movement", "origin", "destination", "via", "end_use")
        if key in order
    }
    row["quantity"] = order.get("quantity")
    row |= money("unit_price", "currency", order.get("unit_price"))
    row |= {name: text_of(value) for name, value in order.get("facts", {}).items()}
    item = order["item"]
    row |= {"item": item} if isinstance(item, str) else item_cells(item)
    roles = [party["role"] for party in order.get("parties", [])]
    for party in order.get("parties", []):
        row |= party_cells(party)
    is_flat = len(set(roles)) == len(roles) and all(isinstance(part["item"], str) for part in parts_of(item))
    return row if is_flat else None


def parts_of(item):
    return item.get("contains", []) if isinstance(item, dict) else []


def item_cells(item):
    out = {"item" if key == "id" else f"item_{key}": text_of(value) for key, value in item.items() if key != "contains"}
    if "contains" in item:
        out["item_contains"] = ";".join(f"{part['item']}:{part['count']}" for part in item["contains"])
    return out


def money(amount, currency, value):
    return {} if value is None else {amount: value["amount"], currency: value["currency"]}


def party_cells(party):
    """Owners that are none are left out, like owners that nobody knows of: a cell has no word for the difference."""
    role = party["role"]
    out = {role: party.get("name")}
    for key in ("country", "headquarters", "lists", "kind"):
        if key in party:
            out[f"{role}_{key}"] = text_of(party[key])
    if party.get("owners"):
        out[f"{role}_owners"] = ";".join(owner_text(owner) for owner in party["owners"])
    if "ultimate_parent" in party:
        out[f"{role}_ultimate_parent"] = parent_text(party["ultimate_parent"])
    return out


def owner_text(owner):
    lists = ":" + "+".join(owner["lists"]) if "lists" in owner else ""
    return f"{owner['name']}:{owner.get('percent', '?')}{lists}"


def parent_text(parent):
    return parent if isinstance(parent, str) else f"{parent.get('name', '')}@{parent['headquarters']}"


def text_of(value):
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return ";".join(map(text_of, value))
    if isinstance(value, dict) and set(value) == {"min", "max"}:
        return f"{value['min']}..{value['max']}"
    if isinstance(value, dict):
        return f"{value['amount']} {value['currency']}"
    return str(value)


def table(flat_rows):
    """All columns are texts, but for the quantity."""
    names = list(dict.fromkeys(name for row in flat_rows for name in row))
    types = {name: pyarrow.int64() if name == "quantity" else pyarrow.string() for name in names}
    return pyarrow.table({name: pyarrow.array([row.get(name) for row in flat_rows], types[name]) for name in names})


def core():
    return table([row for _, row in rows("core")])
