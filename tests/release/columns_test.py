"""Orders in Parquet and Arrow files: answered line for line as the same orders in CSV; a damaged file is said to be damaged, and no answer file is left half written."""

import csv
import json
import os
import pathlib
import random
import shutil
import subprocess
import tempfile
import unittest

LOCKGATE = os.environ.get("LOCKGATE", "./lockgate")
PYTHON = pathlib.Path(".venv/bin/python3")
BOOK = "examples/demo-book.csv"
JSON_ORDERS = ("examples/news-orders.jsonl", "examples/overnight.jsonl", "examples/half-owned.jsonl", "examples/ordinary-order.json")

# The demo book as a table: dates as dates, quantities as numbers, an empty text as null; `?` is a party nobody looked up.
WRITE = """
import csv, datetime, sys
import pyarrow as pa, pyarrow.parquet
rows = list(csv.DictReader(open(sys.argv[1], encoding="utf-8")))
columns = {name: [row[name] or None for row in rows] for name in rows[0]}
columns["date"] = pa.array([datetime.date.fromisoformat(day) for day in columns["date"]])
columns["quantity"] = pa.array([int(number) for number in columns["quantity"]], pa.int32())
columns["end_user_lists"] = pa.array([None if row["end_user_lists"] == "?" else row["end_user_lists"] for row in rows]).dictionary_encode()
table = pa.table(columns)
pa.parquet.write_table(table, sys.argv[2], row_group_size=64)
with pa.OSFile(sys.argv[3], "wb") as sink, pa.ipc.new_file(sink, table.schema) as writer:
    writer.write_table(table)
"""
# Figures with gaps, in many ways of writing: one column is null throughout, one has no gaps, one has flags. Without dictionaries the library reads every value.
WAYS = """
import datetime, pathlib, random, sys
import pyarrow as pa, pyarrow.parquet
draw = random.Random(5)
n = 5000
often = lambda share, value: [value() if draw.random() < share else None for _ in range(n)]
columns = {
    "date": pa.array([datetime.date(2026, 2, 1) + datetime.timedelta(draw.randrange(9)) for _ in range(n)]),
    "destination": pa.array(often(1.0, lambda: draw.choice(["CN", "JP", "SG", "AE", "DE"]))),
    "item_tpp": pa.array(often(0.97, lambda: draw.randrange(30000)), pa.int32()),
    "item_performance_density": pa.array(often(0.1, lambda: draw.randrange(9)), pa.int32()),
    "item_datacenter": pa.array(often(0.6, lambda: draw.random() < 0.5), pa.bool_()),
    "item_io_bandwidth_gbps": pa.nulls(n, pa.int32()),
    "quantity": pa.array([1 + i // 1000 for i in range(n)], pa.int64()),
}
fields = [pa.field(name, values.type, nullable=values.null_count > 0) for name, values in columns.items()]
table = pa.table(list(columns.values()), schema=pa.schema(fields))
for name, how in {
    "plain": {"use_dictionary": False}, "pages": {}, "newer": {"data_page_version": "2.0"}, "small": {"data_page_size": 500, "write_batch_size": 100},
    "small-newer": {"data_page_size": 300, "write_batch_size": 70, "data_page_version": "2.0", "compression": "none"}, "groups": {"row_group_size": 777, "compression": "zstd"},
    "flags-in-runs": {"use_dictionary": [name for name in columns if name != "item_datacenter"], "column_encoding": {"item_datacenter": "RLE"}, "data_page_version": "2.0"},
}.items():
    pa.parquet.write_table(table, pathlib.Path(sys.argv[1]) / f"way-{name}.parquet", **how)
"""
LATE = """
import sys, pyarrow as pa, pyarrow.parquet
n = 400_000
plain = pa.table({"date": pa.array(["2026-02-01"] * n).dictionary_encode(), "item": pa.array(["nvidia-h20-96gb"] * n).dictionary_encode()})
late = pa.table({"date": pa.array(["2026-02-01", "never", "nor then"]).dictionary_encode(), "item": pa.array(["nothing", "nvidia-h20-96gb", "nvidia-h20-96gb"]).dictionary_encode()})
with pa.parquet.ParquetWriter(sys.argv[1], plain.schema) as writer:
    for table in (plain.slice(0, 2), plain, plain, plain, late):
        writer.write_table(table)
"""
LATE_READ = "import json, sys, pyarrow as pa, pyarrow.ipc; t = pa.ipc.open_file(sys.argv[1]).read_all(); print(json.dumps([len(t[name]) - t[name].null_count for name in ('verdict', 'problem')]))"
READ = "import json, sys, pyarrow.parquet; print(json.dumps(pyarrow.parquet.read_table(sys.argv[1]).column('verdict').to_pylist()))"


