"""Headers: numbers in every bracket, titles over several lines, notices that transmit, signatures, tables."""

import pytest

from graph.model import Header, SourceFile
from loaders.clean import clean
from loaders.context import Context
from loaders.gazetteer import Gazetteer
from loaders.header import parse_header
from loaders.particulars import NUMBER, normal_number, read_date


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("资府办函〔2022〕6号", "资府办函〔2022〕6号"),
        ("国发[2021]3号", "国发〔2021〕3号"),
        ("川办函（2018）35号", "川办函〔2018〕35号"),
        ("粤府【2020】 12 号", "粤府〔2020〕12号"),
        ("遂府办发［2020］第2号", "遂府办发〔2020〕2号"),
        ("渝府发〔 2021 〕029号", "渝府发〔2021〕29号"),
    ],
)
def test_number_in_every_bracket_form(printed: str, number: str) -> None:
    match = NUMBER.search(printed)
    assert match
    assert normal_number(match) == number


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2022年1月26日", "2022-01-26"),
        ("2018年 4 月 3 日", "2018-04-03"),
        ("二〇〇五年六月十一日", "2005-06-11"),
        ("二○二一年十二月三十日", "2021-12-30"),
        ("二〇一九年十月二十日", "2019-10-20"),
        ("2019-01-14", "2019-01-14"),
        ("2019年13月1日", None),
        ("无日期", None),
    ],
)
def test_read_date(text: str, date: str | None) -> None:
    assert read_date(text) == date


def header(preamble: str, tail: str = "") -> Header:
    return parse_header(
        clean(preamble).chars, tail, SourceFile("a.txt", "0" * 64, 0), Context(Gazetteer.read(), None, None)
    )


def test_a_notice_that_transmits_a_plan() -> None:
    found = header(
        "资府办函〔2022〕6号\n\n资阳市人民政府办公室\n\n印发关于新时代推动革命老区振兴发展的 工作方案的通知\n\n"
        "安岳县人民政府，市级有关部门（单位）：\n\n经市政府同意，现将《关于新时代推动革命老区振兴发展的工作方案》印发你们，"
        "请认真组织实施。\n\n资阳市人民政府办公室\n\n2022年1月26日\n\n关于新时代推动革命老区振兴发展的 工作方案\n\n"
        "为深入贯彻落实《国务院关于新时代支持革命老区振兴发展的意见》（国发〔2021〕3号），制定本工作方案。"
    )
    assert found.title == "关于新时代推动革命老区振兴发展的工作方案"
    assert found.number == found.id == "资府办函〔2022〕6号"
    assert found.issuers == ("资阳市人民政府办公室",)
    assert (found.date, found.jurisdiction) == ("2022-01-26", "资阳市")


def test_a_table_of_particulars_above_the_text() -> None:
    found = header(
        "索 引 号：\t000014349/2018-00229\t主题分类：\t民政\\扶贫\n发文机关：\t国务院办公厅\t成文日期：\t2018年12月30日\n"
        "标　　题：\t国务院办公厅关于深入开展消费扶贫助力打赢脱贫攻坚战的指导意见\n发文字号：\t国办发〔2018〕129号\t"
        "发布日期：\t2019年01月14日\n\n各省、自治区、直辖市人民政府：\n消费扶贫是一种扶贫方式。"
    )
    assert found.title == "国务院办公厅关于深入开展消费扶贫助力打赢脱贫攻坚战的指导意见"
    assert found.number == "国办发〔2018〕129号"
    assert found.issuers == ("国务院办公厅",)
    assert (found.date, found.jurisdiction) == ("2018-12-30", "中国")


