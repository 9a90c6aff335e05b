"""Signatures: bodies and date on lines of their own, run into a sentence, spaced out, broken, or undated."""

import pytest

from loaders.clean import clean
from loaders.context import Context
from loaders.gazetteer import Gazetteer
from loaders.signatures import find_signatures, find_undated, read_bodies

NOWHERE = Context(Gazetteer.read(), None, None)


def signed(text: str) -> list[tuple[list[str], str | None, bool]]:
    return [
        ([body.name for body in one.issuers], one.date, one.imprint)
        for one in find_signatures(clean(text).chars, NOWHERE)
    ]


@pytest.mark.parametrize(
    ("text", "issuers", "date"),
    [
        ("请遵照执行。\n\n湖北省财政厅\n\n2019年3月8日", ["湖北省财政厅"], "2019-03-08"),
        ("特此通知。重庆市教育委员会2021年8月21日（此件公开发布）附件1", ["重庆市教育委员会"], "2021-08-21"),
        ("请认真落实。 财  政  部 2020年1月31日", ["财政部"], "2020-01-31"),
        ("请认真落实。 国 务 院 二OO五年十二月三日", ["国务院"], "2005-12-03"),
        ("请认真落实。\n国务院办公厅　　2015年12月29日\n（此件公开发布）", ["国务院办公厅"], "2015-12-29"),
        (
            "现予发布。 青海省应对新型冠状病毒 肺炎疫情应急指挥部 2020年2月9日",
            ["青海省应对新型冠状病毒肺炎疫情应急指挥部"],
            "2020-02-09",
        ),
        (
            "请遵照执行。\n武汉市财政局武汉市民政局\n2020年5月6日",
            ["武汉市财政局", "武汉市民政局"],
            "2020-05-06",
        ),
        (
            "请遵照执行。\n湖南省教育厅　湖南省财政厅\n湖南省公安厅\n2020年5月6日",
            ["湖南省教育厅", "湖南省财政厅", "湖南省公安厅"],
            "2020-05-06",
        ),
        (
            "6.修建防洪堤。责任单位：省水利厅\n贵州省人民政府办公厅\n2021年4月26日",
            ["贵州省人民政府办公厅"],
            "2021-04-26",
        ),
        (
            "附件：1．制度2．成员名单重庆市人民政府办公厅2021年8月17日（此件公开发布）附件1",
            ["重庆市人民政府办公厅"],
            "2021-08-17",
        ),
        ("公布。总理　李某 2017年2月5日\n某条例\n某章", [], "2017-02-05"),
        ("特此通知。\n交通运输部职业资格中心\n2020年2月12日", ["交通运输部职业资格中心"], "2020-02-12"),
        ("现予公布。\n总理　李某某\n2018年12月18日\n某条例", [], "2018-12-18"),
        ("关于深化改革的意见\n（2020年2月10日）\n为深化改革，提出意见。", [], "2020-02-10"),
    ],
)
def test_signature(text: str, issuers: list[str], date: str) -> None:
    assert signed(text) == [(issuers, date, False)]


@pytest.mark.parametrize(
    "text",
    [
        "自2020年2月10日起施行。",
        "（1994年1月28日国务院令第142号发布）",
        "经湖北省人民政府2019年3月8日批准，现予公布。",
    ],
)
def test_a_date_in_a_sentence_signs_nothing(text: str) -> None:
    assert signed(text) == []


def test_an_imprint_is_told_from_a_signature() -> None:
    assert signed("抄送：省委办公厅。\n湖北省人民政府办公厅\n2019年3月8日印发") == [
        (["湖北省人民政府办公厅"], "2019-03-08", True)
    ]


def test_a_text_may_end_with_a_body_and_no_date() -> None:
    assert [body.name for body in find_undated("重要情况请及时上报。\n国家税务总局", NOWHERE)] == [
        "国家税务总局"
    ]
    assert find_undated("由省级有关部门负责。\n湖北省财政厅、湖北省水利厅", NOWHERE) == ()
    assert find_undated("加快建设水库", NOWHERE) == ()


def test_bodies_that_run_together_are_parted_only_where_both_are_known() -> None:
    names = [body.name for body in read_bodies("山西省商务厅山西省公安厅", NOWHERE)]
    assert names == ["山西省商务厅", "山西省公安厅"]
    assert read_bodies("湖北省财政厅和有关单位的意见", NOWHERE) == ()
