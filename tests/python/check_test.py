"""lockgate.check: what one row says is what `decide` says of the same order, whatever library the table comes from."""

import datetime
import decimal
import threading

import flat
import lockgate
import pyarrow
import pytest

ORDER = {
    "id": "a",
    "date": "2026-02-01",
    "movement": "export",
    "origin": "US",
    "destination": "CN",
    "item_kind": "chip",
    "item_tpp": "4992",
    "item_datacenter": "true",
    "quantity": 8,
    "seller": "Example Chips",
    "seller_country": "US",
    "seller_headquarters": "US",
    "end_user": "Example Cloud",
    "end_user_country": "CN",
    "end_user_headquarters": "CN",
    "end_user_ultimate_parent": "self",
    "end_user_lists": "",
    "end_user_kind": "commercial",
    "end_use": "commercial_ai",
}


def one(**changes):
    return pyarrow.table(
        {name: value if isinstance(value, pyarrow.Array) else [value] for name, value in {**ORDER, **changes}.items()}
    )


def answers(frame, **options):
    return lockgate.check(frame, **options).to_arrow().to_pylist()


def outcomes(determination):
    gates = {gate["gate"]: gate["outcome"] for gate in determination["gates"]}
    between = determination.get("between")
    return {"verdict": determination["verdict"], "between": "; ".join(between) if between else None, **gates}


def refusal(frame, **options):
    with pytest.raises(lockgate.LockgateError) as caught:
        answers(frame, **options)
    return caught.value


# What is decided


@pytest.mark.parametrize("name", ["core", "unknown", "boundaries"])
def test_flat_orders_are_decided_as_whole_ones(name):
    pairs = flat.rows(name)
    assert len(pairs) >= 13
    got = answers(flat.table([row for _, row in pairs]))
    for (order, _), answer in zip(pairs, got, strict=True):
        expected = outcomes(lockgate.decide(order))
        assert {key: answer[key] for key in expected} == expected, order["id"]
        assert answer["problem"] is None, order["id"]


def test_a_day_for_all_lines():
    table = flat.core()
    without = table.drop_columns(["date"])
    assert answers(table, as_of="2024-01-01") == answers(without, as_of=datetime.date(2024, 1, 1))
    assert answers(table, as_of="2024-01-01") != answers(table)


def test_a_null_is_unknown():
    [answer] = answers(
        one(end_user_headquarters=pyarrow.array([None], pyarrow.string()), destination="JP", end_user_country="JP")
    )
    assert answer["verdict"] == "hold"
    assert "end_user.headquarters" in answer["missing_fact"]


def test_an_empty_text_is_screened_and_a_null_is_not():
    screened, open_ = answers(
        pyarrow.concat_tables([one(), one(end_user_lists=pyarrow.array([None], pyarrow.string()))])
    )
    assert "end_user.lists" not in (screened["missing_fact"] or "")
    assert "end_user.lists" in open_["missing_fact"]


def test_a_bad_row_says_so_and_disturbs_no_other():
    table = pyarrow.concat_tables([one(), one(destination="China", date="2026-02-30"), one(), one(item_tpp="1,500")])
    good, bad, other, worse = answers(table)
    assert good == other == answers(one())[0]
    assert "LG0115: destination:" in bad["problem"] and "LG0114: date:" in bad["problem"]
    assert worse["problem"].startswith("LG0116: item_tpp:")
    assert all(value is None for key, value in bad.items() if key != "problem")


def test_a_party_is_there_only_where_something_is_said_of_it():
    [alone] = answers(one())
    silent = {"ultimate_consignee": None, "ultimate_consignee_lists": None, "ultimate_consignee_country": None}
    columns = {name: pyarrow.array([value], pyarrow.string()) for name, value in silent.items()}
    assert answers(one(**columns)) == [alone]
    assert answers(one(**{**columns, "ultimate_consignee": "Example Freight"})) != [alone]


def test_a_price_has_its_currency_beside_it():
    [plain] = answers(one())
    assert answers(one(unit_price="27000", currency="USD")) == [plain]
    assert answers(one(unit_price=decimal.Decimal("27000.00"), currency="USD")) == [plain]
    assert "LG0120" in answers(one(unit_price=27000))[0]["problem"]


# What it comes from


def as_polars(table):
    polars = pytest.importorskip("polars", reason="polars is not installed")
    return polars.from_arrow(table)


