"""Traditional characters: everything is recognised as in simplified ones, and quoted as printed."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opencc import OpenCC

from graph.model import ParsedDocument
from loaders.pipeline import parse_document
from loaders.read import Source
from loaders.samples import sample_folder
from loaders.traditional import is_traditional, readable, simplify

SAMPLES = sorted(sample_folder().glob("*.txt"))


def recognised(document: ParsedDocument) -> list[object]:
    """All that has an official form, and where everything stands."""
    header = document.document
    return [
        (header.id, header.title, header.number, header.issuers, header.date, header.jurisdiction, header.scope),
        [(one.number, simplify(one.title), one.path, one.start, one.end) for one in document.citations],
        [
            (
                measure.id, measure.path, measure.start, measure.end,
                [(one.agency, one.role, one.start, one.end) for one in measure.responsibilities],
                [(one.name, one.sector, one.stage, one.locations, one.start, one.end) for one in measure.projects],
                [(one.name, one.code, one.start, one.end) for one in measure.regions],
            )
            for measure in document.measures
        ],
    ]  # fmt: skip


@pytest.mark.parametrize("script", ["s2t", "s2tw", "s2hk"])
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.stem)
def test_a_document_is_one_in_both_scripts(sample: Path, script: str) -> None:
    # 濛 is a character of both scripts and 蒙 its other form: no table can say which a name has.
    simple = sample.read_text("utf-8").replace("濛", "蒙")
    traditional = OpenCC(script).convert(simple)
    assert len(traditional) == len(simple)
    wanted, found = (parse_document(Source("a.txt", text)) for text in (simple, traditional))
    assert recognised(found) == recognised(wanted)
    for measure, other in zip(found.measures, wanted.measures, strict=True):
        printed = (measure.heading, measure.text, *(one.as_written for one in measure.responsibilities))
        simply = (other.heading, other.text, *(one.as_written for one in other.responsibilities))
        assert [words and simplify(words) for words in printed] == [
            words and simplify(words) for words in simply
        ]
        for one in (*measure.responsibilities, *measure.projects, *measure.regions):
            quote = "".join(traditional[one.start : one.end].split()).replace("*", "")
            assert "".join(one.as_written.split()).startswith(quote) or quote.endswith(one.as_written)


def test_what_is_quoted_is_as_printed_and_what_is_official_is_simplified() -> None:
    text = """瀋陽市人民政府關於鐵路建設的實施意見
為推動革命老區振興發展，制定本意見。
一、重點任務
（一）加快鐵路建設。加快建設瀋陽至鐵嶺城際鐵路，完善「後備」設施。（責任單位：市發展改革委、
財政局）"""
    (measure,) = parse_document(Source("a.txt", text)).measures
    assert measure.heading == "加快鐵路建設"
    assert measure.text.startswith("加快鐵路建設。加快建設瀋陽至鐵嶺城際鐵路，完善「後備」設施。")
    assert [(one.agency, one.as_written) for one in measure.responsibilities] == [
        ("沈阳市发展和改革委员会", "市發展改革委"),
        ("沈阳市财政局", "財政局"),
    ]
    (project,) = measure.projects
    assert (project.name, project.as_written) == ("沈阳至铁岭城际铁路", "瀋陽至鐵嶺城際鐵路")
    assert ("铁岭市", "鐵嶺") in [(one.name, one.as_written) for one in measure.regions]


def test_words_that_were_completed_are_as_the_document_prints_them() -> None:
    text = (
        "瀋陽市人民政府關於鐵路建設的意見\n一、任務\n（一）推進鐵路建設。（責任單位：廣元、達州市人民政府）"
    )
    (measure,) = parse_document(Source("a.txt", text)).measures
    assert [one.as_written for one in measure.responsibilities] == ["廣元市人民政府", "達州市人民政府"]


def test_names_that_keep_a_character_keep_it() -> None:
    assert (
        simplify("乾縣、乾安縣、於潛鎮的幹部關於乾旱的「通知」")
        == "乾县、乾安县、於潜镇的干部关于干旱的“通知”"
    )


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.stem)
def test_a_simplified_document_is_left_alone(sample: Path) -> None:
    text = sample.read_text("utf-8")
    assert not is_traditional(text)
    assert readable(text) is text


@given(st.text(alphabet="乾幹後后裏裡衞為爲於臺「」瞭解𠀀a1 \n", max_size=80))
def test_the_simplified_text_is_as_long(text: str) -> None:
    assert len(simplify(text)) == len(text)
