"""Runs of one-character names before a railway or a road, in the documents of many provinces."""

import pytest

from loaders.context import Context
from loaders.gazetteer import Gazetteer
from loaders.places import read_city_characters
from loaders.regions import find_places
from loaders.spot import Spotter

GAZETTEER = Gazetteer.read()
SPOTTER = Spotter(GAZETTEER.vocabularies())


def places(text: str, jurisdiction: str, date: str = "2022-01-01") -> str:
    context = Context(GAZETTEER, GAZETTEER.named(jurisdiction, date)[0], date)
    found = find_places(text, SPOTTER.spot(text), context)
    return " ".join(region.name for place in found for region in place.regions)


@pytest.mark.parametrize(
    ("jurisdiction", "text", "wanted"),
    [
        # what one character stands for depends on who speaks
        ("江苏省", "加快宁淮铁路建设", "南京市 淮安市"),
        ("浙江省", "启动衢宁铁路扩能", "衢州市 宁德市"),
        ("宁夏回族自治区", "加快包银高铁建设", "包头市 银川市"),
        ("云南省", "新建文蒙铁路", "文山市 蒙自市"),
        ("安徽省", "争取阜蒙宿城际", "阜阳市 蒙城县 宿州市"),
        ("江西省", "建成长赣高铁", "长沙市 赣州市"),
        ("青海省", "推进西成铁路建设", "西宁市 成都市"),
        ("陕西省", "推进西成高铁提质", "西安市 成都市"),
        ("北京市", "加快京滨城际建设", "北京市 滨海新区"),
        ("山西省", "建成静兴高速", "静乐县 兴县"),
        ("甘肃省", "推进景礼高速建设", "景泰县 礼县"),
        ("吉林省", "加快长辽通高铁建设", "长春市 辽源市 通化市"),
        # provinces stand for themselves among provinces only
        ("广西壮族自治区", "推进云桂铁路运营", "云南省 广西壮族自治区"),
        ("西藏自治区", "推进滇藏铁路前期工作", "云南省 西藏自治区"),
        ("四川省", "完善川藏铁路配套公路", "四川省 西藏自治区"),
        # a character of the line that is no division
        ("四川省", "推进隆黄铁路改造", "隆昌市"),
        ("青海省", "建成花久高速", "久治县"),
        # a known line is longer than a county's name within it
        ("重庆市", "推进成渝中线高铁建设", "成都市 重庆市"),
        ("吉林省", "完善长白乌快速铁路", "长春市 白城市 乌兰浩特市"),
        ("四川省", "推进绵遂内铁路建设", "绵阳市 遂宁市 内江市"),
        ("甘肃省", "开展定平庆铁路前期工作", "定西市 平凉市 庆阳市"),
        # what may be several, or none, is left out
        ("广西壮族自治区", "加快防东铁路建设", "防城港市 东兴市"),
        ("广东省", "推进粤东城际铁路建设", ""),
        ("山西省", "建设昔榆高速", "昔阳县 榆次区"),
        ("湖南省", "建设张官高速", ""),
        ("河北省", "推进太行山高速建设", ""),
        ("河北省", "建设石衡沧港城际", "石家庄市 衡水市 沧州市 黄骅市"),
        # lists
        ("新疆维吾尔自治区", "推进兰新高铁、乌尉高速建设", "兰州市 新疆维吾尔自治区 乌鲁木齐市 尉犁县"),
        ("黑龙江省", "推进哈伊、牡佳等高铁建设", "哈尔滨市 伊春市 牡丹江市 佳木斯市"),
        # without a line
        ("海南省", "推进海澄文定一体化", "海口市 澄迈县 文昌市 定安县"),
        ("内蒙古自治区", "推动呼包鄂乌一体化发展", "呼和浩特市 包头市 鄂尔多斯市 乌兰察布市"),
        ("吉林省", "保持增长平稳", ""),
        ("浙江省", "深化甬舟合作", "宁波市 舟山市"),
    ],
)
def test_a_run_is_read_against_the_jurisdiction(jurisdiction: str, text: str, wanted: str) -> None:
    assert places(text, jurisdiction) == wanted


def test_rows_of_city_characters_name_their_city() -> None:
    for row in read_city_characters():
        city = GAZETTEER.by_code(row.code)
        assert city is not None and city.name == row.name and len(row.character) == 1