def test_a_cited_number_is_not_the_documents_own() -> None:
    found = header(
        "陆河县贯彻落实《中共广东省委 广东省人民\n政府关于新时代支持革命老区振兴发展的实施意见》的工作方案\n\n"
        "为贯彻落实《国务院关于新时代支持革命老区振兴发展的意见》（国发〔2021〕3号），制定本方案。"
    )
    assert found.number is None
    assert (
        found.title
        == "陆河县贯彻落实《中共广东省委 广东省人民政府关于新时代支持革命老区振兴发展的实施意见》的工作方案"
    )
    assert found.jurisdiction == "陆河县"
    assert found.date is None


def test_joint_issuers_on_a_line_of_their_own_belong_to_the_title() -> None:
    found = header(
        "中共四川省委 四川省人民政府\n\n关于加快推进革命老区脱贫地区民族地区盆周山区 振兴发展的意见\n\n"
        "革命老区、脱贫地区（以下简称“四类地区”）是薄弱地区。"
    )
    assert (
        found.title == "中共四川省委 四川省人民政府关于加快推进革命老区脱贫地区民族地区盆周山区振兴发展的意见"
    )
    assert len(found.issuers) == 2
    assert found.issuers[1] == "四川省人民政府"
    assert found.jurisdiction == "四川省"


def test_a_number_tells_the_issuer_where_nothing_else_does() -> None:
    found = header(
        "2018年川陕革命老区振兴发展重点工作推进方案\n（信息来源：四川省人民政府网站，川办函〔2018〕35号，2018年4月3日发布）\n"
        "为深入贯彻党的十九大精神，特制定本工作方案。"
    )
    assert found.title == "2018年川陕革命老区振兴发展重点工作推进方案"
    assert found.number == "川办函〔2018〕35号"
    assert found.issuers == ("四川省人民政府办公厅",)
    assert (found.date, found.jurisdiction) == ("2018-04-03", "四川省")


def test_one_line_without_breaks() -> None:
    found = header(
        "广东省人民政府关于印发广东省进一步稳定和促进就业若干政策措施的通知 广东省人民政府关于印发广东省进一步稳定 "
        "和促进就业若干政策措施的通知 粤府〔2020〕12号 各地级以上市人民政府，省政府各部门： 现将《广东省进一步稳定和促进"
        "就业若干政策措施》印发给你们，请认真组织实施。 广东省人民政府 2020年2月20日 广东省进一步稳定和促进就业若干政策措施 "
        "根据《国务院关于进一步做好稳就业工作的意见》（国发〔2019〕28号）精神，制定以下政策措施。"
    )
    assert found.title == "广东省进一步稳定和促进就业若干政策措施"
    assert found.number == "粤府〔2020〕12号"
    assert found.issuers == ("广东省人民政府",)
    assert found.date == "2020-02-20"


