"""A PostgreSQL of our own on loopback, in a folder that goes with it; Debian's package keeps its programs out of PATH."""

import os
import shutil
import socket
import subprocess
import tempfile
import unittest
from pathlib import Path


def programs():
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[4]))
    return found[-1].parent if found else None


class Postgres:
    """Raises SkipTest where the package is missing; in CI that is not good enough."""

    def __init__(self):
        self.bin, self.databases = programs(), 0
        if self.bin is None:
            if os.environ.get("CI") == "true":
                raise AssertionError("the package `postgresql` is not installed")
            raise unittest.SkipTest("the package `postgresql` is not installed")
        self.folder = tempfile.mkdtemp(prefix="lockgate-postgres-")
        # PostgreSQL refuses to run as root.
        if os.getuid() == 0:
            shutil.chown(self.folder, "postgres")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.run("initdb", "-D", f"{self.folder}/data", "-A", "trust", "-U", "postgres", "--no-sync")
        self.run("pg_ctl", "-D", f"{self.folder}/data", "-w", "-l", f"{self.folder}/log", "-o", f"-p {self.port} -h 127.0.0.1 -k {self.folder} -F", "start")

    def run(self, program, *arguments, check=True):
        """What it prints. Into a file: a server that is started keeps a pipe open for as long as it runs."""
        user = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
        with tempfile.TemporaryFile("w+") as told:
            subprocess.run([*user, self.bin / program, *arguments], cwd="/", check=check, timeout=120, stdin=subprocess.DEVNULL, stdout=told, stderr=told)
            told.seek(0)
            return told.read()

    def new_database(self):
        self.databases += 1
        self.run("createdb", "-h", "127.0.0.1", "-p", str(self.port), "-U", "postgres", f"ledger{self.databases}")
        return f"postgres://postgres@127.0.0.1:{self.port}/ledger{self.databases}"

    def sql(self, url, statement):
        """What it prints; an error too."""
        return self.run("psql", "-At", "-d", url, "-c", statement, check=False)

    def stop(self):
        self.run("pg_ctl", "-D", f"{self.folder}/data", "-m", "immediate", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)
