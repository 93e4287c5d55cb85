"""Writes watch/lists/us-excerpt.csv from the US Consolidated Screening List: python3 tools/list_excerpt.py CSL.json

Taken are the entries of the Bureau of Industry and Security with an address in China, Hong Kong, Macau, Taiwan or Singapore whose
name speaks of chips or computing, the houses whose names the examples use, and a few of every other list.
"""

import csv
import json
import re
import sys
from pathlib import Path

TARGET = Path(__file__).resolve().parents[1] / "watch" / "lists" / "us-excerpt.csv"
CHIPS = re.compile(
    r"semicond|microelectr|integrated circuit|\bchip|silicon|comput|\bcloud\b|intelligen|huawei|cambricon|inspur|sugon|hygon|phytium|loongson"
    r"|biren|moore thread|smic\b|naura|zhipu|sopho|sense ?time|megvii|iflytek|hikvision|dahua|yitu|4paradigm|ymtc|yangtze memory|swaysure|pengxin|"
    r"quantum|\bchip|\blaser|fudan|dji\b|nuctech|chinese academy|beihang|harbin institute|defense technology|haige|cetc|electronics technology group",
    re.IGNORECASE,
)
PLACES = {"CN", "HK", "MO", "TW", "SG"}
OF_EACH_OTHER = 25


def main():
    data = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    tables = data["tables"]
    rows, others = [], {}
    for entry in data["entries"]:
        source = tables["sources"][entry["s"]]
        is_trade = source.startswith(("Entity List", "Military End User", "Unverified", "Non-SDN Chinese"))
        names = [entry["n"], *entry.get("a", [])]
        if not (is_trade and PLACES & set(entry.get("c", [])) and any(CHIPS.search(name) for name in names)):
            if is_trade or len(names) > 6 or others.setdefault(source, 0) >= OF_EACH_OTHER:
                continue
            others[source] += 1
        requirement = tables["licenceRequirements"][entry["lr"]] if "lr" in entry else ""
        program = tables["programmes"][entry["pg"]] if "pg" in entry else ""
        number = entry.get("e") or f"{source.split('(')[1].split(')')[0]}-{len(rows) + 1}"
        rows.append([source, number, entry.get("t", ""), entry["n"], ";".join(entry.get("a", [])).replace("\n", " "), ";".join(entry.get("c", [])), program, requirement, entry.get("fr", "")])
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["list", "id", "kind", "name", "aliases", "country", "program", "requirement", "notice"])
        writer.writerows(rows)
    print(len(rows), "entries,", TARGET.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
