"""The assistant's tools at /mcp, by a plain client of HTTP: the same as on stdin and stdout, and only for who may ask."""

import json
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from assistant_test import QUESTIONS, message  # noqa: E402
from server import ENV, PROGRAM, ROOT, Server  # noqa: E402

VERSION = "2025-06-18"
TOKEN = "0123456789abcdef0123456789abcdef"
MESSAGES = [
    message(1, "initialize", protocolVersion=VERSION, capabilities={}, clientInfo={"name": "test", "version": "1"}),
    *QUESTIONS,
    message(11, "ping"),
]


def setUpModule():
    global SERVER
    SERVER = Server("--quiet")


def tearDownModule():
    assert SERVER.stop()[0] == 0


def say(text, **headers):
    return SERVER.post("/mcp", text, Accept="application/json, text/event-stream", **headers)


class OverHttp(unittest.TestCase):
    def test_the_same_bytes_as_on_stdout(self):
        done = subprocess.run([PROGRAM, "--data", ".", "mcp"], cwd=ROOT, env=ENV, input="\n".join(MESSAGES).encode(), capture_output=True, timeout=300)
        answers = [say(one, MCP_Protocol_Version=VERSION) for one in MESSAGES]
        self.assertEqual([(one.status, one.headers["Content-Type"]) for one in answers], [(200, "application/json")] * len(MESSAGES))
        self.assertEqual([one.body for one in answers], done.stdout.splitlines())
        self.assertEqual(answers[0].json["result"]["protocolVersion"], VERSION)

    def test_answers_have_the_shape_that_the_tools_promise(self):
        tools = {tool["name"]: tool["outputSchema"] for tool in say(message(1, "tools/list")).json["result"]["tools"]}
        for one in MESSAGES[2:7]:
            told = say(one).json["result"]["structuredContent"]
            schema = tools[json.loads(one)["params"]["name"]]
            self.assertLessEqual(set(schema["required"]), set(told))
            kinds = {"object": dict, "array": list, "string": str}
            for name in set(told) & set(schema["properties"]):
                self.assertIsInstance(told[name], kinds[schema["properties"][name]["type"]], name)

    def test_a_notification_and_an_answer_are_taken_without_a_word(self):
        for one in ({"jsonrpc": "2.0", "method": "notifications/initialized"}, {"jsonrpc": "2.0", "id": 1, "result": {}}):
            answer = say(one)
            self.assertEqual((answer.status, answer.body, answer.headers["Content-Type"]), (202, b"", None))

    def test_what_is_no_message(self):
        for text, code in (('{"jsonrpc": "2.0", "id": 11', -32700), ("[1]", -32600), ("{}", -32600), (b"\xff", -32700)):
            answer = say(text)
            self.assertEqual((answer.status, answer.json["error"]["code"], answer.json["id"]), (400, code, None))
        self.assertEqual(SERVER.post("/mcp", MESSAGES[1], kind="text/plain").json["code"], "LG0803")
        old = say(MESSAGES[1], MCP_Protocol_Version="1999-01-01")
        self.assertEqual((old.status, old.json["code"]), (400, "LG0838"))

    def test_there_is_no_stream_and_no_session(self):
        for method in ("GET", "DELETE"):
            answer = SERVER.ask(method, "/mcp", headers={"Accept": "text/event-stream"})
            self.assertEqual((answer.status, answer.headers["Allow"]), (405, "POST"))
        self.assertIsNone(say(MESSAGES[0]).headers["Mcp-Session-Id"])

    def test_the_page_of_another_site_is_refused(self):
        own = f"http://127.0.0.1:{SERVER.port}"
        self.assertEqual(say(MESSAGES[1], Origin=own).status, 200)
        for origin in ("https://evil.example", "null", "http://127.0.0.1:1"):
            answer = say(MESSAGES[1], Origin=origin)
            self.assertEqual((answer.status, answer.json["code"]), (403, "LG0809"))
        rebound = say(MESSAGES[1], Host="evil.example")
        self.assertEqual((rebound.status, rebound.json["code"]), (403, "LG0808"))

    def test_a_token_is_asked_for_where_there_is_one(self):
        with tempfile.NamedTemporaryFile("w") as file:
            file.write(TOKEN)
            file.flush()
            guarded = Server("--token-file", file.name, "--quiet")
            try:
                self.assertEqual(guarded.post("/mcp", MESSAGES[1]).json["code"], "LG0810")
                self.assertEqual(guarded.post("/mcp", MESSAGES[1], Authorization=f"Bearer {TOKEN}").status, 200)
            finally:
                self.assertEqual(guarded.stop()[0], 0)


if __name__ == "__main__":
    unittest.main()
