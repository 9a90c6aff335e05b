"""Titles of one document are alike once issuer, notice and tail are off."""

import pytest

from loaders.tables import read_table
from loaders.title import TitleWord
from loaders.title_forms import TitleForm, title_form


@pytest.mark.parametrize(
    ("title", "core", "issuer", "tail"),
    [
        ("四川省人民政府办公厅关于印发四川省老区规划实施方案的通知", "四川省老区规划实施方案", "四川省人民政府办公厅", None),
        ("四川省老区规划实施方案", "四川省老区规划实施方案", None, None),
        ("关于印发《泰州市节水办法（试行）》的通知", "泰州市节水办法", None, "试行"),
        ("泰州市节水办法(试行)", "泰州市节水办法", None, "试行"),
        ("国务院关于支持老区的意见", "关于支持老区的意见", "国务院", None),
        ("中共广东省委、广东省人民政府关于支持老区的意见", "关于支持老区的意见", "中共广东省委广东省人民政府", None),
        ("中共广东省委 广东省人民政府关于支持老区的意见", "关于支持老区的意见", "中共广东省委广东省人民政府", None),
        ("四川省人民政府办公厅转发国务院办公厅关于节水的意见的通知", "关于节水的意见", "四川省人民政府办公厅", None),
        ("中华人民共和国预算法（2018年修正）", "预算法", None, "2018年修正"),
        ("四川省关于加快发展的意见", "四川省关于加快发展的意见", None, None),  # a place issues nothing
        ("关于公布2018年名单的通知", "关于公布2018年名单的通知", None, None),  # a list is no document
        (
            "陆河县贯彻落实《广东省人民政府关于支持老区的意见》的方案",
            "陆河县贯彻落实广东省人民政府关于支持老区的意见的方案",
            None,
            None,
        ),
        ("《办法》", None, None, None),
    ],
)  # fmt: skip
def test_title_form(title: str, core: str | None, issuer: str | None, tail: str | None) -> None:
    assert title_form(title) == TitleForm(core, issuer, tail)


def test_title_words_are_there_once() -> None:
    rows = read_table("title_words", TitleWord)
    assert len({row.word for row in rows}) == len(rows)
