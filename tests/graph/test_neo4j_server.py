"""A real Neo4j server: how it is started and stopped, and what is said when it cannot be used."""

import os
import socket
import stat
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import neo4j
import pytest
from made_documents import county, reference

from graph.embedded import start_embedded
from graph.embedded_child import DATABASE, READER
from graph.engine_errors import check_version
from graph.errors import EngineError
from graph.neo4j_server import Neo4jServer, find_neo4j, run_neo4j, share_neo4j
from graph.settings import Settings
from graph.store import GraphStore, open_store, prepare
from graph.writer import Outcome, write_document, write_reference
from tests.conftest import NEO4J_VERSION, EncryptedServer

OPEN = ("bolt", "neo4j")
TRUSTING = ("bolt+ssc", "neo4j+ssc")  # any certificate will do
CHECKING = ("bolt+s", "neo4j+s")


def at(server: EncryptedServer, scheme: str) -> Settings:
    """Settings of the server, spoken to as `scheme` says."""
    uri = f"{scheme}://{server.server.uri.partition('://')[2]}"
    return Settings(uri=uri, user=server.server.user, password=server.server.password)


def refusal(settings: Settings) -> EngineError:
    """What is said when the store cannot be opened."""
    with pytest.raises(EngineError) as refused:
        open_store(settings)
    assert settings.uri in str(refused.value)
    return refused.value


# Addresses and encryption


@pytest.mark.parametrize("scheme", [*OPEN, *TRUSTING])
def test_every_scheme_reads_what_it_wrote(
    neo4j_store: GraphStore, encrypted_server: EncryptedServer, scheme: str
) -> None:
    with open_store(at(encrypted_server, scheme)) as store:
        prepare(store)
        store.write("MATCH (n) DETACH DELETE n")
        write_reference(store, reference())
        assert write_document(store, county()) is Outcome.ADDED
        found = store.read("MATCH (m:Measure) RETURN m.id AS id ORDER BY id")
        assert [row["id"] for row in found.rows] == [f"{county().document}#1"]
        store.write("MATCH (n) DETACH DELETE n")


@pytest.mark.parametrize("scheme", CHECKING)
def test_a_certificate_is_checked(
    encrypted_server: EncryptedServer, monkeypatch: pytest.MonkeyPatch, scheme: str
) -> None:
    refused = refusal(at(encrypted_server, scheme))
    assert refused.key == "engine_encryption"
    assert "certificate" in str(refused).lower()
    monkeypatch.setenv("SSL_CERT_FILE", str(encrypted_server.authority))
    with open_store(at(encrypted_server, scheme)) as store:
        assert store.read("RETURN 1 AS one").rows == [{"one": 1}]


def test_connections_are_encrypted(encrypted_server: EncryptedServer) -> None:
    """What a server says of itself; both kinds would answer a query alike."""
    auth = (encrypted_server.server.user, encrypted_server.server.password)
    for scheme in (*OPEN, *TRUSTING):
        with neo4j.GraphDatabase.driver(at(encrypted_server, scheme).uri, auth=auth) as driver:
            assert driver.encrypted is (scheme in TRUSTING)


# What is wrong is said


@contextmanager
def refusing_handshakes() -> Iterator[int]:
    """The port of a server that knows none of the driver's protocols, as those before Neo4j 4 do not."""
    with socket.create_server((("127.0.0.1"), 0)) as listener:

        def answer() -> None:
            while True:
                try:
                    client, _ = listener.accept()
                except OSError:
                    return
                with client:
                    client.recv(20)
                    client.sendall(bytes(4))

        thread = threading.Thread(target=answer, daemon=True)
        thread.start()
        yield listener.getsockname()[1]
        listener.shutdown(socket.SHUT_RDWR)


@pytest.mark.parametrize("scheme", [*OPEN, *TRUSTING])
def test_no_server(scheme: str) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    assert refusal(Settings(uri=f"{scheme}://127.0.0.1:{port}")).key == "engine_unreachable"


def test_a_server_without_encryption_asked_for_it(engine: GraphStore) -> None:
    refused = refusal(Settings(uri=engine.uri.replace("bolt://", "bolt+ssc://")))
    assert refused.key == "engine_encryption"


@pytest.mark.parametrize("scheme", OPEN)
def test_a_server_too_old_to_talk_to(scheme: str) -> None:
    with refusing_handshakes() as port:
        assert refusal(Settings(uri=f"{scheme}://127.0.0.1:{port}")).key == "engine_old"


@pytest.mark.parametrize(
    ("agent", "old"),
    [
        ("Neo4j/4.4.38", True),
        ("Neo4j/3.5.35", True),
        ("Neo4j/5.26.30", False),
        ("Neo4j/2026.08.1", False),
        ("ArcadeDB/26.11", False),
    ],
)
def test_an_old_version_is_refused(agent: str, old: bool) -> None:
    if not old:
        check_version(agent, "bolt://x")
        return
    with pytest.raises(EngineError, match=agent.partition("/")[2]) as refused:
        check_version(agent, "bolt://x")
    assert refused.value.key == "engine_old"


