"""Keeps `lockgate serve` busy for a long time and prints docs/soak.md: does its memory stay what it is?

    bench/service/soak                  # an hour
    SOAK_SECONDS=120 bench/service/soak

All the while: orders of the synthetic book, one a request and no two with one id, each sealed in a ledger of SQLite; beside it the pages
and lists that a browser asks for, and a book in one request now and then. Each connection rests for 100 ms before it asks again: sealed
answers take 13 kilobytes each, and an hour at full speed would fill the disk before it tells anything.
"""
import datetime
import json
import os
import platform
import shutil
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import measure

SECONDS = int(os.environ.get("SOAK_SECONDS", "3600"))
ROWS = 20
PAGES = ("/", "/openapi.json", "/v1/chips", "/metrics", "/readyz", "/no-such-page")
PAGE = """# An hour under load

`bench/service/soak` wrote this page: {when}, {machine}, {cores} cores shared with whatever else ran (load average {load:.1f} at the end), {seconds} seconds. `wrk` with
16 connections, each resting 100 ms between requests, sent orders of the synthetic book (2,000 of them in turn, no two requests with one id, {open_share} % lack a fact that matters), each sealed in a ledger of SQLite before it was answered; a second client
asked for pages and lists, and a third sent 400 orders in one request, again and again.

| after | sealed checks | resident memory | descriptors | answers in the ledger file |
|--:|--:|--:|--:|--:|
{rows}

{checks:,} checks, {pages:,} pages and {books:,} books of 400 were answered, {failed} requests failed. From the first quarter on memory went from {early:.0f} to {late:.0f} MB.
"""


def resident_mb(pid):
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    raise RuntimeError("the service is gone")


class Client(threading.Thread):
    """Asks again and again until told to stop."""

    def __init__(self, ask):
        super().__init__(daemon=True)
        self.ask, self.count, self.failed, self.is_over = ask, 0, 0, False
        self.start()

    def run(self):
        while not self.is_over:
            try:
                self.ask(self.count)
                self.count += 1
            except OSError:
                self.failed += 1
            time.sleep(0.05)


def get_page(server, count):
    try:
        urllib.request.urlopen(server.url + PAGES[count % len(PAGES)], timeout=60).read()
    except urllib.error.HTTPError as refused:
        if refused.code != 404:
            raise


def send_book(server, orders, count):
    """Each with an id that no other request had, so that each is sealed."""
    named = [{**order, "id": f"{order['id']}-book-{count}"} for order in orders]
    request = urllib.request.Request(server.url + "/v1/check", measure.body(named).encode(), {"Content-Type": "application/json"})
    told = json.load(urllib.request.urlopen(request, timeout=600))
    if len(told["determinations"]) != len(orders):
        raise OSError("not all orders were answered")
    time.sleep(5)


def start_wrk(server, orders):
    bodies = measure.FOLDER / "soak-bodies"
    bodies.write_text("".join(measure.body([measure.numbered(order)]) + "\n" for order in orders))
    command = ["wrk", "-t1", "-c16", f"-d{SECONDS}s", "--timeout", "60s", "-s", measure.HERE / "post.lua", server.url + "/v1/check"]
    return subprocess.Popen(command, env={**os.environ, "BODIES": str(bodies), "DELAY_MS": "100"}, stdout=subprocess.PIPE, text=True)


def sealed_so_far(server):
    text = urllib.request.urlopen(server.url + "/metrics", timeout=60).read().decode()
    return sum(int(float(line.split()[-1])) for line in text.splitlines() if line.startswith("lockgate_orders_total"))


def sample(server, ledger, started):
    pid = server.process.pid
    return {"seconds": time.time() - started, "checks": sealed_so_far(server), "mb": resident_mb(pid), "descriptors": len(os.listdir(f"/proc/{pid}/fd")), "file_mb": sum(file.stat().st_size for file in ledger.parent.glob(ledger.name + "*")) / 1e6}


def main():
    orders = measure.book(2000)
    ledger = measure.FOLDER / "soak.db"
    with measure.lockgate("--seal", "--ledger", f"sqlite:{ledger}") as server:
        open_share = 100 * sum(bool(told["unknown"]) for told in measure.answers(server, orders[:400])) // 400
        started = time.time()
        wrk = start_wrk(server, orders)
        clients = [Client(lambda count: get_page(server, count)), Client(lambda count: send_book(server, orders[:400], count))]
        samples = []
        for row in range(1, ROWS + 1):
            time.sleep(max(0.0, started + SECONDS * row / ROWS - 1 - time.time()))
            samples.append(sample(server, ledger, started))
            print(samples[-1], file=sys.stderr, flush=True)
        told = json.loads(wrk.communicate()[0].splitlines()[-1])
        for client in clients:
            client.is_over = True
        for client in clients:
            client.join(600)
    shutil.rmtree(measure.FOLDER)
    rows = "\n".join(measure.row(f"{s['seconds'] / 60:.0f} min", f"{s['checks']:,}", f"{s['mb']:.0f} MB", s["descriptors"], f"{s['file_mb']:,.0f} MB") for s in samples)
    print(PAGE.format(when=datetime.date.today(), machine=platform.machine(), cores=os.cpu_count(), load=os.getloadavg()[0], seconds=SECONDS, open_share=open_share, rows=rows, checks=told["requests"], pages=clients[0].count,
                      books=clients[1].count, failed=told["failed"] + sum(client.failed for client in clients), early=samples[ROWS // 4]["mb"], late=samples[-1]["mb"]), end="")


main()
