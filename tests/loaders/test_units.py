"""Unit lists: labels, verbs, brackets of every kind, shared suffixes and prefixes, and what is no list."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import Role
from loaders.context import Context
from loaders.gazetteer import Division, Gazetteer
from loaders.units import blank_lists, find_unit_lists

L, R, C = Role.LEAD, Role.RESPONSIBLE, Role.COOPERATING


def context(place: str, date: str = "2022-01-26") -> Context:
    found = Gazetteer.read().official(place, date)
    assert isinstance(found, Division)
    return Context(Gazetteer.read(), found, date)


def read(
    text: str, place: str = "资阳市", date: str = "2022-01-26", first_leads: bool = False
) -> list[tuple[str, Role]]:
    lists, _ = find_unit_lists(text, context(place, date), first_leads)
    return [(unit.as_written, unit.role) for found in lists for unit in found.units]


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("推进建设（责任单位：市发展改革委、安岳县政府）。", [("市发展改革委", R), ("安岳县政府", R)]),
        ("推进建设(责任单位:市财政局,市民政局)", [("市财政局", R), ("市民政局", R)]),
        (
            "推进建设（责任单位：市财政局、安岳县政府等根据职责分工负责）",
            [("市财政局", R), ("安岳县政府", R)],
        ),
        (
            "推进建设（责任单位：市商务局、市乡村振兴局等相关部门根据职责分工负责）。",
            [("市商务局", R), ("市乡村振兴局", R)],
        ),
        (
            "推进建设（牵头单位：市水务局；配合单位：市财政局、市审计局）",
            [("市水务局", L), ("市财政局", C), ("市审计局", C)],
        ),
        ("推进建设（牵头单位：市水务局，配合单位：市财政局）", [("市水务局", L), ("市财政局", C)]),
        (
            "推进建设（市水务局、市财政局牵头，市审计局、市统计局配合）",
            [("市水务局", L), ("市财政局", L), ("市审计局", C), ("市统计局", C)],
        ),
        (
            "推进建设（市水务局牵头，市财政局、市审计局按职责分工负责）",
            [("市水务局", L), ("市财政局", R), ("市审计局", R)],
        ),
        (
            "推进建设（市水务局会同市财政局、市审计局负责）",
            [("市水务局", R), ("市财政局", R), ("市审计局", R)],
        ),
        (
            "推进建设（由市水务局牵头，会同市财政局、市审计局等部门落实）",
            [("市水务局", L), ("市财政局", R), ("市审计局", R)],
        ),
        ("推进建设（由市水务局牵头，市财政局参与）", [("市水务局", L), ("市财政局", C)]),
        ("推进建设。（市财政局、市审计局）", [("市财政局", R), ("市审计局", R)]),
        ("推进建设〔市财政局具体负责〕", [("市财政局", R)]),
        ("推进建设。责任单位：市财政局、市审计局", [("市财政局", R), ("市审计局", R)]),
        (
            "推进建设。\n牵头单位：市财政局\n责任单位：市审计局、市统计局\n",
            [("市财政局", L), ("市审计局", R), ("市统计局", R)],
        ),
        ("推进建设（责任单位：市财政局；责任领导：张三；完成时限：2022年底）", [("市财政局", R)]),
        ("推进建设（责任单位：市财政局、市审计局", [("市财政局", R), ("市审计局", R)]),
        ("推进建设（6月底完成，牵头考核单位：市财政局、市审计局）", [("市财政局", L), ("市审计局", L)]),
        (
            "推进建设。（市财政局牵头，市审计局配合）支持企业。（市民政局负责）",
            [("市财政局", L), ("市审计局", C), ("市民政局", R)],
        ),
        ("推进建设。\n市财政局 市审计局", [("市财政局", R), ("市审计局", R)]),
        ("推进建设。\n责任单位 市财政局 市审计局", [("市财政局", R), ("市审计局", R)]),
        ("市财政局：负责资金。\n市审计局：负责审计。", [("市财政局", R), ("市审计局", R)]),
        (
            "建设机场（责任单位：安岳县、乐至县委和人民政府）",
            [("安岳县委", R), ("安岳县人民政府", R), ("乐至县委", R), ("乐至县人民政府", R)],
        ),
        (
            "建设机场。（市财政局，安岳、乐至等县政府）",
            [("市财政局", R), ("安岳县政府", R), ("乐至县政府", R)],
        ),
    ],
)
def test_labels_and_verbs_tell_the_role(text: str, units: list[tuple[str, Role]]) -> None:
    assert read(text) == units


def test_a_shared_suffix_is_given_to_each_name_and_spans_its_own_part() -> None:
    text = "建设铁路（责任单位：省发展改革委，巴中、广元、绵阳市人民政府）"
    (found,), _ = find_unit_lists(text, context("四川省", "2018-04-03"))
    assert [(unit.as_written, unit.agency) for unit in found.units] == [
        ("省发展改革委", "四川省发展和改革委员会"),
        ("巴中市人民政府", "巴中市人民政府"),
        ("广元市人民政府", "广元市人民政府"),
        ("绵阳市人民政府", "绵阳市人民政府"),
    ]
    assert [text[unit.start : unit.end] for unit in found.units] == [
        "省发展改革委",
        "巴中",
        "广元",
        "绵阳市人民政府",
    ]


def test_a_prefix_said_once_holds_for_the_rest() -> None:
    lists, _ = find_unit_lists("开展活动（责任单位：省总工会、妇联、工商联）", context("四川省"))
    assert [unit.as_written for unit in lists[0].units] == ["省总工会", "妇联", "工商联"]
    assert all(unit.agency.startswith("四川省") for unit in lists[0].units)


@pytest.mark.parametrize(
    "words",
    [
        "各市、县（市、区）人民政府",
        "各县（市、区）人民政府",
        "各镇人民政府",
        "有关市、县人民政府",
        "各有关区、县级市",
        "各地、州、市人民政府",
        "各盟行政公署、市人民政府",
    ],
)
def test_a_nested_bracket_is_one_collective(words: str) -> None:
    lists, _ = find_unit_lists(f"推进建设（责任单位：省财政厅，{words}）", context("四川省"))
    assert [(unit.as_written, unit.collective) for unit in lists[0].units] == [
        ("省财政厅", False),
        (words, True),
    ]


@pytest.mark.parametrize(
    "remark",
    [
        "列第一位者为牵头单位，下同",
        "列首位的为牵头单位，下同",
        "列首的为牵头单位，下同",
        "排在第一位的为牵头单位，下同",
    ],
)
def test_the_first_of_a_list_leads_from_where_it_is_said(remark: str) -> None:
    lists, first_leads = find_unit_lists(
        f"推进建设（责任单位：市财政局、市审计局；{remark}）", context("资阳市")
    )
    assert [(unit.as_written, unit.role) for unit in lists[0].units] == [("市财政局", L), ("市审计局", R)]
    assert first_leads
    assert read("推进建设（责任单位：市民政局、市审计局）", first_leads=True) == [
        ("市民政局", L),
        ("市审计局", R),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "完善第五代移动通信（5G）网络。",
        "推进汉巴南铁路（巴中至南充段）建设。",
        "县（市、区）要加强领导。",
        "加快建设（含改建、扩建）。",
        "支持企业融资（不含房地产企业）。",
        "发展特色产业（柠檬、茶叶、核桃）。",
        "加快建设中国西部（广元）绿色家居产业城。",
        "支持革命老区发展（安岳县）。",
        "主要目标：到2025年建成示范区。",
        "推进建设。\n完善基础设施 提升公共服务",
        "市级仲裁机构\n广元仲裁委员会、遂宁仲裁委员会",
    ],
)
def test_other_brackets_are_no_lists(text: str) -> None:
    assert read(text) == []


def test_two_bodies_joined_by_and_are_two_and_one_with_and_in_its_name_is_one() -> None:
    assert [name for name, _ in read("建设（责任单位：市财政局和市审计局）")] == ["市财政局", "市审计局"]
    assert [name for name, _ in read("建设（市财政局、市审计局和有关县区政府具体负责）")] == [
        "市财政局",
        "市审计局",
        "有关县区政府",
    ]
    assert [name for name, _ in read("建设（责任单位：市住房和城乡建设局、市人力资源和社会保障局）")] == [
        "市住房和城乡建设局",
        "市人力资源和社会保障局",
    ]


@given(st.text(alphabet="（）()责任单位：市财政局、，；和 等牵头配合负责安岳县政府\n", max_size=120))
def test_spans_hold_and_blanks_keep_the_length(text: str) -> None:
    lists, _ = find_unit_lists(text, context("资阳市"))
    assert len(blank_lists(text, lists)) == len(text)
    for found in lists:
        assert 0 <= found.start < found.end <= len(text)
        for unit in found.units:
            assert found.start <= unit.start < unit.end <= found.end
            assert unit.as_written.startswith(text[unit.start : unit.end])


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("推进建设（责任单位：市财政局、市审计局等3家单位）。", ["市财政局", "市审计局"]),
        ("推进建设（责任单位：市财政局、市审计局等市级涉及部门）。", ["市财政局", "市审计局"]),
        ("推进建设（责任单位：市财政局，各县均涉及，不再单独列出）。", ["市财政局", "各县"]),
        ("推进建设（市财政局负责，以下各项均需市审计局监督）。", ["市财政局"]),
    ],
)
def test_others_and_remarks_are_no_units(text: str, units: list[str]) -> None:
    assert [name for name, _ in read(text)] == units


@pytest.mark.parametrize("said", ["列首位的为牵头单位", "排第一位的单位为主办单位", "居首者为牵头单位"])
def test_the_first_of_a_list_leads_where_it_is_said(said: str) -> None:
    text = f"推进建设（责任单位：市财政局、市审计局，{said}，下同）。"
    assert read(text) == [("市财政局", L), ("市审计局", R)]


@pytest.mark.parametrize(
    ("text", "units"),
    [
        (
            "推进建设（责任单位：市直有关部门、单位，各区市政府、开发区管委）",
            [("市直有关部门、单位", R), ("各区市政府", R), ("开发区管委", R)],
        ),
        ("推进建设。\n责任单位：市财政局、市审计局分别牵头", [("市财政局", L), ("市审计局", L)]),
        (
            "推进建设（责任单位：市级有关部门和单位，各县党委和政府，各村（居）委会）",
            [("市级有关部门和单位", R), ("各县党委和政府", R), ("各村（居）委会", R)],
        ),
        (
            "推进建设。\n分管市领导：张某\n部门分工：市财政局牵头，市审计局配合。",
            [("市财政局", L), ("市审计局", C)],
        ),
        ("推进建设（分管副市长负责，市财政局牵头，市审计局等配合）", [("市财政局", L), ("市审计局", C)]),
        (
            "推进建设（市财政局、市审计局等市有关部门按职责分工负责）",
            [("市财政局", R), ("市审计局", R)],
        ),
        (
            "推进建设（责任单位：市财政局、市审计局（除标注“分别牵头”外，列第一位为牵头单位，下同））",
            [("市财政局", L), ("市审计局", R)],
        ),
    ],
)
def test_lists_with_persons_pairs_and_remarks(text: str, units: list[tuple[str, Role]]) -> None:
    assert read(text) == units
