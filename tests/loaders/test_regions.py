"""Places in text: short forms, parents, ambiguity, runs, words that only look like places."""

from itertools import pairwise

import pytest
from found_places import SPOTTER, context, names

from graph.model import RegionKind
from loaders.regions import find_places, find_regions


@pytest.mark.parametrize(
    ("text", "jurisdiction", "wanted"),
    [
        ("支持安岳县规划建设特色产业园区", "资阳市", ["安岳县"]),
        ("支持安岳革命老区中心镇争创百强", "资阳市", ["安岳县"]),
        ("推动安岳柠檬地标品牌建设", "资阳市", ["安岳县"]),
        ("绵阳市北川县、安州区", "四川省", ["绵阳市", "北川羌族自治县", "安州区"]),
        ("加快酉阳县文旅融合", "重庆市", ["酉阳土家族苗族自治县"]),
        ("广元剑阁、青川，达州万源等通用机场", "四川省", ["广元市", "剑阁县", "青川县", "达州市", "万源市"]),
        ("镇巴至广安高速公路", "四川省", ["镇巴县", "广安市"]),
        ("绵阳经开区—昆山飞地园区", "四川省", ["绵阳市", "昆山市"]),
        ("安岳大足现代农业合作园区", "资阳市", ["安岳县", "大足区"]),
        ("秀山县桐梓和马西水库", "重庆市", ["秀山土家族苗族自治县"]),
        ("争取深圳市坪山区等加大帮扶", "陆河县", ["深圳市", "坪山区"]),
        ("中国西部（广元）绿色家居产业城", "四川省", ["广元市"]),
        ("落实《资阳市鼓励引导人才向基层流动的十一条措施》", "资阳市", ["资阳市"]),
    ],
)
def test_divisions_in_full_and_in_short(text: str, jurisdiction: str, wanted: list[str]) -> None:
    assert names(text, jurisdiction) == wanted


@pytest.mark.parametrize(
    ("text", "jurisdiction"),
    [
        ("建设新能源示范县", "河南省"),  # 范县
        ("实施黄石盘水库工程", "四川省"),  # 黄石
        ("发展玄武岩纤维", "江苏省"),  # 玄武
        ("推进嘉陵江航道提升", "四川省"),  # 嘉陵
        ("深化区域合作，统筹资源配置", "甘肃省"),  # 合作
        ("东南部地区", "四川省"),  # 南部
        ("治理岳阳河等重点流域", "资阳市"),  # 岳阳
        ("以创新乡村治理为抓手", "河南省"),  # 新乡
        ("推广元件国产化", "四川省"),  # 广元
        ("在沿海城市开展试点", "辽宁省"),  # 海城市
        ("阿里巴巴农村淘宝", "西藏自治区"),  # 阿里
        ("纳入医保定点医疗机构", "河北省"),  # 保定
        ("延长春节假期", "吉林省"),  # 长春
        ("不适宜城市发展的产业", "湖北省"),  # 宜城市
        ("支持文明村镇建设", "济宁市"),  # 明村镇
        ("治理余姚江、奉化江", "宁波市"),
        ("批准新建公路", "宁波市"),
        ("保护青藏高原、云贵高原", "中国"),
        ("支持我市、全省老区发展", "资阳市"),
        ("建设中国特色社会主义", "四川省"),
        ("融入“一带一路”建设", "四川省"),
        ("加强乡镇、街道建设", "四川省"),
    ],
)
def test_words_that_only_look_like_places(text: str, jurisdiction: str) -> None:
    assert names(text, jurisdiction) == []


def test_a_lake_is_not_the_division_of_its_name() -> None:
    assert names("保护浙江西湖、安徽巢湖", "中国") == ["浙江省", "安徽省"]
    assert names("推进杭州西湖建设", "中国") == ["杭州市", "浙江省杭州市西湖区"]


def test_an_ordinary_word_is_a_place_in_a_list_of_places() -> None:
    text = "推动通江诺水河、阆中嘉陵江山、南部升钟湖创建国家级旅游度假区"
    assert names(text) == ["通江县", "阆中市", "南部县"]
    assert names("推进南部县试点") == ["南部县"]


@pytest.mark.parametrize(
    "text",
    [
        "由中国铁路成都局集团有限公司实施",
        "会同安岳县政府落实",
        "四川省发展改革委牵头",
        "巴中、广元、达州市人民政府负责",
        "与中国科学院成都分院共建",
        "市生态环境局陆河分局",
        "国家开发银行广东省分行",
        "四川农业大学参与",
        "成都银行支持",
        "人行泰州中支",
        "由陆河县革命老区振兴发展领导小组负责",
        "省推动成渝地区双城经济圈建设暨推进区域协同发展领导小组加强指导",
        "建立南充市“菜篮子”工程建设联席会议制度",
    ],
)
def test_a_place_in_a_bodys_name_is_no_mention(text: str) -> None:
    assert names(text) == []


def test_government_bonds_are_no_body() -> None:
    assert names("对江门、惠州和肇庆政府性融资担保机构给予补助", "广东省") == ["江门市", "惠州市", "肇庆市"]


