"""A printed body gets its official name; what is no body gets none."""

import pytest

from graph.model import Level
from loaders.agencies import Body, describe_agency, find_joint, resolve_agency
from loaders.context import Context
from loaders.gazetteer import Gazetteer


def context(jurisdiction: str | None, date: str | None = None) -> Context:
    places = Gazetteer.read()
    if jurisdiction is None:
        return Context(places, None, date)
    return Context(places, places.named(jurisdiction, date)[0], date)


def resolved(as_written: str, jurisdiction: str | None, date: str | None = None) -> Body:
    body = resolve_agency(as_written, context(jurisdiction, date))
    assert body is not None, as_written
    return body


@pytest.mark.parametrize(
    ("as_written", "jurisdiction", "date", "name"),
    [
        # 市, 省, 县 point at the document's own division or the nearest above it
        ("市发展改革委", "资阳市", "2022-01-26", "资阳市发展和改革委员会"),
        ("省发展改革委", "资阳市", "2022-01-26", "四川省发展和改革委员会"),
        ("县发改局", "陆河县", "2022-01-01", "陆河县发展和改革局"),
        ("市发改局", "陆河县", "2022-01-01", "汕尾市发展和改革局"),
        ("自治区发展改革委", "广西壮族自治区", "2022-05-01", "广西壮族自治区发展和改革委员会"),
        # a province's own departments often stand without 省; so do a city's own
        ("教育厅", "四川省", "2018-04-03", "四川省教育厅"),
        ("农业厅", "南充市", "2018-05-03", "四川省农业厅"),
        ("交通运输局", "南充市", "2018-05-03", "南充市交通运输局"),
        # names are those of the date
        ("省旅游发展委", "四川省", "2018-04-03", "四川省旅游发展委员会"),
        ("省扶贫移民局", "四川省", "2018-04-03", "四川省扶贫和移民工作局"),
        ("市交通局", "重庆市", "2022-03-01", "重庆市交通局"),
        ("四川银保监局", "四川省", "2020-01-01", "中国银行保险监督管理委员会四川监管局"),
        ("四川金融监管局", "四川省", "2024-01-01", "国家金融监督管理总局四川监管局"),
        ("省金融监管局", "江西省", "2021-06-01", "江西省地方金融监督管理局"),
        # shortened, misprinted and printed in full are one
        ("市财局", "资阳市", "2022-01-26", "资阳市财政局"),
        ("市住房城乡建设局", "资阳市", "2022-01-26", "资阳市住房和城乡建设局"),
        ("市住建局", "资阳市", "2022-01-26", "资阳市住房和城乡建设局"),
        ("市住房和城乡建设局", "资阳市", "2022-01-26", "资阳市住房和城乡建设局"),
        ("市教育和体育局", "资阳市", "2022-01-26", "资阳市教育和体育局"),
        # governments, their offices, and places that stand for them
        ("安岳县政府", "资阳市", "2022-01-26", "安岳县人民政府"),
        ("安岳县", "资阳市", "2022-01-26", "安岳县人民政府"),
        ("县府办", "陆河县", "2022-01-01", "陆河县人民政府办公室"),
        ("四川省安岳县人民政府", "资阳市", "2022-01-26", "安岳县人民政府"),
        ("石景山区人民政府", None, None, "北京市石景山区人民政府"),
        ("城区政府", "汕尾市", "2022-01-01", "汕尾市城区人民政府"),
        # party organs, people's organisations, courts
        ("市委组织部", "资阳市", "2022-01-26", "中共资阳市委组织部"),
        ("县委编办", "陆河县", "2022-01-01", "中共陆河县委机构编制委员会办公室"),
        ("自治区党委宣传部", "广西壮族自治区", "2022-05-01", "中共广西壮族自治区委员会宣传部"),
        ("市纪委监委", "资阳市", "2022-01-26", "中共资阳市纪律检查委员会资阳市监察委员会"),
        ("团省委", "广东省", "2020-02-20", "共青团广东省委员会"),
        ("市中级法院", "泰州市", "2020-02-04", "泰州市中级人民法院"),
        # bodies under central management
        ("市税务局", "沈阳市", "2020-02-13", "国家税务总局沈阳市税务局"),
        ("人行泰州中支", "泰州市", "2020-02-04", "中国人民银行泰州市中心支行"),
        ("人行市中心支行", "遂宁市", "2020-02-04", "中国人民银行遂宁市中心支行"),
        ("人民银行广州分行", "广东省", "2020-02-20", "中国人民银行广州分行"),
        ("民航西南地区管理局", "四川省", "2018-04-03", "中国民用航空西南地区管理局"),
        ("国网遂宁供电公司", "遂宁市", "2020-02-04", "国网四川省电力公司遂宁供电公司"),
        # branches
        ("市生态环境局陆河分局", "陆河县", "2022-01-01", "汕尾市生态环境局陆河分局"),
        ("石景山公安分局", "石景山区", "2020-03-01", "北京市公安局石景山分局"),
        # the State Council's documents leave 国家 out
        ("发展改革委", "中国", "2018-12-30", "国家发展和改革委员会"),
        ("扶贫办", "中国", "2018-12-30", "国务院扶贫开发领导小组办公室"),
        ("共青团中央", "四川省", "2018-12-30", "中国共产主义青年团中央委员会"),
        # unknown forms are printed with their division in front and the ending written out
        ("市新兴产业办", "资阳市", "2022-01-26", "资阳市新兴产业办公室"),
        ("市委新兴产业工委", "资阳市", "2022-01-26", "中共资阳市委新兴产业工作委员会"),
        ("联席会议办公室", "重庆市", "2021-09-30", "重庆市联席会议办公室"),
    ],
)
def test_resolve_agency_names(as_written: str, jurisdiction: str | None, date: str | None, name: str) -> None:
    assert resolved(as_written, jurisdiction, date).name == name


