"""Asks `lockgate screen` and `lockgate own` as people and programs do, with the excerpt that is shipped and with lists gone wrong."""

import csv
import json
import os
import re
import subprocess
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
EXCERPT = "watch/lists/us-excerpt.csv"


def run(*arguments, stdin="", **environment):
    """(exit status, stdout, stderr) of one run, outside any terminal and without the user's own settings."""
    env = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", **environment}
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


class Check(unittest.TestCase):
    """Orders whose parties are screened: examples/half-owned.jsonl."""

    def decide(self, *arguments, orders="examples/half-owned.jsonl"):
        _, out, talk = run("check", orders, "--lists", EXCERPT, "--format", "jsonl", *arguments)
        return {line["order"]: line for line in map(json.loads, out.splitlines())}, talk

    @staticmethod
    def order(**party):
        """The order of the example whose buyer's lists are not given, with another buyer."""
        out = json.loads((ROOT / "examples/half-owned.jsonl").read_text(encoding="utf-8").splitlines()[-1])
        out["id"] = "x"
        out["parties"][1].update(party)
        return out

    @staticmethod
    def parties(determination):
        return {one["party"]: one for one in determination["screening"]}

    def test_two_listed_owners_before_and_during_the_suspension(self):
        answers, _ = self.decide()
        before, during, now = (answers["half-owned/" + which] for which in ("before", "suspended", "nobody-knows"))
        rule = "us.ear.affiliates"
        cited = [[reason["rule"] for gate in answer["gates"] for reason in gate["reasons"]] for answer in (before, during)]
        self.assertTrue(any(one.startswith(rule) for one in cited[0]), cited[0])
        self.assertFalse(any(one.startswith(rule) for one in cited[1]), cited[1])
        self.assertEqual((before["verdict"], during["verdict"]), ("license", "proceed"))
        self.assertIn("law.affiliates_rule_reinstated", [unknown["fact"] for unknown in now["unknown"]])
        for answer in (before, during):
            found = self.parties(answer)
            self.assertEqual(found["end_user.owners[0]"]["lists"], ["entity_list", "entity_list_fn1"])
            self.assertEqual(found["end_user.owners[1]"]["lists"], ["entity_list", "entity_list_fn4"])
            self.assertEqual(found["end_user"]["ownership"][0]["direct_bp"], 5000)
            for one in answer["screening"]:
                for hit in one["hits"]:
                    self.assertEqual(sum(line["points"] for line in hit["evidence"]), hit["score"])
            self.assertRegex(answer["lists"][0]["digest"], "^sha256:")

    def test_owners_and_parents_come_from_holdings(self):
        answers, _ = self.decide("--holdings", "examples/half-owned-holdings.jsonl")
        found = self.parties(answers["half-owned/by-holdings"])
        self.assertEqual(found["end_user.owners[0]"]["name"], "Exemplo Participações S.A.")
        self.assertEqual(found["end_user.owners[0]"]["lists"], ["entity_list", "entity_list_fn1", "entity_list_fn4"], "through its own owners")
        self.assertEqual(answers["half-owned/by-holdings"]["verdict"], "license")
        self.assertEqual(self.decide()[0]["half-owned/by-holdings"]["verdict"], "proceed", "without holdings nobody is known to own it")

    def test_a_name_that_is_alike_holds_until_somebody_rules(self):
        answer = self.decide()[0]["alike"]
        self.assertEqual(self.parties(answer)["end_user"]["result"], "needs_review")
        self.assertEqual(answer["verdict"], "hold")
        question = next(unknown["question"] for unknown in answer["unknown"] if unknown["fact"] == "end_user.lists")
        self.assertIn("HiSilicon", question)
        self.assertIn("screen.needs_review", [flag["id"] for flag in answer["flags"]])
        entries = [hit["list"] + " " + hit["entry"] for hit in self.parties(answer)["end_user"]["hits"]]
        for status, result in (("true_match", "listed"), ("not_a_match", "not_cleared"), ("escalated", "needs_review")):
            with tempfile.TemporaryDirectory() as folder:
                rulings = folder + "/rulings.jsonl"
                for entry in entries:
                    code, _, talk = run("hits", "rule", "Hi Silicon Tech Co", entry, "--lists", EXCERPT, "--rulings", rulings, "--status", status, "--by", "A. Clerk", "--why", "papers seen", "--on", "2026-11-20")
                    self.assertEqual(code, 0, talk)
                ruled = self.decide("--rulings", rulings)[0]["alike"]
                self.assertEqual(self.parties(ruled)["end_user"]["result"], result, status)
                self.assertEqual(self.parties(ruled)["end_user"]["hits"][0]["by"], "A. Clerk")
                self.assertIn("A. Clerk", run("hits", "list", "--rulings", rulings)[1])

    def test_a_ruling_ends_when_its_entry_changes(self):
        rows = "name,list,id,requirement\n{},entity_list,1,{}\n"
        order = self.order(name="Hi Silicon Tech Co")
        with tempfile.TemporaryDirectory() as folder, file_of(json.dumps(order), ".json") as orders:
            old, new, moved, rulings = (f"{folder}/{name}" for name in ("old.csv", "new.csv", "moved.csv", "rulings.jsonl"))
            Path(old).write_text(rows.format("HiSilicon Tech", "all"))
            Path(moved).write_text(rows.format("HiSilicon Tech", "all").replace(",1,", ",7,"))
            Path(new).write_text(rows.format("HiSilicon Tech", "more"))
            run("hits", "rule", "Hi Silicon Tech Co", "1", "--lists", old, "--rulings", rulings, "--status", "not_a_match", "--by", "A. Clerk", "--why", "another firm")
            status = {}
            for path in (old, moved, new):
                out = run("check", orders.name, "--lists", path, "--rulings", rulings, "--format", "jsonl")[1]
                status[path] = self.parties(json.loads(out))["end_user"]["hits"][0]["status"]
            self.assertEqual([status[path] for path in (old, moved, new)], ["not_a_match", "not_a_match", "needs_review"])

    def test_the_same_name_in_another_country_is_for_a_person(self):
        order = self.order(name="HiSilicon Optoelectronics Co., Ltd.", country="DE", headquarters="DE")
        with file_of(json.dumps(order), ".json") as file:
            answer = self.decide(orders=file.name)[0]["x"]
        self.assertEqual(self.parties(answer)["end_user"]["result"], "needs_review")

    def test_what_is_declared_stands_and_is_flagged(self):
        order = self.order(name="HiSilicon Optoelectronics Co., Ltd.", lists=[])
        with file_of(json.dumps(order), ".json") as file:
            answer = self.decide(orders=file.name)[0]["x"]
        self.assertEqual(self.parties(answer)["end_user"]["result"], "declared")
        self.assertIn("screen.differs", [flag["id"] for flag in answer["flags"]])

    def test_lists_that_leave_something_out_clear_nobody(self):
        with file_of("name,list\nAcme,sdn\n", ".csv") as list_file:
            _, out, talk = run("check", "examples/half-owned.jsonl", "--lists", list_file.name, "--format", "jsonl")
        self.assertIn("LG0533", talk)
        self.assertIn('"not_cleared"', out)

    def compare_columns(self, orders, *arguments, **environment):
        """The verdicts of orders line by line; in columns they are the same."""
        given = ["check", orders, "--format", "csv", "--exit-zero", *arguments]
        alone, together = (list(csv.DictReader(run(*given, *more, **environment)[1].splitlines())) for more in ([], ["--columns"]))
        self.assertEqual(len(alone), len(together))
        for line, row in zip(alone, together):
            for column in set(line) - {"order", "as_of", "reason"}:
                self.assertEqual(line[column], row[column], (line["order"], column))
        return [line["verdict"] for line in alone]

    def test_orders_in_columns_are_screened_as_line_by_line(self):
        lists, holdings = ["--lists", EXCERPT], ["--holdings", "examples/half-owned-holdings.jsonl"]
        orders = "examples/half-owned.jsonl"
        plain = self.compare_columns(orders)
        screened = self.compare_columns(orders, *lists)
        held = self.compare_columns(orders, *lists, *holdings)
        self.assertNotEqual(plain, screened)
        self.assertNotEqual(screened, held)
        self.assertEqual(screened, self.compare_columns(orders, LOCKGATE_LISTS=f"{EXCERPT}:{EXCERPT}"))

    def test_parties_of_csv_in_columns_are_screened(self):
        rows, lists = (list(csv.DictReader((ROOT / path).read_text(encoding="utf-8").splitlines())) for path in ("examples/demo-book.csv", EXCERPT))
        listed = [row["name"] for row in lists][::29]
        for row, name in zip(rows, listed * len(rows)):
            row.update(end_user=name if int(row["quantity"]) % 3 else name + " Sales", end_user_lists="?")
        for row in rows[::5]:
            row["end_user_lists"] = ""  # declared: found nowhere
        with tempfile.NamedTemporaryFile("w", suffix=".csv", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows[0])
            writer.writeheader()
            writer.writerows(rows)
            file.flush()
            self.assertNotEqual(self.compare_columns(file.name), self.compare_columns(file.name, "--lists", EXCERPT))

    def test_who_holds_a_party_is_a_question_of_the_day_in_columns_too(self):
        lines = [json.loads(line) for line in (ROOT / "examples/half-owned-holdings.jsonl").read_text(encoding="utf-8").splitlines()]
        lines[0].update({"from": "2025-10-10", "until": "2025-10-20"})
        order = json.loads((ROOT / "examples/half-owned.jsonl").read_text(encoding="utf-8").splitlines()[3])
        orders = "".join(json.dumps({**order, "id": day, "date": day}) + "\n" for day in ("2025-10-05", "2025-10-15", "2025-10-25"))
        with file_of("".join(json.dumps(line) + "\n" for line in lines), ".jsonl") as held, file_of(orders, ".jsonl") as file:
            self.assertEqual(self.compare_columns(file.name, "--lists", EXCERPT, "--holdings", held.name), ["proceed", "license", "proceed"])
            status, _, talk = run("diff", file.name, "2025-10-15", "2025-10-25", "--columns", "--lists", EXCERPT, "--holdings", held.name)
            self.assertEqual((status, "[LG0535]" in talk), (2, True), talk)
            always = ["--lists", EXCERPT, "--holdings", "examples/half-owned-holdings.jsonl"]
            done = run("diff", file.name, "2025-10-15", "2025-12-15", "--columns", "--format", "csv", *always)[1]
        self.assertEqual([row["verdict_before"] + " " + row["verdict_after"] for row in csv.DictReader(done.splitlines())], ["license proceed"] * 3)

    def test_nothing_is_passed_over(self):
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, "bad.jsonl").write_text("{\"name\": 1}\n")
            Path(folder, "holdings.jsonl").write_text('{"listed": "A", "lists": ["EL"]}\n')
            for code, arguments in {
                "LG0530": ["--lists", EXCERPT, "--rulings", folder + "/bad.jsonl"],
                "LG0532": ["--lists", EXCERPT, "--holdings", folder + "/holdings.jsonl"],
                "LG0534": ["--holdings", "examples/half-owned-holdings.jsonl"],
            }.items():
                status, _, talk = run("check", "examples/half-owned.jsonl", *arguments)
                self.assertEqual((status, f"[{code}]" in talk), (2, True), talk)


