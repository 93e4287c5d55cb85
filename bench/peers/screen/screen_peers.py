"""Accuracy and speed of screening beside its peers: python3 screen_peers.py FOLDER LIST --lockgate PROGRAM. See `run`."""

import argparse
import csv
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import splink.comparison_library as compared
from followthemoney import model
from nomenklatura.matching import LogicV2
from rapidfuzz import fuzz, process
from rapidfuzz.distance import JaroWinkler
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

MOST_FALSE = 0.10
SAMPLE = 200  # questions for a peer that compares pair by pair


def say(text):
    print(text, file=sys.stderr, flush=True)


class Rapidfuzz:
    """Every question with every name, as `process.cdist` does it best: many at once, without leaving C++."""

    def __init__(self, name, scorer, processor=None):
        self.name, self.scorer, self.processor = name, scorer, processor or (lambda text: text)

    def scores(self, questions, names):
        return process.cdist([self.processor(q) for q in questions], [self.processor(n) for n in names], scorer=self.scorer, workers=1)

    def best(self, questions, candidates):
        """For each question the best score of each candidate."""
        names = [name for all_names in candidates.values() for name in all_names]
        starts = np.cumsum([0, *[len(all_names) for all_names in candidates.values()]])[:-1]
        scale = 1 if self.scorer is JaroWinkler.similarity else 100
        for at in range(0, len(questions), 500):
            for row in np.maximum.reduceat(self.scores(questions[at:at + 500], names), starts, axis=1):
                yield dict(zip(candidates, (row / scale).tolist()))

    def speed(self, questions, names):
        start = time.process_time()
        self.scores(questions[:100], names)
        return 100 / (time.process_time() - start)


class Logic2:
    """nomenklatura's logic-v2: pair by pair, after some search engine found the candidates."""

    name = "nomenklatura 4.17.4 logic-v2"

    def __init__(self, schema):
        self.schema, self.config = schema, LogicV2.default_config()

    def entity(self, names):
        return model.get_proxy({"id": names[0] or "-", "schema": self.schema, "properties": {"name": names}})

    def score(self, one, other):
        return LogicV2.compare(one, other, self.config).score

    def best(self, questions, candidates):
        entities = {key: self.entity(names) for key, names in candidates.items()}
        for question in questions:
            asked = self.entity([question])
            yield {key: self.score(asked, entity) for key, entity in entities.items()}

    def speed(self, questions, names):
        """With 50 candidates a question, found for nothing."""
        listed = [self.entity([name]) for name in names[:50]]
        asked = [self.entity([question]) for question in questions[:60]]
        start = time.process_time()
        for one in asked:
            for other in listed:
                self.score(one, other)
        return len(asked) / (time.process_time() - start)


class Splink:
    """Fellegi and Sunter's model, fitted to the pairs without their labels. It links records of several columns; of a name alone it gets the whole,
    its words in order, and the last of them, each by Jaro-Winkler."""

    name = "Splink 5.0.0"
    columns = ["unique_id", "pair", "name", "words", "last"]

    def table(self, api, rows, side):
        with tempfile.NamedTemporaryFile("w", suffix=".csv", encoding="utf-8", newline="") as file:
            out = csv.writer(file)
            out.writerow(self.columns)
            for at, row in enumerate(rows):
                words = row[side].casefold().split() or ["-"]
                out.writerow([f"{side} {at}", f"pair {at}", " ".join(words), " ".join(sorted(words)), words[-1]])
            file.flush()
            return api.register_from_csv(file.name)

    def scores(self, rows):
        """The probability of each pair."""
        api = DuckDBAPI()
        comparisons = [compared.JaroWinklerAtThresholds(column, levels) for column, levels in (("name", [0.95, 0.88, 0.8]), ("words", [0.95, 0.88, 0.8]), ("last", [0.9]))]
        settings = SettingsCreator("link_only", comparisons=comparisons, blocking_rules_to_generate_predictions=[block_on("pair")], probability_two_random_records_match=0.5)
        linker = Linker([self.table(api, rows, side) for side in ("name1", "name2")], settings, log_level=40)
        linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
        linker.training.estimate_parameters_using_expectation_maximisation(block_on("pair"), fix_probability_two_random_records_match=True, record_sample_proportion=1.0)
        found = {int(row["unique_id_l"].split()[1]): row["match_probability"] for row in linker.inference.predict().as_record_list()}
        return [found.get(at, 0) for at in range(len(rows))]


