"""From the words around a division to the form they are written in: an index over `agency_forms.csv`."""

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cache

from graph.model import Level
from loaders.agency_tables import FormRow, forms, months_off, words
from loaders.context import Context
from loaders.gazetteer import Division, Gazetteer

SLOT = "{}"
_PLACES = ("{J}", "{S}", "{C}", "{P}", "{Q}")
_JOINTS = str.maketrans("", "", "和与及“”\"'")
# In front of names that may have lost a character: 市财局, but 省铁路集团 is no 中国铁路…局集团.
_SAID_FIRST = ("{J}", "中共{J}")
_MUNICIPALITY, _REGION = "直辖市", "自治区"
# 中共四川省委宣传部, but 中共广西壮族自治区委员会宣传部.
_COMMITTEE = re.compile(r"(?<=中共)\{J\}委(?!员会)")
# Months in which a name printed in full may still be, or already be, the right one.
_TRANSITION = 12


def slotted(template: str) -> str:
    """A template with its places as bare slots; the division in front of one that has none."""
    for place in _PLACES:
        template = template.replace(place, SLOT)
    return template if SLOT in template else SLOT + template


@cache
def canonical(name: str) -> str:
    """`name` in its shortest spelling: 发展和改革委员会, 发展改革委 and 发改委 are one."""
    name = name.translate(_JOINTS)
    for row in words():
        name = name.replace(row.full, row.short)
    return name


@cache
def form_index() -> dict[str, tuple[FormRow, ...]]:
    """Canonical spelling → the forms it may be, in the table's order."""
    index: defaultdict[str, dict[FormRow, None]] = defaultdict(dict)
    for row in forms():
        for template in (row.official, *row.abbreviations):
            index[canonical(slotted(template))][row] = None
    return {key: tuple(rows) for key, rows in index.items()}


def find_form(
    key: str, division: Division, context: Context, *, strict: bool = False, short: bool = False
) -> FormRow | None:
    """The form that `key` (a name with a slot for `division`) is written in, as of the document's date.

    `strict`: only a form of the division's own level. `short`: the slot stands for its short name.
    """
    rows = form_index().get(canonical(key), ())
    if strict:
        rows = tuple(row for row in rows if _levels_off(row, division) <= 1)
    return min(rows, key=lambda row: _rank(row, key, division, context, short), default=None)


def official_form(key: str, division: Division, context: Context) -> FormRow | None:
    """The form whose official name is `key` to the letter, whenever it was in use."""
    rows = [row for row in form_index().get(canonical(key), ()) if slotted(row.official) == key]
    return min(rows, key=lambda row: _rank(row, key, division, context, False), default=None)


def closest_form(key: str, division: Division, context: Context) -> FormRow | None:
    """The only form of the division's level that `key` is short of by one character (市财局: 市财政局)."""
    found = {
        row.official
        for spelling in _by_gap().get(canonical(key), ())
        for row in form_index()[spelling]
        if row.at(division.level) and row.certain and row.official.startswith(_SAID_FIRST)
    }
    return find_form(slotted(found.pop()), division, context) if len(found) == 1 else None


def write_name(template: str, division: Division, gazetteer: Gazetteer) -> str:
    """The template with the division's names in it."""
    lineage = (division, *gazetteer.ancestors(division))
    province = next((d for d in lineage if d.level is Level.PROVINCE), division)
    parent = lineage[min(1, len(lineage) - 1)]
    names = (printed_name(division, gazetteer), division.short, parent.name, province.name, province.short)
    if division.name.endswith("自治区"):
        template = _COMMITTEE.sub("{J}委员会", template)
    for place, name in zip(_PLACES, names, strict=True):
        template = template.replace(place, name)
    return template


def printed_name(division: Division, gazetteer: Gazetteer) -> str:
    """The division as its bodies print it: 北京市石景山区, 南京市鼓楼区; 海陵区, of which there is one."""
    parent = next(iter(gazetteer.ancestors(division)), None)
    if parent is None or division.level is not Level.COUNTY:
        return gazetteer.qualified_name(division)
    district = is_municipality(parent) and division.name.endswith("区")
    if district or gazetteer.qualified_name(division) != division.name:
        return parent.name + division.name
    return division.name


def is_municipality(division: Division) -> bool:
    """Whether it is one of 北京, 天津, 上海, 重庆."""
    return division.level is Level.PROVINCE and division.name.endswith("市")


def _rank(
    row: FormRow, key: str, division: Division, context: Context, short: bool
) -> tuple[bool | int, ...]:
    """How ill the form fits, the weightiest reason first; `min` takes the first of the table's equals."""
    months = months_off(row.from_, row.to, context.date)
    return (
        not (division.level is not Level.PROVINCE and division.short in row.where and "{S}" in row.official),
        _levels_off(row, division),
        _where(row, division, context.gazetteer),
        not _written_so(row, key, short),
        months > _TRANSITION,
        slotted(row.official) != key,
        months,
        key not in map(slotted, row.abbreviations),
        not row.certain,
    )


def _written_so(row: FormRow, key: str, short: bool) -> bool:
    """Whether the form is written with the short name, or else without (四川金融监管局, 省金融监管局)."""
    return any(
        ("{S}" in template) == short and slotted(template) == key
        for template in (row.official, *row.abbreviations)
    )


def _where(row: FormRow, division: Division, gazetteer: Gazetteer) -> int:
    """0: the form of this very place; 1: a form of any place; 2: one of other places."""
    if not row.where:
        return 1
    lineage: Sequence[Division] = (division, *gazetteer.ancestors(division))
    names = {d.short for d in lineage}
    if is_municipality(lineage[-1]):
        names.add(_MUNICIPALITY)
    if lineage[-1].name.endswith(_REGION):
        names.add(_REGION)
    return 0 if names & set(row.where) else 2


def _levels_off(row: FormRow, division: Division) -> int:
    """0: a form of the division's level; 1: a municipality's body called as a city's; else more."""
    if row.at(division.level):
        return 0
    if is_municipality(division) and row.at(Level.PREFECTURE):
        return 1
    return 2


@cache
def _by_gap() -> dict[str, tuple[str, ...]]:
    """A spelling with one of its inner characters left out → the spellings it may come from."""
    out: defaultdict[str, set[str]] = defaultdict(set)
    for spelling in form_index():
        begin = spelling.index(SLOT) + len(SLOT) + 1 if spelling.startswith(SLOT) else len(spelling)
        for gap in range(begin, len(spelling) - 1):
            out[spelling[:gap] + spelling[gap + 1 :]].add(spelling)
    return {key: tuple(sorted(found)) for key, found in out.items()}
