"""The parsed-measures format: written, checked, read back; every fault named by document and field."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import DocumentError
from graph.model import (
    Citation,
    Header,
    Measure,
    ParsedDocument,
    ProjectMention,
    RegionKind,
    RegionMention,
    Responsibility,
    Role,
    Sector,
    SourceFile,
    Stage,
)
from loaders.parsed import from_dict, measure_id, read_parsed, to_dict, to_json

WORDS = st.text(alphabet="市发展改革委安岳县政府〔2022〕6号", min_size=1, max_size=12)
MAYBE = st.none() | WORDS
OFFSET = st.integers(0, 10**6)
PATH = st.lists(st.integers(0, 99), min_size=1, max_size=4).map(tuple)


@st.composite
def documents(draw: st.DrawFn) -> ParsedDocument:
    key = draw(WORDS)
    measures = tuple(
        Measure(
            measure_id(key, path),
            path,
            draw(MAYBE),
            draw(WORDS),
            draw(OFFSET),
            draw(OFFSET),
            tuple(
                Responsibility(
                    draw(WORDS),
                    draw(WORDS),
                    draw(st.sampled_from(Role)),
                    draw(st.booleans()),
                    draw(OFFSET),
                    draw(OFFSET),
                )
                for _ in range(draw(st.integers(0, 2)))
            ),
            tuple(
                ProjectMention(
                    draw(WORDS),
                    draw(WORDS),
                    draw(st.sampled_from(Sector)),
                    draw(st.none() | st.sampled_from(Stage)),
                    (draw(WORDS),),
                    draw(OFFSET),
                    draw(OFFSET),
                )
                for _ in range(draw(st.integers(0, 2)))
            ),
            tuple(
                RegionMention(
                    draw(WORDS),
                    draw(WORDS),
                    draw(st.sampled_from(RegionKind)),
                    draw(st.sampled_from([None, "512021", "512021100"])),
                    draw(MAYBE),
                    draw(OFFSET),
                    draw(OFFSET),
                )
                for _ in range(draw(st.integers(0, 2)))
            ),
        )
        for path in draw(st.lists(PATH, max_size=3, unique=True))
    )
    header = Header(
        key,
        draw(MAYBE),
        draw(MAYBE),
        (draw(WORDS),),
        draw(st.sampled_from([None, "2022-01-26"])),
        draw(MAYBE),
        (),
        SourceFile("a.txt", "0" * 64, draw(OFFSET)),
    )
    return ParsedDocument(
        header, (Citation(draw(WORDS), draw(MAYBE), None, draw(OFFSET), draw(OFFSET)),), measures
    )


@given(documents())
def test_what_is_written_is_read_back(parsed: ParsedDocument) -> None:
    assert from_dict(json.loads(to_json(parsed)), "a.json") == (parsed, ())


def example() -> dict[str, Any]:
    return {
        "format": "parsed-measures/1",
        "document": {"id": "资府办函〔2022〕6号", "source": {"path": "a.txt"}},
        "measures": [
            {
                "path": [1],
                "text": "加快建设铁路",
                "responsibilities": [{"agency": "资阳市交通运输局", "role": "lead"}],
                "projects": [{"name": "绵遂内铁路", "sector": "铁路"}],
                "regions": [{"name": "绵阳市"}],
            }
        ],
    }


def test_the_least_that_is_required_is_enough() -> None:
    parsed, unknown = from_dict(example(), "a.json")
    assert unknown == ()
    assert parsed.measures[0].id == "资府办函〔2022〕6号#1"


@pytest.mark.parametrize(
    ("keys", "value", "field"),
    [
        (["format"], "parsed-measures/2", "format"),
        (["document", "date"], "2022年1月", "document.date"),
        (["document", "source"], {}, "document.source"),
        (["measures", 0, "path"], ["一"], "measures[0].path[0]"),
        (["measures", 0, "path"], [], "measures[0].path"),
        (["measures", 0, "responsibilities", 0, "role"], "boss", "measures[0].responsibilities[0].role"),
        (["measures", 0, "projects", 0, "sector"], "火箭", "measures[0].projects[0].sector"),
        (["measures", 0, "regions", 0, "code"], "51", "measures[0].regions[0].code"),
        (["measures", 0, "start"], -1, "measures[0].start"),
    ],
)
def test_a_fault_is_named_by_document_and_field(keys: list[str | int], value: object, field: str) -> None:
    given = example()
    place: Any = given
    for key in keys[:-1]:
        place = place[key]
    place[keys[-1]] = value
    with pytest.raises(DocumentError) as caught:
        from_dict(given, "a.json")
    assert caught.value.facts["field"] == field
    assert "资府办函〔2022〕6号" in str(caught.value)
    assert "a.json" in str(caught.value)


def test_one_path_twice_is_refused() -> None:
    given = example()
    given["measures"] *= 2
    with pytest.raises(DocumentError, match=r"\[1\]"):
        from_dict(given, "a.json")


def test_unknown_keys_are_reported() -> None:
    given = example()
    given["score"] = 1
    given["measures"][0]["projects"][0]["budget"] = "3亿元"
    _, unknown = from_dict(given, "a.json")
    assert set(unknown) == {"score", "measures[0].projects[0].budget"}


@pytest.mark.parametrize("value", [None, 3, "text", [], {"format": "parsed-measures/1"}])
def test_what_is_no_document_is_refused(value: object) -> None:
    with pytest.raises(DocumentError):
        from_dict(value, "a.json")


def test_read_parsed_goes_on_after_a_fault() -> None:
    text = "\n".join([json.dumps(example()), "{broken", "", json.dumps({"format": 1}), json.dumps(example())])
    kinds = [isinstance(found, DocumentError) for found in read_parsed(text, "a.jsonl")]
    assert kinds == [False, True, True, False]


def test_read_parsed_takes_a_list_or_one_object() -> None:
    assert len(list(read_parsed(json.dumps([example(), example()], indent=1), "a.json"))) == 2
    assert len(list(read_parsed(json.dumps(example(), indent=1), "a.json"))) == 1


def test_to_dict_has_the_keys_the_format_names() -> None:
    parsed, _ = from_dict(example(), "a.json")
    text = (Path(__file__).parents[2] / "docs" / "parsed-measures.md").read_text("utf-8")
    measure = to_dict(parsed)["measures"][0]
    for key in (
        *to_dict(parsed),
        *to_dict(parsed)["document"],
        *measure,
        *measure["projects"][0],
        *measure["regions"][0],
    ):
        assert f'"{key}"' in text
