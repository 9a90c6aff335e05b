"""What every answer carries, and who is let in."""

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from graph.settings import Settings
from graph.store import GraphStore


@pytest.mark.parametrize(
    "address", ["/", "/docs", "/pages/docs.js", "/openapi.json", "/api/health", "/api/nothing"]
)
def test_every_answer_is_locked_down(client: TestClient, address: str) -> None:
    headers = client.get(address, headers={"Origin": "http://evil.example"}).headers
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'self'; ")
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert not [name for name in headers if name.startswith("access-control-")]


@pytest.mark.parametrize(
    "host", ["127.0.0.1:8765", "localhost", "LOCALHOST:8765", "[::1]:8765", "127.0.0.2", "zhengtu.localhost"]
)
def test_the_machine_itself_is_let_in(client: TestClient, host: str) -> None:
    assert client.get("/api/health", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "127.0.0.1.evil.example",
        "localhost.evil.example",
        "192.168.0.7",
        "",
        "[::2]",
        "127.0.0.1@evil",
    ],
)
def test_other_names_are_not(client: TestClient, host: str) -> None:
    answer = client.get("/api/health", headers={"Host": host})
    assert answer.status_code == 421
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_service_for_the_network_answers_to_its_names(small: GraphStore) -> None:
    app = create_app(Settings(host="0.0.0.0"), small)
    with TestClient(app, base_url="http://policy.example") as client:
        assert client.get("/api/health").status_code == 200


def test_preflights_are_not_granted(client: TestClient) -> None:
    answer = client.options(
        "/api/cypher",
        headers={"Origin": "http://evil.example", "Access-Control-Request-Method": "POST"},
    )
    assert answer.status_code == 405