def test_nothing_is_guessed() -> None:
    found = header("为全面贯彻落实有关文件要求，推动实现高质量发展，制定本工作要点。")
    assert (found.title, found.number, found.issuers, found.date, found.jurisdiction) == (
        None,
        None,
        (),
        None,
        None,
    )
    assert found.id == header("为全面贯彻落实有关文件要求， 推动实现高质量发展，\n制定本工作要点。").id


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "省政府办公厅关于印发湖北省水旱灾害应急预案的通知\n各市人民政府：\n现将修订后的《湖北省水旱灾害应急预案》印发给你们。",
            "湖北省水旱灾害应急预案",
        ),
        (
            "湖北省财政厅关于印发支持粮食生产政策措施的通知\n各市财政局：\n请认真落实。\n湖北省财政厅\n2020年3月2日\n"
            "关于支持粮食生产的政策措施\n为支持粮食生产，制定本措施。",
            "关于支持粮食生产的政策措施",
        ),
        (
            "湖北省财政厅关于印发绩效评价清单的通知\n各市财政局：\n为规范管理，现将清单印发给你们，并就有关工作通知如下：",
            "绩效评价清单",
        ),
        (
            "《粮食收购试点方案》（以下简称《方案》）已经省人民政府同意，现印发给你们，请认真执行。",
            "粮食收购试点方案",
        ),
        (
            "中华人民共和国国务院令\n第999号\n现公布修订后的《粮食流通条例》，自公布之日起施行。",
            "粮食流通条例",
        ),
        (
            "国务院 财政部\n关于支持粮食生产的公告\n财政部公告2020年第8号\n为支持粮食生产，现公告如下。",
            "国务院 财政部关于支持粮食生产的公告",
        ),
        (
            "湖北省林业发展规划\n（2021—2035年）\n（草案）\n湖北省林业局\n2021年9月\n前言",
            "湖北省林业发展规划（2021—2035年）（草案）",
        ),
        (
            "湖北省林业发展规划 - 湖北省人民政府门户网站\n湖北省林业发展规划\n为发展林业，制定本规划。",
            "湖北省林业发展规划",
        ),
        (
            "湖北省委省政府出台稳增长30条意见\n中共湖北省委 湖北省人民政府关于稳增长的若干意见\n为稳增长，提出意见。",
            "中共湖北省委 湖北省人民政府关于稳增长的若干意见",
        ),
        (
            "关于印发有关文件的通知\n经研究，制定了《粮食储备管理办法》，现印发给你们。",
            "粮食储备管理办法",
        ),
        (
            "各市粮食局：\n省粮食局编制了《粮食产业规划（2019-2023年）》。经省人民政府同意，现印发给你们。",
            "粮食产业规划（2019-2023年）",
        ),
        (
            "湖北省关于禁止焚烧秸秆的通告\n鄂政通〔2017〕6号\n湖北省人民政府\n关于禁止焚烧秸秆的通告\n现通告如下。",
            "湖北省人民政府关于禁止焚烧秸秆的通告",
        ),
    ],
)
def test_title(text: str, title: str) -> None:
    assert header(text).title == title


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("湖北省财政厅关于支持粮食生产的复函鄂财函〔2020〕6号\n各市财政局：", "鄂财函〔2020〕6号"),
        ("标题：粮食条例\n发文字号：国令第999号\n成文日期：2018年12月18日", "国令第999号"),
        (
            "财政部 海关总署\n关于粮食税收的公告\n财政部 海关总署公告2020年第8号\n现公告如下。",
            "财政部海关总署公告2020年第8号",
        ),
        ("关于粮食税收的公告财政部公告2020年第8号\n现公告如下。", "财政部公告2020年第8号"),
        ("关于粮食的通知\n国办发„2009‟3号\n各省：", "国办发〔2009〕3号"),
        ("关于控制扬尘的通告\n渝府令第 121 号\n为控制扬尘，通告如下。", "渝府令第121号"),
    ],
)
def test_own_number(text: str, number: str) -> None:
    assert header(text).number == number


def test_a_plan_passed_by_a_congress_has_the_date_of_that() -> None:
    found = header(
        "第四十九条 本办法自公布之日起施行。 湖北省国民经济和社会发展第十四个五年规划\n和二〇三五年远景目标纲要\n"
        "2021 年 1 月 27 日湖北省第十三届\n人民代表大会第五次会议批准\n为促进发展，制定本纲要。"
    )
    assert found.title == "湖北省国民经济和社会发展第十四个五年规划和二〇三五年远景目标纲要"
    assert found.date == "2021-01-27"


def test_a_decision_that_amends_is_its_own_document() -> None:
    found = header(
        "《粮食流通办法》的决定\n《农业农村部关于修改<粮食流通办法>的决定》已经审议通过，现予发布。\n农业农村部部长 王某某\n2018年9月28日\n"
        "农业农村部关于修改《粮食流通办法》的决定\n为规范流通，作如下修改："
    )
    assert found.title == "农业农村部关于修改《粮食流通办法》的决定"
    assert (found.issuers, found.date, found.jurisdiction) == (("农业农村部",), "2018-09-28", "中国")


