"""`zhengtu explain` and the corrections file, on documents read from files on disk."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest

import zhengtu
from graph.errors import QueryError, TableError
from graph.settings import Settings
from graph.store import GraphStore
from graph.writer import Outcome
from queries.explain import explain
from queries.run import QueryResult
from queries.show import as_csv

PROVINCE = """四川省人民政府办公厅
关于印发四川省铁路水利建设方案的通知
川办发〔2020〕5号
一、加快建设
（一）加快汉中至巴中至南充铁路、毗河供水二期工程建设。（责任单位：省发展改革委，巴中、南充市人民政府）
（二）推进安岳县龙潭水库建设。（责任单位：省水利厅）
四川省人民政府办公厅
2020年3月1日
"""
CITY = """资阳市人民政府办公室
关于印发资阳市水利建设方案的通知
资府办发〔2021〕7号
根据《四川省铁路水利建设方案》和《四川省水利条例》，制定本方案。
一、加快建设
（一）加快毗河供水二期建设，推进安岳县龙潭灌区建设。（责任单位：市水务局，资阳市财局）
资阳市人民政府办公室
2021年6月1日
"""
HEADER = "kind,rule,name_or_id,other,note\n"


@pytest.fixture
def store(any_store: GraphStore) -> GraphStore:
    """Everything here holds on both engines."""
    return any_store


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("texts")
    (folder / "省.txt").write_text(PROVINCE, "utf-8")
    (folder / "市.txt").write_text(CITY, "utf-8")
    (folder / "省-转载.txt").write_text(f"首页 > 政务公开\n{PROVINCE}浏览次数：15\n", "utf-8")
    return folder


@pytest.fixture
def graph(
    store: GraphStore, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[GraphStore]:
    """The engine with the three files; the corrections file is `corrections.csv` in `tmp_path`."""
    monkeypatch.setenv("ZHENGTU_HOME", str(tmp_path))
    outcomes = [loaded.outcome for loaded in zhengtu.load(store, [folder])]
    assert sorted(map(str, outcomes)) == ["added", "added", "copy"]
    yield store


def correct(folder: Path, rows: str) -> None:
    (folder / "corrections.csv").write_text(HEADER + rows, "utf-8")


def told(result: QueryResult, *columns: str) -> list[tuple[object, ...]]:
    return [tuple(row[name] for name in columns) for row in result.rows]


@pytest.mark.parametrize("form", ["毗河供水二期工程", "毗河供水二期", "水利:毗河@四川省:二期"])
def test_explain_shows_which_words_were_joined_and_why(graph: GraphStore, form: str) -> None:
    found = explain(graph, form)
    assert told(found, "name", "rule", "document") == [
        ("毗河供水二期工程", "name and place + nested place", "川办发〔2020〕5号"),
        ("毗河供水二期", "name and place", "资府办发〔2021〕7号"),
    ]
    assert [item.quote for item in found.evidence] == ["毗河供水二期工程", "毗河供水二期"]
    assert all(PROVINCE.count(item.quote) or CITY.count(item.quote) for item in found.evidence)


def test_explain_shows_how_a_body_was_told(graph: GraphStore) -> None:
    assert told(explain(graph, "省发展改革委"), "name", "rule") == [("省发展改革委", "form")]
    assert told(explain(graph, "巴中市人民政府"), "name", "rule") == [("巴中市人民政府", "distribution")]
    assert told(explain(graph, "资阳市财政局"), "name", "rule") == [("资阳市财局", "closest form")]


def test_explain_shows_what_was_kept_apart_and_why(graph: GraphStore) -> None:
    found = explain(graph, "安岳县龙潭水库")
    assert [row["rule"] for row in found.rows if "龙潭灌区" in str(row["name"])] == ["other kind"]


def test_explain_shows_a_documents_files_and_citations(graph: GraphStore) -> None:
    found = explain(graph, "川办发〔2020〕5号")
    assert ("title", "资府办发〔2021〕7号") in told(found, "rule", "document")
    assert sorted(row["rule"] for row in found.rows if str(row["name"]).endswith(".txt")) == ["copy", "file"]
    assert told(explain(graph, "四川省水利条例"), "rule") == [("not loaded",)]


def test_explain_says_a_reason_in_words_for_every_rule(graph: GraphStore) -> None:
    names = [
        row["name"] for row in graph.read_all("MATCH (n) WHERE n:Agency OR n:Project RETURN n.name AS name")
    ]
    rows = [row for name in names for row in explain(graph, name).rows]
    assert len(rows) > 10
    assert [row for row in rows if not row["reason"] or row["reason"] == row["rule"]] == []


@pytest.mark.parametrize("form", ["", "没有这个条目", "安岳县龙潭"])
def test_explain_refuses_what_means_nothing_or_several(graph: GraphStore, form: str) -> None:
    with pytest.raises(QueryError):
        explain(graph, form)


def test_explain_is_a_table_for_spreadsheets_too(graph: GraphStore) -> None:
    rows = list(csv.DictReader(io.StringIO(as_csv(explain(graph, "毗河供水二期")))))
    assert [row["quotations"] for row in rows] == ["毗河供水二期工程", "毗河供水二期"]


def test_a_correction_is_in_force_from_the_next_load_on(
    graph: GraphStore, folder: Path, tmp_path: Path
) -> None:
    correct(tmp_path, "project,different,毗河供水二期,毗河供水二期工程,两期不同\n")
    outcomes = {loaded.outcome for loaded in zhengtu.load(graph, [folder / "省.txt"])}
    assert outcomes == {Outcome.UNCHANGED}
    found = explain(graph, "毗河供水二期")
    assert [row["rule"] for row in found.rows] == ["name and place", "correction says different"]
    list(zhengtu.load(graph, [folder]))
    assert len(explain(graph, "毗河供水二期").rows) == 2
    (tmp_path / "corrections.csv").unlink()
    list(zhengtu.load(graph, [folder]))
    assert [row["name"] for row in explain(graph, "毗河供水二期").rows] == [
        "毗河供水二期工程",
        "毗河供水二期",
    ]


def test_an_alias_by_correction_is_understood_in_questions(
    graph: GraphStore, folder: Path, tmp_path: Path
) -> None:
    correct(tmp_path, "agency,alias,四川省水利厅,川水厅,\nregion,alias,安岳县,柠檬之乡,\n")
    list(zhengtu.load(graph, [folder]))
    rows = zhengtu.query(graph, "measures-of-agency", agency="川水厅").rows
    assert [row["measure"] for row in rows] == ["川办发〔2020〕5号#1-2"]
    assert explain(graph, "柠檬之乡").params == {"entity": "512021"}


def test_a_bad_correction_stops_the_load_by_file_and_line(
    graph: GraphStore, folder: Path, tmp_path: Path
) -> None:
    correct(tmp_path, "project,same,甲,乙,\nproject,maybe,甲,乙,\n")
    with pytest.raises(TableError, match=r"corrections\.csv.*3"):
        list(zhengtu.load(graph, [folder]))


def test_a_file_parted_by_a_correction_is_named(graph: GraphStore, folder: Path, tmp_path: Path) -> None:
    paths = [str(folder / name) for name in ("省.txt", "省-转载.txt")]
    correct(tmp_path, f"document,different,{paths[0]},{paths[1]},\n")
    notes = [note for loaded in zhengtu.load(graph, [folder / "市.txt"]) for note in loaded.notes]
    assert notes == []  # one number: they are one document whatever is said


def test_settings_name_the_corrections_file() -> None:
    assert Settings.from_env({"ZHENGTU_HOME": "家"}).corrections_file == Path("家/corrections.csv")
    assert Settings.from_env({"ZHENGTU_CORRECTIONS": "别处.csv"}).corrections_file == Path("别处.csv")
