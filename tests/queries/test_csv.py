"""A CSV cell is a text to whatever opens it."""

import csv
import io

import pytest

from queries.run import Evidence, QueryResult
from queries.show import as_csv, as_json


def result(*values: object, evidence: list[Evidence] | None = None) -> QueryResult:
    return QueryResult(["value"], [{"value": value} for value in values], False, evidence or [], {})


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("-cmd", "'-cmd"),
        (["=1", "2"], "'=1、2"),
        (-1, "-1"),
        (None, ""),
        ("绵阳市", "绵阳市"),
        ([1, 2], "1、2"),
        ({"a": 1}, '{"a": 1}'),
        ('他说“是”, "否"\n另行', '他说“是”, "否"\n另行'),
    ],
)
def test_as_csv_cells_are_texts_to_a_spreadsheet(value: object, cell: str) -> None:
    assert list(csv.reader(io.StringIO(as_csv(result(value))))) == [["value"], [cell]]


def test_as_csv_ends_with_the_quotations() -> None:
    evidence = [Evidence(1, f"e{at}", "d", None, quote, at, at + 1) for at, quote in enumerate("甲乙甲")]
    rows = list(csv.reader(io.StringIO(as_csv(result("a", "b", evidence=evidence)))))
    assert rows == [["value", "quotations"], ["a", ""], ["b", "甲\n乙"]]


def test_as_json_leaves_chinese_readable() -> None:
    assert '"value": "绵阳市"' in as_json(result("绵阳市"))
