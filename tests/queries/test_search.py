import pytest

from graph.errors import QueryError
from graph.store import GraphStore
from queries.search import search


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("川陕老区", ("Region", "川陕革命老区")),
        ("酉阳县", ("Region", "500242")),
        ("酉阳", ("Region", "500242")),
        ("500242", ("Region", "500242")),
        ("安岳", ("Region", "512021")),
        ("安岳县政府", ("Agency", "安岳县人民政府")),
        ("市民政局", ("Agency", "资阳市民政局")),
        ("绵遂内", ("Project", "铁路:绵阳市-遂宁市-内江市")),
        ("国发[2021]3号", ("Document", "国发〔2021〕3号")),
        ("年度工作要点", ("Document", "重庆市革命老区年度工作要点")),
    ],
)
def test_search_puts_the_likeliest_first(small: GraphStore, text: str, first: tuple[str, str]) -> None:
    found = search(small, text)
    assert (found[0].label, found[0].id) == first


def test_search_tells_namesakes_apart(small: GraphStore) -> None:
    found = search(small, "朝阳区")
    assert {one.detail for one in found} == {"北京市朝阳区 · 县级", "吉林省长春市朝阳区 · 县级"}
    (line,) = search(small, "绵遂内")
    assert line.detail == "铁路 · 绵遂内铁路"


def test_search_keeps_to_a_label_and_a_limit(small: GraphStore) -> None:
    assert {one.label for one in search(small, "安岳")} > {"Region"}
    assert {one.label for one in search(small, "安岳", "Agency")} == {"Agency"}
    assert len(search(small, "市", limit=3)) == 3


def test_search_reads_measures_only_when_asked(small: GraphStore) -> None:
    assert [one.id for one in search(small, "桃花源", "Measure")] == ["重庆市革命老区年度工作要点#1"]
    assert "Measure" not in {one.label for one in search(small, "桃花源")}


@pytest.mark.parametrize("text", ["", "   ", "'", "$text", "` RETURN 1 //", "没有这样的名字"])
def test_search_of_nothing_finds_nothing(small: GraphStore, text: str) -> None:
    assert search(small, text) == []


@pytest.mark.parametrize(("text", "label"), [("安岳", "Source"), ("安岳", "Agency) DETACH"), ("\x00", None)])
def test_search_refuses_what_it_cannot_look_for(small: GraphStore, text: str, label: str | None) -> None:
    with pytest.raises(QueryError):
        search(small, text, label)
