"""The documentation as a site (`./run docs`): it builds, its links lead somewhere, it loads nothing from elsewhere, and its tutorial runs on the demo folder."""

import html.parser
import os
import re
import shlex
import subprocess
import tempfile
import unittest
import urllib.parse
from pathlib import Path

from samples_test import SAMPLE, without_digest

ROOT = Path(__file__).resolve().parents[2]
MKDOCS = ROOT / ".venv/bin/mkdocs"
PROGRAM = os.environ.get("LOCKGATE", str(ROOT / "lockgate"))


class Page(html.parser.HTMLParser):
    """What a page links to, what it loads, and the anchors it has."""

    def __init__(self, path):
        super().__init__()
        self.links, self.loads, self.anchors = [], [], {""}
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        self.anchors.update(given[key] for key in ("id", "name") if given.get(key))
        if tag == "a" and given.get("href"):
            self.links.append(given["href"])
        elif tag in ("script", "img", "link", "iframe", "source") and (given.get("src") or given.get("href")):
            self.loads.append(given.get("src") or given["href"])


class Site(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        if not MKDOCS.exists():
            if os.environ.get("CI") == "true":
                raise AssertionError("mkdocs is missing")
            raise unittest.SkipTest("mkdocs is missing (.venv)")
        cls.folder = tempfile.TemporaryDirectory()
        cls.site = Path(cls.folder.name) / "site"
        built = subprocess.run([MKDOCS, "build", "--strict", "--quiet", "--site-dir", cls.site], cwd=ROOT, capture_output=True, text=True, timeout=300)
        assert built.returncode == 0, built.stdout + built.stderr
        cls.pages = {path.relative_to(cls.site).as_posix(): Page(path) for path in cls.site.rglob("*.html")}

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def test_every_page_is_there(self):
        for page in (ROOT / "docs").rglob("*.md"):
            name = page.relative_to(ROOT / "docs").with_suffix(".html").as_posix().replace("README.html", "index.html")
            self.assertIn(name, self.pages)
            if name != "index.html":
                self.assertTrue(any(urllib.parse.urldefrag(one)[0].endswith(name) for one in self.pages["index.html"].links), f"{name} is not in the menu")

    def test_links_lead_somewhere(self):
        for name, page in self.pages.items():
            for link in page.links + page.loads:
                if name == "404.html" or re.match(r"(https?|mailto|data):", link):
                    continue
                path, anchor = urllib.parse.urldefrag(link)
                target = (self.site / name).parent / urllib.parse.unquote(path.split("?")[0]) if path else self.site / name
                self.assertTrue(target.exists(), f"{name}: {link}")
                if target.suffix == ".html" and anchor:
                    self.assertIn(urllib.parse.unquote(anchor), self.pages[target.resolve().relative_to(self.site.resolve()).as_posix()].anchors, f"{name}: {link}")

    def test_nothing_is_loaded_from_elsewhere(self):
        for name, page in self.pages.items():
            self.assertEqual([one for one in page.loads if re.match(r"(https?:)?//", one)], [], name)
        for sheet in self.site.rglob("*.css"):
            self.assertEqual(re.findall(r"url\(['\"]?(?:https?:)?//[^)]*\)", sheet.read_text(encoding="utf-8")), [], sheet.name)


class Tutorial(unittest.TestCase):
    """Whoever has the program alone follows the lessons in the folder that `lockgate demo` writes."""

    def test_five_lessons_on_the_demo_folder(self):
        text = (ROOT / "docs/tutorial.md").read_text(encoding="utf-8")
        self.assertEqual(len(re.findall(r"^## \d\. ", text, re.MULTILINE)), 5)
        environment = {**os.environ, "COLUMNS": "100", "NO_COLOR": "1", "LOCKGATE_DATA": str(ROOT)}
        with tempfile.TemporaryDirectory() as folder:
            run = lambda *words: subprocess.run([PROGRAM, *words], cwd=folder, env=environment, capture_output=True, text=True, timeout=120)  # noqa: E731
            self.assertEqual(run("demo").returncode, 0)
            samples = SAMPLE.findall(text)
            self.assertGreaterEqual(len(samples), 5)
            for arguments, shown in samples:
                words = shlex.split(arguments.replace("examples/", "lockgate-demo/"))
                self.assertEqual(without_digest(run(*words).stdout.rstrip("\n") + "\n"), shown.replace("examples/", "lockgate-demo/"), arguments)


if __name__ == "__main__":
    unittest.main()
