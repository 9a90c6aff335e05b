"""The real engine, started once for all tests. A test that writes takes `store`, which begins empty."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.settings import Settings
from graph.store import GraphStore, open_store, prepare


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings of an embedded engine in a folder of its own."""
    return Settings(home=Path(tmp_path_factory.mktemp("home")), timeout_s=5)


@pytest.fixture(scope="session")
def engine(settings: Settings) -> Iterator[GraphStore]:
    """The embedded engine with its keys and indexes, and whatever the tests before left in it."""
    with open_store(settings) as store:
        prepare(store)
        yield store


@pytest.fixture
def store(engine: GraphStore) -> GraphStore:
    """The embedded engine, emptied."""
    engine.write("MATCH (n) DETACH DELETE n")
    return engine
