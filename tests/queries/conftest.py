"""The small graph on each engine in turn, loaded once a module."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from graph.settings import Settings
from graph.store import GraphStore, open_store
from graph.writer import write_document, write_reference
from tests.conftest import EMPTY
from tests.queries.small_graph import documents, reference

MAX_ROWS = 200


def fill(store: GraphStore) -> GraphStore:
    """The store with the small graph in it."""
    write_reference(store, reference())
    for document in documents():
        write_document(store, document)
    return store


@pytest.fixture(scope="module")
def small(any_settings: Settings) -> Iterator[GraphStore]:
    """The graph of `small_graph`, for tests that only read; no other test of the module may write."""
    with open_store(replace(any_settings, max_rows=MAX_ROWS)) as store:
        store.write(EMPTY)
        yield fill(store)