class Lockgate:
    name = "Lockgate"

    def __init__(self, program):
        self.program = program

    def run(self, questions, *arguments):
        with tempfile.NamedTemporaryFile("w", suffix=".csv", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([["name"], *[[question] for question in questions]])
            file.flush()
            before = os.times()
            done = subprocess.run([self.program, "screen", file.name, "--format", "jsonl", *arguments], capture_output=True, text=True)
            after = os.times()
        self.seconds = after.children_user + after.children_system - before.children_user - before.children_system
        answers = [json.loads(line) for line in done.stdout.splitlines()]
        return {int(answer["from"].rsplit(":", 1)[1]) - 2: answer["hits"] for answer in answers}

    def best(self, questions, candidates):
        with tempfile.NamedTemporaryFile("w", suffix=".csv", encoding="utf-8", newline="") as file:
            rows = [[key, names[0], ";".join(name.replace(";", ",") for name in names[1:])] for key, names in candidates.items()]
            csv.writer(file).writerows([["id", "name", "aliases"], *rows])
            file.flush()
            answers = self.run(questions, "--list", file.name, "--threshold", "501")
        for at in range(len(questions)):
            yield {hit["entry"]: hit["score"] / 1000 for hit in answers.get(at, [])}

    def speed(self, questions, listing):
        """Reading the list is taken off; writing the answers as JSON with all evidence is not."""
        self.run(questions[:1], "--list", listing)
        cold = self.seconds
        self.run(questions, "--list", listing)
        return len(questions) / (self.seconds - cold)


def at_threshold(positives, negatives, threshold):
    return sum(score >= threshold for score in positives) / len(positives), sum(score >= threshold for score in negatives) / len(negatives)


def accuracy(peer, cases, candidates):
    positives, negatives = [], []
    for case, scores in zip(cases, peer.best([case["query"] for case in cases], candidates)):
        expected = case.get("expected_entity_id")
        if expected is None:
            negatives.append(max(scores.values(), default=0))
        else:
            positives.append(scores.get(expected, 0))
    steps = [step / 1000 for step in range(501, 1001)]
    good = ((at_threshold(positives, negatives, step)[0], step) for step in steps if at_threshold(positives, negatives, step)[1] <= MOST_FALSE)
    best = max(good, default=None)
    return positives, negatives, best


def write_accuracy(folder, program):
    for path in sorted(Path(folder).glob("names/perturbed_*.json")):
        data = json.loads(path.read_text(encoding="utf-8"))
        random.Random(1).shuffle(data["cases"])
        what = path.stem.split("_")[1]
        print(f"\n### {what.capitalize()} of the perturbation benchmark\n\n| engine | questions | at its threshold: recall, false positive rate | recall at a false positive rate up to {MOST_FALSE:.2f} |\n|---|---|---|---|")
        peers = [(Lockgate(program), None, 0.77), (Rapidfuzz("rapidfuzz Jaro-Winkler", JaroWinkler.similarity, str.casefold), None, 0.85),
                 (Rapidfuzz("rapidfuzz token_set_ratio", fuzz.token_set_ratio, str.casefold), None, 0.85), (Logic2("Person" if what == "people" else "Organization"), SAMPLE, 0.70)]
        for peer, most, threshold in peers:
            say(f"{peer.name}: {what}")
            positives, negatives, best = accuracy(peer, data["cases"][:most], data["candidates"])
            found, false = at_threshold(positives, negatives, threshold)
            reached = f"{best[0]:.3f} from {best[1]:.3f} on" if best else "none: even its highest score is wrong more often"
            print(f"| {peer.name} | {len(positives) + len(negatives):,} | {threshold:.2f}: {found:.3f}, {false:.3f} | {reached} |", flush=True)


def write_pairs(folder, program):
    for path in sorted(Path(folder).glob("names/name_pairs*.csv")):
        rows = list(csv.DictReader(path.open(encoding="utf-8")))
        done = subprocess.run([program, "screen", "--pairs", str(path)], capture_output=True, text=True)
        ours = [json.loads(line)["score"] / 1000 for line in done.stdout.splitlines()]
        theirs = []
        for row in rows:
            pair = Logic2(row["schema"])
            theirs.append(pair.score(pair.entity([row["name1"]]), pair.entity([row["name2"]])))
        print(f"\n### Pairs of names ({len(rows)})\n\n| engine | threshold | precision | recall | F1 |\n|---|---|---|---|---|")
        for name, scores, threshold in (("Lockgate", ours, 0.77), (Logic2.name, theirs, 0.70), (Splink.name, Splink().scores(rows), 0.50)):
            both = sum(score >= threshold and row["is_match"] == "true" for score, row in zip(scores, rows))
            hits, true = sum(score >= threshold for score in scores), sum(row["is_match"] == "true" for row in rows)
            print(f"| {name} | {threshold:.2f} | {both / hits:.3f} | {both / true:.3f} | {2 * both / (hits + true):.3f} |")


def in_process(bench, listing):
    """Questions a second of processor time in bench/screen.cc: as a library, evidence included, nothing written."""
    done = subprocess.run([bench, "--benchmark_filter=^listed$", "--benchmark_min_time=4", "--benchmark_format=json"], capture_output=True, text=True, env={**os.environ, "LOCKGATE_CSL": listing})
    return json.loads(done.stdout)["benchmarks"][0]["items_per_second"]


def write_speed(listing, program, bench):
    data = json.loads(Path(listing).read_text(encoding="utf-8"))
    names = [name for entry in data["entries"] for name in [entry["n"], *entry.get("a", [])]]
    dice = random.Random(1)
    questions = []
    for name in dice.sample(names, 20_000):
        at = dice.randrange(len(name))
        questions.append(name[:at] + dice.choice("abcdefghijklmnopqrstuvwxyz") + name[at + 1:])
    print(f"\n### Speed against {len(names):,} names\n\nListed names with one wrong letter; seconds of the processor, on one core. The peers are measured in process and write nothing.\n")
    print("| engine | questions a second | Lockgate in process is faster | Lockgate that writes JSON is faster |\n|---|---|---|---|")
    ours, written = in_process(bench, listing), Lockgate(program).speed(questions, listing)
    rows = [("Lockgate in process, evidence included", ours), ("Lockgate, evidence and JSON included", written)]
    for peer in (Rapidfuzz("rapidfuzz 3.14.6 Jaro-Winkler, brute force", JaroWinkler.similarity), Rapidfuzz("rapidfuzz token_set_ratio, brute force", fuzz.token_set_ratio), Logic2("Organization")):
        say(f"{peer.name}: speed")
        rows.append((peer.name + (", 50 candidates" if isinstance(peer, Logic2) else ""), peer.speed(questions, names)))
    for name, speed in rows:
        print(f"| {name} | {speed:,.0f} | {ours / speed:,.1f}× | {written / speed:,.1f}× |", flush=True)


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder")
    options.add_argument("listing")
    options.add_argument("--lockgate", default="./lockgate")
    options.add_argument("--bench", default="../../../build/release/bench_screen")
    given = options.parse_args()
    print("# Screening beside its peers\n\n`bench/peers/screen/run` writes this page: one machine, one core, the same names for all. The labeled names are not part of the repository; "
          "half of each set was kept from those who wrote Lockgate, and this is the other half, on which its rules were made. Speed counts seconds of the processor, so other work on the machine slows it down as well: "
          f"the load was {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores.")
    write_accuracy(given.folder, given.lockgate)
    write_pairs(given.folder, given.lockgate)
    write_speed(given.listing, given.lockgate, given.bench)


if __name__ == "__main__":
    main()
