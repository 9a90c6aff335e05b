"""Bodies that prose names as acting, and those it only mentions."""

import pytest

from loaders.agencies import agency_vocabulary, find_agencies_in_prose
from loaders.context import Context
from loaders.gazetteer import Division, Gazetteer
from loaders.lexicon import read_lexicon
from loaders.spot import Spotter

SPOTTER = Spotter({"agency": agency_vocabulary()})


def acting(text: str, jurisdiction: str = "四川省", date: str = "2018-04-03") -> list[str]:
    places = Gazetteer.read()
    context = Context(places, places.named(jurisdiction, date)[0], date)
    found = find_agencies_in_prose(text, SPOTTER.spot(text), context)
    for start, end, body in found:
        assert text[start:end] and not body.collective
    return [body.name for _, _, body in found]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("本实施细则由市农牧业局负责解释。", ["南充市农牧业局"]),
        ("市财政局、市民政局等部门要加强资金监管。", ["南充市财政局", "南充市民政局"]),
        ("支持南充柠檬产业技术研究院建设省级研发机构。", ["南充柠檬产业技术研究院"]),
        ("联席会议对自查报告予以审核。", ["南充市联席会议"]),
        (
            "建立由市农牧业局牵头，市财政局参与的南充市“菜篮子”工程联席会议制度，负责统筹实施。",
            ["南充市农牧业局", "南充市财政局", "南充市“菜篮子”工程联席会议"],
        ),
        ("领导小组办公室设在市发展改革委，负责日常工作。", ["南充市领导小组办公室"]),
    ],
)
def test_actors_are_found(text: str, names: list[str]) -> None:
    assert acting(text, "南充市", "2018-05-03") == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("与中国航天科技合作共建产业园，推进发展。", ["中国航天科技集团有限公司"]),
        ("推进与中国科学院成都分院共建育成中心。", ["中国科学院成都分院"]),
        ("思德干部学院、大巴山干部学院申报红色教育基地。", ["思德干部学院", "大巴山干部学院"]),
    ],
)
def test_partners_and_named_institutions_are_found(text: str, names: list[str]) -> None:
    assert acting(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "坚决贯彻党中央、国务院决策部署。",
        "经省政府批准后组织实施。",
        "由省发展改革委批准后实施。",
        "资料报市农牧业局备案。",
        "根据《四川省财政厅关于加强管理的通知》，做好工作。",
        "办公室设在省发展改革委。",
        "支持供销合作社建设综合平台。",
        "有关部门要加强指导。",
        "优化布局，推进建设。",
    ],
)
def test_mere_mentions_are_not(text: str) -> None:
    assert acting(text) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # a duty, whatever is to be done
        ("市人民政府应当每年向社会公布目录。", ["南充市人民政府"]),
        ("第五条市教育局要在年底前摸清底数。", ["南充市教育局"]),
        ("市民政局不得收取费用。", ["南充市民政局"]),
        ("市商务局是本市商贸流通主管部门，负责组织实施本办法。", ["南充市商务局"]),
        ("市教育局为牵头单位。", ["南充市教育局"]),
        # 由 leads to whoever does it
        ("具体办法由市财政局另行规定。", ["南充市财政局"]),
        ("目录由市教育局、市财政局等部门动态更新。", ["南充市教育局", "南充市财政局"]),
        ("评价结果由市政府办公室数字政府专班予以核实。", ["南充市人民政府办公室数字政府专班"]),
        # bodies that act together
        ("市财政局会同市教育局、市民政局等部门遴选确定。", ["南充市财政局", "南充市教育局", "南充市民政局"]),
        ("市住房城乡建设局根据经济发展水平，适时制定标准。", ["南充市住房和城乡建设局"]),
        ("由市农牧业局牵头，市财政局参与的专项行动。", ["南充市农牧业局", "南充市财政局"]),
    ],
)
def test_duties_and_joint_acts_are_found(text: str, names: list[str]) -> None:
    assert acting(text, "南充市", "2018-05-03") == names


