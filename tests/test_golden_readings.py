"""The golden readings themselves: what they quote is in their texts, what they name exists."""

import csv
import re
from collections.abc import Iterator

import pytest

from graph.model import Role, Sector, Stage
from loaders.tables import data_folder
from tests.score import HELD, LAYOUTS, golden_readings
from tests.scoring import Json

LAYOUT_READINGS = golden_readings(LAYOUTS)
SHARED_SUFFIX = re.compile(r"(?:人民)?政府$|委$")


def squeeze(words: str) -> str:
    return re.sub(r"[\s*]+", "", words)


def leaves(name: str) -> Iterator[tuple[Json, str]]:
    """Each golden measure with the stretch of the squeezed text from its first words to the next measure's."""
    text, gold = LAYOUT_READINGS[name]
    plain = squeeze(text.read_text("utf-8"))
    at, starts = 0, []
    for measure in gold["measures"]:
        start = plain.find(squeeze(measure["starts"]), at)
        at = plain.find(squeeze(measure["ends"]), start)
        assert -1 < start <= at, (name, measure["path"])
        starts.append(start)
    for measure, start, end in zip(gold["measures"], starts, [*starts[1:], len(plain)], strict=True):
        yield measure, plain[start:end]


def is_printed(words: str, text: str) -> bool:
    """Whether the text has the words, or a list of names there shares their suffix (甲县、乙县政府)."""
    suffix = SHARED_SUFFIX.search(words)
    name = SHARED_SUFFIX.sub("", words)
    return squeeze(words) in text or bool(
        suffix and suffix[0] in text and (name in text or name.rstrip("市县") in text)
    )


@pytest.mark.parametrize("name", LAYOUT_READINGS)
def test_what_a_golden_reading_quotes_is_in_its_leaf(name: str) -> None:
    for measure, text in leaves(name):
        for kind in ("projects", "regions"):
            absent = [item["as_written"] for item in measure[kind] if squeeze(item["as_written"]) not in text]
            assert (measure["path"], absent) == (measure["path"], [])
        bodies = [unit["as_written"] for unit in measure["responsibilities"]]
        assert [words for words in bodies if not is_printed(words, text)] == []


@pytest.mark.parametrize("name", LAYOUT_READINGS)
def test_a_golden_reading_speaks_the_words_of_the_format(name: str) -> None:
    text, gold = LAYOUT_READINGS[name]
    paths = [tuple(measure["path"]) for measure in gold["measures"]]
    assert len(set(paths)) == len(paths) > 0
    for measure in gold["measures"]:
        assert {unit["role"] for unit in measure["responsibilities"]} <= set(Role)
        assert {item["sector"] for item in measure["projects"]} <= set(Sector)
        assert {item["stage"] for item in measure["projects"]} <= {*Stage, None}
    plain = squeeze(text.read_text("utf-8"))
    cited = [word for item in gold["citations"] for word in (item["title"], item["number"]) if word]
    assert [word for word in cited if squeeze(word) not in plain] == []


def test_every_division_named_is_one_of_the_tables() -> None:
    known = set()
    for table in ("divisions.csv", "townships.csv"):
        with data_folder().joinpath(table).open(encoding="utf-8") as rows:
            known |= {row["name"] for row in csv.DictReader(rows)}
    named = {
        region["name"]
        for _, gold in LAYOUT_READINGS.values()
        for measure in gold["measures"]
        for region in measure["regions"]
        if region["kind"] == "division"
    }
    assert named - known == {"中国"}


def test_a_third_of_the_layouts_is_held_out() -> None:
    held = [name for name in LAYOUT_READINGS if name.endswith(HELD)]
    assert [name[:2] for name in held] == [f"{number:02}" for number in range(3, len(LAYOUT_READINGS) + 1, 3)]
