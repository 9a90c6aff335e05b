"""Townships, and areas and townships in lists that say once what they are."""

import pytest
from found_places import SPOTTER, names

from loaders.context import Context
from loaders.gazetteer import Division, Gazetteer
from loaders.regions import find_regions


@pytest.mark.parametrize(
    ("text", "jurisdiction", "wanted"),
    [
        ("推进南京都市圈、苏锡常都市圈同城化", "江苏省", ["南京都市圈", "苏锡常都市圈"]),
        ("支持省会、胶东、鲁南经济圈协同，做强省会经济圈", "山东省", ["鲁南经济圈", "省会经济圈"]),
        ("做强省会经济圈", "四川省", []),
        ("实施西海固地区供水，支持陕北地区能源化工基地", "中国", ["西海固", "陕北地区"]),
        ("支持鄂豫皖革命老区、武陵山集中连片特困地区", "湖北省", ["大别山革命老区", "武陵山区"]),
        (
            "推动京津冀、成渝、宁夏沿黄、呼包鄂榆、黔中城市群发展",
            "中国",
            ["京津冀", "成渝城市群", "宁夏沿黄城市群", "呼包鄂榆城市群", "黔中城市群"],
        ),
        ("支持陕甘宁、左右江等革命老区", "中国", ["陕甘宁革命老区", "左右江革命老区"]),
        ("推进武陵山、秦巴等片区开发，加强川渝合作", "重庆市", ["武陵山区", "秦巴山区", "四川省", "重庆市"]),
        ("支持横琴、前海开发建设", "广东省", ["横琴粤澳深度合作区", "前海深港现代服务业合作区"]),
        ("推进黔中城市群、贵阳—贵安—安顺都市圈", "贵州省", ["黔中城市群", "贵阳—贵安—安顺都市圈"]),
    ],
)
def test_areas_of_many_provinces(text: str, jurisdiction: str, wanted: list[str]) -> None:
    assert names(text, jurisdiction, "2022-01-27") == wanted


def test_townships_need_a_known_county() -> None:
    assert names("推进龙台镇仓储冷链物流集配中心建设", "资阳市") == ["龙台镇"]
    assert names("推进安岳县岳阳镇和石羊镇建设", "四川省") == ["安岳县", "岳阳镇", "石羊镇"]
    assert names("推进龙台镇建设", "上海市") == []


@pytest.mark.parametrize(
    ("text", "jurisdiction", "wanted"),
    [
        ("推进龙台、石羊、岳阳等3个中心镇建设", "安岳县", "龙台镇 石羊镇 岳阳镇"),
        ("改造当湖、钟埭、曹桥街道老旧小区", "平湖市", "当湖街道 钟埭街道 曹桥街道"),
        ("支持乍浦、广陈等镇发展，加强乡镇、街道管理", "平湖市", "乍浦镇 广陈镇"),
        ("建设文化、旅游等特色镇", "安岳县", ""),
        ("推进龙台、石羊等镇建设", "四川省", ""),
        ("推进安岳县龙台、石羊等镇建设", "四川省", "安岳县 龙台镇 石羊镇"),
        ("支持安岳、龙台等镇建设", "四川省", "安岳县"),
    ],
)
def test_townships_in_short_in_a_list_of_the_county_that_speaks(
    text: str, jurisdiction: str, wanted: str
) -> None:
    assert names(text, jurisdiction, "2022-03-01") == wanted.split()


def test_a_township_speaks_of_those_beside_it() -> None:
    gazetteer = Gazetteer.read()
    own = gazetteer.official("芒部镇")
    assert isinstance(own, Division)
    text = "与乌峰街道、以勒镇建立联防机制"
    found = find_regions(text, SPOTTER.spot(text), Context(gazetteer, own, "2022-03-01"))
    assert [region.name for region in found] == ["乌峰街道", "以勒镇"]
