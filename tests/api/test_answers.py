"""Every address answers as docs/http.md says, over the real engine."""

import csv
import io
from importlib.metadata import version
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

from graph.schema import NODES
from queries.catalog import named_queries
from tests.queries.small_graph import SICHUAN

ZIYANG = quote("资府办函〔2022〕6号", safe="")
TEN = {"sector": "铁路", "region": "川陕老区"}


def get(client: TestClient, address: str, **params: object) -> dict[str, object]:
    """The JSON at `address`, which must be found."""
    answer = client.get(address, params=params)  # type: ignore[arg-type]
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/json"
    body: dict[str, object] = answer.json()
    return body


def test_search_answers_with_details(client: TestClient) -> None:
    found = get(client, "/api/search", q="酉阳县", limit=1)
    assert found == {
        "query": "酉阳县",
        "results": [
            {
                "id": "500242",
                "label": "Region",
                "name": "酉阳土家族苗族自治县",
                "title": "地区",
                "detail": "重庆市酉阳土家族苗族自治县 · 县级",
            }
        ],
    }


@pytest.mark.parametrize(
    "id_", ["资府办函〔2022〕6号#1-1", "铁路:绵阳市-遂宁市-内江市", "512021", "国发〔2021〕3号"]
)
def test_entities_take_percent_encoded_ids(client: TestClient, id_: str) -> None:
    node = get(client, f"/api/entities/{quote(id_, safe='')}")
    assert node["id"] == id_
    assert set(node) == {"id", "label", "name", "title", "properties", "neighbours"}


def test_neighbours_answer_with_nodes_and_edges(client: TestClient) -> None:
    found = get(client, f"/api/entities/{ZIYANG}%231-1/neighbours", type="RESPONSIBLE_FOR", limit=2)
    assert set(found) == {"entity", "nodes", "edges", "total", "truncated"}
    assert (found["total"], found["truncated"]) == (3, True)
    (first, _) = found["edges"]  # type: ignore[misc]
    assert set(first) == {"id", "type", "title", "source", "target", "properties", "evidence"}
    assert (first["title"], first["evidence"], first["target"]) == ("负责", True, "资府办函〔2022〕6号#1-1")


def test_documents_are_listed_and_read(client: TestClient) -> None:
    listed = get(client, "/api/documents")
    assert [one["measures"] for one in listed["documents"]] == [2, 2, 2]  # type: ignore[attr-defined]
    read = get(client, f"/api/documents/{quote('川办函〔2018〕35号', safe='')}")
    assert read["text"] == SICHUAN
    assert set(read) == {"document", "text", "measures", "citations"}
    (measure, _) = read["measures"]  # type: ignore[misc]
    assert set(measure["responsibilities"][0]) == {
        "edge", "agency", "agency_id", "as_written", "role", "start", "end",
    }  # fmt: skip
    assert set(measure["projects"][0]) == {
        "edge", "project", "project_id", "name", "as_written", "stage", "sector", "start", "end",
    }  # fmt: skip
    assert set(measure["regions"][0]) == {"edge", "region", "region_id", "as_written", "start", "end"}
    assert set(read["citations"][0]) == {  # type: ignore[index]
        "edge", "document_id", "title", "number", "measure", "as_written", "start", "end",
    }  # fmt: skip


def test_evidence_is_the_passage_and_the_quotation_in_it(client: TestClient) -> None:
    read = get(client, f"/api/documents/{ZIYANG}")
    edge = read["measures"][0]["projects"][0]["edge"]  # type: ignore[index]
    shown = get(client, f"/api/evidence/{quote(edge, safe='')}")
    assert set(shown) == {
        "edge", "source", "target", "document", "measure", "quote", "as_written", "start", "end", "passage",
    }  # fmt: skip
    passage: dict[str, object] = shown["passage"]  # type: ignore[assignment]
    text, start, end = str(passage["text"]), passage["start"], passage["end"]
    assert text[start:end] == shown["quote"] == "绵遂内铁路"  # type: ignore[misc]
    assert shown["document"] == {
        "id": "资府办函〔2022〕6号",
        "name": "关于新时代推动革命老区振兴发展的工作方案",
        "number": "资府办函〔2022〕6号",
        "date": "2022-01-26",
    }
    assert shown["measure"] == {
        "id": "资府办函〔2022〕6号#1-1",
        "path": [1, 1],
        "heading": "完善基础设施网络",
    }


