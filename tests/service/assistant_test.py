"""Talks to `lockgate mcp` as an assistant does."""

import json
import subprocess
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from server import ENV, PROGRAM, ROOT  # noqa: E402

ORDER = {"id": "a", "date": "2026-02-01", "movement": "export", "origin": "US", "destination": "CN", "item": "nvidia-h200-sxm"}


def message(number, method, **parameters):
    return json.dumps({"jsonrpc": "2.0", "id": number, "method": method, "params": parameters})


def call(number, tool, **arguments):
    return message(number, "tools/call", name=tool, arguments=arguments)


# What every assistant may ask, whichever way it speaks.
QUESTIONS = [
    message(2, "tools/list"),
    call(3, "check_order", order=ORDER),
    call(4, "explain", order=ORDER, lang="zh"),
    call(5, "what_changed", orders=[ORDER], before="2026-01-14", after="2026-01-15"),
    call(6, "find_chip", q="h200", on="2026-02-01"),
    call(7, "quote_rule", id="us.ear.policy.2022"),
    call(8, "check_order", order={"destinaton": "CN"}, as_of="2026-02-01"),
    call(9, "no_such_tool"),
    message(10, "resources/list"),
]


class Assistant(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        lines = [
            message(1, "initialize", protocolVersion="2025-06-18", capabilities={}, clientInfo={"name": "test", "version": "1"}),
            json.dumps({"jsonrpc": "2.0", "method": "notifications/initialized"}),
            *QUESTIONS,
            '{"jsonrpc": "2.0", "id": 11',
            json.dumps([1]),
            call(12, "quote_rule", id="us.eer"),
            message(13, "ping"),
        ]
        done = subprocess.run([PROGRAM, "--data", ".", "mcp"], cwd=ROOT, env=ENV, input="\n".join(lines).encode(), capture_output=True, timeout=300)
        assert done.returncode == 0, done.stderr
        cls.answers = [json.loads(line) for line in done.stdout.splitlines()]

    def result(self, number):
        return next(one for one in self.answers if one["id"] == number)["result"]

    def test_each_request_is_answered_and_no_notification(self):
        self.assertEqual([one["id"] for one in self.answers], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, None, None, 12, 13])
        self.assertEqual([one["error"]["code"] for one in self.answers if "error" in one], [-32602, -32601, -32700, -32600])
        self.assertEqual(self.result(1)["serverInfo"]["name"], "lockgate")

    def test_tools_are_described_and_only_read(self):
        tools = self.result(2)["tools"]
        self.assertEqual([one["name"] for one in tools], ["check_order", "explain", "what_changed", "find_chip", "quote_rule"])
        for tool in tools:
            self.assertTrue(tool["annotations"]["readOnlyHint"])
            self.assertLessEqual({"rulebook", "coverage"}, set(tool["outputSchema"]["required"]))
            self.assertEqual(tool["inputSchema"]["type"], "object")

    def test_answers_have_law_and_coverage(self):
        for number in (3, 4, 5, 6, 7):
            result = self.result(number)
            self.assertFalse(result["isError"])
            told = result["structuredContent"]
            self.assertEqual(json.loads(result["content"][0]["text"]), told)
            self.assertTrue(told["rulebook"]["digest"].startswith("sha256:"))
            self.assertIn("us-ear", [one["book"] for one in told["coverage"]["partial"]] + told["coverage"]["modelled"])
        self.assertEqual(self.result(3)["structuredContent"]["determinations"][0]["order"], "a")
        self.assertIn("H200", json.dumps(self.result(6)["structuredContent"]["chips"]))

    def test_mistakes_are_told_to_the_assistant(self):
        self.assertEqual(self.result(8)["structuredContent"]["problems"][0]["code"], "LG0111")
        self.assertTrue(self.result(12)["isError"])
        self.assertEqual(json.loads(self.result(12)["content"][0]["text"])["code"], "LG0012")


if __name__ == "__main__":
    unittest.main()
