"""Writes the generated tables of watch/ anew: python3 tools/watch_tables.py [--csl FILE] [--check]

readings.tsv    pinyin of every character, from Unihan (Debian's unicode-data)
cantonese.tsv   how Hong Kong spells the same in Latin letters, from Unihan's readings, initial by initial and final by final
simplified.tsv  traditional to simplified characters, from OpenCC's dictionaries (Debian's opencc)
frequency.tsv   how much a word of a name tells, from the US Consolidated Screening List; only with --csl
--check         compares instead of writing; the exit status says whether they are the same. A table made from another version of its
                source than is installed here is not compared, and named
"""

import argparse
import bz2
import collections
import json
import math
import re
import subprocess
import sys
import tempfile
import unicodedata
from pathlib import Path

WATCH = Path(__file__).resolve().parents[1] / "watch"
UNIHAN = "/usr/share/unicode/Unihan_Readings.txt.bz2"
OPENCC = Path("/usr/share/opencc")
MOST_READINGS = 4
FULL_BELOW = 15  # a word in fewer names than this tells all it can
LEAST = 30


def version(package):
    """The upstream version, without what the distribution calls its build."""
    done = subprocess.run(["dpkg-query", "-W", "-f=${Version}", package], capture_output=True, text=True)
    return done.stdout.split("-")[0].split("+")[0]


def toneless(syllable):
    """`lǜ` as `lv`, `lu` and `lyu`, the three ways in which passports and firms write it."""
    letters = unicodedata.normalize("NFD", syllable).replace("u\u0308", "v")
    plain = "".join(c for c in letters if c.isascii() and c.isalpha())
    return [plain, plain.replace("v", "u"), plain.replace("v", "yu")] if "v" in plain else [plain]


def unihan():
    """{property: {character: [syllable]}}, syllables in Unihan's order, which is by frequency where it knows it."""
    out = collections.defaultdict(dict)
    with bz2.open(UNIHAN, "rt", encoding="utf-8") as file:
        for line in file:
            if not line.startswith("U+"):
                continue
            point, key, value = line.rstrip("\n").split("\t")
            if key in ("kMandarin", "kHanyuPinlu", "kCantonese"):
                out[key][chr(int(point[2:], 16))] = re.sub(r"\([0-9]+\)", "", value).split()
            elif key == "kTGHZ2013":
                out[key][chr(int(point[2:], 16))] = [one for part in value.split() for one in part.split(":")[1].split(",")]
    return out


def readings():
    known = unihan()
    lines = []
    for char in sorted(set(known["kTGHZ2013"]) | {c for c in known["kMandarin"] if "\u4e00" <= c <= "\u9fff"}):
        syllables = [s for key in ("kMandarin", "kHanyuPinlu", "kTGHZ2013") for s in known[key].get(char, [])]
        plain = list(dict.fromkeys(p for s in syllables for p in toneless(s) if p))
        lines.append(f"{char}\t{' '.join(plain[:MOST_READINGS])}")
    return f"Pinyin without tones, the most usual reading first. Generated from Unihan {version('unicode-data')}, (c) Unicode, Inc.", "character\treadings", lines


# What the Hong Kong government writes in Latin letters for the initials and finals of Jyutping, without tones: the spelling of its
# gazetteer of places (1960), of streets and of identity cards. It was never made uniform, so several have two spellings or three.
HONG_KONG_INITIALS = {"b": "p", "d": "t", "g": "k", "gw": "kw", "z": "ch ts", "c": "ch ts", "s": "s sh", "j": "y"}
HONG_KONG_FINALS = {
    "aa": "a ah", "aai": "ai", "aau": "au", "aam": "am", "aan": "an", "aang": "ang", "aap": "ap", "aat": "at", "aak": "ak", "ei": "ei i ee", "eng": "eng ing", "i": "i ee",
    "o": "o or", "oi": "oi oy", "ou": "o", "u": "u oo", "un": "un oon", "oe": "eu", "oeng": "eung eong", "oek": "euk", "eoi": "ui", "eon": "un", "eot": "ut", "yu": "u ue", "yun": "uen", "yut": "uet"}
