"""How an answer is shown: `ANSWER` has a row with two passages, one read twice, and a row with none."""

import csv
import io
import json

import pytest
from rich.console import Console

from queries.run import Evidence, QueryResult
from queries.show import as_csv, as_json, as_table, quotations


def passage(row: int, edge: str, quote: str) -> Evidence:
    return Evidence(row, edge, "文〔2022〕1号", [1, 2], quote, 0, len(quote))


ANSWER = QueryResult(
    columns=["agency", "projects"],
    rows=[{"agency": "安岳县人民政府", "projects": ["甲路", "乙路"]}, {"agency": "[未知]", "projects": []}],
    truncated=False,
    evidence=[
        passage(0, "a", "安岳县政府"),
        passage(0, "b", "安岳县政府"),
        passage(0, "c", "甲路，\n“乙”路"),
    ],
    params={"sector": "公路"},
)
WITHOUT_EVIDENCE = QueryResult(["n"], [{"n": None}, {"n": {"id": "x"}}, {"n": 3}], False, [], {})


def table(result: QueryResult, width: int = 100) -> str:
    console = Console(width=width, file=io.StringIO())
    with console.capture() as captured:
        console.print(as_table(result, console))
    return captured.get()


def test_quotations_are_distinct_and_in_order() -> None:
    assert quotations(ANSWER, 0) == ["安岳县政府", "甲路，\n“乙”路"]
    assert quotations(ANSWER, 1) == []


def test_a_table_shows_every_row_with_its_quotations() -> None:
    heading, _, first, second, third, fourth = [line for line in table(ANSWER).splitlines() if line.strip()]
    assert heading.split() == ["agency", "projects", "原文"]
    assert first.split() == ["安岳县人民政府", "甲路", "安岳县政府"]
    assert second.split() == ["乙路", "甲路，"]
    assert third.split() == ["“乙”路"]
    assert fourth.split() == ["[未知]"]


def test_a_table_shows_three_quotations_and_counts_the_rest() -> None:
    many = QueryResult(["a"], [{"a": 1}], False, [passage(0, str(n), f"第{n}处") for n in range(5)], {})
    shown = table(many)
    assert "第2处" in shown and "第3处" not in shown
    assert "另 2 个" in shown


@pytest.mark.parametrize("width", [60, 100, 200])
def test_a_table_of_any_width_loses_no_character(width: int) -> None:
    long = "川陕革命老区振兴发展重点工作推进方案" * 3
    shown = table(QueryResult(["a", "b", "c"], [{"a": long, "b": long, "c": long}], False, [], {}), width)
    assert shown.count("案") == 9


def test_a_row_too_wide_for_columns_is_a_block_of_lines() -> None:
    lines = table(ANSWER, width=20).splitlines()
    assert lines[0].split() == ["agency", "安岳县人民"]
    assert [line.split()[0] for line in lines if line.startswith(("agency", "projects"))] == [
        "agency", "projects", "agency", "projects",
    ]  # fmt: skip


def test_csv_can_be_read_back() -> None:
    rows = list(csv.DictReader(io.StringIO(as_csv(ANSWER))))
    assert rows[0] == {
        "agency": "安岳县人民政府",
        "projects": "甲路、乙路",
        "quotations": "安岳县政府\n甲路，\n“乙”路",
    }
    assert rows[1]["quotations"] == ""


def test_csv_without_evidence_has_the_columns_alone() -> None:
    assert list(csv.reader(io.StringIO(as_csv(WITHOUT_EVIDENCE)))) == [["n"], [""], ['{"id": "x"}'], ["3"]]


def test_json_has_the_keys_the_service_answers_with() -> None:
    answer = json.loads(as_json(ANSWER))
    assert set(answer) == {"query", "params", "columns", "rows", "truncated", "evidence"}
    assert answer["rows"] == ANSWER.rows
    assert answer["evidence"][2]["quote"] == "甲路，\n“乙”路"
