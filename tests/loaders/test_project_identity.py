"""Which names mean one work, and which do not."""

import pytest

from graph.model import ProjectMention, Sector
from loaders.project_identity import ProjectIdentity, project_identity


def identity(name: str, sector: str, *locations: str) -> ProjectIdentity:
    return project_identity(ProjectMention(name, name, Sector(sector), None, locations, 0, len(name)))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            ("绵阳至遂宁至内江铁路", "铁路", "绵阳市", "遂宁市", "内江市"),
            ("绵遂内铁路", "铁路", "绵阳市", "遂宁市", "内江市"),
        ),
        (
            ("绵遂内铁路", "铁路", "绵阳市", "遂宁市", "内江市"),
            ("内江至遂宁至绵阳铁路项目", "铁路", "内江市", "遂宁市", "绵阳市"),
        ),
        (("渝万高铁", "铁路", "重庆市", "万州区"), ("重庆至万州高速铁路", "铁路", "重庆市", "万州区")),
        (("巴陕高速", "公路", "巴中市", "陕西省"), ("巴中至陕西高速公路", "公路", "巴中市", "陕西省")),
        (
            ("酉(阳)永(顺)高速公路", "公路", "酉阳土家族苗族自治县", "永顺县"),
            ("酉阳至永顺高速", "公路", "酉阳土家族苗族自治县", "永顺县"),
        ),
        (("毗河供水二期工程", "水利"), ("毗河二期工程", "水利")),
        (
            ("酉阳县桃花源水库", "水利", "酉阳土家族苗族自治县"),
            ("桃花源水库工程", "水利", "酉阳土家族苗族自治县"),
        ),
        (
            ("‘安岳气田’天然气第二净化厂", "能源", "安岳县"),
            ("安岳气田天然气第二净化厂建设项目", "能源", "安岳县"),
        ),
        (("亢家寨国家5A级旅游景区", "文旅"), ("亢家寨景区", "文旅")),
        (("光雾山—诺水河世界地质公园", "文旅"), ("光雾山-诺水河世界地质公园", "文旅")),
        (("川渝合作示范园（达州）", "工业", "达州市"), ("川渝合作示范园(达州)", "工业", "达州市")),
    ],
)
def test_project_identity_one_work_has_one_key(one: tuple[str, ...], other: tuple[str, ...]) -> None:
    assert identity(*one).key == identity(*other).key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("成渝高铁", "铁路", "成都市", "重庆市"), ("成渝铁路", "铁路", "成都市", "重庆市")),
        (("成渝中线高铁", "铁路", "成都市", "重庆市"), ("成渝高铁", "铁路", "成都市", "重庆市")),
        (("资安快速通道", "公路", "资阳市", "安岳县"), ("资安高速", "公路", "资阳市", "安岳县")),
        (("毗河供水一期工程", "水利"), ("毗河供水二期工程", "水利")),
        (("第一人民医院", "医疗", "安岳县"), ("第一人民医院", "医疗", "乐至县")),
        (("石泉水库", "水利", "酉阳土家族苗族自治县"), ("石泉水库", "水利", "安岳县")),
        (("达州机场迁建", "机场", "达州市"), ("达州机场", "机场", "达州市")),
        (("广元铁路枢纽", "铁路", "广元市"), ("广元市动车运用所", "铁路", "广元市")),
    ],
)
def test_project_identity_two_works_have_two_keys(one: tuple[str, ...], other: tuple[str, ...]) -> None:
    assert identity(*one).key.id != identity(*other).key.id


@pytest.mark.parametrize(
    ("part", "whole"),
    [
        (
            ("汉中至巴中至南充铁路（巴中至南充段）", "铁路", "汉中市", "巴中市", "南充市"),
            ("汉巴南铁路", "铁路", "汉中市", "巴中市", "南充市"),
        ),
        (
            ("汉巴南铁路巴中至汉中段", "铁路", "汉中市", "巴中市", "南充市"),
            ("汉中至巴中至南充铁路", "铁路", "汉中市", "巴中市", "南充市"),
        ),
        (
            ("资中至铜梁（四川境）高速公路", "公路", "资中县", "铜梁区", "四川省"),
            ("资中至铜梁高速公路", "公路", "资中县", "铜梁区"),
        ),
        (("五福岭风电场二期", "能源"), ("五福岭风电场", "能源")),
        (("五福岭风电场第2期工程", "能源"), ("五福岭风电场", "能源")),
        (("长征国家文化公园（重庆段）", "文旅", "重庆市"), ("长征国家文化公园", "文旅")),
    ],
)
def test_project_identity_a_segment_or_phase_knows_its_whole(
    part: tuple[str, ...], whole: tuple[str, ...]
) -> None:
    found = identity(*part)
    assert found.whole == identity(*whole).key
    assert found.whole and found.key.id != found.whole.id
    assert found.whole_name and "段" not in found.whole_name and "期" not in found.whole_name


def test_project_identity_names_the_ends_officially() -> None:
    assert identity("绵遂内铁路", "铁路", "绵阳市", "遂宁市", "内江市").key.id == "铁路:内江市-遂宁市-绵阳市"
    assert identity("城南水环境治理", "生态环保", "安岳县").key.id == "生态环保:城南水环境治理@安岳县"