@pytest.mark.parametrize(
    ("as_written", "jurisdiction", "name"),
    [
        ("各镇人民政府", "陆河县", "陆河县各镇人民政府"),
        ("全市各级各部门", "资阳市", "资阳市各级各部门"),
        ("市级有关部门", "资阳市", "资阳市市级有关部门"),
        ("各县（市、区）政府", "遂宁市", "遂宁市各县（市、区）人民政府"),
        ("各市、县(区)人民政府", "江西省", "江西省各市、县（区）人民政府"),
        ("省脱贫攻坚领导小组成员单位", "四川省", "四川省脱贫攻坚领导小组成员单位"),
        ("自治区有关部门", "广西壮族自治区", "广西壮族自治区有关部门"),
        ("各省级人民政府", "中国", "各省级人民政府"),
        ("各有关部门和单位", "北京市", "北京市各有关部门和单位"),
    ],
)
def test_resolve_agency_collective(as_written: str, jurisdiction: str, name: str) -> None:
    body = resolved(as_written, jurisdiction)
    assert (body.name, body.collective) == (name, True)


@pytest.mark.parametrize(
    "text",
    [
        "王小明",
        "以下简称管委办",
        "有关水域和陆域",
        "布局",
        "统筹承办",
        "医疗机构",
        "“四类地区”",
        "2022年1月26日",
        "市委市政府",
        "广元",
        "",
    ],
)
def test_resolve_agency_refuses_what_is_no_body(text: str) -> None:
    assert resolve_agency(text, context("资阳市", "2022-01-26")) is None


@pytest.mark.parametrize(
    "text", ["市教育局和市财政局", "市教育局市财政局", "省直机关工委、省国资委", "县委组织部及县教育局"]
)
def test_resolve_agency_leaves_two_bodies_to_be_split(text: str) -> None:
    assert resolve_agency(text, context("安岳县", "2022-01-26")) is None


def test_the_body_before_other_departments_is_the_one_named() -> None:
    assert resolved("财政部会同有关部门", "中国").name == "财政部"
    assert resolved("司法部等国务院相关部门", "中国").name == "司法部"


