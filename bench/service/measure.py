"""Measures `lockgate serve`, and OPA's server beside it; prints docs/service-benchmarks.md. Started by ./run.

    python measure.py OPA

SECONDS_EACH: how long each row is measured (5). CONNECTIONS: how many clients ask at a time (16); against OPA also 64.
"""
import csv
import datetime
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
PEERS = ROOT / "bench/peers"
LOCKGATE = ROOT / "build/release/lockgate"
SECONDS = os.environ.get("SECONDS_EACH", "5")
CONNECTIONS = os.environ.get("CONNECTIONS", "16")
MANY = "64"
FOLDER = Path(tempfile.mkdtemp(prefix="lockgate-bench-"))
PAGE = """# The service under load

`bench/service/run` wrote this page. {when}, {machine}, {cores} cores shared by the service, `wrk` (one thread, {connections} connections) and whatever else ran: load average {load_before} before, {load_after}
after. Each row took {seconds} seconds after a second of warming up. A check is one order decided, with its reasons, duties and questions as JSON; unless the row says otherwise a request carries one order and no
two requests are the same, so that no answer is given from memory; what a missing fact would change is kept for orders that leave the same open, and 400 orders in turn soon leave nothing new open.

| what | checks/s | p50 ms | p99 ms |
|---|--:|--:|--:|
{rows}

## By kind of order

The orders of `examples/news-orders.jsonl`, one kind at a time, each with a new id. An order that lacks a fact that matters costs more: the service finds out which facts would settle it and what each answer
would bring.

| order | what it is | verdict | open facts | checks/s | p50 ms | p99 ms |
|---|---|---|--:|--:|--:|--:|
{kinds}

## Twelve rules: OPA

The same 2,000 orders of the book T12 (`bench/peers`) in turn, one a request, over HTTP to both, with nothing kept in memory: Lockgate under the rulebook `bench/peers/t12` gives outcome, reasons and missing facts;
OPA {opa_version} under `bench/peers/go/opa/t12.rego` gives one number. On few connections both wait for the load program now and then, and the cores rest.

| server | connections | checks/s | p50 ms | p99 ms |
|---|--:|--:|--:|--:|
{peers}

{verdict}
"""


class Server:
    """A server that answers at `health` once it is up."""

    def __init__(self, command, url, health):
        self.url = url
        self.process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(200):
            try:
                urllib.request.urlopen(url + health, timeout=1)
                return
            except OSError:
                time.sleep(0.05)
        raise RuntimeError(f"does not start: {command}")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(60)


def lockgate(*arguments, port=18431, before=("--data", ".")):
    return Server([LOCKGATE, *before, "serve", "--quiet", "--port", str(port), *arguments], f"http://127.0.0.1:{port}", "/healthz")


def load(server, path, bodies, seconds=SECONDS, connections=CONNECTIONS):
    """What wrk measured with these bodies."""
    file = FOLDER / "bodies"
    file.write_text("".join(body + "\n" for body in bodies))
    environment = {**os.environ, "BODIES": str(file)}
    for length in ("1", seconds):
        told = subprocess.run(["wrk", "-t1", f"-c{connections}", f"-d{length}s", "--timeout", "30s", "-s", HERE / "post.lua", server.url + path], env=environment, check=True, capture_output=True, text=True).stdout
    out = json.loads(told.splitlines()[-1])
    if out["failed"]:
        raise RuntimeError(f"{out['failed']} requests failed: {told}")
    return out


def row(*cells):
    return "| " + " | ".join(str(cell) for cell in cells) + " |"


def figures(told, orders_a_request=1):
    return f"{told['requests'] / told['seconds'] * orders_a_request:,.0f}", f"{told['p50_ms']:.1f}", f"{told['p99_ms']:.1f}"


def body(orders):
    return json.dumps({"orders": orders}, ensure_ascii=False)


def numbered(order):
    return {**order, "id": f"{order['id']}-@"}


def news():
    return [json.loads(line) for line in (ROOT / "examples/news-orders.jsonl").read_text().splitlines()]


def book(rows):
    """Orders of the synthetic book, as its own reader would have them."""
    file = FOLDER / "book.csv"
    subprocess.run([sys.executable, "-B", ROOT / "bench/book/book.py", file, "--rows", str(rows)], check=True, capture_output=True)
    return [order_of(line) for line in csv.DictReader(file.open())]


def order_of(line):
    out = {name: line[name] for name in ("id", "date", "movement", "origin", "destination", "item")}
    out["quantity"] = int(line["quantity"])
    amount, currency = line["unit_price"].split()
    out["unit_price"] = {"amount": amount, "currency": currency}
    out["end_use"] = line["end_use"].split(";") if line["end_use"] else None
    user = {"role": "end_user", "name": line["end_user"], "country": line["end_user_country"]}
    if line["end_user_headquarters"]:
        user["headquarters"] = line["end_user_headquarters"]
    if parent := line["end_user_ultimate_parent"]:
        user["ultimate_parent"] = {"headquarters": parent[1:]} if parent.startswith("@") else parent
    if line["end_user_kind"]:
        user["kind"] = line["end_user_kind"].split(";")
    if line["end_user_lists"] != "?":
        user["lists"] = line["end_user_lists"].split(";") if line["end_user_lists"] else []
    out["parties"] = [{"role": "seller", "name": line["seller"], "country": line["seller_country"], "headquarters": line["seller_headquarters"]}, user]
    if line["us_commercially_available"]:
        out["facts"] = {"us_commercially_available": line["us_commercially_available"] == "yes"}
    return {name: value for name, value in out.items() if value is not None}


