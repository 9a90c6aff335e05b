"""Every refusal is problem JSON with a sentence; nothing a stranger sends is a fault of ours."""

import json
from http import HTTPStatus

import httpx
import pytest
from fastapi.testclient import TestClient

from graph.errors import EngineError
from graph.store import GraphStore

DOORS = [
    "/api/search?q={}",
    "/api/search?q=a&label={}",
    "/api/search?q=a&limit={}",
    "/api/entities/{}",
    "/api/entities/{}/neighbours",
    "/api/entities/510700/neighbours?type={}",
    "/api/entities/510700/neighbours?label={}",
    "/api/entities/510700/neighbours?direction={}",
    "/api/entities/510700/neighbours?offset={}",
    "/api/documents/{}",
    "/api/documents?limit={}",
    "/api/evidence/{}",
    "/api/queries/{}",
    "/api/queries/{}.csv",
    "/api/queries/projects-in-region?region={}",
    "/api/queries/projects-in-region?{}=x",
    "/api/queries/measures-mentioning?word={}",
    "/api/queries/measures-mentioning.csv?word={}",
    "/api/queries/busiest-agencies?limit={}",
    "/docs/{}",
    "/{}",
]
ATTACKS = [  # as they stand in an address
    "%27%7D)%20DETACH%20DELETE%20n%20%2F%2F",
    "%60)%20MATCH%20(n)%20DELETE%20n%20%2F%2F",
    "%24region",
    "..%2F..%2F..%2Fetc%2Fpasswd",
    "../../../etc/passwd",
    "..%5C..%5Cwindows%5Cwin.ini",
    "%2e%2e/%2e%2e/app.py",
    "%00",
    "a%00b",
    "%01%1b%5B31m",
    "%ED%A0%80",  # a lone surrogate
    "%FF%FE",
    "%E2%80%AE%E5%B8%82",  # right-to-left override
    "%EF%BB%BF",
    "%F0%9F%92%A1",
    "%25s%25n",
    "a" * 8000,
    "%E5%AD%97" * 2000,
    "-1",
    "1e400",
    "9" * 400,
    "%3Cscript%3Ealert(1)%3C%2Fscript%3E",
    "%0D%0ASet-Cookie:%20a=b",
]


def assert_problem(answer: httpx.Response, status: int | None = None) -> str:
    """`answer` is problem JSON; its sentence."""
    assert answer.headers["content-type"] == "application/problem+json", answer.text
    body = answer.json()
    assert set(body) == {"type", "title", "status", "detail"}
    assert body["status"] == answer.status_code == (status or answer.status_code)
    assert body["title"] == HTTPStatus(answer.status_code).phrase
    detail: str = body["detail"]
    assert detail
    assert "Traceback" not in detail
    assert detail.isprintable()
    return detail


@pytest.mark.parametrize("door", DOORS)
def test_attacks_at_every_door_are_answered(client: TestClient, door: str) -> None:
    for attack in ATTACKS:
        answer = client.get(door.format(attack))
        assert answer.status_code < 500, (attack, answer.text)
        assert "root:" not in answer.text
        assert "set-cookie" not in answer.headers
        if answer.status_code != 200:
            assert_problem(answer)
        elif "html" in answer.headers["content-type"]:
            assert "alert(1)" not in answer.text