@pytest.mark.parametrize(
    "text", ["税务总局及各地区", "国务院相关部门及各地区", "司法部等国务院相关部门及各地区"]
)
def test_a_body_and_many_are_left_to_be_split(text: str) -> None:
    assert resolve_agency(text, context("中国")) is None


def test_find_joint_of_two_bodies_without_a_mark_between() -> None:
    district = context("石景山区", "2020-03-01")
    text = "区政府集体资产监管办区住房城市建设委"
    at = find_joint(text, district)
    assert at is not None and text[at:] == "区住房城市建设委"
    assert find_joint("区住房城市建设委", district) is None


def test_a_township_has_a_party_committee_and_a_government() -> None:
    places = Gazetteer.read()
    (town,) = (d for d in places.townships_named("河田镇") if places.is_within(d.code, "441523"))
    here = Context(places, town, "2022-01-01")
    names = [body.name for text in ("镇党委", "镇政府", "县公安局") if (body := resolve_agency(text, here))]
    assert names == ["中共河田镇委员会", "河田镇人民政府", "陆河县公安局"]


def test_resolve_agency_completes_a_shared_prefix() -> None:
    province = context("四川省", "2018-04-03")
    for name in ("体育局", "总工会", "教育厅"):
        body = resolve_agency(name, province, prefix="省")
        assert body is not None and body.name == f"四川省{name}"


def test_resolve_agency_without_jurisdiction_guesses_no_division() -> None:
    body = resolved("市发展改革委", None)
    assert (body.name, body.jurisdiction, body.level) == ("市发展改革委", None, None)


def test_body_says_level_jurisdiction_system_and_short_name() -> None:
    body = resolved("市发展改革委", "资阳市", "2022-01-26")
    assert body.jurisdiction is not None
    assert (body.short_name, body.level, body.jurisdiction.name, body.system, body.collective, body.rule) == (
        "资阳市发展改革委", Level.PREFECTURE, "资阳市", "发展改革", False, "form",
    )  # fmt: skip


def test_a_regional_branch_serves_its_province() -> None:
    body = resolved("人民银行成都分行", "四川省", "2020-01-01")
    assert body.jurisdiction is not None
    assert (body.level, body.jurisdiction.name) == (Level.PROVINCE, "四川省")


@pytest.mark.parametrize(
    ("name", "system", "level", "seat"),
    [
        ("四川省旅游发展委员会", "旅游", Level.PROVINCE, "四川省"),
        ("国家税务总局安岳县税务局", "税务", Level.COUNTY, "安岳县"),
        ("国网四川省电力公司资阳供电公司", "电网", Level.PREFECTURE, "资阳市"),
        ("教育部", "教育", Level.NATIONAL, "中国"),
        ("资阳市新兴产业办公室", None, Level.PREFECTURE, "资阳市"),
        ("某某科技有限公司", None, None, None),
        ("没有这样的名字", None, None, None),
    ],
)
def test_describe_agency(name: str, system: str | None, level: Level | None, seat: str | None) -> None:
    body = describe_agency(name, Gazetteer.read())
    place = body.jurisdiction.name if body.jurisdiction else None
    assert (body.name, body.system, body.level, place) == (name, system, level, seat)


def test_describe_agency_knows_a_collective() -> None:
    assert describe_agency("陆河县各镇人民政府", Gazetteer.read()).collective


@pytest.mark.parametrize(
    ("as_written", "name", "system"),
    [
        ("自然资源部办公厅", "自然资源部办公厅", "自然资源"),
        ("人力资源社会保障部办公厅", "人力资源和社会保障部办公厅", "人力资源社会保障"),
        ("国家发展改革委办公厅", "国家发展和改革委员会办公厅", "发展改革"),
        ("教育部学习型城市建设办公室", "教育部学习型城市建设办公室", "教育"),
        ("教育部职业教育与成人教育司", "教育部职业教育与成人教育司", "教育"),
        ("国务院教育督导委员会办公室", "国务院教育督导委员会办公室", "政府"),
        ("全国绿化委员会办公室", "全国绿化委员会办公室", None),
    ],
)
def test_a_part_of_a_central_body_is_central(as_written: str, name: str, system: str | None) -> None:
    for jurisdiction in (None, "中国", "资阳市"):
        body = resolved(as_written, jurisdiction, "2020-01-01")
        assert (body.name, body.level, body.system) == (name, Level.NATIONAL, system)
        assert body.jurisdiction == Gazetteer.read().nation


