"""Projects as the plans and reports of many provinces name them, and what of such texts is none.

The expected names are what the reader gave, read and kept: they hold its behaviour, they do not measure it.
"""

import csv
from pathlib import Path

import pytest

from loaders.context import Context
from loaders.gazetteer import Gazetteer
from loaders.project_words import project_vocabularies
from loaders.projects import find_projects
from loaders.regions import find_places
from loaders.spot import Spotter

GAZETTEER = Gazetteer.read()
SPOTTER = Spotter({**GAZETTEER.vocabularies(), **project_vocabularies()})
with Path(__file__).with_name("projects_of_provinces.csv").open(encoding="utf-8", newline="") as rows:
    CASES = [tuple(row.values()) for row in csv.DictReader(rows)]


def names(text: str, jurisdiction: str) -> list[str]:
    (own,) = GAZETTEER.named(jurisdiction, "2022-01-01")
    context = Context(GAZETTEER, own, "2022-01-01")
    hits = SPOTTER.spot(text)
    return [mention.name for mention in find_projects(text, hits, find_places(text, hits, context), context)]


@pytest.mark.parametrize(("jurisdiction", "text", "expected"), CASES)
def test_projects_of_a_province_are_named(jurisdiction: str, text: str, expected: str) -> None:
    assert names(text, jurisdiction) == expected.split(";")


@pytest.mark.parametrize(
    "text",
    [
        "严格落实河长制，加强农村生活污水治理，完善县级医院、乡镇卫生院和村卫生室三级网络，建设高标准农田300万亩。",
        "加快推进国家级开发区、省级开发区建设，打造一批高能级平台，支持企业创建国家级工业设计中心。",
        "提升产业园区承载能力，培育国家级现代农业产业园，推进农产品批发市场改造升级，实施城镇老旧小区改造、棚户区改造、农村危房改造。",
        "加强河湖长制，开展白色污染治理，推进城乡供水一体化，完善应急广播体系，建设“口袋公园”和城市绿道。",
        "组织中小学、幼儿园开展安全教育，督促学校、医院、养老院等重点场所落实防控措施。",
        "各县（市、区）人民政府要加快污水处理厂、垃圾填埋场建设，完善配套管网。",
        "鼓励高校、科研院所、企业共建实验室、研究院、创新中心。",
        "推动博物馆、图书馆、文化馆、美术馆免费开放，支持石家庄市建设国家文化和旅游消费示范城市。",
        "推进钢铁行业超低排放改造、燃煤机组低氮燃烧技术改造，开展恶臭污染治理。",
        "重点推进郑州、开封、徐州等城市水污染防治。",
        "新建设区域应当建设雨水收集池、调蓄池和林荫停车场。",
        "推动河北省高速公路建设。",
        "完善便民服务绿色通道，畅通投诉举报渠道，建设经典旅游线路，拓宽产品出路。",
        "加快完善水库、灌区、泵站等水利工程，建设一批物流枢纽和冷链基地。",
        "推进智慧水利、智慧交通、智慧医疗等应用平台建设。",
        "实施“南粤家政”三大培训工程，开展基础教育强师优师工程。",
        "已优先考虑某电厂二期，服务范围向农村延伸。",
        "包括：石家庄市、唐山市、秦皇岛市、邯郸市、邢台市、保定市、张家口市等。",
    ],
)
def test_projects_classes_campaigns_and_norms_name_none(text: str) -> None:
    assert names(text, "河北省") == []


@pytest.mark.parametrize(
    ("text", "sectors"),
    [
        ("推进G344线、国道341线建设。", ["公路", "公路"]),
        ("推进宁电入湘工程、引黄入晋工程建设。", ["能源", "水利"]),
        ("推进苏申内港线、油墩港等航道整治工程。", ["水运", "水运"]),
        ("建成五号沟—崇明岛等天然气主干管网项目。", ["能源"]),
        ("推进花湖机场国际货运枢纽、达万铁路扩能改造。", ["机场", "铁路"]),
        ("推进G318、G50等拥挤路段改扩建。", ["公路", "公路"]),
    ],
)
def test_projects_form_and_nearest_word_tell_the_sector(text: str, sectors: list[str]) -> None:
    (own,) = GAZETTEER.named("湖北省", "2022-01-01")
    context = Context(GAZETTEER, own, "2022-01-01")
    hits = SPOTTER.spot(text)
    found = find_projects(text, hits, find_places(text, hits, context), context)
    assert [mention.sector for mention in found] == sectors


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("推进徐行、闵行两个铁路物流基地建设。", {"徐行铁路物流基地": (), "闵行铁路物流基地": ("闵行区",)}),
        (
            "推进柳江船闸、红水河龙滩枢纽建设。",
            {"柳江船闸": ("柳江区",), "红水河龙滩枢纽": ()},
        ),
    ],
)
def test_projects_with_names_of_their_own_do_not_lie_where_their_fellows_do(
    text: str, expected: dict[str, tuple[str, ...]]
) -> None:
    (own,) = GAZETTEER.named("上海市" if "闵行" in text else "广西壮族自治区", "2022-01-01")
    context = Context(GAZETTEER, own, "2022-01-01")
    hits = SPOTTER.spot(text)
    found = find_projects(text, hits, find_places(text, hits, context), context)
    assert {mention.name: mention.locations for mention in found} == expected