@pytest.mark.parametrize(
    "text",
    [
        "提请市政府研究决定重大事项。",
        "邀请市财政局组织座谈。",
        "市政府制定的规范性文件。",
        "市政府设立的各类管理机构应当公开。",
        "由市教育局主要负责同志担任召集人。",
        "成员由市教育局、市财政局负责同志组成。",
        "由市政府分管领导签发。",
        "由市政府法制机构审查。",
        "由市政府认定的企业可以申请。",
        "民政部门应当加强指导。",
        "居民委员会应当协助。",
        "各级联席会议要充分发挥作用。",
        "市财政局负责人出席。",
        "向市应急指挥部提供信息。",
    ],
)
def test_guests_members_and_relative_clauses_are_not(text: str) -> None:
    assert acting(text, "南充市", "2018-05-03") == []


def test_the_span_is_the_name_as_printed() -> None:
    text = "安排部署。省发展改革委负责统筹协调。"
    context = Context(Gazetteer.read(), Gazetteer.read().named("四川省")[0], "2018-04-03")
    ((start, end, body),) = find_agencies_in_prose(text, SPOTTER.spot(text), context)
    assert (text[start:end], body.name) == ("省发展改革委", "四川省发展和改革委员会")


def test_vocabulary_has_no_single_characters_and_no_slots() -> None:
    assert all(len(word) > 1 and "{" not in word for word in agency_vocabulary())


@pytest.mark.parametrize(
    ("text", "place", "names"),
    [
        ("市水库移民工作管理局负责移民安置。", "百色市", ["百色市水库移民工作管理局"]),
        (
            "自治区自然资源厅、水利厅强化要素保障。",
            "宁夏回族自治区",
            ["宁夏回族自治区自然资源厅", "宁夏回族自治区水利厅"],
        ),
        ("市政府要认真落实市人大及其常务委员会各项决议。", "平湖市", ["平湖市人民政府"]),
        ("市和区健康促进委员会应当组织宣传。", "上海市", []),
    ],
)
def test_a_body_the_tables_do_not_have_acts_where_a_clause_begins(
    text: str, place: str, names: list[str]
) -> None:
    gazetteer = Gazetteer.read()
    division = gazetteer.official(place, "2020-01-01")
    assert isinstance(division, Division)
    context = Context(gazetteer, division, "2020-01-01")
    found = find_agencies_in_prose(text, read_lexicon().spotter.spot(text), context)
    assert [body.name for _, _, body in found] == names


def acting_at(text: str, place: str, date: str = "2022-06-01") -> list[str]:
    gazetteer = Gazetteer.read()
    towns = gazetteer.townships_named(place)
    division = towns[0] if towns else gazetteer.official(place, date)
    assert isinstance(division, Division)
    found = find_agencies_in_prose(
        text, read_lexicon().spotter.spot(text), Context(gazetteer, division, date)
    )
    return [body.name for _, _, body in found]


