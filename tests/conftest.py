"""The real engines, each started once for all tests and only when one asks for it.

A test that writes takes `store` (embedded) or `any_store` (it runs on both); either begins empty. `NEO4J_URI`,
`NEO4J_USER` and `NEO4J_PASSWORD` name a Neo4j server, which must be empty and is left so; else one is fetched
and started, of the version `NEO4J_VERSION`.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import trustme

from graph.neo4j_program import VERSION
from graph.neo4j_server import LOOPBACK, USER, Neo4jServer, run_neo4j
from graph.settings import Settings
from graph.store import EMBEDDED, NEO4J, GraphStore, open_store, prepare

NEO4J_VERSION = os.environ.get("NEO4J_VERSION", VERSION)
NEO4J_URI = os.environ.get("NEO4J_URI", "")
# A server that lives for minutes spends more on the JVM's second compiler than that wins.
os.environ.setdefault("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1")
REPORT = pytest.StashKey[list[str]]()
EMPTY = "MATCH (n) DETACH DELETE n"


def pytest_configure(config: pytest.Config) -> None:
    """Begin what is told at the end of the run."""
    config.stash[REPORT] = []


def pytest_report_header() -> str:
    """Say which Neo4j the tests will meet."""
    return f"neo4j: {NEO4J_URI or f'{NEO4J_VERSION}, started when a test asks for it'}"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say which engines the tests met, and what tests reported."""
    if lines := config.stash[REPORT]:
        terminalreporter.section("engines")
        for line in lines:
            terminalreporter.line(line)


@pytest.fixture(scope="session")
def report(pytestconfig: pytest.Config) -> list[str]:
    """Lines that are printed at the end of the run."""
    return pytestconfig.stash[REPORT]


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings of an embedded engine in a folder of its own."""
    return Settings(home=Path(tmp_path_factory.mktemp("home")), timeout_s=5)


@pytest.fixture(scope="session")
def engine(settings: Settings, report: list[str]) -> Iterator[GraphStore]:
    """The embedded engine with its keys and indexes, and whatever the tests before left in it."""
    with open_store(settings) as store:
        report.append(f"embedded: {store.version}")
        prepare(store)
        yield store


@pytest.fixture
def store(engine: GraphStore) -> GraphStore:
    """The embedded engine, emptied."""
    engine.write(EMPTY)
    return engine


@dataclass(frozen=True, slots=True)
class EncryptedServer:
    """A Neo4j server of the tests' own that speaks Bolt with and without TLS; `authority` signed its certificate."""

    server: Neo4jServer
    authority: Path


@pytest.fixture(scope="session")
def encrypted_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EncryptedServer]:
    """A Neo4j server of the tests' own, whatever `NEO4J_URI` says."""
    home = Path(tmp_path_factory.mktemp("neo4j"))
    folder = home / "certificates"
    folder.mkdir()
    authority = trustme.CA()
    certificate = authority.issue_cert(LOOPBACK, key_type=trustme.KeyType.RSA)
    authority.cert_pem.write_to_path(folder / "authority.pem")
    certificate.private_key_pem.write_to_path(folder / "private.key")
    certificate.cert_chain_pems[0].write_to_path(folder / "public.crt")
    policy = "dbms.ssl.policy.bolt"
    rows = {
        f"{policy}.enabled": "true",
        f"{policy}.base_directory": str(folder),
        f"{policy}.private_key": "private.key",
        f"{policy}.public_certificate": "public.crt",
        f"{policy}.client_auth": "NONE",
        "server.bolt.tls_level": "OPTIONAL",
    }
    with run_neo4j(home, NEO4J_VERSION, rows) as started:
        yield EncryptedServer(started, folder / "authority.pem")


@pytest.fixture(scope="session")
def neo4j_server(request: pytest.FixtureRequest) -> Neo4jServer:
    """The Neo4j server that tests write to: the one `NEO4J_URI` names, else one of their own."""
    if NEO4J_URI:
        user, password = os.environ.get("NEO4J_USER", USER), os.environ["NEO4J_PASSWORD"]
        return Neo4jServer(NEO4J_URI, user, password, "")
    own: EncryptedServer = request.getfixturevalue("encrypted_server")
    return own.server


@pytest.fixture(scope="session")
def neo4j_settings(neo4j_server: Neo4jServer, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings of the Neo4j server; the home is for the corrections file."""
    return Settings(
        uri=neo4j_server.uri,
        user=neo4j_server.user,
        password=neo4j_server.password,
        home=Path(tmp_path_factory.mktemp("home")),
        timeout_s=5,
    )


@pytest.fixture(scope="session")
def neo4j_engine(neo4j_settings: Settings, report: list[str]) -> Iterator[GraphStore]:
    """The Neo4j server with its keys and indexes, and whatever the tests before left in it."""
    with open_store(neo4j_settings) as store:
        report.append(f"neo4j: {store.version} at {store.uri}")
        assert store.read_all("MATCH (n) RETURN 1 LIMIT 1") == [], (
            f"{store.uri} is not empty, and tests empty it"
        )
        prepare(store)
        yield store
        store.write(EMPTY)


@pytest.fixture
def neo4j_store(neo4j_engine: GraphStore) -> GraphStore:
    """The Neo4j server, emptied."""
    neo4j_engine.write(EMPTY)
    return neo4j_engine


@pytest.fixture(scope="session", params=[EMBEDDED, NEO4J])
def any_engine(request: pytest.FixtureRequest) -> GraphStore:
    """Each engine in turn, and whatever the tests before left in it."""
    found: GraphStore = request.getfixturevalue("engine" if request.param == EMBEDDED else "neo4j_engine")
    return found


@pytest.fixture(scope="session")
def any_settings(any_engine: GraphStore, request: pytest.FixtureRequest) -> Settings:
    """The settings by which another process would find `any_engine`."""
    found: Settings = request.getfixturevalue(
        "settings" if any_engine.engine == EMBEDDED else "neo4j_settings"
    )
    return found


@pytest.fixture
def any_store(any_engine: GraphStore) -> GraphStore:
    """Each engine in turn, emptied."""
    any_engine.write(EMPTY)
    return any_engine
