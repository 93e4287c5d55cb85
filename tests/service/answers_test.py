"""Every route of `lockgate serve`: its answers are those of the command line."""

import json
import subprocess
import sys
import tempfile
import unittest
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from server import ENV, PROGRAM, ROOT, Server, lockgate  # noqa: E402

NEWS = (ROOT / "examples/news-orders.jsonl").read_bytes()
FIVE = (ROOT / "examples/five-lines.csv").read_bytes()
ORDERS = [json.loads(line) for line in NEWS.splitlines()][:4]


def setUpModule():
    global SERVER, FOLDER
    FOLDER = tempfile.TemporaryDirectory()
    ledger = "sqlite:" + FOLDER.name + "/ledger.db"
    subprocess.run([PROGRAM, "--data", ".", "license", "add", "examples/h200-license.json", "--ledger", ledger], cwd=ROOT, env=ENV, check=True, capture_output=True)
    SERVER = Server("--ledger", ledger)


def tearDownModule():
    status, err = SERVER.stop()
    FOLDER.cleanup()
    assert status == 0, err
    for line in err.splitlines():
        assert {"time", "id", "method", "path", "status", "microseconds"} <= set(json.loads(line)), line


class Check(unittest.TestCase):
    def test_same_bytes_as_the_command_line(self):
        told = SERVER.post("/v1/check", NEWS, "application/x-ndjson", Accept="application/x-ndjson")
        self.assertEqual((told.status, told.headers["Transfer-Encoding"]), (200, "chunked"))
        self.assertEqual(told.body, lockgate("check", "examples/news-orders.jsonl", "--format", "jsonl"))

    def test_json_and_csv(self):
        told = SERVER.post("/v1/check?as_of=2026-02-01&lang=zh", FIVE, "text/csv").json
        self.assertEqual(told["determinations"], json.loads(lockgate("--lang", "zh", "check", "examples/five-lines.csv", "--as-of", "2026-02-01", "--format", "json")))
        told = SERVER.post("/v1/check", {"orders": ORDERS, "posture": "codified"}).json
        lines = "".join(json.dumps(order) + "\n" for order in ORDERS).encode()
        self.assertEqual(told["determinations"], json.loads(lockgate("check", "-", "--posture", "codified", "--format", "json", stdin=lines)))
        self.assertEqual(sum(told["summary"]["by_verdict"].values()), len(ORDERS))

    def test_numbers_keep_their_digits(self):
        order = {"date": "2026-02-01", "movement": "export", "origin": "US", "destination": "CN", "item": {"kind": "chip"}}
        for tpp, level in (("4799.9999999999999999999", None), ("4800.0000000000000000000", "a")):
            text = json.dumps({"orders": [order]}).replace('"kind"', f'"tpp": {tpp}, "die_area_mm2": 100000, "kind"')
            gate = next(gate for gate in SERVER.post("/v1/check", text).json["determinations"][0]["gates"] if gate["gate"] == "us.export")
            self.assertEqual(gate["level"], level, tpp)

    def test_bad_lines_are_named_and_the_others_decided(self):
        told = SERVER.post("/v1/check", {"orders": [ORDERS[0], {"id": "x", "destinaton": "CN"}, ORDERS[0], 7, {"id": "no date"}]}).json
        self.assertEqual([(one["line"], one["order"], one["code"]) for one in told["problems"]], [(2, "x", "LG0111"), (3, ORDERS[0]["id"], "LG0119"), (4, "", "LG0112"), (5, "no date", "LG0011")])
        self.assertEqual((told["summary"]["lines"], told["summary"]["bad"], len(told["determinations"])), (5, 4, 1))
        self.assertIn("destination", told["problems"][0]["fix"])

    def test_one_fact_settles_many_lines(self):
        told = SERVER.post("/v1/check", FIVE, "text/csv").json
        counts = [len(one["orders"]) for one in told["questions"]]
        self.assertEqual(counts, sorted(counts, reverse=True))
        asked = {(fact["fact"], fact["question"], one["order"]) for one in told["determinations"] for fact in one["unknown"]}
        self.assertEqual(asked, {(one["fact"], one["question"], order) for one in told["questions"] for order in one["orders"]})

    def test_many_at_once(self):
        wanted = SERVER.post("/v1/check", {"orders": ORDERS[:2]}).body
        with ThreadPoolExecutor(8) as pool:
            self.assertEqual(set(pool.map(lambda _: SERVER.post("/v1/check", {"orders": ORDERS[:2]}).body, range(24))), {wanted})


