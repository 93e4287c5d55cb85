"""Every code that the compiler and its checks can say has a row in docs/errors.md, and every row there can be said."""

import re
import unittest
from pathlib import Path

SPOKEN = re.compile(r'"(LG1[0-9]{3})"')
ROW = re.compile(r"^\| (LG1[0-9]{3}) \|", re.MULTILINE)


def spoken():
    files = [path for folder in ("law", "decide", "cli") for path in Path("src", folder).glob("*.cc") if not path.name.endswith("_test.cc")]
    return {code for path in files for code in SPOKEN.findall(path.read_text(encoding="utf-8"))}


class Codes(unittest.TestCase):
    def test_spoken_and_explained(self):
        rows = ROW.findall(Path("docs/errors.md").read_text(encoding="utf-8"))
        self.assertEqual(len(rows), len(set(rows)), "a code has two rows")
        self.assertEqual(spoken(), set(rows))

    def test_shown(self):
        """A code of loading or checking that no bad book provokes is one nobody has looked at."""
        shown = {code for path in Path("tests/law/bad").glob("*.md") for code in re.findall(r"\[(LG1[0-9]{3})\]", path.read_text(encoding="utf-8"))}
        elsewhere = {"LG1000", "LG1030", "LG1309", "LG1408", "LG1503", "LG1504"}  # no file, two laws, too long, too hard a question, asked by the command line
        self.assertEqual(spoken() - shown, elsewhere)


if __name__ == "__main__":
    unittest.main()
