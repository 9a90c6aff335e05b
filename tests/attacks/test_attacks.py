"""Nothing that is asked changes the graph, reaches a file or the network, or outlives its limit."""

import contextlib
import os
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import quote

import psutil
import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from graph import bounds
from graph.errors import QueryError
from graph.settings import Settings
from graph.store import EMBEDDED, NEO4J, GraphStore, open_store, prepare
from graph.writer import write_document, write_reference
from tests.attacks.doors import ANSWERED, DOORS, Attack, Doors, called, listener, read_attacks, running
from tests.attacks.table import write_table
from tests.conftest import EMPTY
from tests.graph.made_documents import dump, province, reference

LIMIT_S = 1
ENGINE_MB = 512
SERVER_MB = 1024
BESIDE_HEAP_MB = 800  # the engine's own code, its page cache, Python
END_S = 30
SECRET = "canary-7431"
MEASURES = 1500
# `make attacks` tries all; other runs leave out those that take the engine until its limit, minutes together.
ATTACKS = [attack for attack in read_attacks() if attack.kind != "exhaust" or "ATTACKS_TABLE" in os.environ]
INJECTIONS = [
    "' OR 1=1 //",
    "'}) DETACH DELETE n //",
    '"}) MATCH (n) DETACH DELETE n RETURN "',
    "x'; DROP DATABASE neo4j; --",
    "`) SET n.name = 'x' //",
    "\\' SET n.name = 'x' //",
    "$id",
    "{id: 'x'}",
    "../../../../etc/hostname",
    "a" * 5000,
    "\u0027 OR true",
    "%00",
    "*:* OR _exists_:text",
    '"' * 99 + "(" * 99 + "~" * 99,
]
ADDRESSES = [
    "/api/entities/{}",
    "/api/entities/{}/neighbours",
    "/api/documents/{}",
    "/api/evidence/{}",
    "/api/search?q={}",
    "/api/search?q=x&label={}",
    "/api/queries/{}",
    "/api/queries/agencies-on-projects?region={}",
    "/api/queries/agencies-on-projects?sector={}",
    "/api/entities/510700/neighbours?type={}",
]


@dataclass
class Target:
    """A graph worth attacking on one engine, and what the attacks heard."""

    engine: str
    doors: Doors
    file: Path
    pid: int = 0  # of a Neo4j server of the tests' own
    heard: dict[str, dict[str, str]] = field(default_factory=dict)

    @property
    def store(self) -> GraphStore:
        return self.doors.store


def fill(store: GraphStore) -> None:
    store.write(EMPTY)
    prepare(store)
    write_reference(store, reference())
    write_document(store, province())
    store.write(
        "UNWIND range(1, $n) AS i CREATE (:Measure {id: 'm' + toString(i), position: i})", {"n": MEASURES}
    )
    store.write(
        "MATCH (a:Measure), (b:Measure) WHERE b.position = a.position + 1 OR b.position = a.position * 2"
        " CREATE (a)-[:CITES {id: a.id + '~' + b.id}]->(b)"
    )


def as_environment(settings: Settings) -> dict[str, str]:
    names = ("uri", "user", "password", "database", "home", "timeout_s", "engine_mb")
    return {f"ZHENGTU_{name.upper()}": str(getattr(settings, name)) for name in names}


@pytest.fixture(scope="module", params=[EMBEDDED, NEO4J])
def target(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, report: list[str]
) -> Iterator[Target]:
    home = tmp_path_factory.mktemp("attacked")
    settings = Settings(home=home, timeout_s=LIMIT_S, engine_mb=ENGINE_MB)
    if request.param == NEO4J:
        request.getfixturevalue("neo4j_engine")
        given: Settings = request.getfixturevalue("neo4j_settings")
        settings = replace(given, timeout_s=LIMIT_S)
    pid = request.getfixturevalue("neo4j_server").pid if request.param == NEO4J else 0
    file = home / "canary.csv"
    file.write_text(SECRET, encoding="utf-8")
    with open_store(settings) as store, pytest.MonkeyPatch.context() as patch:
        for name, value in as_environment(settings).items():
            patch.setenv(name, value)
        fill(store)
        app = create_app(settings, store)
        with TestClient(app, base_url="http://127.0.0.1:8765", raise_server_exceptions=False) as client:
            found = Target(request.param, Doors(store, client), file, pid)
            yield found
        write_table(report, ATTACKS, found.engine, found.heard)
        store.write(EMPTY)