def test_a_letterhead_tells_whose_the_pointing_title_is() -> None:
    found = header(
        "湖北省商务厅文件\n鄂商发〔2020〕1号\n省商务厅关于做好招商工作的通知\n各市商务局：\n现通知如下。",
        "做好工作。\n附件：商务部关于招商工作的通知\n商务部办公厅\n2020年2月7日",
    )
    assert found.issuers == ("湖北省商务厅",)
    assert found.jurisdiction == "湖北省"


def test_a_signature_of_an_attached_document_is_not_its_own() -> None:
    found = header(
        "国务院办公厅转发地震局关于地震趋势意见的通知\n国办发〔1997〕2号\n各省：\n现转发给你们。\n国务院办公厅\n一九九七年二月四日",
        "做好工作。\n国家地震局\n一九九七年一月二十日",
    )
    assert found.issuers == ("国务院办公厅",)
    assert found.date == "1997-02-04"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "返回首页\n湖北省粮食条例\n• 索引号:\n1234\n湖北省粮食条例\n为发展粮食，制定本条例。",
            "湖北省粮食条例",
        ),
        (
            "新闻详情\n中共湖北省委 湖北省人民政府关于做好粮食工作的意见\n2022-05-19\n为做好工作，提出意见。",
            "中共湖北省委 湖北省人民政府关于做好粮食工作的意见",
        ),
        ("首页| 粮食资料网 | 论坛\n湖北省粮食条例\n为发展粮食，制定本条例。", "湖北省粮食条例"),
        ("《湖北省粮食条例》\n湖北省粮食条例\n为发展粮食，制定本条例。", "湖北省粮食条例"),
        (
            "2023年12月,中共湖北省委办公厅、湖北省人民政府办公厅发布《湖北省粮食责任制实施细则》。",
            "湖北省粮食责任制实施细则",
        ),
        (
            "粮食文库\n湖北省粮食规划\n湖北省粮食规划\n（2016-2020年）\n现制定本规划。",
            "湖北省粮食规划（2016-2020年）",
        ),
        (
            "关于加强粮食工作的意见（xx市）\n关于加强xx市粮食工作的意见\n湖北省粮食规划\n现制定。",
            "湖北省粮食规划",
        ),
        (
            "「通告」湖北省人民政府关于禁止焚烧秸秆的通告\n现通告如下。",
            "湖北省人民政府关于禁止焚烧秸秆的通告",
        ),
        ("名称：【应急预案】湖北省抗旱应急预案\n文号：无\n做好工作。", "湖北省抗旱应急预案"),
        (
            "名称：许政[2006]61号 许昌市人民政府关于粮食的意见\n文号：\n做好工作。",
            "许昌市人民政府关于粮食的意见",
        ),
        ("新闻资讯\n\n湖北省粮食规划\n\n为发展粮食，制定本规划。", "湖北省粮食规划"),
        ("湖北省粮食规划.docx\n为发展粮食，制定本规划。", "湖北省粮食规划"),
        ("应急预案—湖北省抗旱应急预案\n为抗旱，制定本预案。", "湖北省抗旱应急预案"),
        (
            "湖北省人民政府关于禁止焚烧秸秆的通告 | ||||\n|\n现通告如下。",
            "湖北省人民政府关于禁止焚烧秸秆的通告",
        ),
        ("湖北省人民政府防火令\n为防火，发布本令。", "湖北省人民政府防火令"),
        (
            "选址 政策 湖北省人民政府关于粮食的通知\n湖北省人民政府关于粮食的通知\n各市人民政府：",
            "湖北省人民政府关于粮食的通知",
        ),
        (
            "[ 索引号 ] 115001/2021-12 [ 发文字号 ]\n[ 体裁分类 ] 预案\n湖北省抗旱应急预案\n为抗旱，制定本预案。",
            "湖北省抗旱应急预案",
        ),
        (
            "最新法规 失效法规 法规分类\n发文标题：湖北省粮食规划\n发文文号：鄂政发[2016]54号",
            "湖北省粮食规划",
        ),
    ],
)
def test_title_on_a_website(text: str, title: str) -> None:
    assert header(text).title == title


