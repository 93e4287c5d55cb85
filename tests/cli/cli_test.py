"""Runs the command line over the invented jurisdiction and compares what it writes with tests/cli/golden/.

After a change that is meant: UPDATE_GOLDEN=1 LOCKGATE=./lockgate python3 tests/cli/cli_test.py, and read the diff.
"""

import json
import os
import re
import subprocess
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = ROOT / "tests" / "cli" / "golden"
ORDERS = "tests/cli/orders.jsonl"
FICTION = ["--data", ".", "--rulebook", "rulebook/fictional"]


def run(*arguments, stdin="", **environment):
    """(exit status, stdout, stderr) of one run, outside any terminal and without the user's own settings."""
    env = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", **environment}
    command = [os.environ.get("LOCKGATE", str(ROOT / "lockgate")), *arguments]
    done = subprocess.run(command, cwd=ROOT, env=env, input=stdin.encode(), capture_output=True, timeout=300)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def fiction(*arguments, **options):
    return run(*FICTION, *arguments, **options)


def without_digests(text):
    text = re.sub(r"sha256:[0-9a-f]{64}", "sha256:…", text)
    return re.sub(r"(rulebook|规则集) [0-9a-f]{12}", r"\1 …", text)


class Golden(unittest.TestCase):
    maxDiff = None

    def expect(self, name, text):
        path = GOLDEN / name
        text = without_digests(text)
        if os.environ.get("UPDATE_GOLDEN"):
            GOLDEN.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        self.assertEqual(path.read_text(encoding="utf-8"), text)

    def test_check(self):
        for form in ("table", "csv", "md"):
            status, out, talk = fiction("check", ORDERS, "--format", form)
            self.expect(f"check.{form}.txt", out)
            self.assertEqual((status, talk), (1, "5 lines | 1 proceed | 1 conditions | 1 hold | 1 license | 1 stop\n"))

    def test_check_in_chinese(self):
        self.expect("check.zh.txt", "".join(fiction("--lang", "zh", "check", ORDERS)[1:]))

    def test_explain(self):
        self.expect("explain.txt", fiction("explain", ORDERS)[1])
        self.expect("explain.zh.txt", fiction("--lang", "zh", "explain", ORDERS)[1])
        self.expect("explain.md", fiction("explain", ORDERS, "a-siege", "--format", "md")[1])
        self.expect("explain.all.txt", fiction("explain", ORDERS, "a-siege", "--all")[1])

    def test_diff(self):
        status, out, _ = fiction("diff", ORDERS, "2020-06-01", "2025-03-01")
        self.assertEqual(status, 0)
        self.expect("diff.txt", out)

    def test_law(self):
        self.expect("law.show.txt", fiction("law", "show", "fr.5", "fr.wary", "fr.outcome", "--on", "2025-03-01")[1])
        self.expect("law.kinds.txt", fiction("law", "kinds", "--on", "2025-03-01")[1])
        self.expect("law.timeline.txt", fiction("law", "timeline")[1])
        self.expect("law.coverage.txt", fiction("law", "coverage")[1])

    def test_help(self):
        self.expect("help.txt", run("--help")[1])
        self.expect("help.check.txt", run("check", "--help")[1])

    def test_bad_lines(self):
        lines = ('{"id": "x", "date": "2026-02-30", "movement": "exprot"}\n'
                 '{"id": "y", "movement": "export", "origin": "XA", "destination": "XB", "item": {"name": "E"}}\n'
                 "[\n"
                 '{"id": "z", "date": "2025-03-01", "movement": "export", "origin": "XB", "destination": "XC", "item": {"name": "E"}}\n')
        status, out, talk = fiction("check", "-", stdin=lines)
        self.assertEqual(status, 2)
        self.assertIn("✓ proceed", out)
        self.expect("bad-lines.txt", talk)


class Formats(unittest.TestCase):
    def test_json(self):
        answers = json.loads(fiction("check", ORDERS, "--format", "json")[1])
        self.assertEqual([a["verdict"] for a in answers], ["proceed", "license", "stop", "hold", "conditions"])
        lines = [json.loads(line) for line in fiction("check", ORDERS, "--format", "jsonl")[1].splitlines()]
        self.assertEqual(lines, answers)

    def test_explain_json(self):
        [answer] = json.loads(fiction("explain", ORDERS, "a-siege", "--all", "--format", "json")[1])
        self.assertEqual(answer["verdict"], "stop")
        self.assertIn(("fr.17", "yes"), [(t["rule"], t["effective"]) for t in answer["trace"]])

    def test_diff_json(self):
        answer = json.loads(fiction("diff", ORDERS, "2020-06-01", "2025-03-01", "--format", "json")[1])
        [change] = answer["changes"]
        self.assertEqual((change["order"], change["verdict"]), ("a-siege", {"before": "license", "after": "stop"}))
        self.assertIn("fr.17", [r["rule"] for r in change["appearing"]])
        self.assertEqual(answer["sums"][0]["quantity"], "100")

    def test_diff_of_rulebooks(self):
        status, out, _ = run("--data", ".", "diff", ORDERS, "rulebook/fictional", "rulebook/fictional")
        self.assertEqual((status, out), (0, "0 of 5 lines change\n"))

    def test_output_is_the_same_twice(self):
        for form in ("json", "csv", "table"):
            self.assertEqual(fiction("check", ORDERS, "--format", form), fiction("check", ORDERS, "--format", form))

    def test_colour(self):
        self.assertNotIn("\x1b", fiction("check", ORDERS)[1])
        self.assertIn("\x1b[32m✓ proceed\x1b[0m", fiction("--color", "always", "check", ORDERS)[1])

    def test_width(self):
        for columns in (40, 60, 200):
            _, out, _ = fiction("check", ORDERS, COLUMNS=str(columns))
            self.assertLessEqual(max(len(line) for line in out.splitlines()), columns)

    def test_control_characters_do_not_reach_the_terminal(self):
        order = {"id": "\x1b[2J", "date": "2025-03-01", "movement": "export", "origin": "XB", "destination": "XC", "item": {"name": "\x07"}}
        self.assertNotIn("\x1b", fiction("check", "-", stdin=json.dumps(order))[1])