class Others(unittest.TestCase):
    def test_explain(self):
        told = SERVER.post("/v1/explain", {"order": ORDERS[1], "lang": "zh"}).json
        self.assertEqual(told["text"].encode(), lockgate("--lang", "zh", "explain", "-", stdin=json.dumps(ORDERS[1]).encode()))
        self.assertEqual(told["determination"]["order"], ORDERS[1]["id"])
        self.assertEqual(SERVER.post("/v1/explain", b"\n".join(FIVE.splitlines()[:2]), "text/csv").status, 200)

    def test_difference(self):
        told = SERVER.post("/v1/diff?before=2026-01-14&after=2026-01-15", NEWS, "application/x-ndjson").json
        shown = json.loads(lockgate("diff", "examples/news-orders.jsonl", "2026-01-14", "2026-01-15", "--format", "json"))
        self.assertEqual([(one["order"], one["before"]["verdict"], one["after"]["verdict"], one["gates"]) for one in told["changes"]],
                         [(one["order"], one["verdict"]["before"], one["verdict"]["after"], one["gates"]) for one in shown["changes"]])
        self.assertEqual((told["summary"]["lines"], told["summary"]["changed"]), (shown["lines"], shown["changed"]))
        self.assertGreater(shown["changed"], 0)
        for one, other in zip(told["changes"], shown["changes"]):
            self.assertEqual([cause["rule"] for cause in one["cause"] if "rule" in cause], [reason["rule"] for reason in other["disappearing"] + other["appearing"]])
            self.assertEqual([cause["fact"] for cause in one["cause"] if cause["change"] == "asks"], [asked["fact"] for asked in other["asking"]])
        self.assertEqual(SERVER.post("/v1/diff?before=2026-01-14", FIVE, "text/csv").json["code"], "LG0016")

    def test_chips(self):
        shown = json.loads(lockgate("chips", "--on", "2026-02-01", "--format", "json"))
        self.assertEqual(SERVER.get("/v1/chips?on=2026-02-01").json["chips"], shown)
        self.assertEqual(SERVER.get("/v1/chips/nvidia-h200-sxm?on=2026-02-01").json, next(one for one in shown if one["id"] == "nvidia-h200-sxm"))
        found = SERVER.get("/v1/chips?on=2026-02-01&q=H200").json["chips"]
        self.assertTrue(0 < len(found) < len(shown) and all("h200" in json.dumps(one).lower() for one in found))
        self.assertEqual((SERVER.get("/v1/chips/nvidia-h20-69gb").status, SERVER.get("/v1/chips/nvidia-h20-69gb").json["code"]), (404, "LG0301"))

    def test_screening(self):
        names = ["Hi Silicon Tech Co", "Nobody Whatever"]
        told = SERVER.post("/v1/screen", {"names": names}).json
        shown = [json.loads(line) for line in lockgate("screen", *names, "--format", "jsonl").splitlines()]
        self.assertEqual([(one["query"], one["alert"], one["hits"]) for one in told["names"]], [(one["query"], one["alert"], one["hits"]) for one in shown])
        self.assertEqual(SERVER.post("/v1/screen", {"names": ["—"]}).json["warnings"][0]["code"], "LG0521")

    def test_licenses(self):
        licenses = SERVER.get("/v1/licenses").json["licenses"]
        number = json.loads((ROOT / "examples/h200-license.json").read_text())["number"]
        self.assertEqual([one["number"] for one in licenses], [number])
        self.assertEqual(SERVER.get("/v1/licenses/" + number).json["lines"], licenses[0]["lines"])
        self.assertEqual(SERVER.get("/v1/licenses/none").json["code"], "LG0720")

    def test_memo(self):
        order = json.loads(json.dumps(ORDERS[1]))
        order["parties"][1]["name"] = "<script>alert('x')</script>"
        told = SERVER.post("/v1/memo", {"order": order, "lang": "both"})
        page = told.body.decode()
        self.assertTrue(told.headers["Content-Type"].startswith("text/html"))
        self.assertNotIn("<script", page)
        self.assertIn("&lt;script&gt;", page)
        self.assertEqual((page.count("<section"), page.count('lang="zh-Hans"')), (2, 1))
        verdict = SERVER.post("/v1/check", {"orders": [order]}).json["determinations"][0]
        for reason in (reason for gate in verdict["gates"] for reason in gate["reasons"][:1] if gate["outcome"] == "license_required"):
            self.assertIn(reason["rule"], page)