class Lists(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)

    def write(self, name, rows):
        path = f"{self.folder.name}/{name}"
        with open(path, "w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([["list", "id", "name", "requirement"], *rows])
        return path

    def test_a_list_with_holes_is_refused(self):
        rows = [["entity_list", i, f"Acme {i} Chips", "all"] for i in range(100)]
        old, less, few = self.write("old.csv", rows), self.write("less.csv", rows[:98]), self.write("few.csv", rows[:97])
        self.assertEqual(run("lists", "check", less, "--against", old)[0], 0)
        status, _, talk = run("lists", "check", few, "--against", old)
        self.assertEqual((status, "LG0536" in talk), (3, True))
        self.assertEqual(run("lists", "check", few, "--against", old, "--force", "89 FR 1 took three off")[0], 0)

    def test_what_changed_and_for_whom(self):
        old = self.write("old.csv", [["entity_list", 1, "Zorble Photonics", "all"], ["entity_list", 2, "Gone Works", "all"]])
        new = self.write("new.csv", [["entity_list", 9, "Zorble Photonics", "some"], ["entity_list", 10, "Blixen Foundry Ltd.", "all"]])
        with file_of("Blixen Foundry Ltd.\nGone Works\nSomebody Else\n", ".txt") as names:
            status, out, _ = run("lists", "diff", old, new, "--parties", names.name, "--format", "json")
        answer = json.loads(out)
        self.assertEqual(([one["name"] for one in answer["added"]], [one["name"] for one in answer["removed"]], [one["name"] for one in answer["changed"]]), (["Blixen Foundry Ltd."], ["Gone Works"], ["Zorble Photonics"]))
        self.assertEqual({one["name"]: (one["before"]["result"], one["after"]["result"]) for one in answer["parties"]}, {"Blixen Foundry Ltd.": ("not_cleared", "listed"), "Gone Works": ("listed", "not_cleared")})
        self.assertEqual(status, 1)


class Own(unittest.TestCase):
    def test_days_of_a_lane_are_those_of_the_rulebook(self):
        rows = [line.split("\t") for line in (ROOT / "watch/lanes.tsv").read_text().splitlines() if not line.startswith("#")]
        lane = next(dict(zip(rows[0], row)) for row in rows if row[0] == "bis")
        law = (ROOT / "rulebook/us-ear/744-affiliates.md").read_text()
        days = {rule: re.search(rf"^rule +{re.escape(rule)}$.*?^in force +(.+?)$", law, re.M | re.S).group(1) for rule in ("us.ear.affiliates", "us.ear.affiliates.reinstated")}
        self.assertEqual((lane["in_force"], lane["unsettled"]), (days["us.ear.affiliates"], days["us.ear.affiliates.reinstated"]))
        self.assertEqual(self.answer("2026-11-20"), (1, "possible"))

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
