"""A running `lockgate serve` on a free port, and questions to it."""

import http.client
import json
import os
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("LOCKGATE", str(ROOT / "lockgate"))
ENV = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8"}


def lockgate(*arguments, stdin=b""):
    """stdout of the command line, outside any terminal and without the user's own settings."""
    return subprocess.run([PROGRAM, "--data", ".", *arguments], cwd=ROOT, env=ENV, input=stdin, capture_output=True, timeout=300).stdout


class Answer:
    def __init__(self, response):
        self.status, self.headers, self.body = response.status, response.headers, response.read()

    @property
    def json(self):
        return json.loads(self.body)


class Server:
    def __init__(self, *arguments, port=0):
        command = [PROGRAM, "--data", ".", "serve", "--port", str(port), *arguments]
        self.process = subprocess.Popen(command, cwd=ROOT, env=ENV, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        line = self.process.stdout.readline().decode()
        if not line:
            raise RuntimeError(self.process.stderr.read().decode())
        self.port = int(line.rsplit(":", 1)[1].strip("/\n"))

    def ask(self, method, target, body=None, headers=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        try:
            connection.request(method, target, body, headers or {})
            return Answer(connection.getresponse())
        finally:
            connection.close()

    def get(self, target, **headers):
        return self.ask("GET", target, headers={name.replace("_", "-"): value for name, value in headers.items()})

    def post(self, target, body, kind="application/json", **headers):
        body = json.dumps(body) if isinstance(body, (dict, list)) else body
        body = body.encode() if isinstance(body, str) else body
        return self.ask("POST", target, body, {"Content-Type": kind, **{name.replace("_", "-"): value for name, value in headers.items()}})

    def stop(self):
        """(exit status, stderr)"""
        self.process.terminate()
        _, err = self.process.communicate(timeout=60)
        return self.process.returncode, err.decode()
