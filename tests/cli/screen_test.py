"""Asks `lockgate screen` and `lockgate own` as people and programs do, with the excerpt that is shipped and with lists gone wrong."""

import json
import os
import subprocess
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
EXCERPT = "watch/lists/us-excerpt.csv"


def run(*arguments, stdin=""):
    """(exit status, stdout, stderr) of one run, outside any terminal and without the user's own settings."""
    env = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8"}
    command = [os.environ.get("LOCKGATE", str(ROOT / "lockgate")), "--data", ".", *arguments]
    done = subprocess.run(command, cwd=ROOT, env=env, input=stdin.encode(), capture_output=True, timeout=300)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def file_of(text, ending):
    file = tempfile.NamedTemporaryFile("w", suffix=ending, encoding="utf-8", newline="")
    file.write(text)
    file.flush()
    return file


class Screen(unittest.TestCase):
    def test_lines_for_programs(self):
        status, out, _ = run("screen", "-", "--list", EXCERPT, "--format", "jsonl", "--top", "3", stdin="Hi Silicon Tech Co\nNobody Whatever\n")
        first, second = (json.loads(line) for line in out.splitlines())
        self.assertEqual((status, first["query"], first["alert"], second["alert"]), (1, "Hi Silicon Tech Co", True, False))
        self.assertLessEqual(len(first["hits"]), 3)
        for hit in first["hits"]:
            self.assertEqual(sum(line["points"] for line in hit["evidence"]), hit["score"])
            self.assertEqual(hit["list"], "entity_list")

    def test_all_forms_ask_the_same(self):
        names = ["深圳市海思半导体有限公司", "Huawei Technologies Co., Ltd."]
        with file_of("name,city\n" + "".join(f'"{name}",x\n' for name in names), ".csv") as table, file_of("\n".join(names), ".txt") as text:
            answers = [run("screen", *what, "--list", EXCERPT, "--format", "jsonl")[1] for what in (names, [table.name], [text.name])]
        hits = [[json.loads(line)["hits"] for line in answer.splitlines()] for answer in answers]
        self.assertEqual(hits[0], hits[1])
        self.assertEqual(hits[0], hits[2])

    def test_parties_of_orders(self):
        order = {"id": "x", "destination": "BR", "parties": [{"role": "end_user", "name": "HiSilicon Technologies", "owners": [{"name": "Huawei", "percent": 50}]}]}
        with file_of(json.dumps(order), ".json") as file:
            out = run("screen", file.name, "--list", EXCERPT, "--format", "jsonl")[1]
        self.assertEqual([json.loads(line).get("from") for line in out.splitlines()], ["order x, end_user", "order x, end_user.owners"])

    def test_pairs(self):
        with file_of("name1,name2,schema\nSiemens Aktiengesellschaft,Siemens AG,Company\nSiemens AG,Bosch AG,Company\n", ".csv") as file:
            status, out, _ = run("screen", "--pairs", file.name)
        self.assertEqual((status, [json.loads(line)["match"] for line in out.splitlines()]), (0, [True, False]))

    def test_same_bytes(self):
        self.assertEqual(run("screen", "Huawei", "--format", "json"), run("screen", "Huawei", "--format", "json"))

    def test_says_that_the_excerpt_clears_nobody(self):
        self.assertIn("LG0520", run("screen", "Nobody Whatever")[2])

    def test_what_is_wrong_has_a_code(self):
        with file_of("name\n", ".csv") as empty, file_of("<html>", ".xml") as page:
            for code, arguments in {
                "LG0101": ["screen", "A", "--list", "missing.csv"],
                "LG0508": ["screen", "A", "--list", empty.name],
                "LG0501": ["screen", "A", "--list", page.name],
                "LG0521": ["screen", "—", "--list", EXCERPT],
                "LG0523": ["screen", "A", "--threshold", "80"],
                "LG0605": ["own", "examples/holdings.jsonl", "--lane", "eu"],
                "LG0606": ["own", "examples/holdings.jsonl", "--ask", "Nobody"],
            }.items():
                status, _, talk = run(*arguments)
                self.assertEqual((status, f"[{code}]" in talk), (2, True), talk)

    def test_a_name_of_a_hundred_thousand_characters(self):
        status, _, talk = run("screen", "-", "--list", EXCERPT, stdin="a b" * 33_333)
        self.assertEqual((status, "LG0522" in talk), (0, True))


class Own(unittest.TestCase):
    def answer(self, day):
        status, out, _ = run("own", "examples/holdings.jsonl", "--ask", "Exemplo Importadora Ltda.", "--on", day, "--lane", "bis")
        return status, json.loads(out)["restricted"]

    def test_two_listed_owners_on_two_days(self):
        self.assertEqual(self.answer("2025-10-15"), (1, "yes"))
        self.assertEqual(self.answer("2025-12-15"), (0, "no"))

    def test_bad_lines_are_named_and_the_rest_is_read(self):
        lines = '{"owner": "L", "owned": "A", "share": 12000}\n{"owner": "", "owned": "A", "share": 1}\nno json\n{"owner": "L", "owned": "A", "share": 5000}\n{"listed": "L", "lists": ["sdn"]}\n'
        status, out, talk = run("own", "-", "--ask", "A", "--lane", "ofac", stdin=lines)
        self.assertEqual((status, json.loads(out)["restricted"]), (2, "yes"))
        for code in ("LG0602", "LG0603", "LG0104"):
            self.assertIn(code, talk)


if __name__ == "__main__":
    unittest.main()