@pytest.mark.parametrize("scheme", OPEN)
def test_a_wrong_password(encrypted_server: EncryptedServer, scheme: str) -> None:
    refused = refusal(replace(at(encrypted_server, scheme), user="nobody", password="wrong"))
    assert refused.key == "engine_password"


@pytest.fixture
def fresh_user(encrypted_server: EncryptedServer) -> Iterator[Settings]:
    """Settings of a user who must change the password first."""
    settings = at(encrypted_server, "bolt")
    name, password = "fresh", "first-password"
    with neo4j.GraphDatabase.driver(settings.uri, auth=(settings.user, settings.password)) as driver:
        driver.execute_query(
            f"CREATE USER {name} SET PASSWORD '{password}' CHANGE REQUIRED", database_="system"
        )
        yield replace(settings, user=name, password=password)
        driver.execute_query(f"DROP USER {name}", database_="system")


def test_a_password_that_must_be_changed(fresh_user: Settings) -> None:
    assert refusal(fresh_user).key == "engine_password_expired"


def test_many_wrong_passwords(fresh_user: Settings) -> None:
    settings = replace(fresh_user, password="wrong")
    assert {refusal(settings).key for _ in range(5)} == {"engine_password", "engine_password_locked"}


@pytest.mark.parametrize("scheme", OPEN)
def test_a_database_that_is_not_there(encrypted_server: EncryptedServer, scheme: str) -> None:
    refused = refusal(replace(at(encrypted_server, scheme), database="nosuch"))
    assert refused.key == "engine_database"
    assert "nosuch" in str(refused)


@pytest.mark.parametrize("uri", ["http://127.0.0.1:7474", "bolt+x://127.0.0.1", "127.0.0.1:7687", "neo4j"])
def test_an_address_of_another_kind(uri: str) -> None:
    assert refusal(Settings(uri=uri)).key == "engine_address"


def test_a_user_without_rights(engine: GraphStore, settings: Settings) -> None:
    """Neo4j's Community edition knows no roles; the embedded engine answers with the same code."""
    held = start_embedded(settings)
    try:
        reader = Settings(
            uri=held.uri, user=READER, password=held.described.reader, database=DATABASE, home=settings.home
        )
        with open_store(reader) as store:
            with pytest.raises(EngineError) as refused:
                store.write("CREATE (:Agency {id: 'x'})")
            assert refused.value.key == "engine_rights"
            assert store.read_all("MATCH (a:Agency {id: 'x'}) RETURN a.id") == []
    finally:
        held.close()


def test_a_session_that_reads_does_not_write(neo4j_store: GraphStore) -> None:
    with pytest.raises(EngineError):
        neo4j_store.read_all("CREATE (n:Agency {id: 'x'}) RETURN n.id")
    assert neo4j_store.read_all("MATCH (a:Agency) RETURN a.id") == []


# A server of one's own


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which a server has run, and in which the tests below run it again."""
    folder = Path(tmp_path_factory.mktemp("own"))
    with run_neo4j(folder, NEO4J_VERSION) as server, open_store(settings_of(server)) as store:
        store.write("CREATE (:Agency {id: 'kept'})")
    return folder


def settings_of(server: Neo4jServer) -> Settings:
    return Settings(uri=server.uri, user=server.user, password=server.password)


def test_a_server_keeps_its_graph_and_its_password(home: Path) -> None:
    assert find_neo4j(home) is None
    described = home / "server.json"
    if os.name == "posix":
        assert stat.S_IMODE(described.stat().st_mode) == 0o600
    with run_neo4j(home, NEO4J_VERSION, {"server.databases.read_only": "neo4j"}) as server:
        assert find_neo4j(home) == server
        assert server.password in described.read_text("utf-8")
        with pytest.raises(EngineError) as refused, run_neo4j(home, NEO4J_VERSION):
            pass
        assert refused.value.key == "neo4j_running"
        with share_neo4j(home) as shared, open_store(settings_of(shared)) as store:
            assert shared == server
            assert store.read("MATCH (a:Agency) RETURN a.id AS id").rows == [{"id": "kept"}]
            with pytest.raises(EngineError) as refused:
                store.write("CREATE (:Agency {id: 'x'})")
            assert refused.value.key == "engine_read_only"
    assert find_neo4j(home) is None
    assert refusal(settings_of(server)).key == "engine_unreachable"


def test_a_database_that_is_not_online(home: Path) -> None:
    store_file = home / "data" / "databases" / "neo4j" / "neostore"
    whole = store_file.read_bytes()
    store_file.write_bytes(b"\xff" * len(whole))
    try:
        with run_neo4j(home, NEO4J_VERSION) as server:
            assert refusal(settings_of(server)).key == "engine_offline"
    finally:
        store_file.write_bytes(whole)


def test_a_server_that_does_not_start_names_its_log(tmp_path: Path) -> None:
    with (
        pytest.raises(EngineError) as refused,
        run_neo4j(tmp_path / "home", NEO4J_VERSION, {"server.memory.pagecache.size": "many"}),
    ):
        pass
    assert refused.value.key == "neo4j_start"
    log = Path(str(refused.value.facts["log"]))
    assert "pagecache" in log.read_text("utf-8")
