"""PDF files: paragraphs come out whole, what runs along the pages goes, and no file harms the reader."""

import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from graph.errors import DocumentError
from loaders.format_pdf import is_pdf, read_pdf, unify
from loaders.pdf_layout import Glyph, lay_out
from loaders.tables import data_folder
from tests.loaders.printing import PAGE_NUMBERS, print_pdf, write_pdf

SENTENCES = (
    "推进成都至南充至达州铁路建设，加快建设广元至平武高速公路。",
    "完善综合交通运输体系，用好地方政府专项债券一、二、三产业融合发展资金，补齐老区基础设施短板，保障和改善民生。",
    "日月山石田土木水火金用户方长风飞马鱼鸟黑白青黄见言食革走足身车门非面高齐",
)


def test_printed_paragraphs_come_out_as_they_were_written(tmp_path: Path) -> None:
    lines = [
        "关于革命老区振兴发展的意见",
        *(f"（{number}）{SENTENCES[number % 2] * (number % 4 + 1)}" for number in range(1, 40)),
        SENTENCES[2],
    ]
    header = '@top-right { content: "某某市人民政府文件"; font-size: 10pt } @bottom-left { content: "第 " counter(page) " 页 共 " counter(pages) " 页" }'
    for boxes in ("", PAGE_NUMBERS, header):
        file = print_pdf(lines, tmp_path / "a.pdf", boxes)
        text, notes = read_pdf("a.pdf", file.read_bytes())
        assert text.split("\n") == lines
        assert notes == ()


def page(*lines: tuple[float, float, str], size: float = 16) -> list[Glyph]:
    """Lines of (left, bottom, words), each character as wide as it is high."""
    return [
        Glyph(char, left + at * size, bottom, left + (at + 1) * size, bottom + size)
        for left, bottom, words in lines
        for at, char in enumerate(words)
    ]


def body(first: int, number: str) -> tuple[tuple[float, float, str], ...]:
    """Eleven full lines, in two paragraphs, and a page number of either side."""
    words = "".join(chr(0x4E00 + first * 400 + at) for at in range(27))
    return (
        (112, 690, words[2:]),
        *((80, 690 - 28 * at, words) for at in range(1, 6)),
        (80, 522, words[:10] + "。"),
        (112, 494, words[2:]),
        *((80, 494 - 28 * at, words) for at in range(1, 4)),
        (80 if first % 2 else 400, 60, number),
    )


def test_lines_join_across_pages_and_page_numbers_go() -> None:
    pages = [page(*body(number, f"—{number}—")) for number in range(1, 5)]
    lines = lay_out(pages).split("\n")
    assert len(lines) == 8
    assert "—" not in "".join(lines)
    assert [len(line) for line in lines] == [25 + 5 * 27 + 11, 25 + 3 * 27] * 4


def test_facing_pages_have_headers_of_their_own() -> None:
    titles = ("某某省人民政府公报", "二〇二一年第三期")
    pages = [page(*body(at, "9"), (80, 780, titles[at % 2])) for at in range(1, 7)]
    text = lay_out(pages)
    assert not any(title in text for title in titles)


def test_a_line_of_text_that_recurs_at_the_top_of_pages_stays() -> None:
    words = "责任单位：某某市发展和改革委员会"
    pages = [page((80, 718, words), *body(at, "9")) for at in range(1, 5)]
    assert lay_out(pages).count(words) == 4


def test_short_indented_and_larger_lines_begin_anew() -> None:
    text = lay_out(
        [
            page((150, 760, "关于推进某某工作的意见"), size=22)
            + page(*body(1, "1"))
            + page((300, 300, "某某市人民政府"), (300, 272, "2021年1月24日"))
        ]
    )
    assert text.split("\n")[0] == "关于推进某某工作的意见"
    assert text.split("\n")[-2:] == ["某某市人民政府", "2021年1月24日"]


def test_paragraphs_without_an_indent_end_at_a_full_stop() -> None:
    words = "推进老区振兴发展完善基础设施网络保障和改善民生加快建设"
    text = lay_out(
        [page((80, 700, words), (80, 672, words[:-1] + "。"), (80, 644, words), (80, 616, "完。"))]
    )
    assert text == f"{words}{words[:-1]}。\n{words}完。"


def test_cells_are_parted_and_rows_stay_apart() -> None:
    row = [(80.0, "序号一二三四五"), (240.0, "任务一二三四五六七"), (420.0, "责任单位一二三")]
    glyphs = [
        glyph for bottom in (700.0, 672.0) for left, words in row for glyph in page((left, bottom, words))
    ]
    assert lay_out([glyphs]) == "\n".join(["\t".join(words for _, words in row)] * 2)


def spaced(gap: float, *between: Glyph, stretch: float = 0, last: str = "乙") -> str:
    """Five characters and another that stands `gap` points further off than they do from each other."""
    step = 16 + stretch
    line = [Glyph(char, 80 + at * step, 700, 96 + at * step, 716) for at, char in enumerate("一二三四甲")]
    left = 80 + 5 * step + gap
    return lay_out([[*line, *between, Glyph(last, left, 700, left + 16, 716)]]).removeprefix("一二三四")