HONG_KONG_SYLLABLES = {"zi": "tsz chi", "ci": "tsz chi", "si": "sze si", "m": "ng"}


def hong_kong(jyutping):
    plain = jyutping.rstrip("0123456789")
    if plain in HONG_KONG_SYLLABLES:
        return HONG_KONG_SYLLABLES[plain].split()
    initial, final = re.fullmatch(r"(gw|kw|ng(?=.)|[bpmfdtnlgkhwzcsj]?)(.*)", plain).groups()
    initials = HONG_KONG_INITIALS.get(initial, initial).split() or [""]
    return [one + other for one in initials for other in HONG_KONG_FINALS.get(final, final).split()]


def cantonese():
    known = unihan()
    lines = [f"{char}\t{' '.join(hong_kong(known['kCantonese'][char][0])[:MOST_READINGS])}" for char in sorted(known["kTGHZ2013"]) if char in known["kCantonese"]]
    return f"Cantonese as Hong Kong spells it, the most usual spelling first. Generated from Unihan {version('unicode-data')}, (c) Unicode, Inc.", "character\tspellings", lines


def opencc(name):
    with tempfile.NamedTemporaryFile() as file:
        subprocess.run(["opencc_dict", "-i", OPENCC / name, "-f", "ocd2", "-t", "text", "-o", file.name], check=True)
        pairs = [line.split("\t") for line in Path(file.name).read_text(encoding="utf-8").splitlines() if line]
    return {a: b.split(" ")[0] for a, b in pairs if len(a) == 1 and len(b.split(" ")[0]) == 1}


def simplified():
    table = opencc("TSCharacters.ocd2")
    for name in ("TWVariantsRev.ocd2", "HKVariantsRev.ocd2"):
        for variant, standard in opencc(name).items():
            # A variant that is itself an everyday simplified character stays what it is.
            if variant not in table and standard in table and table[standard] != variant:
                table[variant] = table[standard]
    lines = [f"{a}\t{b}" for a, b in sorted(table.items()) if a != b]
    return f"Traditional to simplified characters. Generated from OpenCC's dictionaries {version('libopencc-data')} (Apache-2.0).", "traditional\tsimplified", lines


def words_of(name):
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    return set(re.findall(r"[a-z0-9]+", plain.replace("'", "").replace("’", "")))


def frequency(csl):
    names = [name for entry in json.loads(Path(csl).read_text(encoding="utf-8"))["entries"] for name in [entry["n"], *entry.get("a", [])]]
    counts = collections.Counter(word for name in names for word in words_of(name))
    span = math.log2(len(names) / FULL_BELOW)
    lines = []
    for word, count in sorted(counts.items()):
        weight = max(LEAST, round(100 * math.log2(len(names) / count) / span))
        if count > FULL_BELOW and len(word) > 1 and not word.isdigit():
            lines.append(f"{word}\t{weight}")
    about = f"How much a word tells, of 100. Generated from {len(names):,} names of the US Consolidated Screening List of 2026-07-31."
    return about, "word\tweight", lines


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--csl")
    options.add_argument("--check", action="store_true")
    given = options.parse_args()
    tables = {"han/readings.tsv": readings(), "han/cantonese.tsv": cantonese(), "han/simplified.tsv": simplified()}
    if given.csl:
        tables["frequency.tsv"] = frequency(given.csl)
    same = True
    for name, (about, heading, lines) in tables.items():
        text = f"# {about} tools/watch_tables.py writes this file.\n{heading}\n" + "\n".join(lines) + "\n"
        path = WATCH / name
        if not given.check:
            path.write_text(text, encoding="utf-8")
            continue
        there = path.read_text(encoding="utf-8")
        if there.split("\n")[0] != text.split("\n")[0]:
            print(f"{path}: not compared; it was made from another version of its source: {there.splitlines()[0]}", file=sys.stderr)
        elif there != text:
            same = False
            print(f"{path}: differs from what its source gives today", file=sys.stderr)
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())