def run(*arguments):
    return subprocess.run([LOCKGATE, "--data", ".", *arguments], capture_output=True, text=True)


def rows(path, *options):
    done = run("check", str(path), "--format", "csv", "--exit-zero", *options)
    return list(csv.DictReader(done.stdout.splitlines()))


def python(program, *arguments):
    return subprocess.run([PYTHON, "-c", program, *map(str, arguments)], capture_output=True, text=True, check=True).stdout


class Columns(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        if not PYTHON.exists() and os.environ.get("CI") != "true":
            raise unittest.SkipTest("no .venv, so no pyarrow to write the files with")
        cls.kept = tempfile.TemporaryDirectory()
        cls.folder = pathlib.Path(cls.kept.name)
        python(WRITE, BOOK, cls.folder / "book.parquet", cls.folder / "book.arrow")

    @classmethod
    def tearDownClass(cls):
        cls.kept.cleanup()

    def expect_the_same(self, path, *options):
        alone, together = rows(BOOK, *options), rows(path, *options)
        self.assertEqual(len(alone), len(together))
        for line, row in zip(alone, together):
            for column in set(line) - {"order", "as_of", "reason"}:
                self.assertEqual(line[column], row[column], (line["order"], column))

    def test_parquet_is_csv(self):
        self.expect_the_same(self.folder / "book.parquet")

    def test_parquet_may_be_written_in_many_ways(self):
        python(WAYS, self.folder)
        law = pathlib.Path("bench/peers/t12")  # twelve rules; under all law this many open orders take minutes
        ways = {path.stem: rows(path, "--rulebook", str(law)) for path in sorted(self.folder.glob("way-*.parquet"))}
        self.assertEqual(len(ways), 7)
        wanted = ways["way-plain"]
        self.assertEqual((len(wanted), len({row["verdict"] for row in wanted}) > 1), (5000, True))
        for name, found in ways.items():
            self.assertEqual(found, wanted, name)

    def test_arrow_is_csv(self):
        self.expect_the_same(self.folder / "book.arrow")

    def test_csv_as_columns_is_csv(self):
        alone = rows(BOOK)
        together = list(csv.DictReader(run("check", BOOK, "--columns", "--format", "csv", "--exit-zero").stdout.splitlines()))
        for line, row in zip(alone, together, strict=True):
            for column in set(line) - {"order", "as_of", "reason"}:
                self.assertEqual(line[column], row[column], (line["order"], column))

    def test_items_without_an_id_are_the_same_in_columns(self):
        """Figures told apart one by one, on and beside thresholds, joined by the law and not, missing, ranged and wrong."""
        dice = random.Random(5)
        figures = {
            "item_tpp": ["", "1599.99", "1600", "2399.99", "2400", "4800", "4799.99", "21000", "4000..5200", "-1", "much"],
            "item_performance_density": ["", "", "1.6", "1.59", "3.2", "5.92", "5.919", "10"],
            "item_die_area_mm2": ["", "", "814", "300"],
            "item_datacenter": ["", "yes", "no", "true", "0", "1"],
            "item_dram_bandwidth_gbps": ["", "6499", "6500", "1400"],
            "item_io_bandwidth_gbps": ["", "600", "599.5", "1100"],
            "quantity": ["1", "64", ""],
            "end_user_headquarters": ["CN", "JP", "AE", ""],
            "destination": ["CN", "SG", "AE", "JP"],
        }
        for left_out in ("", "item_die_area_mm2", "item_performance_density"):
            path = self.folder / f"figures without {left_out}.csv"
            names = [name for name in figures if name != left_out]
            lines = [",".join(["id", "date", "movement", "origin", *names])]
            for row in range(60):
                day = dice.choice(["2022-11-01", "2023-12-01", "2025-02-01", "2026-02-01"])
                lines.append(",".join([f"F-{row}", day, "export", "US", *(dice.choice(figures[name]) for name in names)]))
            path.write_text("\n".join(lines) + "\n")
            alone = {line["order"]: line for line in rows(path)}
            together = list(csv.DictReader(run("check", str(path), "--columns", "--format", "csv", "--exit-zero").stdout.splitlines()))
            self.assertEqual(len(together), 60)
            self.assertGreater(sum(row["verdict"] != "" for row in together), 30)
            for number, row in enumerate(together):
                line = alone.get(f"F-{number}")
                self.assertEqual(line is None, row["verdict"] == "", (left_out, number, row["problem"]))
                for column in set(line or ()) - {"order", "as_of", "reason"}:
                    self.assertEqual(line[column], row[column], (left_out, number, column))

    def test_a_broken_row_of_a_csv_is_named_by_its_line(self):
        path, lines = self.folder / "broken.csv", pathlib.Path(BOOK).read_text().splitlines()
        lines[100] += ",one too many"
        lines[150] = lines[150].replace("2025", "2o25").replace("2026", "2o26")
        path.write_text("\n".join(lines))
        done = run("check", str(path), "--columns", "--format", "csv")
        self.assertEqual(done.returncode, 2)
        self.assertIn("line 101", done.stderr)
        answers = list(csv.DictReader(done.stdout.splitlines()))
        self.assertEqual([n for n, row in enumerate(answers, 1) if row["problem"]], [100, 150])
        self.assertEqual(len(answers), len(lines) - 1)

    def test_json_as_columns_is_json(self):
        for path in JSON_ORDERS:
            alone = rows(path)
            together = list(csv.DictReader(run("check", path, "--columns", "--format", "csv", "--exit-zero").stdout.splitlines()))
            self.assertTrue(alone, path)
            for line, row in zip(alone, [row for row in together if row["verdict"]], strict=True):
                for column in set(line) - {"order", "as_of", "reason"}:
                    said = line[column].split(">", 1)[-1].split(": ", 1)[-1] if "." in column else line[column]  # of several legs, which
                    self.assertEqual(said, row[column], (path, line["order"], column))

    def test_what_changes_in_json_is_the_same_in_columns(self):
        days = ("2026-01-14", "2026-01-15")
        alone = run("diff", "examples/news-orders.jsonl", *days, "--format", "jsonl").stdout.splitlines()
        together = run("diff", "examples/news-orders.jsonl", *days, "--columns", "--format", "jsonl").stdout.splitlines()
        verdicts = [[json.loads(line)["verdict"] for line in lines] for lines in (alone, together)]
        self.assertEqual(*verdicts)

    def test_a_bad_order_in_json_is_named_by_its_line(self):
        done = run("check", "examples/bad-orders.jsonl", "--columns", "--format", "csv")
        self.assertEqual(done.returncode, 2)
        self.assertRegex(done.stderr, r"line \d+")

    def test_on_one_day_and_as_codified(self):
        self.expect_the_same(self.folder / "book.arrow", "--as-of", "2025-06-01", "--posture", "codified")

    def test_answers_go_to_a_file(self):
        out = self.folder / "answers.parquet"
        done = run("check", str(self.folder / "book.parquet"), "--out", str(out), "--exit-zero")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(json.loads(python(READ, out)), [line["verdict"] for line in rows(BOOK)])

    def test_what_changes_is_what_changes_in_csv(self):
        days = ("2025-11-09", "2025-11-10")
        alone = [json.loads(line)["order"] for line in run("diff", BOOK, *days, "--format", "jsonl").stdout.splitlines()]
        together = [json.loads(line)["row"] for line in run("diff", str(self.folder / "book.parquet"), *days, "--format", "jsonl").stdout.splitlines()]
        self.assertTrue(alone)
        self.assertEqual([f"B-{row:05}" for row in together], alone)

    def expect_the_same_changes(self, *arguments):
        """What changes adds up to the same in columns as line by line; JSON has the lines beside it there."""
        alone = json.loads(run("diff", BOOK, *arguments, "--format", "json").stdout)
        for path in (BOOK, self.folder / "book.parquet"):
            done = run("diff", str(path), *arguments, "--columns", "--format", "json")
            together = json.loads(done.stdout)
            self.assertEqual(together.pop("bad"), 0, done.stderr)
            self.assertEqual(together, {key: value for key, value in alone.items() if key != "changes"})
        rows = [json.loads(line) for line in run("diff", BOOK, *arguments, "--columns", "--format", "jsonl").stdout.splitlines()]
        self.assertEqual(len(rows), len(alone["changes"]))
        for row, change in zip(rows, alone["changes"], strict=True):
            self.assertEqual(f"B-{row['row']:05}", change["order"])
            for key in ("verdict", "gates"):
                self.assertEqual(row[key], change[key], change["order"])
            for key in ("appearing", "disappearing", "asking"):
                self.assertEqual([one.get("rule", one.get("fact")) for one in row[key]], [one.get("rule", one.get("fact")) for one in change[key]], change["order"])
        self.assertTrue(rows)

    def test_two_days(self):
        for days in (("2026-01-14", "2026-01-15"), ("2023-01-01", "2026-02-01")):
            self.expect_the_same_changes(*days)

    def test_two_rulebooks(self):
        changed = self.folder / "changed"
        if not changed.exists():
            shutil.copytree("rulebook", changed)
            entry = changed / "us-ear" / "774-3A090.md"
            entry.write_text(entry.read_text(encoding="utf-8").replace("when      item.tpp >= 4800\nthen      item.level = a", "when      item.tpp >= 2000\nthen      item.level = a"), encoding="utf-8")
        self.expect_the_same_changes("rulebook", str(changed))
        self.expect_the_same_changes("rulebook", str(changed), "--as-of", "2025-06-01")

    def test_an_overlay_and_a_posture(self):
        self.expect_the_same_changes("--overlay", "rulebook/overlays/company-policy")
        self.expect_the_same_changes("2026-02-01", "--overlay", "rulebook/overlays/chip-security-act")
        self.expect_the_same_changes("2025-06-01", "--to-posture", "codified")
        self.expect_the_same_changes("--posture", "codified", "--to-posture", "enforced")

    def test_some_columns_of_the_answer(self):
        out = self.folder / "some.arrow"
        done = run("check", str(self.folder / "book.parquet"), "--out", str(out), "--only", "us.export,verdict", "--exit-zero")
        self.assertEqual(done.returncode, 0, done.stderr)
        names = python("import sys, pyarrow as pa; print(*pa.ipc.open_file(sys.argv[1]).schema.names)", out)
        self.assertEqual(names.split(), ["us.export", "verdict"])
        wrong = run("check", str(self.folder / "book.parquet"), "--out", str(out), "--only", "verdikt")
        self.assertEqual((wrong.returncode, "LG0111" in wrong.stderr), (2, True))

    def test_texts_that_come_late(self):
        """More rows than are written at a time, and answers that only the last of them have."""
        path, out = self.folder / "long.parquet", self.folder / "long.arrow"
        python(LATE, path)
        done = run("check", str(path), "--out", str(out), "--exit-zero")
        self.assertIn("3 bad", done.stderr)
        self.assertEqual(json.loads(python(LATE_READ, out)), [1_200_002, 3])

    def test_advice_is_that_of_a_line(self):
        path = self.folder / "chip.csv"
        path.write_text("id,date,movement,origin,destination,item\nA,2026-02-01,export,US,CN,nvidia-h20-98gb\n")
        alone = run("check", str(path)).stderr
        told = list(csv.DictReader(run("check", str(path), "--columns", "--format", "csv").stdout.splitlines()))[0]["problem"]
        advice = alone.split("help: ")[1].splitlines()[0]
        self.assertIn(f"({advice})", told)

    def test_a_damaged_page_leaves_no_answers(self):
        damaged, out = self.folder / "damaged.parquet", self.folder / "kept.parquet"
        bytes_ = bytearray((self.folder / "book.parquet").read_bytes())
        bytes_[200:900] = bytes(700)
        damaged.write_bytes(bytes_)
        out.write_text("what was here before")
        done = run("check", str(damaged), "--out", str(out))
        self.assertEqual(done.returncode, 2, done.stderr)
        self.assertRegex(done.stderr, r"error\[LG01(02|25)\]")
        self.assertEqual(out.read_text(), "what was here before")
        self.assertFalse(pathlib.Path(str(out) + ".part").exists())

    def test_no_room_for_the_answers(self):
        done = run("check", str(self.folder / "book.parquet"), "--out", "/no-such-folder/answers.parquet")
        self.assertEqual(done.returncode, 2)
        self.assertIn("LG0125", done.stderr)

    def test_a_column_of_the_wrong_type(self):
        path = self.folder / "wrong.parquet"
        python("import sys, pyarrow as pa, pyarrow.parquet; pa.parquet.write_table(pa.table({'date': ['2026-02-01'], 'item': [{'a': 1}]}), sys.argv[1])", path)
        done = run("check", str(path))
        self.assertEqual(done.returncode, 2)
        self.assertIn("LG0112", done.stderr)


if __name__ == "__main__":
    unittest.main()
