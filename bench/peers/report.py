"""Compares the answers of all peers and, if they agree, writes the table of docs/benchmarks.md.

    python report.py check RESULTS          exits with 1 where a peer's answers are not the oracle's
    python report.py table RESULTS          the same, then Markdown on standard output

RESULTS holds one line of JSON a result (measure.py); the oracle's are among them. A line with the key `cannot` is reported as it is.
"""
import json
import os
import platform
import statistics
import subprocess
import sys
from pathlib import Path

ORACLE = "reference"
OURS = "lockgate"


def main():
    mode, path = sys.argv[1:]
    results = [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines()]
    complaints = disagreements(results)
    print(*complaints, sep="\n", end="\n" if complaints else "", file=sys.stderr)
    if mode == "table" and not complaints:
        print(markdown(results))
    sys.exit(bool(complaints))


def decided(results):
    """What peers measured; the oracle and what could not be had left out."""
    return [each for each in results if each["peer"] != ORACLE and "cannot" not in each]


def disagreements(results):
    """A sentence for each result whose histogram or row hash is not the oracle's for the same tier and rows."""
    oracles = {(each["tier"], each["rows"]): each for each in results if each["peer"] == ORACLE}
    return [sentence for each in decided(results) if (sentence := against(oracles.get((each["tier"], each["rows"])), each))]


def against(oracle, result):
    """None, or what is wrong."""
    if oracle is None:
        return f"{title(result)}: the oracle did not decide {result['rows']} rows of {result['tier']}"
    if (result["hash"], result["histogram"]) == (oracle["hash"], oracle["histogram"]):
        return None
    return f"{title(result)} differs from the oracle on {result['rows']} rows: {result['histogram']}, {oracle['histogram']}"


def title(result):
    return f"{result['peer']} ({result['form']})"


def speed(result):
    """Rows a second, from the median."""
    return result["rows"] / statistics.median(result["seconds"])


def markdown(results):
    peers = sorted(decided(results), key=speed, reverse=True)
    ours = next((each for each in peers if each["peer"] == OURS), None)
    parts = [f"# Benchmarks\n\n## T12, batch, one core\n\n{conditions(peers)}", table(peers, ours)]
    parts += [f"{each['peer']} cannot: {each['cannot']}." for each in results if "cannot" in each]
    if ours is None:
        parts.append("Lockgate's own runner was not built (`build/release/bench_t12`), so there is no column for it.")
    return "\n\n".join(parts)


def conditions(peers):
    counts = max(peers, key=lambda each: each["rows"])["histogram"]
    outcomes = ", ".join(f"{code}: {rows:,}" for code, rows in counts.items())
    commit = subprocess.run(["git", "describe", "--always", "--dirty"], check=True, capture_output=True, text=True).stdout.strip()
    return (
        f"{processor()}, {os.cpu_count()} cores, {platform.system()} {platform.release()}; every process pinned to one core; five runs after a "
        f"warm-up; commit {commit}. Compiling, loading and laying out the input are not timed. Outcomes of the largest book: {outcomes}. "
        "Every peer gave the oracle's outcome for every row that it decided."
    )


def processor():
    for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return platform.machine()


def table(peers, ours):
    head = ["peer", "version", "form", "tier", "unknown facts", "rows", "min s", "median s", "max s", "rows/s", "of the fastest peer"]
    head += ["Lockgate is faster by"] if ours else []
    fastest = max(speed(each) for each in peers if each is not ours)
    lines = [cells(each, fastest, ours) for each in peers]
    return "\n".join("| " + " | ".join(line) + " |" for line in [head, ["---"] * len(head), *lines])


def cells(result, fastest, ours):
    seconds = sorted(result["seconds"])
    times = [f"{value:.4g}" for value in (seconds[0], statistics.median(seconds), seconds[-1])]
    line = [result["peer"], result["version"], result["form"], result["tier"], result["unknowns"], f"{result['rows']:,}", *times]
    line += [f"{speed(result):,.0f}", f"{speed(result) / fastest:.2g}"]
    return line + ([f"{speed(ours) / speed(result):.3g}×"] if ours else [])


if __name__ == "__main__":
    main()
