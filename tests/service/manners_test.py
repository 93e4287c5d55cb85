"""How the interface behaves towards programs: the same request sent again, lists in parts, answers that are known already, sealing."""

import json
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from server import ENV, PROGRAM, ROOT, Server, lockgate  # noqa: E402

NEWS = (ROOT / "examples/news-orders.jsonl").read_bytes()
ORDERS = [json.loads(line) for line in NEWS.splitlines()][:4]


def setUpModule():
    global SERVER, FOLDER, LEDGER
    FOLDER = tempfile.TemporaryDirectory()
    LEDGER = "sqlite:" + FOLDER.name + "/ledger.db"
    license_text = json.loads((ROOT / "examples/h200-license.json").read_text())
    for number in ("D1", "D2", "D3"):
        file = Path(FOLDER.name, number + ".json")
        file.write_text(json.dumps({**license_text, "number": number}))
        subprocess.run([PROGRAM, "--data", ".", "license", "add", file, "--ledger", LEDGER], cwd=ROOT, env=ENV, check=True, capture_output=True)
    SERVER = Server("--ledger", LEDGER, "--seal", "--quiet")


def tearDownModule():
    status, err = SERVER.stop()
    FOLDER.cleanup()
    assert status == 0, err


def code(answer):
    return answer.status, answer.json["code"]


class Again(unittest.TestCase):
    def test_the_same_request_has_the_same_answer(self):
        first, second = (SERVER.post("/v1/check", {"orders": ORDERS}, Idempotency_Key="key-1") for _ in range(2))
        self.assertEqual((first.status, first.body), (second.status, second.body))
        self.assertEqual((first.headers["Idempotency-Replayed"], second.headers["Idempotency-Replayed"]), (None, "true"))

    def test_another_request_under_the_same_key_is_refused(self):
        SERVER.post("/v1/check", {"orders": ORDERS}, Idempotency_Key="key-2")
        self.assertEqual(code(SERVER.post("/v1/check", {"orders": ORDERS[:1]}, Idempotency_Key="key-2")), (422, "LG0822"))
        self.assertEqual(code(SERVER.post("/v1/check?lang=zh", {"orders": ORDERS}, Idempotency_Key="key-2")), (422, "LG0822"))
        self.assertEqual(code(SERVER.post("/v1/check", {"orders": ORDERS}, Idempotency_Key="x" * 256)), (400, "LG0821"))

    def test_pieces_too(self):
        first, second = (SERVER.post("/v1/check", NEWS, "application/x-ndjson", Accept="application/x-ndjson", Idempotency_Key="key-3") for _ in range(2))
        self.assertEqual(first.body, lockgate("check", "examples/news-orders.jsonl", "--format", "jsonl"))
        self.assertEqual(first.body, second.body)

    def test_answers_from_memory_are_the_same_bytes(self):
        told = [SERVER.post("/v1/check?lang=zh", NEWS, "application/x-ndjson", Accept="application/x-ndjson").body for _ in range(2)]
        self.assertEqual(told[0], told[1])
        self.assertEqual(told[0], lockgate("--lang", "zh", "check", "examples/news-orders.jsonl", "--format", "jsonl"))
        other = SERVER.post("/v1/check?as_of=2026-02-01", NEWS, "application/x-ndjson", Accept="application/x-ndjson").body
        self.assertEqual(other, lockgate("check", "examples/news-orders.jsonl", "--as-of", "2026-02-01", "--format", "jsonl"))


class Parts(unittest.TestCase):
    def numbers(self, target):
        told = SERVER.get(target).json
        return [one["number"] for one in told["licenses"]], told.get("next")

    def test_a_list_in_parts(self):
        first, cursor = self.numbers("/v1/licenses?limit=2")
        self.assertEqual(first, ["D1", "D2"])
        self.assertEqual(self.numbers(f"/v1/licenses?limit=2&cursor={cursor}"), (["D3"], None))
        self.assertEqual(self.numbers("/v1/licenses")[0], ["D1", "D2", "D3"])

    def test_every_chip_once(self):
        seen, cursor = [], ""
        while cursor is not None:
            told = SERVER.get(f"/v1/chips?on=2026-02-01&limit=50&cursor={cursor}").json
            seen += [one["id"] for one in told["chips"]]
            cursor = told["next"]
        self.assertEqual(sorted(seen), sorted(one["id"] for one in SERVER.get("/v1/chips?on=2026-02-01").json["chips"]))

    def test_what_is_no_part(self):
        for query in ("limit=0", "limit=1001", "limit=x", "limit=-1", "cursor=%00", "cursor=x", "cursor=RDE"):
            self.assertEqual(code(SERVER.get("/v1/licenses?" + query)), (400, "LG0811"), query)


class Times(unittest.TestCase):
    def test_a_license_as_of_a_day(self):
        self.assertEqual(SERVER.get("/v1/licenses/D1?as_of=2020-01-01").json["draws"], [])
        self.assertEqual(SERVER.get("/v1/licenses/D1?as_of=never").status, 400)

    def test_the_law_as_it_was_known(self):
        now, before = (SERVER.get("/v1/law/search?q=h200" + more).json["found"] for more in ("", "&known_at=2020-01-01"))
        self.assertGreater(now, before)
        day = SERVER.get("/v1/law/search?q=3A090&as_of=2021-01-01").json["found"]
        self.assertLess(day, SERVER.get("/v1/law/search?q=3A090").json["found"])
        self.assertLess(len(SERVER.get("/v1/law/timeline?known_at=2023-01-01").json["events"]), len(SERVER.get("/v1/law/timeline").json["events"]))


class Sealing(unittest.TestCase):
    def test_what_was_answered_can_be_replayed(self):
        SERVER.post("/v1/check", {"orders": ORDERS})
        sealed = {one["order"]: one["id"] for one in SERVER.get("/v1/determinations").json["determinations"]}
        for order in ORDERS:
            replayed = subprocess.run([PROGRAM, "--data", ".", "replay", sealed[order["id"]], "--ledger", LEDGER], cwd=ROOT, env=ENV, capture_output=True)
            self.assertEqual(replayed.returncode, 0, replayed.stdout + replayed.stderr)
        one = SERVER.get("/v1/determinations/" + sealed[ORDERS[0]["id"]])
        self.assertEqual(one.json["determination"]["order"], ORDERS[0]["id"])
        self.assertEqual(code(SERVER.get("/v1/determinations/nothing")), (404, "LG0833"))
        self.assertEqual(SERVER.get("/v1/determinations?known_at=2020-01-01").json["determinations"], [])


class Description(unittest.TestCase):
    def test_says_what_is_there(self):
        told = SERVER.get("/openapi.json").json
        check = {one["name"]: one["in"] for one in told["paths"]["/v1/check"]["post"]["parameters"]}
        self.assertEqual(check["Idempotency-Key"], "header")
        self.assertEqual({one["name"] for one in told["paths"]["/v1/licenses"]["get"]["parameters"]}, {"limit", "cursor"})
        approve = told["paths"]["/v1/proposals/{id}/approve"]["post"]
        self.assertIn(("If-Match", True), [(one["name"], one["required"]) for one in approve["parameters"]])
        self.assertEqual(approve["x-roles"], ["approver", "rule_approver"])
        self.assertLessEqual({"412", "428", "404"}, set(approve["responses"]))
        self.assertEqual(set(told["components"]["securitySchemes"]), {"token", "session"})


if __name__ == "__main__":
    unittest.main()