@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        ("/api/nothing", 404, "/docs"),
        ("/nothing.html", 404, "/docs"),
        ("/api/search", 422, "query.q"),
        ("/api/search?q=a&limit=0", 422, "limit"),
        ("/api/search?q=a&limit=100000", 422, "limit"),
        ("/api/search?q=a&label=Source", 400, "Region"),
        ("/api/entities/nothing", 404, "nothing"),
        ("/api/entities/nothing/neighbours", 404, "nothing"),
        ("/api/entities/510700/neighbours?type=KNOWS", 400, "RESPONSIBLE_FOR"),
        ("/api/documents/nothing", 404, "nothing"),
        ("/api/evidence/nothing", 404, "nothing"),
        ("/api/queries/agencies", 404, "agencies-of-project"),
        ("/api/queries/agencies.csv", 404, "agencies-of-project"),
        ("/api/queries/projects-in-region", 400, "region"),
        ("/api/queries/projects-in-region?region=川陕革命老区&place=x", 400, "place"),
        ("/api/queries/projects-in-region?region=川陕革命老区&region=x", 400, "region"),
        ("/api/queries/projects-in-region?region=朝阳区", 400, "长春市朝阳区"),
        ("/api/queries/projects-in-region.csv?region=朝阳区", 400, "长春市朝阳区"),
    ],
)
def test_refusals_say_what_would_be_right(client: TestClient, address: str, status: int, said: str) -> None:
    assert said in assert_problem(client.get(address), status)


def test_wrong_method(client: TestClient) -> None:
    for answer, allowed in ((client.delete("/api/documents"), "GET"), (client.get("/api/cypher"), "POST")):
        assert_problem(answer, 405)
        assert answer.headers["allow"] == allowed


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("", 422),
        ("{", 422),
        ("[]", 422),
        ("null", 422),
        ('{"query": ""}', 422),
        ('{"query": 1}', 422),
        ('{"query": "RETURN 1", "params": []}', 422),
        ('{"query": "RETURN \\ud800"}', 422),
        ('{"query": "RETURN $a", "params": {"a": "\\ud800"}}', 400),
        ('{"query": "RETURN $a", "params": {"a": 1e400}}', 200),
        ('{"query": "RETURN $a", "params": {"a": 99999999999999999999}}', 400),
        ('{"query": "RETURN $a"}', 400),
        ('{"query": "RETURN"}', 400),
        ('{"query": "MATCH (n RETURN n"}', 400),
        ('{"query": "RETURN 1; RETURN 2"}', 400),
        ('{"query": "\\u0000"}', 400),
        ('{"query": "RETURN \\u202e1"}', 400),
        (json.dumps({"query": "RETURN 1", "params": {"a": "字" * 100_000}}), 200),
        (json.dumps({"query": "x" * 20_001}), 422),
        ("[" * 100_000, 400),
        ('{"query": "RETURN 1", "params": {"a": ' + "[" * 900 + "]" * 900 + "}}", 400),
    ],
)
def test_cypher_bodies(client: TestClient, body: str, status: int) -> None:
    answer = client.post("/api/cypher", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code == status, answer.text
    if status != 200:
        assert_problem(answer)


def test_cypher_takes_only_json(client: TestClient) -> None:
    """A form or text/plain can be sent by any page without asking; JSON cannot."""
    for kind in ("text/plain", "application/x-www-form-urlencoded"):
        answer = client.post("/api/cypher", content='{"query": "RETURN 1"}', headers={"Content-Type": kind})
        assert_problem(answer, 422)


def test_large_and_unmeasured_bodies_are_refused(client: TestClient) -> None:
    assert_problem(client.post("/api/cypher", content=b"x" * 1_000_001), 413)
    assert_problem(client.post("/api/cypher", content=(part for part in [b"{}"])), 411)
    assert_problem(client.get("/api/health", headers={"Content-Length": "many"}), 413)


def test_an_engine_that_is_gone_is_said(
    client: TestClient, small: GraphStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*_: object) -> None:
        raise EngineError("engine_unreachable", uri="bolt://127.0.0.1:1")

    monkeypatch.setattr(small, "read", gone)
    assert "bolt://127.0.0.1:1" in assert_problem(client.get("/api/health"), 503)


def test_a_fault_of_ours_is_said_without_its_details(
    client: TestClient, small: GraphStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr(small, "read", broken)
    answer = client.get("/api/health")
    assert "secret" not in assert_problem(answer, 500)
    assert answer.headers["content-security-policy"]
