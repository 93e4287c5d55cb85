"""Memos on paper: `lockgate memo --pdf` and the service's `format=pdf`, set by the machine's Chromium; their words are read back with pdftotext."""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
import urllib.error
import urllib.request
from pathlib import Path

from page_test import BROWSER, PROGRAM, ROOT, Served

sys.path.insert(0, str(ROOT / "tests/service"))
from server import Server  # noqa: E402

ORDERS = "examples/h200-order.json"
ENGLISH, CHINESE = "Export determination: h200-75000", "出口判定"


def run(*arguments, **variables):
    return subprocess.run([PROGRAM, *arguments], cwd=ROOT, env=os.environ | variables, capture_output=True, timeout=300)


def words_of(pdf):
    """The text of a PDF without its line breaks; None where no tool reads it, which is said."""
    if not shutil.which("pdftotext"):
        print("pdftotext (poppler-utils) is missing: the words of PDFs were not read")
        assert os.environ.get("CI") != "true"
        return None
    done = subprocess.run(["pdftotext", "-enc", "UTF-8", "-", "-"], input=pdf, capture_output=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return re.sub(r"\s+", " ", done.stdout.decode())


class Html(unittest.TestCase):
    def test_languages_and_places(self):
        both = run("memo", ORDERS, "--lang", "both")
        self.assertEqual(both.returncode, 1)  # the order may not go
        page = both.stdout.decode()
        self.assertIn(ENGLISH, page)
        self.assertIn(CHINESE, page)
        self.assertNotIn(CHINESE, run("memo", ORDERS).stdout.decode())
        self.assertNotIn(ENGLISH, run("--lang", "zh", "memo", ORDERS).stdout.decode())
        with tempfile.TemporaryDirectory() as folder:
            self.assertEqual(run("memo", ORDERS, "h200-75000", "--lang", "both", "--out", f"{folder}/memo.html", "--exit-zero").returncode, 0)
            self.assertEqual(Path(folder, "memo.html").read_text().split("<body>")[1], page.split("<body>")[1])
        self.assertIn(b"LG0013", run("memo", ORDERS, "h200").stderr)
        self.assertIn(b"LG0730", run("memo", ORDERS, "--out", "/nowhere/memo.html").stderr)

    def test_a_memo_may_not_run_or_load_anything(self):
        self.assertIn("""<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline';""", run("memo", ORDERS).stdout.decode())

    def test_orders_of_a_file_one_after_the_other(self):
        page = run("memo", "examples/news-orders.jsonl").stdout.decode()
        self.assertEqual(len(re.findall("<section", page)), len((ROOT / "examples/news-orders.jsonl").read_text().split("\n{")))


class WithoutBrowser(unittest.TestCase):
    def test_it_is_said(self):
        with tempfile.TemporaryDirectory() as folder:
            none = run("memo", ORDERS, "--pdf", f"{folder}/memo.pdf", PATH=folder)
            self.assertEqual((none.returncode, Path(folder, "memo.pdf").exists()), (2, False))
            self.assertIn(b"LG0840", none.stderr)
            self.assertIn(b"apt-get install chromium", none.stderr)
            self.assertIn(b"LG0840", run("memo", ORDERS, "--pdf", f"{folder}/memo.pdf", "--browser", "no-such-browser").stderr)
            wrong = run("memo", ORDERS, "--pdf", f"{folder}/memo.pdf", LOCKGATE_BROWSER=shutil.which("false"))
            self.assertIn(b"LG0841", wrong.stderr)
            server = Server("--quiet", "--browser", "/nowhere/chromium")
            try:
                answer = server.post("/v1/memo?format=pdf", {"order": {"id": "a", "date": "2026-02-01"}})
                self.assertEqual((answer.status, answer.json["code"]), (501, "LG0840"))
                self.assertEqual(server.post("/v1/memo", {"order": {"id": "a", "date": "2026-02-01"}}).status, 200)
                wrong = server.post("/v1/memo?format=doc", {"order": {"id": "a", "date": "2026-02-01"}})
                self.assertEqual((wrong.status, wrong.json["code"]), (400, "LG0811"))
            finally:
                server.stop()


class OnPaper(unittest.TestCase):
    def setUp(self):
        if not Path(BROWSER).exists():
            self.assertNotEqual(os.environ.get("CI"), "true", f"{BROWSER} is missing")
            self.skipTest(f"{BROWSER} is missing")

    def check(self, pdf, *wanted):
        self.assertTrue(pdf.startswith(b"%PDF-"))
        words = words_of(pdf)
        for each in wanted if words else ():
            self.assertIn(each, words)
        return words

    def test_command(self):
        with tempfile.TemporaryDirectory() as folder:
            done = run("memo", ORDERS, "--lang", "both", "--pdf", f"{folder}/memo.pdf", "--exit-zero", LOCKGATE_BROWSER=BROWSER)
            self.assertEqual(done.returncode, 0, done.stderr)
            self.check(Path(folder, "memo.pdf").read_bytes(), ENGLISH, CHINESE, "Example Cloud Co., Ltd.", "15 CFR 748", "法律路径")
            self.assertEqual(os.listdir(folder), ["memo.pdf"])

    def test_text_is_text(self):
        """What looks like HTML in a name is printed as it is written; it neither runs nor loads."""
        evil = "<script>document.title='caught'</script><img src=file:///etc/passwd>"
        with Served() as served:
            order = {"id": "evil", "date": "2026-02-01", "parties": [{"role": "end_user", "name": evil}]}
            asked = urllib.request.Request(served.address + "v1/memo?format=pdf&lang=both", json.dumps({"order": order}).encode(), {"Content-Type": "application/json"})
            with urllib.request.urlopen(asked, timeout=120) as answer:
                self.assertEqual((answer.headers["Content-Type"], answer.headers["Content-Disposition"]), ("application/pdf", 'inline; filename="memo.pdf"'))
                words = self.check(answer.read(), "Export determination: evil", CHINESE)
            if words:
                self.assertIn("<script>", words)

    def test_sealed(self):
        with tempfile.TemporaryDirectory() as folder:
            ledger = f"sqlite:{folder}/ledger.db"
            self.assertEqual(run("check", ORDERS, "--seal", "--exit-zero", "--ledger", ledger).returncode, 0)
            server = Server("--ledger", ledger, "--quiet", "--browser", BROWSER)
            try:
                sealed = server.get("/v1/determinations?order=h200-75000").json["determinations"][0]["id"]
                page = server.get(f"/v1/determinations/{sealed}/memo?lang=both")
                self.assertEqual((page.status, page.headers["Content-Type"]), (200, "text/html; charset=utf-8"))
                self.assertIn(ENGLISH, page.body.decode())
                pdf = server.get(f"/v1/determinations/{sealed}/memo?lang=both&format=pdf")
                self.check(pdf.body, ENGLISH, CHINESE)
                self.assertNotIn(CHINESE, server.get(f"/v1/determinations/{sealed}/memo").body.decode())
                self.assertEqual(server.get(f"/v1/determinations/{sealed}/memo?lang=fr").json["code"], "LG0811")
                self.assertEqual(server.get("/v1/determinations/none/memo").json["code"], "LG0833")
                read = [one["what"] for one in server.get("/v1/readings").json["readings"]]
                self.assertEqual(read.count(f"GET /v1/determinations/{sealed}/memo"), 3)
            finally:
                self.assertEqual(server.stop()[0], 0)
            # Under another law there is no memo of it.
            overlay = next(path for path in sorted((ROOT / "rulebook/overlays").iterdir()) if path.is_dir())
            other = subprocess.Popen([PROGRAM, "serve", "--overlay", str(overlay), "--ledger", ledger, "--port", "0", "--quiet"], cwd=ROOT, stdout=subprocess.PIPE, text=True)
            try:
                address = other.stdout.readline().split()[-1]
                with self.assertRaises(urllib.error.HTTPError) as refused:
                    urllib.request.urlopen(f"{address}v1/determinations/{sealed}/memo", timeout=60)
                self.assertEqual(refused.exception.code, 409)
                self.assertIn(b"LG0725", refused.exception.read())
            finally:
                other.terminate()
                other.wait(30)
                other.stdout.close()


if __name__ == "__main__":
    unittest.main()
