import pytest

from graph.errors import QueryError
from queries.names import nearest, number_form, plain, shown


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        ("  绵阳市 ", "绵阳市"),
        ("绵阳\u3000市", "绵阳 市"),
        ("a\tb\nc", "a b c"),
        ("\u9f8d", "\u9f8d"),
        ("\uf9c4", "\u9f8d"),  # the compatibility form of the same character
        ("𠮷野", "𠮷野"),
    ],
)
def test_plain_takes_what_people_type(text: str, taken: str) -> None:
    assert plain("region", text) == taken


@pytest.mark.parametrize(
    "text", ["a\x00b", "\u202e市阳绵", "\ud800", "绵\u200b阳", "x" * 201, "\x7f", "\ufeff绵阳"]
)
def test_plain_refuses_what_cannot_be_seen(text: str) -> None:
    with pytest.raises(QueryError) as caught:
        plain("region", text)
    str(caught.value).encode("utf-8")


def test_shown_spells_out_the_invisible_and_shortens() -> None:
    assert shown("a\u202eb") == "a\\u{202e}b"
    assert shown("长" * 100) == "长" * 60 + "…"


@pytest.mark.parametrize(
    "text", ["国发[2021]3号", "国发〔2021〕3号", "国发（2021）3号", "国发【2021】 3 号", "国发(2021)3号"]
)
def test_number_form_of_any_brackets(text: str) -> None:
    assert number_form(text) == "国发〔2021〕3号"


def test_nearest_offers_the_likest_first() -> None:
    assert nearest("绵遂内铁道", ["成渝铁路", "绵遂内铁路", "水库"])[0] == "绵遂内铁路"
    assert nearest("水库", ["铁路"]) == []
