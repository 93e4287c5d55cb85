"""Program: the command line, whose answers the package must give."""

import json
import os
import subprocess

import flat


def run(*arguments, orders=None):
    text = None if orders is None else "".join(json.dumps(order) + "\n" for order in orders)
    program = os.environ.get("LOCKGATE", str(flat.ROOT / "lockgate"))
    done = subprocess.run([program, *arguments], input=text, capture_output=True, text=True, cwd=flat.ROOT, timeout=300)
    return json.loads(done.stdout)
