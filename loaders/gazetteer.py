"""The places of China by name and by code: divisions as of a document's date, and named areas."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache, cached_property

from graph.model import Edge, Level, Node, Reference, RegionKind, Value
from loaders.places import (
    Area,
    CityCharacter,
    Division,
    PlaceRun,
    read_abbreviations,
    read_aliases,
    read_areas,
    read_city_characters,
    read_division_aliases,
    read_divisions,
    read_line_words,
    read_members,
    read_neighbours,
    read_not_places,
    read_runs,
)
from loaders.tables import data_folder
from loaders.townships import TOWNSHIP_SUFFIXES, Townships

__all__ = ["TOWNSHIP_SUFFIXES", "Area", "Division", "Gazetteer"]

NATION = "100000"
# What `reference` is made from: a change in any of them is a new version.
TABLES = ("divisions", "division_aliases", "areas", "area_aliases", "area_members")


class Gazetteer:
    """Divisions of county level and above, townships (read when first asked for), named areas."""

    def __init__(self) -> None:
        """Read the tables; use `Gazetteer.read()`, which does so once. Raises TableError."""
        self.nation = Division(NATION, "中国", "中国", Level.NATIONAL, None, None, None, "GB/T 2659")
        self._divisions = read_divisions()
        self._areas = read_areas()
        self._holders: defaultdict[str, list[Division]] = defaultdict(list)
        self._forms: defaultdict[str, list[Division]] = defaultdict(list)
        for division in (self.nation, *self._divisions):
            self._holders[division.code].append(division)
            for form in division.forms:
                self._forms[form].append(division)
        self._aliases: defaultdict[str, list[str]] = defaultdict(list)
        for known in read_division_aliases():
            self._forms[known.alias] += self._holders[known.code]
            self._aliases[known.code].append(known.alias)
        self._area_forms = {area.name: (area, area.within) for area in self._areas}
        areas = {area.name: area for area in self._areas}
        for row in read_aliases():
            self._area_forms[row.alias] = (areas[row.area], row.within)
        # Answers are kept: the same few places are asked for again and again.
        self._last_holders: dict[str, Division | None] = {}
        self._named: dict[tuple[str, str | None], tuple[Division, ...]] = {}
        self._above: dict[Division, tuple[Division, ...]] = {}
        self._lineages: dict[str, frozenset[str]] = {}
        self._townships = Townships(self._holders)

    @classmethod
    def read(cls) -> "Gazetteer":
        """The gazetteer, read from the tables once in a process. Raises TableError for a bad row."""
        return _read()

    @property
    def divisions(self) -> tuple[Division, ...]:
        """All divisions of county level and above, former ones too."""
        return self._divisions

    @property
    def areas(self) -> tuple[Area, ...]:
        """All named areas."""
        return self._areas

    def by_code(self, code: str, date: str | None = None) -> Division | None:
        """The division that holds `code` on `date`; else, and without a date, the one that held it last."""
        if len(code) > 6:
            return self._townships.by_code(code)
        return self._last_holder(code) if date is None else self._holder(code, date)

    def _last_holder(self, code: str) -> Division | None:
        if code not in self._last_holders:
            self._last_holders[code] = self._holder(code, None)
        return self._last_holders[code]

    def _holder(self, code: str, date: str | None) -> Division | None:
        holders = self._holders.get(code)
        if not holders:
            return None
        in_force = [holder for holder in holders if date and holder.in_force(date)]
        return max(in_force or holders, key=lambda holder: holder.to or "9999")

    def named(self, form: str, date: str | None = None) -> tuple[Division, ...]:
        """The divisions in force on `date` whose full or short name is `form`, the higher level first.

        Of a division that ended in the year of `date` and the one that took its place, the new one
        answers to the short form.
        """
        if form not in self._forms:
            return ()
        year = date[:4] if date is not None else None
        found = self._named.get((form, year))
        if found is None:
            found = self._named[form, year] = self._in_force(form, date)
        return found

    def _in_force(self, form: str, date: str | None) -> tuple[Division, ...]:
        found = [division for division in self._forms[form] if division.in_force(date)]
        lasting = {(d.short, d.code[:2]) for d in found if not _ends_in(d, date)}
        kept = [
            d
            for d in found
            if not _ends_in(d, date) or d.name == form or (d.short, d.code[:2]) not in lasting
        ]
        # 伊宁 is the city, not the county around it
        return tuple(sorted(kept, key=lambda d: (d.rank, d.name[-1] != "市", d.code)))

    def former(self, form: str, date: str) -> tuple[Division, ...]:
        """Of the divisions with that full name that had ended by `date`, the last; empty if there is none."""
        ended = [d for d in self._forms.get(form, ()) if d.name == form and d.to and d.to < date[:4]]
        return (max(ended, key=lambda d: (d.to or "", d.code)),) if ended else ()

    def official(self, name: str, date: str | None = None) -> Division | Area | None:
        """The one division or area whose official or full name is `name`: 安岳县, 北京市朝阳区, 秦巴山区.

        A division in force on `date` comes before a former one; a township's name must be the only one.
        """
        found = self._official.get(name)
        if not found:
            place = self._area_forms.get(name)
            towns = self.townships_named(name) if not place and name.endswith(TOWNSHIP_SUFFIXES) else ()
            return place[0] if place else towns[0] if len(towns) == 1 else None
        return max(found, key=lambda d: (d.in_force(date), d.to or "9999"))

    def townships_named(self, name: str) -> tuple[Division, ...]:
        """The townships, towns and subdistricts named `name`, in full or without its peoples (忙怀乡)."""
        return self._townships.named(name)

    def townships_in(self, county: str) -> Mapping[str, Division]:
        """Short name → township of the county with that code; what two of them share is left out."""
        return self._townships.within(county)

    def ancestors(self, division: Division) -> tuple[Division, ...]:
        """What `division` belongs to, nearest first, up to its province."""
        above = self._above.get(division)
        if above is None:
            parent = self._parent(division)
            above = () if parent is None or parent is self.nation else (parent, *self.ancestors(parent))
            self._above[division] = above
        return above

    def is_within(self, code: str, ancestor_code: str) -> bool:
        """Whether `code` is `ancestor_code` or lies in it."""
        lineage = self._lineages.get(code)
        if lineage is None and len(code) > 6:
            self.is_within(self._townships.county(code), NATION)
            lineage = self._lineages[code] = self._lineages[self._townships.county(code)] | {code}
        if lineage is None:
            division = self.by_code(code)
            above = [NATION, *(d.code for d in self.ancestors(division))] if division else []
            lineage = self._lineages[code] = frozenset((code, *above))
        return ancestor_code in lineage

    def path(self, division: Division) -> str:
        """The codes from the nation down to the division: 100000/510000/512000."""
        lineage = (division, *self.ancestors(division))
        codes = [one.code for one in reversed(lineage) if one != self.nation]
        return "/".join((NATION, *codes))

    def full_name(self, division: Division) -> str:
        """The name with its parents before it: 江苏省南京市鼓楼区."""
        return "".join(d.name for d in reversed((division, *self.ancestors(division))))

    def qualified_name(self, division: Division) -> str:
        """The name, with its parents where the name alone means several divisions of today (北京市朝阳区)."""
        if division.level is Level.TOWNSHIP:
            return division.name
        same = {d.code for d in self._forms[division.name] if d.name == division.name and d.to is None}
        return self.full_name(division) if same - {division.code} else division.name

    def area(self, form: str, jurisdiction: Division | None = None) -> Area | None:
        """The area whose name or alias is `form`, in a document of `jurisdiction`."""
        found = self._area_forms.get(form)
        if found is None:
            return None
        area, within = found
        return area if self._means(within, jurisdiction) else None

    def beginning(self, char: str, date: str | None = None) -> tuple[Division, ...]:
        """The divisions in force on `date` whose short name begins with `char`."""
        return tuple(d for d in self._initials.get(char, ()) if d.in_force(date))

    def one_character(self, char: str) -> Division | None:
        """The province that `char` stands for: 川, 渝."""
        division = self.abbreviated(char)
        return division if division and division.level is Level.PROVINCE else None

    def abbreviated(self, char: str) -> Division | None:
        """The province or city that `char` stands for: 川, 渝, 蓉."""
        return self._abbreviations.get(char)

    def city_character(self, char: str, jurisdiction: Division | None = None) -> Division | None:
        """The city that `char` stands for in a run, in a document of `jurisdiction`: 宁, 南京市 in 江苏省."""
        for row in self._city_characters.get(char, ()):
            if not row.within or any(self._means(code, jurisdiction) for code in row.within):
                return self._last_holder(row.code)
        return None

    def run(self, form: str, jurisdiction: Division | None = None) -> PlaceRun | None:
        """The known run of one-character names `form` (成绵广), in a document of `jurisdiction`.

        A row that is so within a division (西成 in 青海省) comes before one that is so anywhere.
        """
        found = [row for row in self._runs.get(form, ()) if self._means(row.within, jurisdiction)]
        return max(found, key=lambda row: row.within or "", default=None)

    def is_ordinary(self, form: str) -> bool:
        """Whether a place's form is an ordinary word, or a name of other things, too (合作, 天河)."""
        return self._not_places.get(form) in ("ordinary word", "other name")

    def is_other_name(self, form: str) -> bool:
        """Whether a place's form is a name of other things too, but hardly near that place: 天河, 阿里."""
        return self._not_places.get(form) == "other name"

    def border(self, code: str, other: str) -> bool:
        """Whether the provinces of two divisions border on each other."""
        return f"{other[:2]}0000" in self._neighbours.get(f"{code[:2]}0000", ())

    def vocabularies(self) -> Mapping[str, Iterable[str]]:
        """Kind → words, for `loaders.spot.Spotter`.

        Townships are not among them: their names end in a `township_suffix`, and are looked up from there.
        """
        return {
            "division": [form for form in self._forms if form != self.nation.name],
            "area": self._area_forms,
            "abbreviation": self._abbreviations,
            "place_run": self._runs,
            "longer_word": [word for word, kind in self._not_places.items() if kind == "longer word"],
            "ordinary_word": [word for word, kind in self._not_places.items() if kind != "longer word"],
            "township_suffix": TOWNSHIP_SUFFIXES,
            "line_word": read_line_words(),
        }

    def reference(self) -> Reference:
        """What is so without any document: nation, divisions in force, areas, and what is part of what."""
        current = [division for division in (self.nation, *self._divisions) if division.to is None]
        places: list[Division | Area] = [*current, *self._areas]
        nodes = [self.region_node(place) for place in places]
        edges = [edge for division in current for edge in self.part_of_edges(division)]
        edges += [_part_of(member.code, member.area, member.source) for member in read_members()]
        digest = hashlib.sha256()
        for table in TABLES:
            digest.update(data_folder().joinpath(f"{table}.csv").read_bytes())
        return Reference(digest.hexdigest()[:16], tuple(nodes), tuple(edges))

    def region_id(self, place: Division | Area) -> str:
        """The id of a place: an area's name, a code, `code~year` where the code has a later holder."""
        if isinstance(place, Area):
            return place.name
        return place.code if self.by_code(place.code) == place else f"{place.code}~{place.to}"

    def region_node(self, place: Division | Area) -> Node:
        """The node of any division, township or area."""
        if isinstance(place, Area):
            properties: dict[str, Value] = {
                "name": place.name,
                "short_name": place.name,
                "aliases": list(place.aliases),
                "full_name": place.name,
                "level": None,
                "kind": RegionKind.AREA,
                "complete": place.complete,
                "source": place.source,
            }
        else:
            name = self.qualified_name(place)
            properties = {
                "name": name,
                "short_name": place.short,
                "aliases": [*({place.name} - {name}), *self._aliases.get(place.code, ())],
                "full_name": self.full_name(place),
                "level": place.level,
                "kind": RegionKind.DIVISION,
                "complete": None,
                "source": place.source,
            }
        return Node("Region", self.region_id(place), properties)

    def township_node(self, township: Division) -> Node:
        """The node of a township that a document mentions; townships are not in the reference."""
        return self.region_node(township)

    def part_of_edges(self, division: Division) -> tuple[Edge, ...]:
        """The edge from a division to the one above it; none for the nation."""
        parent = self._parent(division)
        if parent is None:
            return ()
        return (_part_of(self.region_id(division), self.region_id(parent), division.source),)

    def _means(self, within: str | None, jurisdiction: Division | None) -> bool:
        if within is None:
            return True
        return jurisdiction is not None and self.is_within(jurisdiction.code, within)

    def _parent(self, division: Division) -> Division | None:
        return self.by_code(division.parent, division.to) if division.parent else None

    @cached_property
    def _abbreviations(self) -> dict[str, Division]:
        return {row.character: self._holders[row.code][0] for row in read_abbreviations()}

    @cached_property
    def _city_characters(self) -> dict[str, list[CityCharacter]]:
        out: defaultdict[str, list[CityCharacter]] = defaultdict(list)
        for row in read_city_characters():
            out[row.character].append(row)
        return dict(out)

    @cached_property
    def _runs(self) -> dict[str, list[PlaceRun]]:
        out: defaultdict[str, list[PlaceRun]] = defaultdict(list)
        for row in read_runs():
            out[row.run].append(row)
        return dict(out)

    @cached_property
    def _not_places(self) -> dict[str, str]:
        return {row.word: row.kind for row in read_not_places()}

    @cached_property
    def _neighbours(self) -> dict[str, frozenset[str]]:
        return read_neighbours()

    @cached_property
    def _initials(self) -> dict[str, tuple[Division, ...]]:
        out: defaultdict[str, list[Division]] = defaultdict(list)
        for division in self._divisions:
            out[division.short[0]].append(division)
        return {initial: tuple(found) for initial, found in out.items()}

    @cached_property
    def _official(self) -> dict[str, list[Division]]:
        out: defaultdict[str, list[Division]] = defaultdict(list)
        for division in (self.nation, *self._divisions):
            for name in {self.qualified_name(division), self.full_name(division)}:
                out[name].append(division)
        return out


def _ends_in(division: Division, date: str | None) -> bool:
    return division.to is not None and date is not None and division.to == date[:4]


def _part_of(child: str, parent: str, source: str) -> Edge:
    edge_id = f"{child}~PART_OF~{parent}"
    return Edge("PART_OF", ("Region", child), ("Region", parent), edge_id, {"id": edge_id, "source": source})


@cache
def _read() -> Gazetteer:
    return Gazetteer()
