"""Workbooks over HTTP: read as the command line reads them, given back with the same answers, and refused where they would take too much."""

import csv
import io
import json
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "service"))
from server import Server, lockgate  # noqa: E402

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture(scope="module")
def server():
    one = Server("--quiet", "--max-body", "2000000")
    yield one
    one.stop()


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    """The demo book as a workbook, with a row that cannot be read."""
    path = tmp_path_factory.mktemp("book") / "book.xlsx"
    with open("examples/demo-book.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    rows[3][rows[0].index("date")] = "2026-02-31"
    out = openpyxl.Workbook()
    for row in rows:
        out.active.append(row)
    out.save(path)
    return path


def cells_of(content):
    return [[cell.value for cell in row] for row in openpyxl.load_workbook(io.BytesIO(content) if isinstance(content, bytes) else content)["Answers"].iter_rows()]


def packed(change):
    """A workbook of one row, whose sheet is something else."""
    out, stream = openpyxl.Workbook(), io.BytesIO()
    out.active.append(["id"])
    out.save(stream)
    told = io.BytesIO()
    with zipfile.ZipFile(stream) as old, zipfile.ZipFile(told, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name.endswith("sheet1.xml") else old.read(name))
    return told.getvalue()


def test_checked_as_the_command_line_does(server, book):
    told = server.post("/v1/check", book.read_bytes(), XLSX)
    lines = [json.loads(line) for line in lockgate("check", str(book), "--format", "jsonl").decode().splitlines()]
    assert told.status == 200
    assert told.json["determinations"] == lines
    assert [(one["line"], one["code"]) for one in told.json["problems"]] == [(4, "LG0114")]
    assert told.json["summary"]["bad"] == 1


def test_cells_are_what_a_person_sees(server, book):
    told = server.post("/v1/workbook/cells", book.read_bytes(), XLSX).json
    sheet = openpyxl.load_workbook(book).active
    assert told["columns"] == [cell.value for cell in sheet[1]]
    assert len(told["rows"]) == sheet.max_row - 1
    for row in told["rows"]:
        wanted = [str(cell.value) if cell.value is not None else "" for cell in sheet[row["line"]]]
        assert row["cells"] + [""] * (len(wanted) - len(row["cells"])) == wanted


@pytest.mark.parametrize("query, options", [("", []), ("?as_of=2026-01-14&lang=zh", ["--as-of", "2026-01-14"])])
def test_the_answers_are_those_of_out(server, book, tmp_path, query, options):
    told = server.post("/v1/workbook/answers" + query, book.read_bytes(), XLSX)
    assert (told.status, told.headers["Content-Type"]) == (200, XLSX)
    lockgate(*(["--lang", "zh"] if "zh" in query else []), "check", str(book), "--out", str(tmp_path / "answers.xlsx"), *options)
    ours, theirs = cells_of(told.body), cells_of(tmp_path / "answers.xlsx")
    assert len(ours) == len(theirs) > 100
    # The command line names the row with its file; the code and the sentence are the same.
    at = ours[0].index("problem")
    for row, other in zip(ours, theirs, strict=True):
        assert row[:at] == other[:at]
        assert (row[at] is None) == (other[at] is None)


def test_days_compared(server, book):
    told = server.post("/v1/diff?before=2026-01-14&after=2026-01-15", book.read_bytes(), XLSX)
    assert told.status == 200 and told.json["changes"]


BOMB = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData></worksheet>'


@pytest.mark.parametrize("sent", [b"", b"PK\x03\x04", b"no workbook", b"id,date\n", packed(lambda _: b"<worksheet"),
                                  packed(lambda _: BOMB % (b" " * (70 << 20))), packed(lambda _: BOMB % b"".join(b'<row r="%d"><c r="XFD%d"><v>1</v></c></row>' % (at, at) for at in range(1, 20000)))],
                         ids=["nothing", "a beginning", "text", "csv", "broken xml", "a bomb", "cells far apart"])
def test_what_is_no_workbook_is_said_to_be_none(server, sent):
    for path in ("/v1/workbook/cells", "/v1/workbook/answers", "/v1/check"):
        told = server.post(path, sent, XLSX)
        assert (told.status, told.json["code"]) == (400, "LG0102"), (path, told.body[:200])
        assert told.json["fix"]


def test_a_file_of_the_machine_is_not_read(server):
    doctype = b"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]>"
    cell = b'<row r="1"><c r="A1" t="inlineStr"><is><t>&b;</t></is></c></row>'
    for path in ("/v1/workbook/cells", "/v1/workbook/answers", "/v1/check"):
        told = server.post(path, packed(lambda _: doctype + BOMB % cell), XLSX)
        assert told.status < 500 and b"root:" not in told.body, (path, told.body[:200])


def test_limits(server):
    assert server.post("/v1/workbook/cells", b"PK\x03\x04" + b"x" * 2_000_001, XLSX).status == 413
    assert server.post("/v1/workbook/cells", b"a,b", "text/csv").json["code"] == "LG0803"
    wrong = openpyxl.Workbook()
    wrong.active.append(["id", "id"])
    stream = io.BytesIO()
    wrong.save(stream)
    told = server.post("/v1/workbook/answers", stream.getvalue(), XLSX)
    assert (told.status, told.json["code"][:4]) == (422, "LG01")
