"""The outline: every style of ordinal, counts that run on or restart, and what only looks like one."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.clean import clean
from loaders.ordinals import read_numeral
from loaders.outline import Item, leaves, main_part, parse_outline

HAN = [
    "零",
    "一",
    "二",
    "三",
    "四",
    "五",
    "六",
    "七",
    "八",
    "九",
    "十",
    "十一",
    "十二",
    "十三",
    "十四",
    "十五",
    "十六",
    "十七",
    "十八",
    "十九",
    "二十",
    "二十一",
]


@pytest.mark.parametrize(
    ("printed", "value"),
    [*zip(HAN, range(22), strict=True), ("九十九", 99), ("一百零八", 108), ("7", 7), ("⑫", 12)],
)
def test_read_numeral(printed: str, value: int) -> None:
    assert read_numeral(printed) == value


def outline(text: str) -> tuple[Item, ...]:
    parts = parse_outline(text)
    return parts[main_part(parts)] if parts else ()


def paths(text: str) -> list[tuple[int, ...]]:
    return [item.path for item in leaves(outline(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "序言。\n一、甲\n（一）乙。\n（二）丙。\n二、丁。",
            [(1, 1), (1, 2), (2,)],
            id="section-and-bracket",
        ),
        pytest.param(
            "一、甲\n（一）乙。\n二、丙\n（二）丁。\n（三）戊。",
            [(1, 1), (2, 2), (2, 3)],
            id="numbering-runs-on",
        ),
        pytest.param("一、甲\n（一）乙。\n二、丙\n（一）丁。", [(1, 1), (2, 1)], id="numbering-restarts"),
        pytest.param(
            "一、甲\n（一）乙。①丙（责任单位：丁）。②戊。\n③己。",
            [(1, 1, 1), (1, 1, 2), (1, 1, 3)],
            id="circles-in-mid-line",
        ),
        pytest.param("一、甲\n1.乙。\n2.丙。\n二、丁\n3.戊。", [(1, 1), (1, 2), (2, 3)], id="digits-run-on"),
        pytest.param(
            "标题 一、甲 1．乙。（责任单位：丙） 2．丁。 二、戊 3．己。",
            [(1, 1), (1, 2), (2, 3)],
            id="no-line-breaks",
        ),
        pytest.param(
            "第一章 总则\n第一条 甲。\n第二条 乙。\n第二章 附则\n第三条 丙。",
            [(1, 1), (1, 2), (2, 3)],
            id="chapters-and-articles",
        ),
        pytest.param(
            "一、甲\n(一)乙\n1、丙\n（1）丁。\n（2）戊。", [(1, 1, 1, 1), (1, 1, 1, 2)], id="five-levels"
        ),
        pytest.param("1.甲。 2.乙。 4.丁。", [(1,), (2,), (4,)], id="one-item-lost"),
        pytest.param(
            "目录\n一、甲\n二、乙\n一、甲\n甲的内容。\n二、乙\n乙的内容。",
            [(1,), (2,)],
            id="contents-before-the-text",
        ),
        pytest.param(
            "一、推动农村一、二、三产业融合，增长1.5亿元。\n二、乙。", [(1,), (2,)], id="numbers-in-prose"
        ),
        pytest.param(
            "一、依照本法第三条（一）项的规定。一是甲；二是乙。\n二、丙。",
            [(1,), (2,)],
            id="references-and-enumerations",
        ),
        pytest.param(
            "一、提升便利度（一）甲。（二）乙。二、优化环境（三）丙。",
            [(1, 1), (1, 2), (2, 3)],
            id="titles-run-into-items",
        ),
        pytest.param(
            "一、甲\n1.做甲。\n2.2020年底前做乙。", [(1, 1), (1, 2)], id="an-item-that-begins-with-a-year"
        ),
        pytest.param("第一章 总则第一条 甲。第二条 乙。", [(1, 1), (1, 2)], id="articles-without-breaks"),
        pytest.param(
            "节选如下。五、做甲（一）甲一。（二）甲二。六、做乙。其中三、四级医院另行规定。",
            [(5, 1), (5, 2), (6,)],
            id="an-excerpt-without-breaks",
        ),
        pytest.param(
            "三、做甲\n（一）甲一\n32.做甲。\n33.做乙。\n（二）甲二\n34.做丙。\n四、做丁\n35.做戊。",
            [(3, 1, 32), (3, 1, 33), (3, 2, 34), (4, 35)],
            id="an-excerpt-whose-numbers-run-on",
        ),
        pytest.param(
            "特制定本规划。第七章　强化支撑打好翻身仗。第一节　加快发展。做甲。第二节　提升。做乙。",
            [(7, 1), (7, 2)],
            id="a-single-chapter",
        ),
        pytest.param(
            "七、提升品格\n7.2 推进服务\n7.2.1 做甲。\n7.2.2 做乙。\n7.3 构筑空间\n做丙。",
            [(7, 2, 1), (7, 2, 2), (7, 3)],
            id="decimals-of-an-excerpt",
        ),
        pytest.param(
            "六、开放\n6.2 打造高地\n6.2.1 做甲。\n536.2.2 做乙。\n546.3 做丙\n6.3.1 做丁。",
            [(6, 2, 1), (6, 2, 2), (6, 3, 1)],
            id="a-page-number-glued-to-a-decimal",
        ),
        pytest.param(
            "第六章 管控风险。\n第二节 防治污染。\n做甲。\n专栏5 整治示范（一）区域防控。做乙。（二）综合整治。做丙。",
            [(6, 2, 1), (6, 2, 2)],
            id="items-run-into-the-title-of-a-box",
        ),
        pytest.param(
            "提出如下意见。三、保障措施（一）健全机制。做甲。（二）健全体系。做乙。",
            [(3, 1), (3, 2)],
            id="a-single-section",
        ),
        pytest.param(
            "制定如下措施。  三、优化功能  （二十六）做甲。  （二十七）做乙。  四、做丙",
            [(3, 26), (3, 27), (4,)],
            id="an-excerpt-with-blanks-for-breaks",
        ),
        pytest.param("依照第七章的规定。详见下文。其中五、六年级学生另行安排。", [], id="no-excerpt"),
        pytest.param("没有编号的文字。共2.5万人，3家。", [], id="no-outline"),
    ],
)
def test_parse_outline(text: str, expected: list[tuple[int, ...]]) -> None:
    assert paths(text) == expected


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("一、总体要求\n（一）指导思想。以某某为指导。", "指导思想"),
        (
            "一、生活保障方面\n（一）各定点医院要结合实际，提供必要的隔离休息场所，配备必需的基本生活用品，安排专人。（责任单位：市卫生健康委）",
            "生活保障方面",
        ),
        ("一、支持企业稳定岗位\n按照国家统一部署，调整政策。", "支持企业稳定岗位"),
    ],
)
def test_heading_is_the_lead_sentence_or_the_parents(text: str, heading: str) -> None:
    (leaf,) = leaves(outline(text))
    assert next(leaf.titles()) == heading


@given(st.text(alphabet="一二三、。（）().1２①② \n第章条责任", max_size=200))
def test_items_tile_the_text(text: str) -> None:
    items = outline(text)
    for item, following in pairwise(items):
        assert item.ordinal < item.start <= item.end <= following.ordinal
    assert len({item.path for item in leaves(items)}) == len(leaves(items))


def test_articles_whose_blank_is_lost_are_items_and_references_are_none() -> None:
    chars = clean(
        "第一章总则\n第一条为加强管理，制定本办法。\n第二条本办法适用于全市。\n"
        "第三条规定的事项由市政府办理。\n第二章附则\n第三条本办法自发布之日起施行。\n"
    ).chars
    (items,) = parse_outline(chars)
    assert [item.path for item in items] == [(1,), (1, 1), (1, 2), (2,), (2, 3)]


def test_references_to_items_are_no_items() -> None:
    chars = clean(
        "第一条 符合下列条件的可以申请：\n（一）年满十八周岁；\n（二）有固定住所。\n"
        "第二条 符合第一条第（一）（二）项条件的，按第（一）项、第（二）项办理。\n第三条 本办法自发布之日起施行。\n"
    ).chars
    (items,) = parse_outline(chars)
    assert [item.path for item in items] == [(1,), (1, 1), (1, 2), (2,), (3,)]


def test_items_that_begin_like_references_are_items() -> None:
    chars = clean(
        "一、总体要求\n（一）项目建设。加快建设。\n（二）目标任务。全面完成。\n（三）款项拨付。及时拨付。\n"
    ).chars
    (items,) = parse_outline(chars)
    assert [item.path for item in items] == [(1,), (1, 1), (1, 2), (1, 3)]


def test_a_chapter_stands_under_no_article() -> None:
    chars = clean(
        "第一条 为加强管理，制定本办法。\n第二条 本办法适用于全市。\n第二章 管理职责\n第三条 市财政局负责管理。\n"
        "第三章 附则\n第四条 本办法自发布之日起施行。\n"
    ).chars
    (items,) = parse_outline(chars)
    assert [item.path for item in items] == [(1,), (2,), (2,), (2, 3), (3,), (3, 4)]


def test_enumerations_of_numerals_are_no_items_but_what_is_done_once_is() -> None:
    chars = clean(
        "一、社保补贴\n发展一、二、三产业。\n二、一次性扩岗补助\n支持企业。\n三、一线人员补助\n支持职工。\n"
    ).chars
    (items,) = parse_outline(chars)
    assert [item.path for item in items] == [(1,), (2,), (3,)]


def test_a_wrapped_word_that_ends_in_one_begins_no_outline() -> None:
    chars = clean(
        "一、社会保障\n健全全面覆盖、统筹城乡的多层次社会保障制度体系，做到公平统\n一、可持续发展。\n二、住房保障\n完善制度。\n"
    ).chars
    (items,) = parse_outline(chars)
    assert [item.path for item in items] == [(1,), (2,)]