def answers(server, orders):
    request = urllib.request.Request(server.url + "/v1/check", body(orders).encode(), {"Content-Type": "application/json"})
    told = json.load(urllib.request.urlopen(request))
    if told["problems"]:
        raise RuntimeError(told["problems"][:3])
    return told["determinations"]


def mixed(orders):
    """The rows of the first table."""
    one_by_one = [body([numbered(order)]) for order in orders]
    rows = []
    with lockgate("--cache-mb", "0") as server:
        decided = answers(server, orders)
        settled = [order for order, told in zip(orders, decided, strict=True) if not told["unknown"]]
        share = 100 * len(settled) // len(orders)
        rows.append(row(f"settled orders of the synthetic book, all different ({len(settled)} of {len(orders)})", *figures(load(server, "/v1/check", [body([numbered(order)]) for order in settled]))))
        rows.append(row(f"the whole book, all different ({100 - share} % lack a fact that matters)", *figures(load(server, "/v1/check", one_by_one))))
        hundreds = [body([numbered(order) for order in settled[at:at + 50]]) for at in range(0, len(settled) - 50, 50)]
        rows.append(row("settled orders, 50 in a request", *figures(load(server, "/v1/check", hundreds), 50)))
    with lockgate() as server:
        rows.append(row("the whole book, asked about again and again (answered from memory)", *figures(load(server, "/v1/check", [body([order]) for order in orders]))))
    with lockgate("--cache-mb", "0", "--seal", "--ledger", f"sqlite:{FOLDER}/ledger.db") as server:
        rows.append(row("settled orders, each sealed in the ledger (SQLite, flushed) before it is sent", *figures(load(server, "/v1/check", [body([numbered(order)]) for order in settled]))))
        rows.append(row("the whole book, each sealed", *figures(load(server, "/v1/check", one_by_one))))
    return rows


def kinds():
    rows = []
    with lockgate("--cache-mb", "0") as server:
        for order, told in zip(news(), answers(server, news()), strict=True):
            measured = load(server, "/v1/check", [body([numbered(order)])], "2")
            rows.append(row(order["id"], order["note"], told["verdict"], len(told["unknown"]), *figures(measured)))
    return rows


def t12():
    """Rows of T12 as orders of Lockgate and as inputs of OPA."""
    sys.path.insert(0, str(PEERS))
    import lockgate_check
    from t12 import place_codes
    subprocess.run([sys.executable, "-B", PEERS / "t12.py", FOLDER / "t12", "--rows", "2000"], check=True, capture_output=True)
    places = place_codes()
    ours, theirs = [], []
    for number, order in enumerate(lockgate_check.drawn(FOLDER / "t12", 2000)):
        ours.append(body([lockgate_check.line(number, order, places)]))
        facts = {"dest": order.dest, "date": order.date.isoformat(), "tpp": order.tpp, "pd": order.pd, "bw": order.bw, "io": order.io, "hq": order.hq, "dc": order.dc}
        theirs.append(json.dumps({"input": {name: value for name, value in facts.items() if value is not None}}))
    return ours, theirs


def opa_server(opa):
    return Server([opa, "run", "--server", "--addr", "127.0.0.1:18432", "--log-level", "error", PEERS / "go/opa/t12.rego"], "http://127.0.0.1:18432", "/health")


def peers(opa):
    ours, theirs = t12()
    is_built = Path(opa).exists()
    rows, ratios = [], []
    for connections in (CONNECTIONS, MANY):
        with lockgate("--cache-mb", "0", before=("--data", ".", "--rulebook", "bench/peers/t12")) as server:
            first = load(server, "/v1/check", ours, connections=connections)
        rows.append(row("Lockgate", connections, *figures(first)))
        if not is_built:
            continue
        with opa_server(opa) as server:
            second = load(server, "/v1/data/t12/outcome", theirs, connections=connections)
        rows.append(row("OPA", connections, *figures(second)))
        ratios.append(f"{first['requests'] / first['seconds'] / (second['requests'] / second['seconds']):.1f} on {connections} connections")
    if not is_built:
        return rows, "not built here", "OPA could not be built here, so there is no ratio."
    version = subprocess.run([opa, "version"], check=True, capture_output=True, text=True).stdout.split()[1]
    return rows, version, f"Checks a second, Lockgate's by OPA's in this run: {' and '.join(ratios)}."


def main():
    before = os.getloadavg()[0]
    rows, by_kind = mixed(book(400)), kinds()
    compared, version, verdict = peers(sys.argv[1])
    print(PAGE.format(when=datetime.date.today(), machine=platform.machine(), cores=os.cpu_count(), connections=CONNECTIONS, seconds=SECONDS, load_before=f"{before:.1f}", load_after=f"{os.getloadavg()[0]:.1f}",
                      rows="\n".join(rows), kinds="\n".join(by_kind), opa_version=version, peers="\n".join(compared), verdict=verdict), end="")


if __name__ == "__main__":
    main()