def kept(store: GraphStore) -> list[str]:
    """The graph, its keys and its indexes."""
    rows = [row for what in ("INDEXES", "CONSTRAINTS") for row in store.read_all(f"SHOW {what}")]
    return [
        *dump(store),
        *sorted(f"{row['name']} {row['labelsOrTypes']} {row['properties']}" for row in rows),
    ]


@pytest.fixture(scope="module")
def before(target: Target) -> list[str]:
    return kept(target.store)


def ended(store: GraphStore, statement: str) -> bool:
    deadline = time.monotonic() + END_S
    while running(store, statement):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.1)
    return True


def answers(store: GraphStore) -> bool:
    """Whether the engine answers others, once it has got its breath again."""
    deadline = time.monotonic() + END_S
    while time.monotonic() < deadline:
        with contextlib.suppress(QueryError):
            return store.read("RETURN 1 AS one").rows == [{"one": 1}]
    return False


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.name)
def test_attack(target: Target, before: list[str], attack: Attack) -> None:
    with listener() as (address, server):
        statement = attack.asking(target.file, address)
        heard = target.doors.try_all(statement)
        if attack.kind == "reach":
            assert not called(server), "the engine called the address"
    target.heard[attack.name] = {door: answer.outcome for door, answer in heard.items()}
    for door, answer in heard.items():
        assert SECRET not in answer.said, door
        assert attack.answered or answer.outcome != ANSWERED, door
        assert "Exception" not in answer.said, door
        if door != DOORS[0] and answer.outcome != ANSWERED:
            assert answer.outcome.startswith("query_"), (door, answer)
    assert heard[DOORS[0]].outcome in (ANSWERED, "400"), heard[DOORS[0]]
    assert answers(target.store)
    if attack.kind == "exhaust":
        assert ended(target.store, statement), "the engine still works at it"
    else:
        assert kept(target.store) == before


def test_the_graph_is_as_it_was(target: Target, before: list[str]) -> None:
    assert kept(target.store) == before


@pytest.mark.parametrize("address", ADDRESSES)
def test_names_and_texts_are_never_part_of_a_statement(
    target: Target, before: list[str], address: str
) -> None:
    for injection in INJECTIONS:
        answer = target.doors.client.get(address.format(quote(injection, safe="")))
        assert answer.status_code in (200, 400, 404, 422), (injection, answer.text)
        assert SECRET not in answer.text
        assert "Exception" not in answer.text
    assert kept(target.store) == before


def test_others_are_answered_while_a_statement_is_ended(target: Target) -> None:
    said: list[str] = []

    def attack() -> None:
        try:
            target.store.read(
                "UNWIND range(1, 100000) AS i RETURN reduce(s = 'x', j IN range(1, 60) | s + s) AS s"
            )
        except QueryError as error:
            said.append(error.key)

    attacking = threading.Thread(target=attack)
    attacking.start()
    answered = 0
    while attacking.is_alive() or not answered:
        answered += answers(target.store)
    attacking.join()
    assert said[0] in ("query_timeout", "query_memory", "query_large")


def test_an_answer_that_weighs_too_much_is_refused(target: Target, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "LARGEST_ANSWER", 100_000)
    with pytest.raises(QueryError) as refused:
        target.store.read("UNWIND range(1, 1000) AS i RETURN $text AS text", {"text": "政" * 20_000})
    assert refused.value.key == "query_large"
    assert answers(target.store)


def test_the_engine_stays_within_its_memory(target: Target) -> None:
    held = target.store._connected.embedded
    most = ENGINE_MB if held else SERVER_MB
    if pid := held.described.pid if held else target.pid:
        process = psutil.Process(pid)
        taken = max(each.memory_info().rss for each in (process, *process.children(recursive=True)))
        assert taken < (most + BESIDE_HEAP_MB) * 2**20
