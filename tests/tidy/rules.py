"""The house rules. Every rule is a function from what it reads to a list of complaints, each `path:line: what is wrong`."""

import re
from pathlib import Path

SOURCE = (".h", ".cc")
MAX_SOURCE_LINES = 500
MAX_FILE_BYTES = 2 << 20
MAX_BINARY_BYTES = 64 << 10
BUILT = (".o", ".a", ".so", ".dylib", ".dll", ".exe", ".pyc", ".whl", ".gch")
PROSE = (".md", ".txt", ".cc", ".h", ".py", ".sh", ".cmake", ".ts", ".js", ".html", ".css", ".toml", ".yaml", ".yml", "")

# The numbers that separate one chip from another in law. They belong to the rulebook.
THRESHOLDS = {"4800", "1600", "5.92", "21000", "6500"}
CLASSIFICATION = re.compile(r"\b[0-9][A-E][0-9]{3}\b")
COUNTRY_GROUP = re.compile(r"\b[A-E]:[1-6]\b")
FORBIDDEN_NAME = re.compile(r"(?:^|_)(?:util|utils|helper|helpers|common|manager)(?:_|$)", re.IGNORECASE)

# ISO 3166-1 alpha-2, the assigned codes.
COUNTRIES = set(
    "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC "
    "CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD "
    "GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH "
    "KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW "
    "MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC "
    "SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY "
    "UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW".split()
)
# Codes that mean something else when they stand alone: the head of a column, a grade of confidence.
NOT_COUNTRIES = {"ID", "PM"}

TOKEN = re.compile(
    r"""(?P<comment>//[^\n]*|/\*.*?\*/)
      | R"(?P<fence>[^()\s\\]{0,16})\((?P<raw>.*?)\)(?P=fence)"
      | "(?P<text>(?:\\.|[^"\\\n])*)"
      | '(?P<char>(?:\\.|[^'\\\n])+)'
      | (?P<number>\b[0-9](?:'?[0-9A-Za-z_.])*)
      | (?P<word>[A-Za-z_]\w*)""",
    re.VERBOSE | re.DOTALL,
)


def tokens(text):
    """(kind, text, line) of every comment, string, character, number and word of C++; good enough for searching."""
    for match in TOKEN.finditer(text):
        kind = match.lastgroup if match.lastgroup != "fence" else "raw"
        kind = "raw" if match.group("raw") is not None else kind
        yield ("text" if kind == "raw" else kind), match.group(kind), text.count("\n", 0, match.start()) + 1


def law_in_code(path, text):
    """Law lives in rulebook/: no classification and no threshold in C++, not even in a comment, and no country."""
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        found += [f"{path}:{number}: `{word}` is law" for word in CLASSIFICATION.findall(line)]
    for kind, word, number in tokens(text):
        if kind == "number" and word.replace("'", "").rstrip("uUlL") in THRESHOLDS:
            found.append(f"{path}:{number}: the number {word} is law")
        if kind in ("text", "comment"):
            written = set(re.findall(r"(?<![\w.])[0-9]+(?:\.[0-9]+)?(?![\w]|\.[0-9])", word)) & THRESHOLDS
            found += [f"{path}:{number}: the number {item} is law" for item in sorted(written)]
        if kind == "text":
            found += [f"{path}:{number}: the country group `{group}` is law" for group in COUNTRY_GROUP.findall(word)]
        if kind == "text" and is_countries(word):
            found.append(f'{path}:{number}: the country "{word}" is law')
    return found


def is_countries(text):
    """Nothing but country codes: "CN", "CN,HK", "TW>US". A sentence with ID or IT in it is not."""
    parts = [part for part in re.split(r"[\s,;|/>:+]+", text) if part]
    return bool(parts) and text not in NOT_COUNTRIES and all(part in COUNTRIES for part in parts)


def forbidden_names(path, text):
    """Utils, Helpers, Common and Manager say that nobody found the noun."""
    stems = [*Path(path).parent.parts, Path(path).name.split(".")[0]]
    found = [f"{path}:1: a file or folder named `{stem}`" for stem in stems if FORBIDDEN_NAME.search(stem)]
    words = [(word, line) for kind, word, line in tokens(text) if kind == "word"]
    for (keyword, _), (name, line) in zip(words, words[1:]):
        snake = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name)
        if keyword in ("class", "struct", "enum", "namespace", "union") and FORBIDDEN_NAME.search(snake):
            found.append(f"{path}:{line}: a type named `{name}`")
    return found


def too_long(path, text):
    lines = text.count("\n")
    return [f"{path}:1: {lines} lines; at most {MAX_SOURCE_LINES}"] if lines > MAX_SOURCE_LINES else []


def spelling(path, text, verbatim):
    """`license`, as in the law the product is about, except in names that are spelled otherwise by their owners."""
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        line = re.sub(r"https?://\S+", "", line)
        for name in verbatim:
            line = line.replace(name, "")
        if re.search("licence", line, re.IGNORECASE):
            found.append(f"{path}:{number}: `licence`; write `license`, or add a verbatim name to tests/tidy/verbatim.txt")
    return found


def unwanted_file(path, content):
    """Built files, and binaries or data too large to review."""
    if path.endswith(BUILT) or content.startswith((b"\x7fELF", b"!<arch>")):
        return [f"{path}:1: a built file"]
    if b"\0" in content[:8192] and len(content) > MAX_BINARY_BYTES:
        return [f"{path}:1: a binary of {len(content)} bytes; at most {MAX_BINARY_BYTES}"]
    if len(content) > MAX_FILE_BYTES:
        return [f"{path}:1: {len(content)} bytes; at most {MAX_FILE_BYTES}"]
    return []


def staircase(cmake):
    """{folder: folders it may include}, itself and transitively, from the lockgate_folder lines of CMakeLists.txt."""
    direct = {}
    for line in re.findall(r"^lockgate_folder\(([^)]*)\)", cmake, re.MULTILINE):
        name, *rest = line.split()
        words = rest[rest.index("ON") + 1 :] if "ON" in rest else []
        direct[name] = words[: words.index("USES")] if "USES" in words else words
    allowed = {}
    for name, below in direct.items():  # a folder stands after those it may include
        allowed[name] = {name}.union(*(allowed[other] for other in below))
    return allowed


def upward_includes(path, text, allowed):
    folder = Path(path).parts[1]
    if folder not in allowed:
        return [f"{path}:1: `src/{folder}` has no lockgate_folder line in CMakeLists.txt"]
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        match = re.match(r'\s*#\s*include\s*"([^"]+)"', line)
        target = match and match.group(1).split("/")[0]
        if match and "/" not in match.group(1):
            found.append(f"{path}:{number}: `{match.group(1)}`: include by the path from src/")
        elif match and target not in allowed[folder]:
            found.append(f"{path}:{number}: `{folder}` may not include `{target}`")
    return found
