"""The small graph on a real engine of its own, loaded once."""

from collections.abc import Iterator

import pytest

from graph.settings import Settings
from graph.store import GraphStore, open_store, prepare
from graph.writer import write_document, write_reference
from tests.queries.small_graph import documents, reference


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GraphStore]:
    """The graph of `small_graph`, for tests that only read."""
    with open_store(Settings(home=tmp_path_factory.mktemp("small"), max_rows=200)) as store:
        prepare(store)
        write_reference(store, reference())
        for document in documents():
            write_document(store, document)
        yield store
