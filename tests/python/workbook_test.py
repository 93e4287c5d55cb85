"""Orders in a workbook and answers in one, with openpyxl as the judge: what it writes is read, and what is written it reads."""

import csv
import datetime
import io
import os
import subprocess
import zipfile

import openpyxl
import pytest
from openpyxl.styles import numbers

LOCKGATE = os.environ.get("LOCKGATE", "./lockgate")
HEADING = ["id", "date", "movement", "origin", "destination", "item", "quantity", "x_code", "eccn"]
ROW = ["A-1", datetime.date(2026, 2, 1), "export", "US", "CN", "nvidia-h200-sxm", 64, "3E001", "4A090.a"]


def check(path, *options):
    return subprocess.run([LOCKGATE, "--data", ".", "check", str(path), *options], capture_output=True, text=True, check=False)


def save(path, *rows, change=lambda sheet: None):
    book = openpyxl.Workbook()
    for row in (HEADING, *rows):
        book.active.append(row)
    change(book.active)
    book.save(path)
    return path


def answers(tmp_path, orders):
    out = tmp_path / "answers.xlsx"
    run = check(orders, "--out", str(out))
    sheet = openpyxl.load_workbook(out)["Answers"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    return run, [dict(zip(rows[0], row, strict=True)) for row in rows[1:]], rows[0]


def test_the_demo_book_as_a_workbook_is_answered_as_its_csv(tmp_path):
    with open("examples/demo-book.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(tmp_path / "book.xlsx")
    of_csv = check("examples/demo-book.csv", "--format", "csv")
    of_book = check(tmp_path / "book.xlsx", "--format", "csv")
    assert of_book.stdout == of_csv.stdout
    assert len(list(csv.reader(io.StringIO(of_csv.stdout)))) == len(rows)


def test_own_columns_stay_and_answers_stand_beside_them(tmp_path):
    run, (row,), headings = answers(tmp_path, save(tmp_path / "orders.xlsx", ROW))
    assert run.returncode == 1, run.stderr
    assert headings[: len(HEADING)] == HEADING
    assert (row["id"], row["date"], row["quantity"]) == ("A-1", "2026-02-01", 64)
    assert (row["x_code"], row["eccn"]) == ("3E001", "4A090.a")
    assert (row["verdict"], row["between"]) == ("hold", "license; stop")
    assert "end_user.kind" in row["missing_fact"]
    assert "us.export" in row["authority"]
    assert row["citation"]
    assert row["problem"] is None


def test_a_workbook_of_answers_can_be_checked_again(tmp_path):
    answers(tmp_path, save(tmp_path / "orders.xlsx", ROW))
    again = check(tmp_path / "answers.xlsx", "--format", "csv")
    assert again.stdout == check(tmp_path / "orders.xlsx", "--format", "csv").stdout


def test_what_a_row_cannot_be_read_for_stands_in_it(tmp_path):
    damaged = [*ROW[:8], 30]

    def show_as_excel_does(sheet):
        sheet["I3"].number_format = numbers.BUILTIN_FORMATS[11]

    orders = save(tmp_path / "orders.xlsx", ROW, ["A-2", *damaged[1:]], ["A-3", *ROW[1:]], change=show_as_excel_does)
    run, rows, _ = answers(tmp_path, orders)
    assert run.returncode == 2
    assert [bool(row["verdict"]) for row in rows] == [True, False, True]
    assert rows[1]["problem"].startswith("LG0107")
    assert f"{orders}:3, eccn" in run.stderr


def test_merged_cells_and_errors_are_named(tmp_path):
    def spoil(sheet):
        sheet.merge_cells("E3:F3")
        sheet["G4"] = "=1/0"

    orders = save(tmp_path / "orders.xlsx", *(["A-%d" % n, *ROW[1:]] for n in (1, 2, 3, 4)), change=spoil)
    run, rows, _ = answers(tmp_path, orders)
    assert run.returncode == 2
    assert [(row["problem"] or "")[:6] for row in rows] == ["", "LG0126", "LG0127", ""]
    assert "E3:F3" in run.stderr
    assert "G4" in run.stderr


def test_what_looks_like_a_formula_is_a_text(tmp_path):
    def formula(sheet):
        sheet["H2"].value = "=cmd|calc"
        sheet["H2"].data_type = "s"

    _, (row,), _ = answers(tmp_path, save(tmp_path / "orders.xlsx", ROW, change=formula))
    assert row["x_code"] == "=cmd|calc"
    sheet = openpyxl.load_workbook(tmp_path / "answers.xlsx")["Answers"]
    assert sheet["H2"].data_type == "s"


def test_a_hidden_sheet_is_passed_over(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["what", "ever"])
    book.active.sheet_state = "hidden"
    sheet = book.create_sheet("Orders")
    for row in (HEADING, ROW):
        sheet.append(row)
    book.save(tmp_path / "orders.xlsx")
    assert '"A-1"' in check(tmp_path / "orders.xlsx", "--format", "json").stdout


@pytest.mark.parametrize("keep", [30, 700])
def test_a_workbook_cut_short_is_refused(tmp_path, keep):
    save(tmp_path / "orders.xlsx", ROW)
    (tmp_path / "cut.xlsx").write_bytes((tmp_path / "orders.xlsx").read_bytes()[:keep])
    run = check(tmp_path / "cut.xlsx")
    assert (run.returncode, run.stdout) == (2, "")
    assert "LG0102" in run.stderr


def test_an_archive_that_is_no_workbook_is_refused(tmp_path):
    with zipfile.ZipFile(tmp_path / "orders.xlsx", "w") as archive:
        archive.writestr("readme.txt", "hello")
    assert "LG0102" in check(tmp_path / "orders.xlsx").stderr


def test_no_half_written_answers(tmp_path):
    orders = save(tmp_path / "orders.xlsx", ROW)
    run = check(orders, "--out", str(tmp_path / "nowhere" / "answers.xlsx"))
    assert run.returncode == 2
    assert "LG0125" in run.stderr
    assert not list(tmp_path.glob("**/*.part"))