@pytest.mark.parametrize(
    ("text", "place", "names"),
    [
        ("镇党建办、镇林业站要抓好落实，镇派出所对违规用火依法查处。", "芒部镇", 3),
        ("国网宁夏电力有限公司做好电网衔接。", "宁夏回族自治区", 1),
        ("人民银行岳阳市中心支行指导银行加大投放，岳阳海关优化流程。", "岳阳市", 2),
        ("中国移动岳阳分公司、中国铁塔岳阳分公司负责基站建设。", "岳阳市", 2),
        ("县人民医院承担培训任务，平江县第一中学组织宣讲。", "平江县", 2),
        ("支持湘潭大学建设一流学科。", "湖南省", 1),
        ("昌化镇政府负责，由锦城街道办事处牵头，太阳镇人民政府配合。", "临安区", 3),
        ("省邮政公司、中石化浙江石油分公司推进网点建设。", "浙江省", 2),
        ("国家统计局岳阳调查队开展调查，岳阳市气象局发布预警。", "岳阳市", 2),
        ("区人大常委会听取报告。", "临安区", 1),
        ("自治区党委宣传部会同自治区教育厅组织宣讲。", "广西壮族自治区", 2),
    ],
)
def test_bodies_whose_end_no_form_has_are_found(text: str, place: str, names: int) -> None:
    assert len(acting_at(text, place)) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # what stands between the body and the act
        ("市财政局在年底前完成评价。", ["岳阳市财政局"]),
        ("市商务局于每季度首月10日前汇总数据。", ["岳阳市商务局"]),
        ("市住房城乡建设局将计划报送上级。", ["岳阳市住房和城乡建设局"]),
        ("市教育局可以根据需要调整方案。", ["岳阳市教育局"]),
        ("市公安局严厉查处违法行为。", ["岳阳市公安局"]),
        # who stands beside it
        ("各镇人民政府、市林业局要加强巡查。", ["岳阳市林业局"]),
        ("市审计局和各县（市、区）人民政府要跟踪问效。", ["岳阳市审计局"]),
        ("教育、财政等部门和市残联要做好服务。", ["岳阳市残疾人联合会"]),
        ("建立市政府办公室总协调、市信访局牵头的机制。", ["岳阳市信访局"]),
        ("市教育局、市体育局等教育体育部门，在开学前应组织检查。", ["岳阳市教育局", "岳阳市体育局"]),
        ("市水利局及其下属各单位，提前做好准备。", ["岳阳市水利局"]),
        ("市文化馆（市非遗中心）负责展演。", ["岳阳市文化馆"]),
        ("由市商务局转发名录。", ["岳阳市商务局"]),
        (
            "市委、市政府要加强领导，市仲裁委做好仲裁。",
            ["中共岳阳市委", "岳阳市人民政府", "岳阳市仲裁委员会"],
        ),
        ("市体育局作为牵头单位，要切实履职。", ["岳阳市体育局"]),
        ("市水利局意见：分期建设。", ["岳阳市水利局"]),
        (
            "由丝路商贸城管委会解释，云谷科学园管委会会同市科技局初审。",
            ["丝路商贸城管理委员会", "云谷科学园管理委员会", "岳阳市科学技术局"],
        ),
        ("市政府督考办要按月通报。", ["岳阳市政府督考办公室"]),
        ("岳阳市节水推进联席会议（以下简称联席会议）办公室要建立台账。", ["岳阳市节水推进联席会议办公室"]),
        ("一是市司法局要做好援助。二是督促市统计局核实数据。", ["岳阳市司法局", "岳阳市统计局"]),
    ],
)
def test_an_act_is_seen_over_what_stands_between(text: str, names: list[str]) -> None:
    assert acting_at(text, "岳阳市") == names


@pytest.mark.parametrize(
    "text",
    [
        "各市（州）住建局负责收集项目。",
        "市和区县（市）总工会应当采取措施。",
        "党委要加强领导。",
        "市财政局2020年2月10日公告。",
        "《办法》（市税务局公告2019年第2号）。",
        "支持市人民医院建设，改善条件。",
        "市卫生健康委监督所门前。",
        "市政府依法确定的重点单位。",
        "学习宣传省委、市政府决策要求。",
        "市财政局联系电话见附件。",
        "公安派出所应当配合。",
        "市和区县绩效管理委员会统一领导工作。",
        "赋予园区管委会管理权限。",
        "乡（镇）人民政府和街道办事处应当落实经费。",
        "所在镇政府要加强巡查。",
        "省委、省政府高度重视，市委托第三方评估，市委委员要带头。",
        "村（居）民委员会协助开展工作。",
        "市气象局发布的预警应当转发。",
        "新建大气自动监测站4座。",
    ],
)
def test_a_class_a_signature_or_a_thing_does_not_act(text: str) -> None:
    assert acting_at(text, "岳阳市") == []


def test_a_short_name_means_the_longer_one_told_before() -> None:
    text = "成立市防旱工作领导小组，领导小组办公室负责日常工作。"
    assert acting_at(text, "岳阳市") == ["岳阳市防旱工作领导小组办公室"]


def test_a_word_that_leads_to_an_actor_is_no_county() -> None:
    text = "县教育局牵头，会同县公安局交警大队开展排查。"
    assert acting_at(text, "平江县") == ["平江县教育局", "平江县公安局交通警察大队"]
