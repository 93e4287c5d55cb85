"""Reads the whole repository and fails on a broken house rule; and shows that each rule can fail."""

import subprocess
import unittest
from pathlib import Path

import rules

ROOT = Path(__file__).resolve().parents[2]


def files():
    """Paths of the repository's own files: what git tracks or would track; in an unpacked archive, all but what is built."""
    if not (ROOT / ".git").exists():
        paths = [path.relative_to(ROOT) for path in ROOT.rglob("*") if path.is_file() and not path.is_symlink()]
        return sorted(str(path) for path in paths if not {"build", "node_modules", "__pycache__"} & set(path.parts))
    command = ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, capture_output=True, check=True).stdout.decode().split("\0")
    return sorted(path for path in set(listed) if path and (ROOT / path).is_file())


def sources():
    return [path for path in files() if path.startswith("src/") and path.endswith(rules.SOURCE)]


def read(path):
    return (ROOT / path).read_text(encoding="utf-8")


class Repository(unittest.TestCase):
    def expect_none(self, complaints):
        self.assertFalse(complaints, "\n" + "\n".join(complaints))

    def test_there_is_something_to_read(self):
        self.assertIn("src/base/decimal.cc", sources())

    def test_includes_go_down_the_staircase(self):
        allowed = rules.staircase(read("CMakeLists.txt"))
        self.expect_none([line for path in sources() for line in rules.upward_includes(path, read(path), allowed)])

    def test_no_law_in_code(self):
        paths = [path for path in sources() if not path.endswith("_test.cc")]
        self.expect_none([line for path in paths for line in rules.law_in_code(path, read(path))])

    def test_names(self):
        self.expect_none([line for path in sources() for line in rules.forbidden_names(path, read(path))])

    def test_length(self):
        self.expect_none([line for path in sources() for line in rules.too_long(path, read(path))])

    def test_spelling(self):
        verbatim = [line for line in read("tests/tidy/verbatim.txt").splitlines() if line]
        paths = [p for p in files() if Path(p).suffix in rules.PROSE and p != "LICENSE" and not p.startswith("tests/tidy/")]
        self.expect_none([line for path in paths for line in rules.spelling(path, read(path), verbatim)])

    def test_nothing_built_or_large(self):
        self.expect_none([line for path in files() for line in rules.unwanted_file(path, (ROOT / path).read_bytes())])


class Rules(unittest.TestCase):
    def test_staircase(self):
        allowed = rules.staircase("lockgate_folder(a USES x::y)\nlockgate_folder(b ON a)\nlockgate_folder(c ON b USES z::z)")
        self.assertEqual(allowed, {"a": {"a"}, "b": {"a", "b"}, "c": {"a", "b", "c"}})
        good = '#include "a/x.h"\n#include <c/y.h>\n// #include "c/z.h"\n'
        self.assertEqual(rules.upward_includes("src/b/f.cc", good, allowed), [])
        bad = rules.upward_includes("src/b/f.cc", '#include "b/f.h"\n  # include "c/x.h"\n#include "f.h"\n', allowed)
        self.assertEqual(bad, ["src/b/f.cc:2: `b` may not include `c`", "src/b/f.cc:3: `f.h`: include by the path from src/"])
        self.assertEqual(len(rules.upward_includes("src/new/f.cc", "", allowed)), 1)

    def test_law(self):
        for bad in ('f("CN");', 'f("TW>US");', 'f(R"(HK, MO)");', "// see 3A090", "x >= 4800", "x >= 4'800;", "a > 5.92;",
                    '"tpp >= 1600"', '"in D:5"', "int x = 6500u;"):
            self.assertEqual(len(rules.law_in_code("x.cc", bad)), 1, bad)
        for good in ('"order ID"', '"ID"', '"Cn"', '"AA"', "// CN is a country of D:5", "0x3A0905", "x = 14800;", "x = 5.921;", '"v1.5.92"',
                     "1'000'000", "'\"'; f(x); '\"'", "LG1600"):
            self.assertEqual(rules.law_in_code("x.cc", good), [], good)

    def test_law_gives_the_line(self):
        self.assertEqual(rules.law_in_code("x.cc", '\nR"(\n)";\nf("CN");'), ['x.cc:4: the country "CN" is law'])

    def test_names(self):
        for path, text in (("src/a/utils.h", ""), ("src/common/x.h", ""), ("src/a/x.h", "class LedgerManager {"),
                           ("src/a/x.h", "namespace helpers {"), ("src/a/string_util.cc", "")):
            self.assertEqual(len(rules.forbidden_names(path, text)), 1, path + text)
        for text in ("class Commonwealth;", "// a class Manager", 'f("struct Utils");', "int common_prefix();"):
            self.assertEqual(rules.forbidden_names("src/a/commonly.h", text), [], text)

    def test_length(self):
        self.assertEqual(rules.too_long("x.h", "\n" * 500), [])
        self.assertEqual(len(rules.too_long("x.h", "\n" * 501)), 1)

    def test_spelling(self):
        verbatim = ["Open Government Licence"]
        self.assertEqual(len(rules.spelling("x.md", "a license\nno Licences\n", verbatim)), 1)
        self.assertEqual(rules.spelling("x.md", "Open Government Licence v3, https://x.org/licence", verbatim), [])

    def test_unwanted_files(self):
        for path, content in (("a.o", b""), ("lockgate", b"\x7fELF\x02"), ("a.png", b"\0" * 70_000), ("a.csv", b"a" * (3 << 20))):
            self.assertEqual(len(rules.unwanted_file(path, content)), 1, path)
        self.assertEqual(rules.unwanted_file("a.parquet", b"PAR1\0\0"), [])


if __name__ == "__main__":
    unittest.main()