def test_a_gap_is_a_blank_where_one_was_inferred_or_it_is_wide() -> None:
    blank = Glyph(" ", 0, 0, 0, 0)
    assert [spaced(2), spaced(4), spaced(7), spaced(30)] == ["甲乙", "甲乙", "甲 乙", "甲\t乙"]
    assert [spaced(2, blank), spaced(4, blank), spaced(4, blank, last="2")] == ["甲乙", "甲 乙", "甲 2"]


def test_a_line_stretched_to_its_width_has_no_blanks_but_its_own() -> None:
    blank = Glyph(" ", 0, 0, 0, 0)
    assert [spaced(0, blank, stretch=5), spaced(4, blank, stretch=5)] == ["甲乙", "甲 乙"]
    assert spaced(0, blank, stretch=5, last="（") == "甲（"


def test_a_box_of_the_ink_alone_makes_no_blank() -> None:
    blank = Glyph(" ", 0, 0, 0, 0)
    inks = {"日": (4, 12), "一": (1, 15), "，": (2, 5), "（": (10, 14), "月": (3, 13)}
    line: list[Glyph] = []
    for at, char in enumerate("某月某日，某某（某一某）某"):
        left, right = inks.get(char, (0, 16))
        line += (Glyph(char, 80 + at * 16 + left, 700, 80 + at * 16 + right, 716), blank)
    assert lay_out([line]) == "某月某日，某某（某一某）某"


def test_latin_words_part_at_the_end_of_a_line() -> None:
    text = lay_out([page((80, 700, "x" * 20 + "wide"), (80, 672, "area" + "y" * 20))])
    assert text == "x" * 20 + "wide area" + "y" * 20


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_turned_pages_read_like_others(turn: int) -> None:
    matrix = {0: "1 0 0 1 60 700", 90: "0 1 -1 0 300 60", 180: "-1 0 0 -1 500 100", 270: "0 -1 1 0 300 700"}[
        turn
    ]
    content = f"BT /F 12 Tf {matrix} Tm (first line of words;) Tj 0 -20 Td (second one) Tj ET"
    text, _ = read_pdf("a.pdf", write_pdf(content, page=f"/Rotate {turn}"))
    assert text == "first line of words;\nsecond one"


def test_pages_without_text_are_told() -> None:
    pages = [
        f"BT /F 12 Tf 60 700 Td ({words} enough for this page and for others too;) Tj ET"
        for words in ("some", "more")
    ]
    text, notes = read_pdf("混合.pdf", write_pdf(pages[0], "", "", pages[1], ""))
    assert len(text.split("\n")) == 2
    assert len(notes) == 1
    assert re.search(r"混合\.pdf.*2–3, 5", notes[0])


def refused(data: bytes, **more: Any) -> str:
    with pytest.raises(DocumentError) as caught:
        read_pdf("坏.pdf", data, **more)
    assert "坏.pdf" in str(caught.value)
    return caught.value.key


def test_a_scan_is_told() -> None:
    assert refused(write_pdf("0 0 100 100 re f", "")) == "pdf_no_text"
    assert refused(write_pdf("BT /F 12 Tf 60 700 Td (7) Tj ET", "")) == "pdf_no_text"


def test_a_broken_file_is_told() -> None:
    whole = write_pdf("BT /F 12 Tf 60 700 Td (words) Tj ET")
    assert is_pdf(whole)
    assert refused(b"%PDF-1.7\nnothing") == "file_broken"
    assert refused(whole[:40]) == "file_broken"


def test_a_file_with_a_password_is_told() -> None:
    encrypt = (
        f"/Encrypt<</Filter/Standard/V 2/R 3/Length 128/P -1/O<{'41' * 32}>/U<{'42' * 32}>>>/ID[<00><00>]"
    )
    assert refused(write_pdf("", trailer=encrypt)) == "file_encrypted"


def test_a_file_that_takes_too_long_is_given_up() -> None:
    assert refused(write_pdf(""), seconds=0.001) == "file_too_slow"


def test_text_that_says_nothing_is_told() -> None:
    private = (
        "begincmap 1 begincodespacerange <00> <FF> endcodespacerange "
        "1 beginbfrange <41> <5A> <E041> endbfrange endcmap"
    )
    data = write_pdf(f"BT /F 12 Tf 60 700 Td ({'ABCDEFGHIJ' * 6}) Tj ET", to_unicode=private)
    assert refused(data) == "pdf_garbled"


def test_radicals_become_the_characters_they_look_like() -> None:
    assert "".join(map(unify, "⼀⽇⽉⺠⻝⻋⾰\uf9e9、A一")) == "一日月民食车革里、A一"


def test_the_table_of_radicals_agrees_with_unicode() -> None:
    rows = data_folder().joinpath("radicals.csv").read_text("utf-8").splitlines()[1:]
    radicals = [row.split(",")[0] for row in rows]
    assert len(set(radicals)) == len(radicals) > 300
    for row in rows:
        radical, character, _ = row.split(",")
        assert 0x2E80 <= ord(radical) <= 0x2FD5
        assert len(character) == 1
        # A Kangxi radical has a compatibility decomposition; it must be the same character.
        if ord(radical) >= 0x2F00:
            assert unicodedata.normalize("NFKC", radical) == character


def test_a_flood_of_characters_is_given_up() -> None:
    data = write_pdf(*(f"BT /F 1 Tf 60 700 Td ({char * 500}) Tj ET" for char in "xyz"))
    assert refused(data, most=1400) == "pdf_too_long"
    assert len("".join(read_pdf("a.pdf", data, most=1500)[0].split())) == 1500