@pytest.mark.parametrize(
    ("text", "jurisdiction", "wanted"),
    [
        ("推动绵遂内、南广铁路开工", "四川省", ["绵阳市", "遂宁市", "内江市", "南充市", "广安市"]),
        ("争取宜西攀、泸遵等高铁项目", "四川省", ["宜宾市", "西昌市", "攀枝花市", "泸州市", "遵义市"]),
        ("推进绵遂内铁路建设", "资阳市", ["绵阳市", "遂宁市", "内江市"]),
        ("加快建设成兰铁路", "四川省", ["成都市", "兰州市"]),
        ("推进G5成绵广高速扩容", "四川省", ["成都市", "绵阳市", "广元市"]),
        ("启动汉巴南铁路前期工作，建设巴塘机场", "四川省", ["汉中市", "巴中市", "南充市", "巴塘县"]),
        ("推进渝湘高铁、渝万高铁建设", "重庆市", ["重庆市", "湖南省", "万州区"]),
        ("发挥渝川陕门户优势", "重庆市", ["重庆市", "四川省", "陕西省"]),
        ("推动川渝合作示范园", "四川省", ["四川省", "重庆市"]),
        ("汕梅铁路在陆河设站", "陆河县", ["汕尾市", "梅州市", "陆河县"]),
        ("帮助务工人员返粤返岗", "广东省", ["广东省"]),
        ("酉（阳）永（顺）高速公路", "重庆市", ["酉阳土家族苗族自治县", "永顺县"]),
        ("新建普通公路和地方铁路", "四川省", []),
        ("完善普速铁路、城际铁路网", "重庆市", []),
    ],
)
def test_runs_of_one_character(text: str, jurisdiction: str, wanted: list[str]) -> None:
    assert names(text, jurisdiction, "2022-01-01") == wanted


@pytest.mark.parametrize(
    ("text", "jurisdiction", "wanted"),
    [
        ("延伸深化延安路发展轴", "上海市", []),
        ("改造南京东路、北京西路沿线", "上海市", []),
        ("完善苏州路网", "江苏省", ["苏州市"]),
        ("建设成都大道", "四川省", []),
        ("改造岳池大街", "四川省", []),
        ("保障武汉市场供应", "中国", ["武汉市"]),
        ("规范武汉市市场秩序", "中国", ["武汉市"]),
        ("构建世界一流滨海城市", "上海市", []),
        ("加快科学城北区建设", "上海市", []),
        ("支持大学城东区改造", "广东省", []),
        ("深化崇明东平-南通海永联动", "上海市", ["崇明区", "南通市"]),
        ("实施《包头市数字政府建设行动方案》", "包头市", ["包头市"]),
        ("推进法治政府建设", "包头市", []),
        ("支持绍兴滨海新区创建产业园", "浙江省", ["绍兴市"]),
        ("支持滨海新区创建产业园", "天津市", ["滨海新区"]),
        ("天津市滨海新区搭建平台", "中国", ["天津市", "滨海新区"]),
    ],
)
def test_streets_markets_and_towns_of_that_name(text: str, jurisdiction: str, wanted: list[str]) -> None:
    assert names(text, jurisdiction, "2021-01-27") == wanted


def test_a_county_far_away_is_read_where_its_province_is_named() -> None:
    assert names("支持平潭口岸建设监管场所。（适用范围：福建自贸试验区）", "中国") == ["平潭县", "福建省"]
    assert names("允许平潭各金融机构试点，支持福建发展", "中国") == ["平潭县", "福建省"]
    assert names("支持平潭口岸建设", "上海市") == []
    assert names("支持平潭口岸建设", "中国") == ["平潭县"]
    assert names("加强其他新城及嘉善等周边城市联动", "上海市") == ["嘉善县"]
    assert names("学习长兴等市级经验", "上海市") == []
    assert names("直接投资中的跨境收付，四川先行", "中国") == ["四川省"]  # 资中
    assert names("治理南溪，支持四川建设", "中国") == ["四川省"]


