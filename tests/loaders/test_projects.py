"""What is a project, under which name, how far it is to come and where it lies."""

import pytest

from graph.model import ProjectMention, Stage
from loaders.context import Context
from loaders.gazetteer import Gazetteer
from loaders.project_words import Head, heads, project_vocabularies, verbs
from loaders.projects import find_projects
from loaders.regions import find_places
from loaders.spot import Spotter

GAZETTEER = Gazetteer.read()
SPOTTER = Spotter({**GAZETTEER.vocabularies(), **project_vocabularies()})


def read(
    text: str, jurisdiction: str = "四川省", date: str | None = "2018-04-03"
) -> tuple[ProjectMention, ...]:
    (own,) = GAZETTEER.named(jurisdiction, date)
    context = Context(GAZETTEER, own, date)
    hits = SPOTTER.spot(text)
    return find_projects(text, hits, find_places(text, hits, context), context)


def names(text: str, jurisdiction: str = "四川省") -> list[str]:
    return [mention.name for mention in read(text, jurisdiction)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "加快建设广元至平武、九寨沟至绵阳、营山至达州等高速公路，力争尽快具备条件。",
            ["广元至平武高速公路", "九寨沟至绵阳高速公路", "营山至达州高速公路"],
        ),
        (
            "扎实推进升钟水库灌区二期、红鱼洞、黄石盘、雷家河水库等大中型水利工程建设。",
            ["升钟水库灌区二期", "红鱼洞水库", "黄石盘水库", "雷家河水库"],
        ),
        (
            "积极推进巴中通江、南江，广元剑阁、青川，达州万源等通用机场项目前期工作。",
            [
                "巴中通江通用机场",
                "巴中南江通用机场",
                "广元剑阁通用机场",
                "广元青川通用机场",
                "达州万源通用机场",
            ],
        ),
        (
            "推进广元市利州区、剑阁县军民融合产业园建设。",
            ["广元市利州区军民融合产业园", "广元市剑阁县军民融合产业园"],
        ),
        (
            "推进巴中城西220千伏、顺庆舞凤110千伏等输变电工程。",
            ["巴中城西220千伏输变电工程", "顺庆舞凤110千伏输变电工程"],
        ),
        ("加快南充、绵阳国家产城融合示范区建设。", ["南充国家产城融合示范区", "绵阳国家产城融合示范区"]),
        (
            "加快引大济岷、长征渠引水、永宁水库等重大水利工程前期工作。",
            ["引大济岷工程", "长征渠引水", "永宁水库"],
        ),
    ],
)
def test_projects_lists_are_undone(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "stage"),
    [(example, row.stage) for row in verbs().values() for example in row.examples if row.stage],
)
def test_projects_stage_comes_from_the_verb(text: str, stage: Stage) -> None:
    assert [mention.stage for mention in read(text)] == [stage]


@pytest.mark.parametrize(
    ("row", "example"), [(row, example) for row in heads().values() for example in row.examples]
)
def test_projects_head_examples_are_found(row: Head, example: str) -> None:
    (mention,) = read(f"加快建设{example}。")
    assert mention.name == example
    assert row.by_words or row.sector in (None, mention.sector)


@pytest.mark.parametrize(
    "text",
    [
        "推进重大水利工程建设。",
        "推动农村公路进一步向城镇新区延伸。",
        "大力推进“四好农村路”建设。",
        "建设一批现代农业产业园。",
        "加快建设青梅、茶叶等现代农业产业园。",
        "推动城口县创建国家森林城市。",
        "完善跨境电商产业园功能。",
        "捆绑实施以工代赈、高标准农田建设、农村人居环境整治等项目。",
        "落实《嘉陵江流域生态修复工程实施方案》。",
        "建成10个生态公园。",
    ],
)
def test_projects_classes_and_campaigns_are_none(text: str) -> None:
    assert names(text) == []


def test_projects_offsets_give_the_words() -> None:
    text = "建成投用秀山县城防洪护岸综合治理（二期），加快石柱县回龙场水库、秀山县桐梓和马西水库建设。"
    mentions = read(text, "重庆市")
    assert [text[mention.start : mention.end] for mention in mentions] == [
        "秀山县城防洪护岸综合治理（二期）",
        "石柱县回龙场水库",
        "秀山县桐梓",
        "马西水库",
    ]
    assert mentions[-1].name == "秀山县马西水库"
    assert mentions[-1].locations == ("秀山土家族苗族自治县",)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "支持赣州黄金机场、井冈山机场改扩建，规划建设瑞金机场。",
            ["赣州黄金机场", "井冈山机场改扩建", "瑞金机场"],
        ),
        (
            "全力推进平潭海峡公铁两用大桥、莆炎高速公路三明段建成通车。",
            ["平潭海峡公铁两用大桥", "莆炎高速公路三明段"],
        ),
        (
            "新建红安县污水处理厂、麻城市城东垃圾填埋场等一批环保设施。",
            ["红安县污水处理厂", "麻城市城东垃圾填埋场"],
        ),
        (
            "推进赣州市人民医院新院区、于都县中医院整体搬迁等项目建设。",
            ["赣州市人民医院新院区", "于都县中医院整体搬迁"],
        ),
        ("加快推进跨地区、跨部门执法信息系统互联互通。", []),
        ("河长应当重点巡查侵占河道、非法采砂、破坏航道等情况。", []),
        ("定期开展三垟湿地、珊溪水库等气候效应评估。", []),
        ("支持江西理工大学创建一流学科。", []),
        ("编制全国航道规划和流域航道规划。", []),
    ],
)
def test_projects_rules_hold_in_other_provinces(text: str, expected: list[str]) -> None:
    assert names(text, "江西省") == expected


@pytest.mark.parametrize(
    ("text", "jurisdiction", "expected"),
    [
        ("推动酉阳县加快建设龚滩国家级旅游度假区。", "重庆市", ("酉阳土家族苗族自治县",)),
        ("争取深圳市帮扶建设县中医院。", "陆河县", ("陆河县",)),
        ("加快川渝合作示范园（达州）建设。", "四川省", ("达州市",)),
        ("支持雅安建设川藏经济协作试验区。", "四川省", ("雅安市",)),
        ("加快绵遂内铁路前期工作。", "四川省", ("绵阳市", "遂宁市", "内江市")),
        ("加快毗河供水二期工程前期工作。", "资阳市", ()),
    ],
)
def test_projects_lie_where_name_or_clause_says(
    text: str, jurisdiction: str, expected: tuple[str, ...]
) -> None:
    (mention,) = read(text, jurisdiction, "2022-01-26")
    assert mention.locations == expected
