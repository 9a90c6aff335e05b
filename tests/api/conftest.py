"""The service over the small graph, on a real engine."""

from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api.app import create_app
from graph.settings import Settings
from graph.store import GraphStore, open_store, prepare
from tests.queries.conftest import MAX_ROWS, fill


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GraphStore]:
    """The small graph on an engine of its own, for tests that only read."""
    with open_store(Settings(home=tmp_path_factory.mktemp("small"), max_rows=MAX_ROWS)) as store:
        prepare(store)
        yield fill(store)


@pytest.fixture(scope="session")
def app(small: GraphStore) -> FastAPI:
    """The service as it is started, but for the socket."""
    return create_app(Settings(), small)


@pytest.fixture(scope="session")
def client(app: FastAPI) -> Iterator[TestClient]:
    """A browser's view of it; what goes wrong inside comes as an answer, not as an exception."""
    with TestClient(app, base_url="http://127.0.0.1:8765", raise_server_exceptions=False) as client:
        yield client