class Law(unittest.TestCase):
    def test_pages(self):
        books = SERVER.get("/v1/law/coverage").json["books"]
        self.assertIn("us-ear", [one["book"] for one in books])
        days = [one["date"] for one in SERVER.get("/v1/law/timeline").json["events"]]
        shown = [line.decode() for line in lockgate("law", "timeline").splitlines() if line[:2] == b"20"]
        self.assertEqual(days, shown)
        found = SERVER.get("/v1/law/search?q=742.6").json["rules"]
        rule = SERVER.get("/v1/law/rules/" + found[0]["id"]).json["rules"][0]
        self.assertTrue(rule["file"].startswith("rulebook/") and rule["text"] and rule["cite"], rule)
        self.assertEqual(SERVER.get("/v1/law/rules/us.eer").json["code"], "LG0012")

    def test_regions_are_what_the_engine_decides(self):
        query = "on=2026-02-01&x=tpp&y=performance_density&destination=CN&datacenter=false"
        told = SERVER.get("/v1/regions?" + query).json
        self.assertLessEqual({"4800", "21000"}, set(told["x"]["cuts"]))
        inside = lambda ends, closed, at: (Decimal(ends[0]) < at or (closed[0] and at == Decimal(ends[0]))) and (ends[1] is None or at < Decimal(ends[1]) or (closed[1] and at == Decimal(ends[1])))  # noqa: E731
        plane = json.loads((ROOT / "catalogue/plane.json").read_text(encoding="utf-8"))
        parties = [party if party["role"] == "seller" else {**party, "country": "CN", "headquarters": "CN"} for party in plane["parties"]]
        points = [(Decimal(x), Decimal(y)) for x in ("0.5", "1600", "4799.999", "4800", "30000") for y in ("0.1", "1.6", "5.91", "5.92")]
        orders = [{**plane, "id": f"{x} {y}", "date": "2026-02-01", "destination": "CN", "parties": parties, "item": {**plane["item"], "datacenter": False, "tpp": str(x), "performance_density": str(y)}}
                  for x, y in points]
        for (x, y), answer in zip(points, SERVER.post("/v1/check", {"orders": orders}).json["determinations"]):
            here = [one for one in told["regions"] if inside(one["x"], one["x_closed"], x) and inside(one["y"], one["y_closed"], y)]
            self.assertEqual(len(here), 1, (x, y))
            gate = next(gate for gate in answer["gates"] if "level" in gate)
            self.assertEqual((here[0]["verdict"], here[0]["outcome"], here[0]["level"]), (answer["verdict"], gate["outcome"], gate["level"]), (x, y))

    def test_a_sum_cuts_the_plane_at_what_the_other_figure_leaves(self):
        at = lambda given: SERVER.get(f"/v1/regions?on=2025-05-01&x=tpp&y=dram_bandwidth_gbps&destination=CN&given={given}").json  # noqa: E731
        self.assertIn("1100", at("io_bandwidth_gbps=600")["y"]["cuts"])
        self.assertIn("800", at("io_bandwidth_gbps=900")["y"]["cuts"])
        told = {one["fact"]: one["value"] for one in at("")["assumes"]}
        self.assertEqual((told["io_bandwidth_gbps"], told["seller"], told["us_commercially_available"]), ("600", "NVIDIA Corporation", "true"))
        self.assertNotIn("tpp", told)

    def test_regions_follow_the_day(self):
        at = lambda day: SERVER.get(f"/v1/regions?on={day}&x=tpp&y=dram_bandwidth_gbps&destination=CN").json  # noqa: E731
        self.assertNotIn("21000", at("2022-12-01")["x"]["cuts"])
        self.assertEqual(SERVER.get("/v1/regions?x=tpps&y=tpp&destination=CN").json["code"], "LG0820")
        self.assertEqual(SERVER.get("/v1/regions?x=tpp&y=performance_density").json["code"], "LG0811")
        self.assertEqual(SERVER.get("/v1/regions?x=tpp&y=performance_density&destination=XX1").status, 422)


