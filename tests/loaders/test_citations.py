"""Citations: with and without numbers, nested, said short, and what in 《》 is none."""

import pytest

from loaders.citations import find_aliases, find_citations, normal_title


def cited(text: str, own: str = "", aliases: frozenset[str] = frozenset()) -> list[tuple[str, str | None]]:
    own_titles = frozenset({normal_title(own)} if own else ())
    return [(found.title, found.number) for found in find_citations(text, own_titles, aliases)]


@pytest.mark.parametrize(
    ("text", "citations"),
    [
        (
            "根据《国务院关于支持革命老区的意见》（国发〔2021〕3号）精神",
            [("国务院关于支持革命老区的意见", "国发〔2021〕3号")],
        ),
        (
            "根据《国务院关于支持革命老区的意见》(国发[2021]3号)精神",
            [("国务院关于支持革命老区的意见", "国发〔2021〕3号")],
        ),
        ("落实《四川省红色文化保护传承条例》", [("四川省红色文化保护传承条例", None)]),
        (
            "落实《预算法》和《嘉陵江流域横向生态保护补偿协议》",
            [("预算法", None), ("嘉陵江流域横向生态保护补偿协议", None)],
        ),
        (
            "按照《关于印发〈考核办法实施细则〉的通知》（川农业〔2017〕187号）",
            [("关于印发〈考核办法实施细则〉的通知", "川农业〔2017〕187号")],
        ),
        ("执行《某某管理办法（试行）》", [("某某管理办法（试行）", None)]),
        ("纳入《巴蜀文旅走廊建设规划（2021—2025年）》", [("巴蜀文旅走廊建设规划（2021—2025年）", None)]),
        ("凭《通行证》通行，填写《申请表》，学习《论语》", []),
        ("依照《民法典》《信访条例》，修订《实施条例》", [("民法典", None), ("信访条例", None)]),
        ("按照《企业财务通则》和《国民经济行业分类》", [("企业财务通则", None), ("国民经济行业分类", None)]),
        ("落实“重庆英才计划”", []),
        ("《没有结束的意见", []),
        ("《》与《 》", []),
    ],
)
def test_find_citations(text: str, citations: list[tuple[str, str | None]]) -> None:
    assert cited(text) == citations


def test_one_document_is_cited_once() -> None:
    text = "《关于某某的意见》（国发〔2021〕3号）……再按《关于某某的意见》（国发〔2021〕3号）执行"
    assert cited(text) == [("关于某某的意见", "国发〔2021〕3号")]


def test_the_document_itself_is_no_citation() -> None:
    assert cited("现将《某某工作方案》印发你们", own="某某工作方案") == []


def test_a_document_named_in_the_own_title_is_cited_where_the_text_names_it() -> None:
    own = "某县贯彻落实《省政府关于某某的意见》的工作方案"
    assert cited(f"{own}\n为落实《省政府关于某某的意见》（粤府〔2021〕15号），制定本方案", own) == [
        ("省政府关于某某的意见", "粤府〔2021〕15号")
    ]


def test_a_short_form_stands_for_the_document_said_before() -> None:
    text = "《国务院关于支持革命老区的意见》（国发〔2021〕3号，以下简称《意见》）……"
    assert find_aliases(text) == {"意见"}
    assert cited("落实《意见》要求", aliases=find_aliases(text)) == []
    assert cited(text) == [("国务院关于支持革命老区的意见", "国发〔2021〕3号")]


def test_offsets_hold_the_title_and_the_number() -> None:
    text = "根据《某某意见》（国发〔2021〕3号）精神"
    (found,) = find_citations(text, frozenset())
    assert text[found.start : found.end] == "《某某意见》（国发〔2021〕3号）"