@pytest.mark.parametrize(
    ("text", "issuers"),
    [
        (
            "粮食条例\n山东省济南市人民政府\n济南市人民政府令第19号\n为发展粮食，制定本条例。",
            ("济南市人民政府",),
        ),
        (
            "粮食条例\n（1991年3月26日济南市人民政府令19号发布）\n为发展粮食，制定本条例。",
            ("济南市人民政府",),
        ),
        (
            "湖北省粮食条例\n（1991年3月13日湖北省第七届人民代表大会第四次会议通过）\n为发展粮食，制定本条例。",
            ("湖北省人民代表大会",),
        ),
        (
            "粮食法\n（2005年10月27日第十届全国人民代表大会常务委员会第十八次会议通过）\n为发展粮食，制定本法。",
            ("全国人民代表大会常务委员会",),
        ),
        (
            "发布单位: | 杭州市农业农村局(杭州市乡村振兴局) | 主题分类: | 农业 |\n做好工作。",
            ("杭州市农业农村局",),
        ),
        ("【发文单位】 国家税务总局 【发布文号】 税总发〔2020〕11号\n做好工作。", ("国家税务总局",)),
        ("海洋预报规定\n1999年7月13日，国家海洋局\n为发展海洋，制定本规定。", ("国家海洋局",)),
        (
            "贵州省人民政府令第116号\n【文件来源】广西壮族自治区人民政府\n广西壮族自治区粮食办法\n为发展粮食，制定本办法。",
            ("广西壮族自治区人民政府",),
        ),
        ("中共广州市委广州市人民政府关于粮食的决定\n做好工作。", ("中共广州市委", "广州市人民政府")),
        (
            "自治区体育局 自治区财政厅关于体育的意见\n各市：\n做好工作。\n内蒙古自治区体育局 内蒙古自治区财政厅\n2022年5月11日",
            ("内蒙古自治区体育局", "内蒙古自治区财政厅"),
        ),
        (
            "今天:\n关于粮食的意见\n中共赣州市委 赣州市人民政府\n做好工作。",
            ("中共赣州市委", "赣州市人民政府"),
        ),
        ("新郑市粮食管理办法\n新政〔2018〕14号\n做好工作。", ()),
        (
            "粮食规划\n各市：\n请落实。\n中共浙江省委浙江省人民政府农业领导小组\n2020年5月6日\n做好工作。",
            (),
        ),
        ("湖北省人民政府工作规则\n为做好工作，制定本规则。", ("湖北省人民政府",)),
        ("粮食工作要点\n各单位：\n??湖北省粮食局\n??2020年5月6日\n做好工作。", ("湖北省粮食局",)),
        ("粮食工作要点\n做好工作。\n此告湖北省粮食局 2020年5月6日", ("湖北省粮食局",)),
        ("粮食工作要点\n吉府发〔2003〕37号\n做好工作。", ()),
        ("粮食工作要点\n吉政发〔2003〕37号\n做好工作。", ("吉林省人民政府",)),
    ],
)
def test_issuers(text: str, issuers: tuple[str, ...]) -> None:
    assert header(text).issuers == issuers


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("关于印发新郑市粮食办法的通知\n现印发给你们。", "新郑市"),
        ("关于转发新郑市粮食办法的通知\n现转发给你们。", None),
        ("迪庆州粮食规划\n为发展粮食，制定本规划。", "迪庆藏族自治州"),
        ("酉阳县粮食规划\n为发展粮食，制定本规划。", "酉阳土家族苗族自治县"),
        ("重庆市酉阳县粮食规划\n为发展粮食，制定本规划。", "酉阳土家族苗族自治县"),
    ],
)
def test_a_title_names_its_place(text: str, place: str | None) -> None:
    assert header(text).jurisdiction == place