def as_pandas(table):
    pytest.importorskip("pandas", "2.2", reason="pandas 2.2 is not installed")
    return table.to_pandas()


def as_duckdb(table):
    duckdb = pytest.importorskip("duckdb", reason="duckdb is not installed")
    return duckdb.from_arrow(table)


def as_reader(table):
    return pyarrow.RecordBatchReader.from_batches(table.schema, table.to_batches(max_chunksize=5))


def as_dictionaries(table):
    columns = [
        column.dictionary_encode() if pyarrow.types.is_string(column.type) else column for column in table.columns
    ]
    return pyarrow.table(columns, names=table.column_names)


def as_large_strings(table):
    types = {"string": pyarrow.large_string()}
    return table.cast(pyarrow.schema([(field.name, types.get(str(field.type), field.type)) for field in table.schema]))


def as_slices(table):
    """Offsets into buffers, and bits of validity that do not begin with a byte."""
    return pyarrow.concat_tables([table.slice(start, 3) for start in range(0, table.num_rows, 3)])


@pytest.mark.parametrize(
    "form", [as_polars, as_pandas, as_duckdb, as_reader, as_dictionaries, as_large_strings, as_slices]
)
def test_every_library_gives_the_same_answers(form):
    table = flat.core()
    assert answers(form(table)) == answers(table)


def test_polars_categoricals_and_lists():
    polars = pytest.importorskip("polars", reason="polars is not installed")
    table = flat.core()
    frame = polars.from_arrow(table)
    frame = frame.with_columns(
        polars.col("destination", "item").cast(polars.Categorical), polars.col("end_use").str.split(";")
    )
    assert answers(frame) == answers(table)


def test_lists_of_texts():
    [plain] = answers(one(end_use="resale;gaming", end_user_lists="entity_list"))
    [listed] = answers(
        one(end_use=pyarrow.array([["resale", "gaming"]]), end_user_lists=pyarrow.array([["entity_list"]]))
    )
    assert plain == listed


@pytest.mark.parametrize(
    "tpp",
    [
        pyarrow.array([decimal.Decimal("4992.50")], pyarrow.decimal128(12, 2)),
        pyarrow.array([4992.5], pyarrow.float64()),
        pyarrow.array([4992.5], pyarrow.float32()),
        pyarrow.array(["4992.5"]),
    ],
)
def test_numbers_of_every_type_are_the_same_number(tpp):
    assert answers(one(item_tpp=tpp)) == answers(one(item_tpp="4992.5"))


def test_no_digit_is_lost():
    below = pyarrow.array([decimal.Decimal("4799.99999999999999999")], pyarrow.decimal128(30, 17))
    at = pyarrow.array([decimal.Decimal("4800")], pyarrow.decimal128(30, 17))
    area = {"item_die_area_mm2": "5000", "item_dram_bandwidth_gbps": "1", "item_io_bandwidth_gbps": "1"}
    first, second = answers(one(item_tpp=below, **area))[0], answers(one(item_tpp=at, **area))[0]
    assert "us.ear.3A090.a.1" not in first["rules"]
    assert "us.ear.3A090.a.1" in second["rules"]


@pytest.mark.parametrize("kind", [pyarrow.int8(), pyarrow.uint16(), pyarrow.int64(), pyarrow.float64()])
def test_quantities_of_every_type(kind):
    assert answers(one(quantity=pyarrow.array([8], kind))) == answers(one())


@pytest.mark.parametrize(
    "date",
    [
        pyarrow.array([datetime.date(2026, 2, 1)], pyarrow.date32()),
        pyarrow.array([datetime.date(2026, 2, 1)], pyarrow.date64()),
        *(
            pyarrow.array([datetime.datetime(2026, 2, 1, 23, 59)], pyarrow.timestamp(unit))
            for unit in ("s", "ms", "us", "ns")
        ),
    ],
)
def test_dates_of_every_type(date):
    assert answers(one(date=date)) == answers(one())


# What is refused


def test_a_column_that_is_not_known_names_the_nearest():
    error = refusal(
        one().rename_columns(["destinaton" if name == "destination" else name for name in one().column_names])
    )
    assert (error.code, error.where) == ("LG0111", "destinaton")
    assert "`destination`" in error.fix


def test_two_columns_that_mean_the_same():
    assert refusal(one(**{"Ship To": "CN"})).code == "LG0122"


