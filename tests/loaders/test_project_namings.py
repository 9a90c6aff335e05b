"""How officials of all provinces name projects, and sentences of the same plans that name none.

The answers were decided before the reader was run. A row's `expected` lists name|sector|stage|places, `?` for
what the sentence leaves open and `-` for no stage.
"""

import csv
from pathlib import Path

import pytest

from graph.model import ProjectMention
from loaders.context import Context
from loaders.gazetteer import Gazetteer
from loaders.project_words import project_vocabularies
from loaders.projects import find_projects
from loaders.regions import find_places
from loaders.spot import Spotter

GAZETTEER = Gazetteer.read()
SPOTTER = Spotter({**GAZETTEER.vocabularies(), **project_vocabularies()})
HERE = Path(__file__).parent
with (HERE / "project_namings.csv").open(encoding="utf-8", newline="") as rows:
    CASES = [tuple(row.values()) for row in csv.DictReader(rows)]
NONE = (HERE / "project_namings_none.txt").read_text("utf-8").splitlines()


def find(text: str, jurisdiction: str) -> tuple[ProjectMention, ...]:
    context = Context(GAZETTEER, GAZETTEER.named(jurisdiction, "2022-01-01")[0], "2022-01-01")
    hits = SPOTTER.spot(text)
    return find_projects(text, hits, find_places(text, hits, context), context)


@pytest.mark.parametrize(("jurisdiction", "text", "expected"), CASES)
def test_projects_are_read_with_sector_stage_and_place(jurisdiction: str, text: str, expected: str) -> None:
    wanted = [tuple(one.split("|")) for one in expected.split(";")]
    found = find(text, jurisdiction)
    assert sorted(mention.name for mention in found) == sorted(name for name, *_ in wanted)
    by_name = {mention.name: mention for mention in found}
    for name, sector, stage, places in wanted:
        said = by_name[name]
        assert sector in ("?", said.sector), name
        assert stage in ("?", said.stage or "-"), name
        assert places == "?" or set(said.locations) == set(filter(None, places.split("+"))), name


@pytest.mark.parametrize("text", NONE)
def test_projects_are_none_in_classes_campaigns_and_honours(text: str) -> None:
    assert [mention.name for mention in find(text, "河北省")] == []
