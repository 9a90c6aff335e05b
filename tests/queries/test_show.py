"""How an answer is shown: `ANSWER` has a row with two passages, one read twice, and a row with none."""

import csv
import io
import json

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


def table(result: QueryResult) -> str:
    console = Console(width=100, file=io.StringIO())
    with console.capture() as captured:
        console.print(as_table(result))
    return captured.get()


def test_quotations_are_distinct_and_in_order() -> None:
    assert quotations(ANSWER, 0) == ["安岳县政府", "甲路，\n“乙”路"]
    assert quotations(ANSWER, 1) == []


def test_a_table_shows_every_row_with_its_quotations() -> None:
    shown = table(ANSWER)
    assert "甲路、乙路" in shown
    assert "[未知]" in shown
    assert shown.count("安岳县政府") == 1


def test_a_table_shows_three_quotations_and_counts_the_rest() -> None:
    many = QueryResult(["a"], [{"a": 1}], False, [passage(0, str(n), f"第{n}处") for n in range(5)], {})
    shown = table(many)
    assert "第2处" in shown and "第3处" not in shown
    assert "另 2 处" in shown


def test_a_narrow_table_folds_words_and_loses_none() -> None:
    long = "川陕革命老区振兴发展重点工作推进方案" * 3
    shown = table(QueryResult(["a", "b", "c"], [{"a": long, "b": long, "c": long}], False, [], {}))
    assert "…" not in shown
    assert shown.count("案") == 9


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
