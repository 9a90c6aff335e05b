"""Which body took over from which, by the reforms of 1998 to 2023."""

import re

import pytest

from loaders.agencies import describe_agency
from loaders.agency_successors import SuccessorRow, find_successions, successor_rows
from loaders.agency_tables import central_bodies, forms, systems
from loaders.gazetteer import Gazetteer


def successions(name: str) -> set[tuple[str, str, object]]:
    gazetteer = Gazetteer.read()
    edges = find_successions(describe_agency(name, gazetteer), gazetteer)
    return {(edge.source[1], edge.target[1], edge.properties["date"]) for edge in edges}


@pytest.mark.parametrize(
    ("old", "new", "date"),
    [
        ("四川省环境保护厅", "四川省生态环境厅", "2018-10"),
        ("四川省国土资源厅", "四川省自然资源厅", "2018-10"),
        ("四川省农业厅", "四川省农业农村厅", "2018-10"),
        ("四川省旅游发展委员会", "四川省文化和旅游厅", "2018-10"),
        ("四川省文化厅", "四川省文化和旅游厅", "2018-10"),
        ("四川省安全生产监督管理局", "四川省应急管理厅", "2018-10"),
        ("四川省卫生和计划生育委员会", "四川省卫生健康委员会", "2018-10"),
        ("四川省经济和信息化委员会", "四川省经济和信息化厅", "2018-10"),
        ("四川省扶贫和移民工作局", "四川省扶贫开发局", "2018-10"),
        ("四川省扶贫开发局", "四川省乡村振兴局", "2021-05"),
        ("四川省乡村振兴局", "四川省农业农村厅", "2024-01"),
        ("四川省金融工作局", "四川省地方金融监督管理局", "2018-10"),
        ("四川省地方金融监督管理局", "四川省地方金融管理局", "2024-01"),
        ("资阳市环境保护局", "资阳市生态环境局", "2019-01"),
        ("安岳县国土资源局", "安岳县自然资源和规划局", "2019-01"),
        ("重庆市国土资源和房屋管理局", "重庆市规划和自然资源局", "2018-10"),
        ("重庆市环境保护局", "重庆市生态环境局", "2018-10"),
        ("国土资源部", "自然资源部", "2018-03"),
        ("国家乡村振兴局", "农业农村部", "2023-03"),
        ("交通部", "交通运输部", "2008-03"),
        ("国家发展计划委员会", "国家发展和改革委员会", "2003-03"),
        ("国家环境保护局", "国家环境保护总局", "1998-03"),
    ],
)
def test_find_successions_is_told_by_both_bodies(old: str, new: str, date: str) -> None:
    assert (old, new, date) in successions(old)
    assert (old, new, date) in successions(new)


@pytest.mark.parametrize(
    "name", ["四川省财政厅", "安岳县人民政府", "资阳市有关部门", "中国铁路成都局集团有限公司"]
)
def test_find_successions_of_a_body_that_was_not_reformed(name: str) -> None:
    assert successions(name) == set()


def test_find_successions_never_leaves_the_place() -> None:
    for old, new, _ in successions("资阳市旅游局"):
        assert old.startswith("资阳市") and new.startswith("资阳市")


@pytest.mark.parametrize("row", successor_rows(), ids=lambda row: f"{row.from_form}-{row.to_form[0]}")
def test_successor_rows_name_known_systems_and_forms(row: SuccessorRow) -> None:
    known = {form.official for form in forms()} | {body.name for body in central_bodies()}
    assert row.system in {system.system for system in systems()}
    assert re.fullmatch(r"(19|20)\d\d-(0[1-9]|1[0-2])", row.date)
    assert row.from_form not in row.to_form
    assert {row.from_form, *row.to_form} <= known | {"铁道部", "卫生部"}, (
        "铁道部 and 卫生部 ended before the tables begin"
    )


def test_successor_rows_are_there_once() -> None:
    rows = [(row.levels, row.where, row.from_form, form) for row in successor_rows() for form in row.to_form]
    assert len(set(rows)) == len(rows)