@pytest.mark.parametrize(
    ("text", "jurisdiction", "wanted"),
    [
        # names of other things, read as the place near it where a name may begin
        ("支持增城建设副中心，白云机场改扩建", "广州市", ["增城区", "广东省广州市白云区"]),
        ("有意到天河创业的青年，由天河资助", "天河区", ["天河区"]),
        ("推进大理、山南结对", "西藏自治区", ["大理白族自治州", "山南市"]),
        ("支持金沙、水城发展", "贵州省", ["金沙县", "水城区"]),
        ("整合水资源，维护社会安宁", "甘肃省", []),
        ("改造温州新区南湖周边管网", "浙江省", ["温州市"]),
        ("推广天河模式", "四川省", []),
        # a name of two characters that is a county's in full
        ("解决环县、宁县缺水问题", "庆阳市", ["环县", "宁县"]),
        ("发展循环县域经济，建成县级水厂", "陇南市", []),
        ("加强省级和县级统筹", "马鞍山市", []),
        # words on both sides
        ("振兴文化产业，增长丰富", "四川省", []),
        ("加强大理州生态保护", "云南省", ["大理白族自治州"]),
        ("形成以上海为中心的都市圈", "上海市", ["上海市"]),
        ("扩大连片治理范围", "中国", []),
        # rivers, mountains, bays and parts of the country
        ("保护麦积山石窟、贺兰山东麓，治理崖州湾", "宁夏回族自治区", []),
        ("支持崆峒山区、麦积区发展", "甘肃省", ["崆峒区", "麦积区"]),
        ("实施黔西北供水、桂东南灌区工程", "贵州省", []),
        ("支持湖南北部发展，完成浦东南片改造", "上海市", ["湖南省", "浦东新区"]),
        ("新建敦化至白河铁路、临沧至清水河铁路", "吉林省", ["敦化市", "临沧市"]),
        ("在昆明、晋江、都江堰试点", "中国", ["昆明市", "晋江市", "都江堰市"]),
        # far away, a long short name is enough
        ("支持霍尔果斯、满洲里口岸发展", "中国", ["霍尔果斯市", "满洲里市"]),
        ("办好井冈山干部培训", "中国", []),
        # what every city has
        ("保护丽江古城", "云南省", ["丽江市"]),
        ("推进长治市城区改造", "山西省", ["长治市", "山西省长治市城区"]),
        # a city before the county around it
        ("推进伊宁至阿克苏铁路", "新疆维吾尔自治区", ["伊宁市", "阿克苏地区"]),
        # offices
        ("国务院港澳办公室批准", "中国", []),
    ],
)
def test_names_of_other_things(text: str, jurisdiction: str, wanted: list[str]) -> None:
    assert names(text, jurisdiction, "2022-01-27" if "城区" not in text else "2016-01-01") == wanted


def test_areas() -> None:
    text = "推进川陕革命老区综合改革试验，办好秦巴商品交易会，融入粤港澳大湾区"
    found = find_regions(text, SPOTTER.spot(text), context())
    assert [(r.name, r.as_written, r.kind) for r in found] == [
        ("川陕革命老区", "川陕革命老区", RegionKind.AREA),
        ("秦巴山区", "秦巴", RegionKind.AREA),
        ("粤港澳大湾区", "粤港澳大湾区", RegionKind.AREA),
    ]
    assert all(region.code is None for region in found)


def test_an_ambiguous_name_is_read_by_its_context() -> None:
    assert names("南京市鼓楼区和玄武区", "江苏省") == ["南京市", "江苏省南京市鼓楼区", "玄武区"]
    assert names("推进鼓楼区改造", "福州市") == ["福建省福州市鼓楼区"]
    assert names("推进鼓楼区改造", "四川省") == []
    assert names("支持朝阳发展", "四川省") == ["朝阳市"]
    assert names("建设乌鲁木齐市等园区，推动乌鲁木齐发展", "中国") == ["乌鲁木齐市"]
    assert names("支持吉林发展", "四川省") == ["吉林省"]


def test_names_are_read_as_of_the_documents_date() -> None:
    assert names("支持大足发展", "重庆市", "2008-01-01") == ["大足县"]
    assert names("支持大足发展", "重庆市", "2022-01-01") == ["大足区"]
    assert names("原大足县片区", "重庆市", "2015-01-01") == ["大足县"]
    assert names("原安县片区", "四川省", "2020-01-01") == []


def test_a_county_far_away_needs_more_than_its_short_name() -> None:
    assert names("打造高品质生活", "四川省") == []
    assert names("学习长兴经验", "四川省") == []
    assert names("学习浙江长兴经验", "四川省") == ["浙江省", "长兴县"]
    assert names("支持昆山发展", "四川省") == []
    assert names("支持瑞金共和国摇篮景区，加快昭苏机场建设", "中国") == ["瑞金市", "昭苏县"]
    assert names("东至鸭绿江口，辽中南地区、会同有关部门", "中国") == []
    assert names("支持江苏昆山发展", "中国") == ["江苏省", "昆山市"]


def test_one_mention_a_region_where_it_is_named_first() -> None:
    text = "支持安岳县发展，推动安岳建设"
    (found,) = find_regions(text, SPOTTER.spot(text), context("资阳市"))
    assert (found.start, found.end, found.as_written) == (2, 5, "安岳县")
    assert (found.code, found.parent) == ("512021", "四川省资阳市")
    assert len(find_places(text, SPOTTER.spot(text), context("资阳市"))) == 2


def test_places_do_not_overlap_and_quote_the_text() -> None:
    text = "推进绵遂内铁路、安岳县龙台镇、成渝地区双城经济圈和川渝合作，建设成都—广元产业带"
    places = find_places(text, SPOTTER.spot(text), context("资阳市"))
    assert all(text[place.start : place.end] == place.as_written for place in places)
    assert all(one.end <= two.start for one, two in pairwise(places))


def test_without_a_jurisdiction_only_what_is_sure_is_read() -> None:
    assert names("支持资中发展，推动贵州遵义建设", None, None) == ["贵州省", "遵义市"]
