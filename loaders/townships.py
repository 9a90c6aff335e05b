"""The townships of China, read when first asked for."""

from collections import defaultdict
from collections.abc import Container, Mapping
from functools import cached_property

from graph.model import Level
from loaders.places import Division, read_townships

TOWNSHIP_SUFFIXES = ("街道", "苏木", "镇", "乡")

Row = tuple[str, str, str]


class Townships:
    """One object for each township, however it is found."""

    def __init__(self, counties: Container[str]) -> None:
        """`counties`: the codes of all divisions of county level and above."""
        self._counties = counties
        self._found: dict[str, Division] = {}
        self._within: dict[str, Mapping[str, Division]] = {}

    def named(self, name: str) -> tuple[Division, ...]:
        """Those whose name is `name`, in full or without its peoples (忙怀乡)."""
        return tuple(self._township(*row) for row in self._rows.get(name, ()))

    def by_code(self, code: str) -> Division | None:
        """The one with that code of nine digits."""
        row = self._by_code.get(code)
        return self._township(*row) if row else None

    def within(self, county: str) -> Mapping[str, Division]:
        """Short name → township of the county with that code; what two of them share is left out."""
        kept = self._within.get(county)
        if kept is not None:
            return kept
        found: defaultdict[str, set[Division]] = defaultdict(set)
        for row in self._by_county.get(county, ()):
            township = self._township(*row)
            found[township.short].add(township)
        kept = {short: towns.pop() for short, towns in found.items() if len(towns) == 1}
        self._within[county] = kept
        return kept

    def county(self, code: str) -> str:
        """The code of the division that a township's code says it belongs to."""
        return code[:6] if code[:6] in self._counties else f"{code[:4]}00"

    @cached_property
    def _rows(self) -> dict[str, list[Row]]:
        return read_townships()

    @cached_property
    def _by_code(self) -> dict[str, Row]:
        return {row[0]: row for rows in self._rows.values() for row in rows}

    @cached_property
    def _by_county(self) -> dict[str, list[Row]]:
        out: defaultdict[str, list[Row]] = defaultdict(list)
        for row in self._by_code.values():
            out[self.county(row[0])].append(row)
        return dict(out)

    def _township(self, code: str, name: str, source: str) -> Division:
        found = self._found.get(code)
        if found is None:
            short, county = _short(name), self.county(code)
            found = Division(code, name, short, Level.TOWNSHIP, county, None, None, source)
            self._found[code] = found
        return found


def _short(name: str) -> str:
    for suffix in TOWNSHIP_SUFFIXES:
        if name.endswith(suffix) and len(name) - len(suffix) >= 2:
            return name.removesuffix(suffix)
    return name
