"""One document in every format has one reading; what is not read is told in one line."""

import html
import io
import zipfile
from pathlib import Path

import docx
import pytest

from graph.errors import DocumentError
from graph.model import ParsedDocument
from loaders.clean import clean
from loaders.formats import FORMATS, SUFFIXES, UNREAD_SUFFIXES
from loaders.pipeline import parse_document, read_paths
from loaders.read import read_file
from loaders.samples import sample_folder
from tests.loaders.printing import print_pdf

LIMIT = 20_000_000
SAMPLES = sorted(sample_folder().glob("*.txt"))


def as_docx(lines: list[str], file: Path) -> None:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    document.save(str(file))


def as_html(lines: list[str], file: Path) -> None:
    menu = "<ul>" + "".join(f"<li><a href='{at}.html'>政务公开栏目</a></li>" for at in range(20)) + "</ul>"
    paragraphs = "".join(f"<p>{html.escape(line)}</p>" for line in lines)
    file.write_text(
        f"<!doctype html><meta charset=utf-8><title>政策文件</title><div>{menu}</div><div><div>{paragraphs}</div>"
        f"</div><div>{menu}版权所有：某某市人民政府，联系电话，网站地图</div>",
        "utf-8",
    )


def as_pdf(lines: list[str], file: Path) -> None:
    print_pdf(lines, file)


def plain(words: str | None) -> str:
    """Words without markup, wrapping and blanks, which a format may keep otherwise."""
    return "".join(clean(words or "").chars.split())


def reading(document: ParsedDocument) -> dict[str, object]:
    """What was read, without where it stands."""
    header = document.document
    return {
        "header": (
            header.id, plain(header.title), header.number, header.issuers, header.date, header.jurisdiction, header.scope,
        ),
        "measures": [(measure.id, measure.path, plain(measure.heading), plain(measure.text)) for measure in document.measures],
        "bodies": [
            [(one.agency, plain(one.as_written), one.role, one.collective) for one in measure.responsibilities]
            for measure in document.measures
        ],
        "projects": [
            [(one.name, plain(one.as_written), one.sector, one.stage, one.locations) for one in measure.projects]
            for measure in document.measures
        ],
        "regions": [[(one.name, one.code) for one in measure.regions] for measure in document.measures],
        "citations": [(plain(one.title), one.number, one.path) for one in document.citations],
    }  # fmt: skip


@pytest.mark.parametrize("write", [as_docx, as_html, as_pdf])
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.stem)
def test_a_document_reads_the_same_in_every_format(sample: Path, write: object, tmp_path: Path) -> None:
    assert callable(write)
    file = tmp_path / f"文件.{write.__name__.removeprefix('as_')}"
    write([line for line in sample.read_text("utf-8").split("\n") if line.strip()], file)
    source = read_file(file, LIMIT)
    found = parse_document(source)
    wanted, got = reading(parse_document(read_file(sample, LIMIT))), reading(found)
    for kind, value in wanted.items():
        assert got[kind] == value, kind
    for measure in found.measures:
        assert plain(source.text[measure.start : measure.end]) == plain(measure.text)
        for one in (*measure.responsibilities, *measure.projects, *measure.regions):
            assert measure.start <= one.start < one.end <= measure.end


def test_the_content_decides_and_not_the_suffix(tmp_path: Path) -> None:
    lines = ["一、总体要求", "推动革命老区振兴发展，完善基础设施网络，保障和改善民生。" * 4]
    as_docx(lines, tmp_path / "网页.html")
    as_html(lines, tmp_path / "其实是网页.doc")
    for file in tmp_path.iterdir():
        assert read_file(file, LIMIT).text.split("\n") == lines


def test_a_part_of_a_page_is_read_as_its_suffix_says(tmp_path: Path) -> None:
    file = tmp_path / "a.html"
    file.write_text("<p>推动革命老区振兴发展，</p>" * 20, "utf-8")
    assert read_file(file, LIMIT).text == "\n".join(["推动革命老区振兴发展，"] * 20)


def test_what_should_be_of_a_format_and_is_not_is_broken(tmp_path: Path) -> None:
    for suffix in ("pdf", "docx"):
        file = tmp_path / f"a.{suffix}"
        file.write_text("一、总体要求", "utf-8")
        with pytest.raises(DocumentError) as caught:
            read_file(file, LIMIT)
        assert caught.value.key == "file_broken"


@pytest.mark.parametrize(
    ("member", "kind"),
    [("OFD.xml", "OFD"), ("xl/workbook.xml", "xlsx"), ("content.xml", "ODT"), ("a.txt", "ZIP")],
)
def test_other_packages_are_named(member: str, kind: str, tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(member, "x")
    file = tmp_path / "公文.ofd"
    file.write_bytes(packed.getvalue())
    with pytest.raises(DocumentError, match=rf"公文\.ofd.*{kind}.*docx.*pdf") as caught:
        read_file(file, LIMIT)
    assert "\n" not in str(caught.value)


def test_a_folder_of_all_kinds_is_read_to_its_end(tmp_path: Path) -> None:
    lines = SAMPLES[0].read_text("utf-8").split("\n")
    as_docx(lines, tmp_path / "a.docx")
    as_html(lines, tmp_path / "b.html")
    (tmp_path / "c.doc").write_bytes(b"\xd0\xcf\x11\xe0" + b"\0" * 600)
    (tmp_path / "d.pdf").write_bytes(b"%PDF-1.7 broken")
    (tmp_path / "e.txt").write_text("\n".join(lines), "utf-8")
    readings = list(read_paths([tmp_path], LIMIT))
    assert [reading.error.key if reading.error else "" for reading in readings] == [
        "",
        "",
        "format_not_read",
        "file_broken",
        "",
    ]
    assert all(Path(reading.path).name in str(reading.error) for reading in readings if reading.error)


def test_each_format_is_a_row_of_its_own() -> None:
    assert len({row.name for row in FORMATS}) == len(FORMATS)
    assert sum(len(row.suffixes) for row in FORMATS) == len(SUFFIXES)
    assert not SUFFIXES & UNREAD_SUFFIXES
    page = (Path(__file__).parents[2] / "docs/formats.md").read_text("utf-8")
    assert all(f"`{suffix}`" in page for suffix in SUFFIXES | UNREAD_SUFFIXES)
