"""lockgate.diff: the lines that `lockgate diff` names, with both answers."""

import flat
import lockgate
import program
import pyarrow
import pytest

BEFORE, AFTER = "2026-01-14", "2026-01-15"


def test_it_names_the_lines_of_the_command_line():
    orders = [order for order, _ in flat.rows("core")]
    changes = program.run("diff", "-", BEFORE, AFTER, "--format", "json", orders=orders)["changes"]
    found = lockgate.diff(flat.core(), BEFORE, AFTER).to_arrow()
    assert found.column("id").to_pylist() == [change["order"] for change in changes] != []
    assert found.column("verdict_before").to_pylist() == [change["verdict"]["before"] for change in changes]
    assert found.column("verdict_after").to_pylist() == [change["verdict"]["after"] for change in changes]


def test_both_answers_are_those_of_check():
    table = flat.core()
    before, after = (lockgate.check(table, as_of=day).to_arrow().to_pylist() for day in (BEFORE, AFTER))
    found = lockgate.diff(table, BEFORE, AFTER).to_arrow().to_pylist()
    assert found
    for line in found:
        for heading, value in before[line["row"]].items():
            assert line[f"{heading}_before"] == value
        for heading, value in after[line["row"]].items():
            assert line[f"{heading}_after"] == value
    changed = {line["row"] for line in found}
    for row in set(range(table.num_rows)) - changed:
        assert all(
            before[row][key] == after[row][key]
            for key in ("verdict", "us.export", "us.tariff", "cn.import", "review_policy")
        )


def test_batches_and_kept_columns():
    table = flat.core().append_column("x_desk", pyarrow.array([f"desk {row}" for row in range(flat.core().num_rows)]))
    whole = lockgate.diff(table, BEFORE, AFTER, keep=["x_desk", "id"]).to_arrow()
    reader = pyarrow.RecordBatchReader.from_batches(table.schema, table.to_batches(max_chunksize=4))
    assert lockgate.diff(reader, BEFORE, AFTER, keep=["x_desk", "id"]).to_arrow().to_pylist() == whole.to_pylist()
    assert whole.column("x_desk").to_pylist() == [f"desk {row}" for row in whole.column("row").to_pylist()]


def test_polars():
    polars = pytest.importorskip("polars", reason="polars is not installed")
    table = flat.core()
    assert (
        lockgate.diff(polars.from_arrow(table), BEFORE, AFTER).to_arrow().to_pylist()
        == lockgate.diff(table, BEFORE, AFTER).to_arrow().to_pylist()
    )


def test_lines_that_cannot_be_read_are_counted():
    rows = [row for _, row in flat.rows("core")]
    found = lockgate.diff(flat.table([*rows, {**rows[0], "id": "bad", "destination": "China"}]), BEFORE, AFTER)
    assert (found.lines, found.unread) == (len(rows) + 1, 1)
    first, second = repr(found).splitlines()[:2]
    assert first == f"{len(found)} of {len(rows) + 1} lines change between {BEFORE} and {AFTER}; 1 could not be read"
    assert second.split()[:2] == ["row", "id"]


def test_two_rulebooks_are_those_of_the_command_line():
    overlay = "rulebook/overlays/company-policy"
    rows = [order for order, _ in flat.rows("core")]
    changes = program.run("--overlay", overlay, "diff", "-", "--format", "json", orders=rows)["changes"]
    company = lockgate.Rulebook(overlays=[flat.ROOT / overlay])
    found = lockgate.diff(flat.core(), lockgate.Rulebook(), company).to_arrow()
    assert found.column("id").to_pylist() == [change["order"] for change in changes] != []
    assert found.column("verdict_after").to_pylist() == [change["verdict"]["after"] for change in changes]
    assert repr(lockgate.diff(flat.core(), lockgate.Rulebook(), company)).splitlines()[0].count("sha256:") == 2


def test_two_postures():
    table, day = flat.core(), "2025-06-01"
    before, after = (
        lockgate.check(table, as_of=day, posture=posture).to_arrow().column("us.export").to_pylist()
        for posture in ("enforced", "codified")
    )
    found = lockgate.diff(table, as_of=day, to_posture="codified").to_arrow().to_pylist()
    assert {line["row"] for line in found} >= {row for row, pair in enumerate(zip(before, after)) if pair[0] != pair[1]}
    assert found and all(line["us.export_after"] == after[line["row"]] for line in found)


@pytest.mark.parametrize("sides", [(), (BEFORE,), (BEFORE, lockgate.Rulebook())])
def test_sides_of_one_kind(sides):
    with pytest.raises(lockgate.LockgateError, match="LG0016"):
        lockgate.diff(flat.core(), *sides)


def test_a_column_to_keep_must_be_there():
    with pytest.raises(lockgate.LockgateError, match="LG0111"):
        lockgate.diff(flat.core(), BEFORE, AFTER, keep=["reference"])


def test_one_day_is_like_itself():
    assert len(lockgate.diff(flat.core(), AFTER, AFTER)) == 0