class Analyses(unittest.TestCase):
    def ask(self, what, **question):
        return SERVER.post(f"/v1/{what}", question)

    def test_questions_are_answered_as_on_the_command_line(self):
        told = self.ask("compare", chips=["H200", "H20"], on="2026-02-01").json
        self.assertAlmostEqual(told["axes"][0]["chips"][0]["ratio"]["mid"], 15832 / 2368)
        self.assertEqual(self.ask("claim", claim="H200 = 6 x H20", on="2026-02-01").json["claim"]["axes"][0]["standing"], "close as an excess")
        self.assertEqual(len(self.ask("cluster", chips=["H100"], parameters=405e9, tokens=15.6e12, days=78, on="2026-02-01").json["clusters"]), 1)
        self.assertLess(float(self.ask("design", base="nvidia-h100-sxm", to="CN", on="2024-06-01").json["best"]["figures"]["tpp"]), 2400)
        caught = self.ask("impact", before="2025-04-08", after="2025-04-15", **{"from": "US", "to": "CN"}).json["chips"]
        self.assertIn("nvidia-h20-96gb", [one["chip"] for one in caught])
        self.assertIn("[[supplier]]", SERVER.get("/v1/analyses").json["demand"])

    def test_mistakes_have_codes(self):
        for status, code, what, question in [(400, "LG0930", "compare", {"chip": ["H20"], "on": "2026-02-01"}), (400, "LG0931", "compare", {"chips": ["H20"]}), (422, "LG0301", "compare", {"chips": ["H900"], "on": "2026-02-01"}),
                                             (400, "LG0931", "impact", {"overlay": "../../etc", "on": "2026-02-01", "from": "US", "to": "CN"}), (422, "LG0960", "plan", {"demand": "[["}), (422, "LG0902", "claim", {"claim": "good", "on": "2026-02-01"})]:
            answer = self.ask(what, **question)
            self.assertEqual((answer.status, answer.json["code"]), (status, code), what)


class Description(unittest.TestCase):
    def test_every_route_is_described_and_every_description_answers(self):
        described = SERVER.get("/openapi.json").json
        self.assertEqual(described["openapi"], "3.1.0")
        for path, operations in described["paths"].items():
            for method, operation in operations.items():
                target = path.replace("{id}", "x").replace("{number}", "x")
                query = "&".join(f"{one['name']}={one.get('example', 'CN')}" for one in operation.get("parameters", []) if one["in"] == "query" and one["required"])
                kinds = operation.get("requestBody", {"content": {None: {}}})["content"]
                for kind in kinds:
                    told = SERVER.ask(method.upper(), target + ("?" + query if query else ""), b"{}" if kind else None, {"Content-Type": kind} if kind else {})
                    self.assertIn(str(told.status), operation["responses"], (path, kind, told.body))
                    self.assertIn(told.headers["Content-Type"].split(";")[0], operation["responses"][str(told.status)]["content"], path)
        text = json.dumps(described)
        for name in {piece.split('"')[0] for piece in text.split("#/components/schemas/")[1:]}:
            self.assertIn(name, described["components"]["schemas"])
        self.assertIn("token", described["components"]["securitySchemes"])

    def test_counters(self):
        SERVER.get("/healthz")
        self.assertEqual(SERVER.get("/readyz").json["status"], "ready")
        text = SERVER.get("/metrics").body.decode()
        self.assertIn('lockgate_requests_total{method="GET",route="/healthz",status="200"}', text)
        self.assertIn('lockgate_orders_total{verdict="license"}', text)

    def test_page(self):
        page = SERVER.get("/")
        self.assertTrue(page.headers["Content-Type"].startswith("text/html"))
        self.assertIn("default-src 'none'", page.headers["Content-Security-Policy"])
        self.assertEqual(SERVER.get("/", If_None_Match=page.headers["ETag"]).status, 304)
        self.assertEqual(SERVER.ask("HEAD", "/").body, b"")


if __name__ == "__main__":
    unittest.main()