@pytest.mark.parametrize("cell", [b"x", {"a": 1}, datetime.timedelta(1)])
def test_types_that_cells_cannot_have(cell):
    error = refusal(one(item_kind=pyarrow.array([cell])))
    assert (error.code, error.where) == ("LG0112", "item_kind")


def test_no_day():
    assert refusal(one().drop_columns(["date"])).code == "LG0114"
    assert refusal(one(), as_of="2026-02-30").code == "LG0203"


def test_no_table_and_no_posture():
    assert refusal([ORDER]).code == "LG0080"
    assert refusal(one(), posture="strict").code == "LG0085"
    assert refusal(one(), keep=["reference"]).code == "LG0111"


# How it is read


def test_orders_are_read_as_answers_are():
    given = []

    def batches():
        for batch in flat.core().to_batches(max_chunksize=10):
            given.append(batch.num_rows)
            yield batch

    reader = pyarrow.RecordBatchReader.from_batches(flat.core().schema, batches())
    stream = pyarrow.RecordBatchReader.from_stream(lockgate.check(reader))
    assert given == []
    assert stream.read_next_batch().num_rows == given[0] == 10
    assert len(given) == 1


@pytest.mark.parametrize("keep", [[], ["id"]])
def test_what_goes_wrong_while_reading_is_said(keep):
    def batches():
        yield one().to_batches()[0]
        raise ValueError("the disk is gone")

    error = refusal(pyarrow.RecordBatchReader.from_batches(one().schema, batches()), keep=keep)
    assert error.code == "LG0102"
    assert "the disk is gone" in error.message


def test_a_reader_is_read_once():
    checked = lockgate.check(as_reader(flat.core()))
    assert pyarrow.table(checked).num_rows == flat.core().num_rows
    with pytest.raises(lockgate.LockgateError) as caught:
        len(checked)
    assert caught.value.code == "LG0083"
    kept = lockgate.check(as_reader(flat.core()))
    assert len(kept) == pyarrow.table(kept).num_rows == flat.core().num_rows


def test_a_table_can_be_read_again():
    checked = lockgate.check(flat.core())
    assert pyarrow.table(checked).to_pylist() == pyarrow.table(checked).to_pylist() == checked.to_arrow().to_pylist()


def test_columns_are_kept():
    table = flat.core()
    kept = lockgate.check(table, keep=["id", "quantity"]).to_arrow()
    assert kept.column_names[:3] == ["id", "quantity", "verdict"]
    assert kept.column("id").to_pylist() == table.column("id").to_pylist()
    assert kept.drop_columns(["id", "quantity"]).to_pylist() == answers(table)


def test_an_empty_table():
    assert len(lockgate.check(one().slice(0, 0))) == 0
    assert repr(lockgate.check(one().slice(0, 0))) == "0 lines"


def test_answers_for_other_libraries():
    checked = lockgate.check(flat.core(), keep=["id"])
    expected = checked.to_arrow().column("verdict").to_pylist()
    pytest.importorskip("polars", reason="polars is not installed")
    assert checked.to_polars().get_column("verdict").to_list() == expected
    pytest.importorskip("pandas", reason="pandas is not installed")
    verdicts = checked.to_pandas()["verdict"]
    assert verdicts.astype(object).where(verdicts.notna(), None).tolist() == expected


def test_streams_for_polars_and_duckdb():
    polars = pytest.importorskip("polars", reason="polars is not installed")
    expected = [answer["verdict"] for answer in answers(flat.core())]
    assert polars.DataFrame(lockgate.check(as_reader(flat.core()))).get_column("verdict").to_list() == expected


def test_it_shows_itself():
    table = flat.table([{**row, "id": "<b>"} for _, row in flat.rows("core")])
    checked = lockgate.check(table, keep="id")
    lines = repr(checked).splitlines()
    assert lines[0].startswith(f"{table.num_rows} lines | ")
    assert sum(checked.counts.values()) == table.num_rows
    assert lines[1].split()[:2] == ["id", "verdict"]
    assert len(lines) == 1 + 1 + 10 + 1
    assert "&lt;b&gt;" in checked._repr_html_() and "<b>" not in checked._repr_html_()


def test_threads_share_a_rulebook():
    table, results = flat.core(), []
    threads = [threading.Thread(target=lambda: results.append(answers(table))) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [answers(table)] * 3