def test_queries_are_described(client: TestClient) -> None:
    described = get(client, "/api/queries")["queries"]
    assert [one["name"] for one in described] == list(named_queries())  # type: ignore[attr-defined]
    flagship = next(one for one in described if one["name"] == "agencies-on-projects")  # type: ignore[attr-defined]
    assert flagship["example"] == {"sector": "铁路", "region": "川陕革命老区"}
    assert flagship["params"][0] == {
        "name": "sector",
        "type": "sector",
        "help": "项目领域，如 铁路；不填则不限",
        "default": None,
        "required": False,
    }


@pytest.mark.parametrize("name", named_queries())
def test_every_named_query_answers_its_example(client: TestClient, name: str) -> None:
    answer = get(client, f"/api/queries/{name}", **named_queries()[name].example)
    assert set(answer) == {"query", "params", "linked", "columns", "rows", "truncated", "evidence"}
    assert answer["query"] == name
    assert answer["rows"]
    (first, *_) = answer["evidence"]  # type: ignore[misc]
    assert set(first) == {"row", "edge", "document", "path", "quote", "start", "end"}


@pytest.mark.parametrize("name", named_queries())
def test_every_quoted_edge_has_its_passage(client: TestClient, name: str) -> None:
    answer = get(client, f"/api/queries/{name}", **named_queries()[name].example)
    for item in answer["evidence"][:3]:  # type: ignore[index]
        shown = get(client, f"/api/evidence/{quote(item['edge'], safe='')}")
        assert (shown["quote"], shown["start"]) == (item["quote"], item["start"])


def test_named_query_says_what_names_were_taken_for(client: TestClient) -> None:
    answer = get(client, "/api/queries/agencies-on-projects", **TEN)
    assert answer["params"] == {"sector": "铁路", "region": "川陕革命老区"}
    assert answer["linked"] == {"region": {"label": "Region", "id": "川陕革命老区", "name": "川陕革命老区"}}


@pytest.mark.parametrize(
    ("address", "accept"),
    [
        ("/api/queries/agencies-on-projects.csv", "*/*"),
        ("/api/queries/agencies-on-projects", "text/csv"),
        ("/api/queries/agencies-on-projects", "text/csv;q=0.9, */*;q=0.1"),
    ],
)
def test_named_query_as_csv_for_spreadsheets(client: TestClient, address: str, accept: str) -> None:
    answer = client.get(address, params=TEN, headers={"Accept": accept})
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["zhengtu-truncated"] == "false"
    assert answer.content.startswith("\ufeffagency,".encode())
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert len(rows) == 1 + 7
    assert len({len(row) for row in rows}) == 1


def test_named_query_is_json_unless_csv_is_asked_for(client: TestClient) -> None:
    both = client.get(
        "/api/queries/agencies-on-projects", params=TEN, headers={"Accept": "application/json, text/csv"}
    )
    assert both.headers["content-type"] == "application/json"


def test_cypher_answers_as_a_named_query_does(client: TestClient) -> None:
    body = {
        "query": "MATCH (a:Agency {id: $id}) RETURN a, a.name AS name",
        "params": {"id": "安岳县人民政府"},
    }
    answer = client.post("/api/cypher", json=body).json()
    assert set(answer) == {"params", "columns", "rows", "truncated", "evidence"}
    assert answer["columns"] == ["a", "name"]
    assert answer["rows"][0]["name"] == "安岳县人民政府"
    assert answer["rows"][0]["a"]["label"] == "Agency"


@pytest.mark.parametrize(
    ("statement", "value"),
    [
        ("RETURN 0.0 / 0.0 AS x", None),
        ("RETURN 1.5 AS x", 1.5),
        ("RETURN null AS x", None),
        ("RETURN [1, 'a', null] AS x", [1, "a", None]),
        ("RETURN {a: {b: [true]}} AS x", {"a": {"b": [True]}}),
        ("RETURN '💡' AS x", "💡"),
        ("RETURN date('2022-01-26') AS x", "2022-01-26"),
    ],
)
def test_cypher_values_are_json(client: TestClient, statement: str, value: object) -> None:
    answer = client.post("/api/cypher", json={"query": statement})
    assert answer.status_code == 200, answer.text
    assert answer.json()["rows"] == [{"x": value}]


def test_health_and_status(client: TestClient) -> None:
    assert get(client, "/api/health") == {"status": "ok", "engine": "embedded", "version": version("zhengtu")}
    status = get(client, "/api/status")
    assert (status["engine"], status["documents"]) == ("embedded", 3)
    assert set(status["counts"]) == {node.label for node in NODES}  # type: ignore[call-overload]
    assert status["counts"]["Region"] == 18  # type: ignore[index]