@pytest.mark.parametrize("jurisdiction", [None, "舟山市", "浙江省"])
def test_a_district_of_a_name_that_others_have_is_the_one_of_the_city_before_it(
    jurisdiction: str | None,
) -> None:
    body = resolved("舟山市普陀区人民政府办公室", jurisdiction, "2020-01-01")
    assert body.name == "舟山市普陀区人民政府办公室"
    assert body.jurisdiction is not None and body.jurisdiction.code == "330903"


@pytest.mark.parametrize(
    ("as_written", "jurisdiction", "date", "name"),
    [
        # grid companies became limited companies, save some
        ("省电力公司", "湖南省", "2016-05-01", "国网湖南省电力公司"),
        ("省电力公司", "湖南省", "2022-05-01", "国网湖南省电力有限公司"),
        ("省电力公司", "四川省", "2022-05-01", "国网四川省电力公司"),
        ("国网遂宁供电公司", "遂宁市", "2022-05-01", "国网四川省电力公司遂宁供电公司"),
        ("市供电公司", "岳阳市", "2022-05-01", "国网湖南省电力有限公司岳阳供电公司"),
        ("县电力公司", "平江县", "2022-05-01", "国网湖南省电力有限公司平江县供电公司"),
        ("规划和自然资源分局", "临安区", "2022-05-01", "杭州市规划和自然资源局临安分局"),
        ("锦城街道", "临安区", "2022-05-01", "锦城街道办事处"),
        ("开发区管委", "威海市", "2022-05-01", "开发区管理委员会"),
        # a name right behind its division
        ("四川大学", "成都市", "2022-05-01", "四川大学"),
        ("滨海新区管委会", "天津市", "2022-05-01", "天津市滨海新区管理委员会"),
        # no division lost from the middle
        ("省铁路集团", "湖南省", "2022-05-01", "湖南省铁路集团"),
        ("自治区旅游发展厅", "西藏自治区", "2021-05-01", "西藏自治区旅游发展厅"),
    ],
)
def test_names_by_date_place_and_where_the_division_stands(
    as_written: str, jurisdiction: str, date: str, name: str
) -> None:
    assert resolved(as_written, jurisdiction, date).name == name


@pytest.mark.parametrize(
    ("as_written", "name"),
    [
        ("镇党政综合办", "芒部镇党政综合办公室"),
        ("镇应急办", "芒部镇应急管理办公室"),
        ("镇文化站", "芒部镇文化站"),
        ("镇纪委", "中共芒部镇纪律检查委员会"),
    ],
)
def test_offices_of_a_township(as_written: str, name: str) -> None:
    places = Gazetteer.read()
    (town,) = places.townships_named("芒部镇")
    body = resolve_agency(as_written, Context(places, town, "2022-01-14"))
    assert body is not None and body.name == name


@pytest.mark.parametrize(
    ("as_written", "date", "name"),
    [
        ("交通部", "2007-05-01", "交通部"),
        ("交通部", "2012-05-01", "交通运输部"),
        ("建设部", "2005-03-03", "建设部"),
        ("国家计委", "1996-05-01", "国家计划委员会"),
        ("国家计委", "2001-05-01", "国家发展计划委员会"),
        ("广电总局", "2009-05-01", "国家广播电影电视总局"),
        ("广电总局", "2021-05-01", "国家广播电视总局"),
    ],
)
def test_ministries_of_earlier_reforms_keep_their_names(as_written: str, date: str, name: str) -> None:
    places = Gazetteer.read()
    body = resolve_agency(as_written, Context(places, places.nation, date))
    assert body is not None and body.name == name
