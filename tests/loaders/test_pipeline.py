"""The five sample documents through every stage: the outline is whole and every mention has its evidence."""

import json
from pathlib import Path

import pytest

from graph.errors import DocumentError
from graph.model import ParsedDocument
from loaders.clean import clean
from loaders.parsed import from_dict, to_dict, to_json
from loaders.pipeline import parse_document, read_paths
from loaders.read import Source
from loaders.samples import sample_folder
from tests.score import golden_readings, score_all

MAX_BYTES = 20_000_000
SAMPLES = sorted(sample_folder().glob("*.txt"))
TEXTS = [*SAMPLES, *(text for text, _ in golden_readings().values() if text not in SAMPLES)]


def parsed(file: Path) -> tuple[str, ParsedDocument]:
    text = file.read_text("utf-8")
    return text, parse_document(Source(file.name, text))


def plain(words: str) -> str:
    """Words without markup, wrapping and blanks."""
    return "".join(clean(words).chars.split())


def named(file: Path) -> str:
    return file.stem


@pytest.mark.parametrize("file", TEXTS, ids=named)
def test_every_mention_has_its_evidence(file: Path) -> None:
    text, document = parsed(file)
    assert document.measures
    for measure in document.measures:
        assert plain(text[measure.start : measure.end]) == plain(measure.text)
        for mention in (*measure.projects, *measure.regions, *measure.responsibilities):
            quote = plain(text[mention.start : mention.end])
            assert quote, mention
            assert measure.start <= mention.start < mention.end <= measure.end, mention
            # A distributed name is completed; its span is its own part.
            assert plain(mention.as_written).startswith(quote) or quote.endswith(plain(mention.as_written)), (
                mention
            )
    for citation in document.citations:
        assert plain(citation.title) in plain(text[citation.start : citation.end])


@pytest.mark.parametrize("file", TEXTS, ids=named)
def test_paths_and_ids_are_unique(file: Path) -> None:
    _, document = parsed(file)
    assert len({measure.path for measure in document.measures}) == len(document.measures)
    assert len({measure.id for measure in document.measures}) == len(document.measures)
    assert all(measure.id.startswith(f"{document.document.id}#") for measure in document.measures)
    paths = {measure.path for measure in document.measures}
    assert all(citation.path is None or citation.path in paths for citation in document.citations)


@pytest.mark.parametrize("file", TEXTS, ids=named)
def test_what_is_read_conforms_to_the_published_schema(file: Path) -> None:
    _, document = parsed(file)
    assert from_dict(json.loads(to_json(document)), file.name) == (document, ())


@pytest.mark.parametrize(
    ("stem", "measures", "first", "last"),
    [
        ("资阳市", 56, (1, 1), (8, 23)),
        ("重庆市-革命", 22, (1, 1), (6, 22)),
        ("四川省-川陕", 23, (1, 1), (7, 23)),
        ("陆河县", 52, (1, 1), (3, 3)),
        ("四川省-革命", 30, (1, 1), (10, 30)),
    ],
)
def test_the_outline_of_each_sample_is_whole(
    stem: str, measures: int, first: tuple[int, ...], last: tuple[int, ...]
) -> None:
    (file,) = [file for file in SAMPLES if file.stem.startswith(stem)]
    found = parsed(file)[1].measures
    assert (len(found), found[0].path, found[-1].path) == (measures, first, last)


def test_the_same_text_has_the_same_reading_under_another_name_and_with_page_furniture() -> None:
    text = SAMPLES[0].read_text("utf-8")
    one, other = (
        parse_document(Source("a.txt", text)),
        parse_document(Source("b/c.txt", f"\n\n{text}\n\n扫一扫在手机打开当前页\n")),
    )
    assert one.document.id == other.document.id
    assert [measure.id for measure in one.measures] == [measure.id for measure in other.measures]
    assert [measure.responsibilities and measure.responsibilities[0].agency for measure in one.measures] == [
        measure.responsibilities and measure.responsibilities[0].agency for measure in other.measures
    ]


def test_golden_readings_are_read_as_well_as_promised() -> None:
    """The figures that issue and README promise; `make score` prints all of them."""
    figures = {kind: tally.figures[2] for kind, tally in score_all().tallies.items()}
    assert figures["measures"] == 1
    assert figures["citations"] == 1
    assert figures["responsible.agency"] >= 0.95
    assert figures["regions"] >= 0.85
    assert figures["projects"] >= 0.75
    assert (
        min(figures[f"document.{key}"] for key in ("title", "number", "date", "jurisdiction", "issuers")) == 1
    )


@pytest.mark.parametrize(
    ("text", "key"),
    [
        (
            "首页 > 政务公开 > 政策文件\n机构职能\n人事信息\n财政预决算\n版权所有：某某市人民政府",
            "no_outline",
        ),
        ("推进" * 1_000_000, "line_too_long"),
    ],
)
def test_what_is_no_document_is_refused(text: str, key: str) -> None:
    with pytest.raises(DocumentError) as caught:
        parse_document(Source("导航.txt", text))
    assert caught.value.key == key
    assert "导航.txt" in str(caught.value)


def test_a_bad_file_does_not_stop_the_folder(tmp_path: Path) -> None:
    good = SAMPLES[0].read_text("utf-8")
    (tmp_path / "a-空.txt").write_bytes(b"")
    (tmp_path / "b-图片.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00")
    (tmp_path / "c-国标.txt").write_bytes(good.encode("gb18030"))
    (tmp_path / "d-长行.txt").write_text("推进" * 1_000_000, "utf-8")
    (tmp_path / "e-导航.txt").write_text("首页\n政务公开\n联系我们\n", "utf-8")
    (tmp_path / "f-好.txt").write_text(good, "utf-8")
    (tmp_path / "g.jsonl").write_text(to_json(parse_document(Source("a.txt", good))) + "\n{\n", "utf-8")
    readings = list(read_paths([tmp_path], MAX_BYTES))
    assert [bool(reading.parsed) for reading in readings] == [
        False,
        False,
        True,
        False,
        False,
        True,
        True,
        False,
    ]
    assert all((reading.parsed is None) == (reading.error is not None) for reading in readings)
    assert readings[2].parsed and readings[5].parsed
    assert readings[2].parsed.measures == readings[5].parsed.measures
    assert any("GB18030" in note for note in readings[2].notes)
    assert all(Path(reading.path).name in str(reading.error) for reading in readings if reading.error)
    assert to_dict(readings[5].parsed)["measures"]


def test_a_fault_of_the_reader_costs_one_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(SAMPLES[0].read_text("utf-8"), "utf-8")

    def fail_once(source: Source) -> ParsedDocument:
        if source.path.endswith("a.txt"):
            raise RecursionError("too deep")
        return parse_document(source)

    monkeypatch.setattr("loaders.pipeline.parse_document", fail_once)
    first, second = read_paths([tmp_path], MAX_BYTES)
    assert first.error and "a.txt" in str(first.error) and "too deep" in str(first.error)
    assert second.parsed