class Status(unittest.TestCase):
    def test_proceeds(self):
        first = (ROOT / ORDERS).read_text(encoding="utf-8").splitlines()[0]
        self.assertEqual(fiction("check", "-", stdin=first)[0], 0)

    def test_exit_zero(self):
        self.assertEqual(fiction("--exit-zero", "check", ORDERS)[0], 0)
        self.assertEqual(fiction("check", ORDERS, "--exit-zero")[0], 0)
        self.assertEqual(fiction("--exit-zero", "check", "-", stdin="{}")[0], 2)

    def test_usage(self):
        for arguments in ([], ["chekc", ORDERS], ["check"], ["check", ORDERS, "--format", "xml"], ["check", "no-such-file.jsonl"],
                          ["check", ORDERS, "--as-of", "2025-13-01"], ["explain", ORDERS, "no-such-id"], ["diff", ORDERS, "2025-01-01", "never"],
                          ["law", "show", "fr.no_such_rule"], ["chips", "no-such-chip", "--on", "2025-01-01"]):
            self.assertEqual(fiction(*arguments)[0] if arguments else run()[0], 2, arguments)
        self.assertIn("did you mean `check`?", run("chekc", ORDERS)[2])

    def test_no_rulebook(self):
        self.assertEqual(run("--data", "src", "check", ORDERS)[0], 3)

    def test_broken_rulebook(self):
        status, _, talk = run("--data", ".", "--rulebook", "tests/cli/broken", "check", ORDERS)
        self.assertEqual(status, 3)
        self.assertIn("--> tests/cli/broken/book.md", talk)
        self.assertEqual(run("--data", ".", "law", "check", "--quick", "tests/cli/broken")[0], 1)

    def test_law_check(self):
        status, out, _ = run("--data", ".", "law", "check", "--quick", "rulebook/fictional")
        self.assertEqual(status, 0)
        self.assertRegex(out, r"^\d+ rules \| \d+ cases passed \| 0 cases failed \| 0 errors")


class Cases(unittest.TestCase):
    ORDER = json.loads((ROOT / ORDERS).read_text(encoding="utf-8").splitlines()[0])

    def cases(self, *expectations, **fields):
        path = Path(os.environ.get("TMPDIR", "/tmp")) / f"lockgate-cases-{os.getpid()}.jsonl"
        lines = [json.dumps({"case": f"c{n}", "order": self.ORDER, "expect": e, "source": "test", **fields}) for n, e in enumerate(expectations)]
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        try:
            return fiction("cases", str(path))
        finally:
            path.unlink()

    def test_what_holds(self):
        status, out, _ = self.cases({"verdict": "proceed"}, {"fr.export": {"outcome": "free", "level": "grand", "contested": None}},
                                    {"fr.export": {"reasons": [{"cite": "Act s. 2"}]}}, {"unknown": [], "stale": False})
        self.assertTrue(out.startswith("4 passed, 0 failed"), out)
        self.assertEqual(status, 0)

    def test_what_does_not(self):
        wrong = [{"verdict": "stop"}, {"fr.export": {"outcome": "license"}}, {"fr.export": {"reasons": [{"cite": "Act s. 3"}]}},
                 {"unknown": [{"fact": "item.tpp"}]}, {"no.gate": {"outcome": "free"}}, {"between": ["proceed", "stop"]}]
        status, out, _ = self.cases(*wrong)
        self.assertIn("0 passed, 6 failed", out)
        self.assertIn('fr.export.outcome: expected "license", found "free"', out)
        self.assertEqual(status, 1)

    def test_contested(self):
        other = {"reading": "r", "held_by": "h", "facts": {}, "expect": {"verdict": "proceed"}}
        status, out, _ = self.cases({"verdict": "stop"}, contested=True, other=other)
        self.assertIn("0 passed, 0 failed, 1 contested (0 as the first reading, 1 as the other, 0 as neither; 1 of 1", out)
        self.assertEqual(status, 0)


class Completion(unittest.TestCase):
    def complete(self, *words):
        script = run("completion", "bash")[1] + (
            f"\nCOMP_WORDS=({' '.join(repr(w) for w in words)}); COMP_CWORD={len(words) - 1}; _lockgate; printf '%s\\n' \"${{COMPREPLY[@]}}\"\n")
        return subprocess.run(["bash", "-c", script], capture_output=True, check=True, cwd=ROOT / "tests").stdout.decode().split()

    def test_bash(self):
        self.assertEqual(self.complete("lockgate", "ch"), ["check", "chips"])
        self.assertEqual(self.complete("lockgate", "law", "k"), ["kinds"])
        self.assertEqual(self.complete("lockgate", "check", "--format", "j"), ["json", "jsonl"])
        self.assertEqual(self.complete("lockgate", "check", "tid"), ["tidy"])
        self.assertIn("--as-of", self.complete("lockgate", "check", "--a"))

    def test_others(self):
        self.assertTrue(run("completion", "zsh")[1].startswith("#compdef lockgate\n"))
        self.assertIn("-a check -d", run("completion", "fish")[1])
        self.assertEqual(run("completion", "tcsh")[0], 2)


if __name__ == "__main__":
    unittest.main()
