"""The service over the small graph, on a real engine."""

from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api.app import create_app
from graph.settings import Settings
from graph.store import GraphStore
from tests.queries.conftest import small

__all__ = ["small"]


@pytest.fixture(scope="session")
def app(small: GraphStore) -> FastAPI:
    """The service as it is started, but for the socket."""
    return create_app(Settings(), small)


@pytest.fixture(scope="session")
def client(app: FastAPI) -> Iterator[TestClient]:
    """A browser's view of it; what goes wrong inside comes as an answer, not as an exception."""
    with TestClient(app, base_url="http://127.0.0.1:8765", raise_server_exceptions=False) as client:
        yield client
