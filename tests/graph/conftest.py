"""The five sample documents on the embedded engine, for tests that only read."""

from collections.abc import Iterator

import pytest

from graph.settings import Settings
from graph.store import GraphStore, open_store, prepare
from graph.writer import write_document, write_reference
from loaders.pipeline import read_paths, reference
from loaders.resolve import to_graph
from loaders.samples import sample_folder


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GraphStore]:
    settings = Settings(home=tmp_path_factory.mktemp("samples"))
    with open_store(settings) as store:
        prepare(store)
        write_reference(store, reference())
        for reading in read_paths([sample_folder()], settings.max_file_mb * 2**20):
            assert reading.parsed is not None
            write_document(store, to_graph(reading.parsed, reading.text))
        yield store
