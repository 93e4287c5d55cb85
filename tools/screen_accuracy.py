"""Measures screening on labeled names: python3 tools/screen_accuracy.py FOLDER [--list CSL.json] [--lockgate PROGRAM] [--negatives N]

FOLDER holds names/ (name_pairs*.csv, perturbed_*.json, negatives_us.csv) and han/ (*_han_latin_pairs*.tsv); what is not there is
left out. Every figure is for the default threshold, names only: no country, date or number is given to help.
"""

import argparse
import csv
import json
import subprocess
import tempfile
from pathlib import Path


class Program:
    def __init__(self, path, threshold):
        self.path, self.threshold = path, threshold

    def run(self, *arguments):
        done = subprocess.run([self.path, "screen", "--threshold", str(self.threshold), *arguments], capture_output=True, text=True)
        if done.returncode not in (0, 1):
            print(done.stderr[:2000])
        return [json.loads(line) for line in done.stdout.splitlines()]

    def pairs(self, rows):
        with tempfile.NamedTemporaryFile("w", suffix=".csv", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([["name1", "name2"], *rows])
            file.flush()
            return self.run("--pairs", file.name)

    def names(self, names, listing, *more):
        """One answer a name, by its position."""
        with tempfile.NamedTemporaryFile("w", suffix=".csv", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([["name"], *[[name] for name in names]])
            file.flush()
            answers = self.run(file.name, "--list", listing, "--format", "jsonl", *more)
        out = [{"hits": [], "alert": False} for _ in names]
        for answer in answers:
            out[int(answer["from"].rsplit(":", 1)[1]) - 2] = answer
        return out


def ratio(part, whole):
    return f"{part / whole:.3f}" if whole else "–"


def name_pairs(program, folder):
    for path in sorted(folder.glob("names/name_pairs*.csv")):
        rows = list(csv.DictReader(path.open(encoding="utf-8")))
        scores = [answer["score"] for answer in program.pairs([[row["name1"], row["name2"]] for row in rows])]
        for threshold in sorted({program.threshold, 700, 750, 770, 800, 850}):
            hit = [score >= threshold for score in scores]
            true = [row["is_match"] == "true" for row in rows]
            both = sum(a and b for a, b in zip(hit, true))
            precision, recall = both / max(sum(hit), 1), both / sum(true)
            strong = sum(a != b for a, b, row in zip(hit, true, rows) if row["quality"] == "STRONG")
            f1 = 2 * precision * recall / max(precision + recall, 1e-9)
            print(f"name pairs ({len(rows)}) at {threshold}: precision {precision:.3f} recall {recall:.3f} F1 {f1:.3f}, strong errors {strong}")


def perturbed(program, folder):
    for path in sorted(folder.glob("names/perturbed_*.json")):
        data = json.loads(path.read_text(encoding="utf-8"))
        with tempfile.NamedTemporaryFile("w", suffix=".csv", encoding="utf-8", newline="") as file:
            rows = [[key, names[0], ";".join(name.replace(";", ",") for name in names[1:])] for key, names in data["candidates"].items()]
            csv.writer(file).writerows([["id", "name", "aliases"], *rows])
            file.flush()
            answers = program.names([case["query"] for case in data["cases"]], file.name)
        found = alerts = positive = negative = 0
        missed = {}
        for case, answer in zip(data["cases"], answers):
            expected = case.get("expected_entity_id")
            if expected is None:
                negative += 1
                alerts += answer["alert"]
                continue
            positive += 1
            is_found = any(hit["entry"] == expected and hit["alert"] for hit in answer["hits"])
            found += is_found
            kind = missed.setdefault(case.get("perturbation") or case.get("category") or "?", [0, 0])
            kind[0] += is_found
            kind[1] += 1
        print(f"{path.stem}: recall {ratio(found, positive)} of {positive}, false positive rate {ratio(alerts, negative)} of {negative}")
        print("   recall by kind: " + ", ".join(f"{kind} {ratio(*counts)}" for kind, counts in sorted(missed.items())))


def negatives(program, folder, listing, most):
    path = folder / "names/negatives_us.csv"
    if not path.exists():
        return
    names = [row["full_name"] for row in csv.DictReader(path.open(encoding="utf-8"))][:most]
    alerts = [name for name, answer in zip(names, program.names(names, listing)) if answer["alert"]]
    print(f"people who are not listed: {len(alerts)} alerts of {len(names)} = {100 * len(alerts) / len(names):.2f} %; {alerts[:5]}")


def names_of_entries(listing):
    """Every name of the entry that a name belongs to."""
    out = {}
    for entry in json.loads(Path(listing).read_text(encoding="utf-8"))["entries"]:
        names = {entry["n"], *entry.get("a", [])}
        for name in names:
            out.setdefault(name, set()).update(names)
    return out


def han(program, folder, listing):
    """Is the entry found? By the Latin name alone; and by all names that the publisher gives it."""
    entries = names_of_entries(listing)
    for is_entry in (False, True):
        together = [0, 0, 0, 0]
        for path in sorted(folder.glob("han/*_han_latin_pairs*.tsv")):
            counts = han_counts(program, path, listing, entries if is_entry else None)
            together = [sum(pair) for pair in zip(together, counts, strict=True)]
            print_han(path.stem, is_entry, counts)
        print_han("all of them", is_entry, together)


def print_han(what, is_entry, counts):
    first, ten, alerted, rows = counts
    print(f"{what}, {'the entry' if is_entry else 'one name'}: first or tied {ratio(first, rows)}, among ten {ratio(ten, rows)}, alert {ratio(alerted, rows)} of {rows}")


def han_counts(program, path, listing, entries):
    """How many are first or tied, among ten, and alerted, and how many were asked for. `entries`: all names of each; None: one name is wanted."""
    rows = [row for row in csv.DictReader(path.open(encoding="utf-8"), delimiter="\t") if row["han_name"].strip()]
    latin = [row.get("listed_name") or row["latin_name"] for row in rows]
    # The list is searched among all names of the US list, with the wanted ones added.
    others = [row.get("other_latin_names") or "" if entries else "" for row in rows]
    wanted = [entries.get(name, {name}) if entries else {name} for name in latin]
    with tempfile.NamedTemporaryFile("w", suffix=".csv", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["id", "name", "aliases"], *[[f"wanted {i}", name, others[i]] for i, name in enumerate(latin)]])
        file.flush()
        answers = program.names([row["han_name"] for row in rows], listing, "--list", file.name, "--top", "10")
    first = ten = alerted = 0
    for i, answer in enumerate(answers):
        ranks = [(hit["score"], hit["alert"]) for hit in answer["hits"] if hit["entry"] == f"wanted {i}" or hit["name"] in wanted[i]]
        best = answer["hits"][0]["score"] if answer["hits"] else 0
        first += bool(ranks) and ranks[0][0] == best
        ten += bool(ranks)
        alerted += bool(ranks) and ranks[0][1]
    return first, ten, alerted, len(rows)


def self_find(program, listing):
    data = json.loads(Path(listing).read_text(encoding="utf-8"))
    names = [name for entry in data["entries"] for name in [entry["n"], *entry.get("a", [])]]
    lost = [name for name, answer in zip(names, program.names(names, listing, "--top", "1")) if not answer["hits"] or answer["hits"][0]["score"] != 1000]
    print(f"listed names that find their entry first or tied: {len(names) - len(lost)} of {len(names)}; {lost[:5]}")


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", type=Path)
    options.add_argument("--list", default=None)
    options.add_argument("--lockgate", default="./lockgate")
    options.add_argument("--threshold", type=int, default=770)
    options.add_argument("--negatives", type=int, default=100_000)
    given = options.parse_args()
    program = Program(given.lockgate, given.threshold)
    name_pairs(program, given.folder)
    perturbed(program, given.folder)
    if given.list:
        han(program, given.folder, given.list)
        negatives(program, given.folder, given.list, given.negatives)
        self_find(program, given.list)


if __name__ == "__main__":
    main()
