"""Divisions and named areas as records, and the tables they are read from."""

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import Literal

from graph.model import Level
from loaders.tables import data_folder, read_table

LEVELS = tuple(Level)


@dataclass(frozen=True, slots=True, eq=False)
class Division:
    """An administrative division. `code`: GB/T 2260, nine digits for a township; `parent`: its code.

    The gazetteer has one object for each, so identity is equality. `from_` and `to` are years, both included;
    None: before the tables begin, or still in force.
    """

    code: str
    name: str
    short: str
    level: Level
    parent: str | None
    from_: str | None
    to: str | None
    source: str

    @property
    def rank(self) -> int:
        """0 for the nation, 4 for a township."""
        return LEVELS.index(self.level)

    @property
    def forms(self) -> tuple[str, ...]:
        """How texts write it: in full, short, and an autonomous one without its peoples (北川县, 凉山州)."""
        forms = [self.name, self.short]
        if "自治" in self.name and self.level is not Level.PROVINCE:
            forms.append(self.short + self.name[-1])
        return tuple(dict.fromkeys(forms))

    def in_force(self, date: str | None) -> bool:
        """Whether it was in force in the year of `date` (ISO); None asks whether it is today."""
        if date is None:
            return self.to is None
        return (self.from_ or "") <= date[:4] <= (self.to or "9999")


@dataclass(frozen=True, slots=True, eq=False)
class Area:
    """A named area over divisions; `members` are their codes.

    `complete`: the member list is known to be whole. `within`: code of the only division in whose
    documents the name means this area.
    """

    name: str
    kind: str
    aliases: tuple[str, ...]
    members: tuple[str, ...]
    complete: bool
    within: str | None
    source: str


@dataclass(frozen=True, slots=True)
class AreaAlias:
    """Another form of an area's name; `within` as for `Area`."""

    alias: str
    area: str
    within: str | None
    source: str


@dataclass(frozen=True, slots=True)
class AreaMember:
    """A division that belongs to an area; `name` is for the reader of the table."""

    area: str
    code: str
    name: str
    source: str


@dataclass(frozen=True, slots=True)
class DivisionAlias:
    """Another form of a division's name, understood anywhere: 察右后旗, 克州. `name` is for the reader."""

    alias: str
    code: str
    name: str
    source: str


@dataclass(frozen=True, slots=True)
class CityCharacter:
    """A character that stands for a city in the runs of some provinces' documents: 宁, 南京市 in 江苏省.

    `within`: codes of those provinces; empty: in all.
    """

    character: str
    code: str
    name: str
    within: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """A character that stands for a province or a city: 渝."""

    character: str
    code: str
    name: str
    source: str


@dataclass(frozen=True, slots=True)
class NotPlace:
    """A word that is, or holds, a place's short form without meaning the place: 合作, 天河, 示范县."""

    word: str
    kind: Literal["ordinary word", "other name", "longer word"]
    source: str


@dataclass(frozen=True, slots=True)
class PlaceRun:
    """A known run of one-character names (成绵广) and the places it joins, by official name; -: no division.

    `within`: as for `Area`. `anywhere`: it needs no railway or road behind it.
    """

    run: str
    names: tuple[str, ...]
    within: str | None
    anywhere: bool
    source: str


@dataclass(frozen=True, slots=True)
class Word:
    """A word, and where it is from."""

    word: str
    source: str


@dataclass(frozen=True, slots=True)
class CommonName:
    """A name that every place has for something of its own: 城南, 古城."""

    name: str
    source: str


@dataclass(frozen=True, slots=True)
class People:
    """A people in autonomous divisions' names: 彝族."""

    name: str
    source: str


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Two provinces that border on each other."""

    code: str
    name: str
    neighbour: str
    neighbour_name: str
    source: str


@dataclass(frozen=True, slots=True)
class _AreaRow:
    name: str
    kind: str
    within: str | None
    complete: bool
    source: str


def read_divisions() -> tuple[Division, ...]:
    """All divisions of county level and above, with those that ended since 1996. Raises TableError."""
    return read_table("divisions", Division)


def read_aliases() -> tuple[AreaAlias, ...]:
    """Other forms of the areas' names. Raises TableError."""
    return read_table("area_aliases", AreaAlias)


def read_members() -> tuple[AreaMember, ...]:
    """Which division belongs to which area. Raises TableError."""
    return read_table("area_members", AreaMember)


def read_areas() -> tuple[Area, ...]:
    """All named areas with their aliases and members. Raises TableError."""
    aliases: defaultdict[str, list[str]] = defaultdict(list)
    members: defaultdict[str, list[str]] = defaultdict(list)
    for alias in read_aliases():
        aliases[alias.area].append(alias.alias)
    for member in read_members():
        members[member.area].append(member.code)
    return tuple(
        Area(
            row.name,
            row.kind,
            tuple(aliases[row.name]),
            tuple(members[row.name]),
            row.complete,
            row.within,
            row.source,
        )
        for row in read_table("areas", _AreaRow)
    )


def read_division_aliases() -> tuple[DivisionAlias, ...]:
    """Other forms of divisions' names. Raises TableError."""
    return read_table("division_aliases", DivisionAlias)


def read_city_characters() -> tuple[CityCharacter, ...]:
    """Characters that stand for cities in some provinces. Raises TableError."""
    return read_table("city_characters", CityCharacter)


def read_abbreviations() -> tuple[Abbreviation, ...]:
    """One-character names of provinces and cities. Raises TableError."""
    return read_table("abbreviations", Abbreviation)


def read_not_places() -> tuple[NotPlace, ...]:
    """Words that only look like places. Raises TableError."""
    return read_table("not_places", NotPlace)


def read_runs() -> tuple[PlaceRun, ...]:
    """Known runs of one-character names. Raises TableError."""
    return read_table("place_runs", PlaceRun)


@cache
def read_common_names() -> frozenset[str]:
    """Names that every place has for something of its own. Raises TableError."""
    return frozenset(row.name for row in read_table("common_names", CommonName))


def read_line_words() -> tuple[str, ...]:
    """What stands behind the run of a railway or road: 铁路, 高速, 段建设. Raises TableError."""
    return tuple(row.word for row in read_table("line_words", Word))


def read_neighbours() -> dict[str, frozenset[str]]:
    """Province code → the codes of the provinces around it. Raises TableError."""
    out: defaultdict[str, set[str]] = defaultdict(set)
    for row in read_table("neighbours", Neighbour):
        out[row.code].add(row.neighbour)
        out[row.neighbour].add(row.code)
    return {code: frozenset(around) for code, around in out.items()}


def read_townships() -> dict[str, list[tuple[str, str, str]]]:
    """Form → (code, name, source) of each township that has it: its name, also without its peoples (忙怀乡).

    Split by hand: the table has 40,000 lines of three plain cells, and every start of the program that
    meets a township reads it.
    """
    peoples = "|".join(row.name for row in read_table("nationalities", People))
    of_peoples = re.compile(f"(?<=..)(?:{peoples})+(?=乡$)")
    out: dict[str, list[tuple[str, str, str]]] = {}
    lines = data_folder().joinpath("townships.csv").read_text("utf-8").splitlines()
    for line in lines[1:]:
        code, name, source = line.split(",")
        out.setdefault(name, []).append((code, name, source))
        if name.endswith("族乡"):
            short = of_peoples.sub("", name)
            if short != name:
                out.setdefault(short, []).append((code, name, source))
    return out
