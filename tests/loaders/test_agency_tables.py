"""The tables of bodies: every example finds its row, rows are unique, dates parse, templates are closed."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import get_args

import pytest

from graph.model import Level
from loaders.agencies import describe_agency, resolve_agency
from loaders.agency_forms import write_name
from loaders.agency_tables import (
    ActPosition,
    CentralRow,
    FormRow,
    LocalRow,
    act_words,
    central_bodies,
    collective_rows,
    endings,
    exclusion_rows,
    forms,
    local_bodies,
    not_pointers,
    systems,
    words,
)
from loaders.context import Context
from loaders.gazetteer import Gazetteer

MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
SAMPLES = {
    Level.PROVINCE: ("四川省", "重庆市", "广西壮族自治区"),
    Level.PREFECTURE: ("资阳市", "凉山彝族自治州"),
    Level.COUNTY: ("安岳县", "石景山区"),
    Level.TOWNSHIP: (),
}


def examples() -> Iterator[str]:
    for row in (*forms(), *central_bodies(), *local_bodies()):
        yield from row.examples


def twice(items: list[object]) -> list[object]:
    return [item for item, count in Counter(items).items() if count > 1]


@pytest.mark.parametrize("example", sorted(set(examples())))
def test_example_finds_its_row(example: str) -> None:
    given, name = example.split("=")
    as_written, jurisdiction, date = given.split("@")
    places = Gazetteer.read()
    body = resolve_agency(as_written, Context(places, places.named(jurisdiction, date)[0], date))
    assert body is not None and body.name == name


def test_forms_are_unique() -> None:
    keys = [(row.system, row.levels, row.where, row.official, row.from_, row.to) for row in forms()]
    assert not twice(list(keys))


def test_bodies_are_unique() -> None:
    assert not twice([row.name for row in (*central_bodies(), *local_bodies())])


def test_words_are_unique() -> None:
    assert not twice([row.full for row in words()])
    assert not twice([row.ending for row in endings()])
    assert not twice([(row.words, row.position) for row in (*collective_rows(), *exclusion_rows())])
    assert not twice(list(not_pointers()))
    for position in get_args(ActPosition):
        assert act_words(position) and not twice(list(act_words(position)))


def test_months_parse_and_are_in_order() -> None:
    for row in (*forms(), *central_bodies()):
        for month in (row.from_, row.to):
            assert month is None or MONTH.fullmatch(month), row
        assert row.from_ is None or row.to is None or row.from_ < row.to, row


def test_levels_are_levels() -> None:
    for row in forms():
        assert row.levels and {Level(level) for level in row.levels}, row


def test_where_names_divisions() -> None:
    places = Gazetteer.read()
    for name in {name for row in forms() for name in row.where} - {"直辖市", "自治区"}:
        assert places.named(name), name


def test_seats_of_local_bodies_are_divisions() -> None:
    places = Gazetteer.read()
    for row in local_bodies():
        assert places.official(row.jurisdiction), row


def test_templates_have_a_slot_and_no_other_braces() -> None:
    for row in forms():
        assert "{J}" in row.official or "{S}" in row.official, row
        for template in (row.official, *row.abbreviations):
            assert "{" not in re.sub(r"\{[JSCPQ]\}", "", template), template


def test_no_abbreviation_equals_its_name() -> None:
    for row in forms():
        assert row.official not in (*row.abbreviations, *(f"{{J}}{form}" for form in row.abbreviations)), row
    for body in central_bodies():
        assert body.name not in (*body.abbreviations, *body.national_abbreviations), body


def test_every_row_has_a_known_system() -> None:
    known = {row.system for row in systems()}
    rows: tuple[FormRow | CentralRow | LocalRow, ...] = (*forms(), *central_bodies(), *local_bodies())
    assert {row.system for row in rows} == known


def test_an_abbreviation_that_holds_anywhere_means_one_central_body_at_a_time() -> None:
    by_form: dict[str, list[CentralRow]] = {}
    for row in central_bodies():
        for form in (row.name, *row.abbreviations):
            by_form.setdefault(form, []).append(row)
    for form, rows in by_form.items():
        spans = sorted((row.from_ or "0000", row.to or "9999") for row in rows)
        assert all(first[1] <= second[0] for first, second in pairwise(spans)), form


@pytest.mark.parametrize("row", forms(), ids=lambda row: f"{row.official}-{'-'.join(row.where)}-{row.from_}")
def test_an_official_name_is_read_back(row: FormRow) -> None:
    places = Gazetteer.read()
    for level, names in SAMPLES.items():
        for name in names if row.at(level) else ():
            division = places.named(name)[0]
            official = write_name(row.official, division, places)
            body = describe_agency(official, places)
            assert (body.name, body.jurisdiction) == (official, division)
            assert body.system is not None


def test_central_names_are_read_back() -> None:
    places = Gazetteer.read()
    for row in central_bodies():
        body = describe_agency(row.name, places)
        assert (body.name, body.system) == (row.name, row.system)
