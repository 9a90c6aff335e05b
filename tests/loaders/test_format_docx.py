"""Word documents: what stands in a paragraph, what Word counts itself, and files that mean harm."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from graph.errors import DocumentError
from loaders.docx_numbering import print_ordinal
from loaders.format_docx import is_docx, read_docx

MAIN = "word/document.xml"


def saved(document: Document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def text_of(document: Document) -> str:
    data = saved(document)
    assert is_docx(data)
    return read_docx("a.docx", data)[0]


def with_body(xml: str) -> bytes:
    """A document whose body is `xml`."""
    return replaced(
        saved(docx.Document()),
        MAIN,
        lambda _: f"<w:document {nsdecls('w')} {NAMESPACES}><w:body>{xml}</w:body></w:document>".encode(),
    )


NAMESPACES = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)


def replaced(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The package with one part changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.namelist():
            new.writestr(item, change(old.read(item)) if item == name else old.read(item))
    return out.getvalue()


def with_list(document: Document, *levels: tuple[str, str], override: str = "", more: str = "") -> None:
    """Add list 90, whose levels are (format, text); `override` goes into it, `more` into each level."""
    numbering = document.part.numbering_part.element
    inner = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{style}"/>{more}<w:suff w:val="nothing"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for at, (style, text) in enumerate(levels)
    )
    numbering.insert(
        0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90">{inner}</w:abstractNum>')
    )
    for id_, held in ((90, ""), (91, override)):
        numbering.append(
            parse_xml(f'<w:num {nsdecls("w")} w:numId="{id_}"><w:abstractNumId w:val="90"/>{held}</w:num>')
        )


def add(
    document: Document, words: str, level: int | None = None, list_: int = 90, style: str | None = None
) -> None:
    paragraph = document.add_paragraph(words, style)
    if level is not None:
        paragraph._p.get_or_add_pPr().append(
            parse_xml(
                f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{list_}"/></w:numPr>'
            )
        )


def test_counted_ordinals_are_printed() -> None:
    document = docx.Document()
    with_list(
        document,
        ("chineseCountingThousand", "%1、"),
        ("japaneseCounting", "（%2）"),
        ("decimal", "%3."),
        ("decimalEnclosedCircle", "%4"),
    )
    for words, level in (
        ("总体要求", 0),
        ("指导思想", 1),
        ("目标", 1),
        ("重点任务", 0),
        ("铁路", 1),
        ("成达万高铁", 2),
        ("成渝中线", 2),
        ("开工", 3),
        ("公路", 1),
        ("广平高速", 2),
    ):
        add(document, words, level)
    assert text_of(document).split("\n") == [
        "一、总体要求",
        "（一）指导思想",
        "（二）目标",
        "二、重点任务",
        "（一）铁路",
        "1.成达万高铁",
        "2.成渝中线",
        "①开工",
        "（二）公路",
        "1.广平高速",
    ]


def test_numbering_may_run_on_below_a_new_heading() -> None:
    document = docx.Document()
    with_list(
        document, ("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), more='<w:lvlRestart w:val="0"/>'
    )
    for words, level in (("甲", 0), ("乙", 1), ("丙", 0), ("丁", 1)):
        add(document, words, level)
    assert text_of(document).split("\n") == ["一、甲", "（一）乙", "二、丙", "（二）丁"]


def test_lists_of_one_definition_count_on_unless_told_otherwise() -> None:
    document = docx.Document()
    with_list(
        document,
        ("decimal", "%1."),
        override='<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>',
    )
    add(document, "甲", 0, 90)
    add(document, "乙", 0, 90)
    add(document, "丙", 0, 91)
    add(document, "丁", 0, 91)
    assert text_of(document).split("\n") == ["1.甲", "2.乙", "1.丙", "2.丁"]


def test_upper_levels_stand_in_an_ordinal_and_become_arabic_where_the_law_style_says_so() -> None:
    document = docx.Document()
    with_list(document, ("chineseCounting", "第%1章"), ("decimal", "%1.%2"), more="<w:isLgl/>")
    add(document, "总则", 0)
    add(document, "目的", 1)
    add(document, "范围", 1)
    assert text_of(document).split("\n") == ["第1章总则", "1.1目的", "1.2范围"]


def test_bullets_and_lists_that_are_none_print_nothing() -> None:
    document = docx.Document()
    with_list(document, ("bullet", "\uf06c"))
    add(document, "甲", 0)
    add(document, "乙", 0, list_=0)
    add(document, "丙", 0, list_=777)
    assert text_of(document) == "甲\n乙\n丙"


def test_a_style_puts_its_paragraphs_in_a_list() -> None:
    document = docx.Document()
    with_list(document, ("chineseCounting", "%1、"))
    style = document.styles["Heading 1"].element.get_or_add_pPr()
    style.append(parse_xml(f'<w:numPr {nsdecls("w")}><w:numId w:val="90"/></w:numPr>'))
    add(document, "总体要求", style="Heading 1")
    add(document, "正文")
    add(document, "重点任务", style="Heading 1")
    assert text_of(document) == "一、总体要求\n正文\n二、重点任务"


@pytest.mark.parametrize(
    ("count", "style", "printed"),
    [
        (1, "chineseCounting", "一"),
        (10, "chineseCountingThousand", "十"),
        (12, "japaneseCounting", "十二"),
        (20, "taiwaneseCounting", "二十"),
        (35, "chineseCounting", "三十五"),
        (105, "chineseCounting", "一百零五"),
        (110, "chineseCounting", "一百一十"),
        (20, "decimalEnclosedCircle", "⑳"),
        (21, "decimalEnclosedCircleChinese", "㉑"),
        (36, "decimalEnclosedCircle", "36"),
        (3, "decimalEnclosedParen", "（3）"),
        (3, "decimalEnclosedFullstop", "3."),
        (3, "decimalZero", "03"),
        (28, "lowerLetter", "bb"),
        (2, "upperLetter", "B"),
        (14, "upperRoman", "XIV"),
        (9, "lowerRoman", "ix"),
        (11, "ideographTraditional", "甲"),
        (2, "ideographZodiac", "丑"),
        (7, "somethingNew", "7"),
        (0, "chineseCounting", "0"),
        (999_999_999, "upperRoman", "999999999"),
        (999_999_999, "lowerLetter", "999999999"),
    ],
)
def test_ordinals_are_printed_in_their_format(count: int, style: str, printed: str) -> None:
    assert print_ordinal(count, style) == printed


def test_words_are_read_wherever_word_keeps_them() -> None:
    run = "<w:r><w:t>{}</w:t></w:r>".format
    body = (
        f"<w:p>{run('成都至')}<w:smartTag>{run('南充')}</w:smartTag><w:ins>{run('至达州')}</w:ins><w:del><w:r>"
        f"<w:delText>至万州</w:delText></w:r></w:del><w:hyperlink>{run('铁路')}</w:hyperlink>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>暗</w:t></w:r><w:r><w:br/><w:t>换行</w:t></w:r></w:p>"
        f"<w:sdt><w:sdtContent><w:p>{run('控件里')}</w:p></w:sdtContent></w:sdt>"
        "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r></w:p>"
        f"<w:p>{run('框外')}<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:txbxContent><w:p>{run('框内')}</w:p>"
        f"</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent><w:p>{run('框内')}</w:p></w:txbxContent>"
        "</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    text, notes = read_docx("a.docx", with_body(body))
    assert [line for line in text.split("\n") if line] == [
        "成都至南充至达州铁路",
        "换行",
        "控件里",
        "框外",
        "框内",
    ]
    assert notes == ()


def test_headers_footers_and_a_generated_table_of_contents_are_left_out() -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "内部资料"
    document.sections[0].footer.paragraphs[0].text = "— 1 —"
    document.styles.add_style("toc 1", 1)
    add(document, "一、总体要求……1", style="toc 1")
    add(document, "一、总体要求")
    assert text_of(document) == "一、总体要求"


def test_a_row_is_a_line_and_a_frame_is_none() -> None:
    document = docx.Document()
    table = document.add_table(2, 3)
    for cell, words in zip(
        table._cells, ("序号", "任务", "责任单位", "1", "成达万\n高铁", "市发展改革委"), strict=True
    ):
        cell.text = words
    frame = document.add_table(1, 1).cell(0, 0)
    frame.text = "专栏1"
    frame.add_paragraph("重点工程")
    assert text_of(document).split("\n") == [
        "序号\t任务\t责任单位",
        "1\t成达万 高铁\t市发展改革委",
        "专栏1",
        "重点工程",
    ]


def refused(data: bytes) -> str:
    with pytest.raises(DocumentError) as caught:
        read_docx("坏.docx", data)
    assert "坏.docx" in str(caught.value)
    return caught.value.key


def test_a_broken_file_is_refused() -> None:
    whole = saved(docx.Document())
    assert refused(whole[: len(whole) // 2]) == "file_broken"
    assert refused(whole[:200] + b"\0" * 400 + whole[600:]) == "file_broken"
    assert refused(replaced(whole, MAIN, lambda old: old[:-40])) == "file_broken"
    assert refused(replaced(whole, MAIN, lambda _: b"<w/>")) == "file_broken"
    assert (
        refused(replaced(whole, "_rels/.rels", lambda old: old.replace(b"document.xml", b"gone.xml")))
        == "file_broken"
    )


def test_a_bomb_is_not_unpacked() -> None:
    assert (
        refused(replaced(saved(docx.Document()), MAIN, lambda _: b" " * (32 * 2**20 + 1)))
        == "file_unpacks_too_large"
    )


def test_a_file_from_outside_is_not_drawn_in(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("机密", "utf-8")
    declared = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]><w:document {nsdecls("w")}><w:body><w:p><w:r><w:t>&e;</w:t></w:r></w:p></w:body></w:document>'
    assert refused(replaced(saved(docx.Document()), MAIN, lambda _: declared.encode())) == "file_broken"


def test_entities_that_multiply_are_refused() -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    declared = f'<!DOCTYPE x [<!ENTITY l0 "哈">{laughs}]><x>&l9;</x>'
    assert refused(replaced(saved(docx.Document()), MAIN, lambda _: declared.encode())) == "file_broken"


def test_deep_nesting_is_read_or_refused_but_never_breaks_the_reader() -> None:
    def nested(depth: int) -> bytes:
        frame = "<w:tbl><w:tr><w:tc>"
        close = "</w:tc></w:tr></w:tbl>"
        return with_body(frame * depth + "<w:p><w:r><w:t>底</w:t></w:r></w:p>" + close * depth)

    assert read_docx("a.docx", nested(80))[0] == "底"
    assert refused(nested(2000)) == "file_broken"


def test_an_encrypted_part_is_told() -> None:
    data = bytearray(saved(docx.Document()))
    at = data.index(b"PK\x01\x02", data.index(b"PK\x01\x02"))
    while at != -1:
        data[at + 8] |= 1  # the directory's flag of encryption, for every part
        at = data.find(b"PK\x01\x02", at + 4)
    assert refused(bytes(data)) == "file_encrypted"
