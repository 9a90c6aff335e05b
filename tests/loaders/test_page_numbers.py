"""Page numbers glued to the lines behind them: told by that they run on, and by nothing else."""

from loaders.clean import clean
from loaders.page_numbers import find_page_numbers

PAGE = "".join(
    f"{word}以人为本，全面推进城乡融合发展，不断提高公共服务水平，切实增强获得感，\n"
    for word in "坚持紧扣突出落实"
)


def paged(heads: dict[int, str], pages: int = 20) -> str:
    """A text whose page numbers stand glued to the first line of the next page."""
    return PAGE + "".join(
        f"{page}{heads.get(page, '促进协调发展，')}\n{PAGE}" for page in range(1, pages + 1)
    )


def test_page_numbers_that_run_on_are_found() -> None:
    text = paged({})
    assert [text[start:end] for start, end in find_page_numbers(text)] == [str(page) for page in range(1, 21)]


def test_a_page_number_is_parted_from_a_decimal_heading() -> None:
    chars = clean(paged({11: "10.2.2 支持新城发展。"})).chars
    assert "\n10.2.2 支持新城发展。" in chars
    assert "1110.2.2" not in chars


def test_what_is_left_leads_back_to_the_source() -> None:
    source = paged({11: "10.2.2 支持新城发展。"})
    text = clean(source)
    at = text.chars.index("支持新城发展")
    start, end = text.span(at, at + 6)
    assert source[start:end] == "支持新城发展"


def test_running_heads_beside_page_numbers_go() -> None:
    text = PAGE + "".join(f"某市国土空间规划\n{page}促进协调发展，\n{PAGE}" for page in range(1, 21))
    assert "某市国土空间规划" not in clean(text).chars


def test_an_outline_or_a_table_is_no_run_of_pages() -> None:
    assert find_page_numbers("".join(f"{number}.加强领导，\n{PAGE}" for number in range(1, 21))) == []
    assert find_page_numbers("".join(f"{number} 总则\n{PAGE}" for number in range(1, 21))) == []
    assert find_page_numbers("".join(f"{number}\n加强领导\n" for number in range(1, 21))) == []
    assert find_page_numbers("".join(f"1{number}.2 加强领导\n{PAGE}" for number in range(1, 21))) == []
    assert find_page_numbers(PAGE + "2021年加强领导\n" + PAGE + "3个城市\n" + PAGE) == []
