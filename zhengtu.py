"""What a notebook imports: `open_graph`, `parse`, `load`, `correct`, `query`, `cypher`, and `to_…`.

The last hand the graph or an answer to other libraries, see docs/interop.md.

with zhengtu.open_graph() as graph:
    for loaded in zhengtu.load(graph, [Path("folder")]):
        print(loaded.path, loaded.outcome or loaded.error)
    rows = zhengtu.query(graph, "busiest-agencies").rows
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from graph.correcting import write_corrections
from graph.errors import DocumentError, message
from graph.interop import to_frame, to_frames, to_networkx, to_py2neo, to_pyvis
from graph.settings import Settings
from graph.store import GraphStore, open_store, prepare
from graph.writer import Outcome, write_document, write_reference
from loaders.corrections import read_corrections
from loaders.pipeline import Reading, read_paths, reference
from loaders.resolve import to_graph
from loaders.samples import sample_folder
from queries.run import QueryResult, run_cypher, run_query

__all__ = [
    "Loaded",
    "correct",
    "cypher",
    "load",
    "open_graph",
    "parse",
    "query",
    "sample_folder",
    "to_frame",
    "to_frames",
    "to_networkx",
    "to_py2neo",
    "to_pyvis",
]


@contextmanager
def open_graph(settings: Settings | None = None) -> Iterator[GraphStore]:
    """The graph that `settings` name (default: the environment's), ready to be read and written.

    Raises EngineError where it cannot be reached or started.
    """
    with open_store(settings or Settings.from_env()) as graph:
        prepare(graph)
        yield graph


@dataclass(frozen=True, slots=True)
class Loaded:
    """What became of one document: either `outcome` or `error` is there. `notes` tell how it was read."""

    path: str
    outcome: Outcome | None
    error: DocumentError | None
    notes: tuple[str, ...]


def parse(paths: Sequence[Path]) -> Iterator[Reading]:
    """The documents under `paths` as read, one at a time; a bad one carries its error."""
    return read_paths(paths, Settings.from_env().max_file_mb * 2**20)


def load(graph: GraphStore, paths: Sequence[Path]) -> Iterator[Loaded]:
    """Write the documents under `paths`, each wholly or not at all, and tell what became of it.

    The corrections file is put into force first. Raises TableError for a bad row in it.
    """
    write_reference(graph, reference())
    notes = correct(graph)
    for reading in parse(paths):
        loaded = _write(graph, reading)
        yield replace(loaded, notes=(*notes, *loaded.notes))
        notes = ()


def correct(graph: GraphStore, settings: Settings | None = None) -> tuple[str, ...]:
    """Put the corrections file into force; returns sentences the user should see.

    Raises TableError for a bad row.
    """
    file = (settings or Settings.from_env()).corrections_file
    parted = write_corrections(graph, read_corrections(file))
    return (message("cli_parted", paths="、".join(parted)),) if parted else ()


def query(graph: GraphStore, name: str, **given: str) -> QueryResult:
    """The rows of the named query `name`. Raises QueryError for parameters it does not understand."""
    return run_query(graph, name, given)


def cypher(graph: GraphStore, statement: str, **given: Any) -> QueryResult:
    """The rows of one reading Cypher statement. Raises QueryError for one that is wrong or would write."""
    return run_cypher(graph, statement, given)


def _write(graph: GraphStore, reading: Reading) -> Loaded:
    outcome, error = None, reading.error
    if reading.parsed is not None:
        try:
            outcome = write_document(graph, to_graph(reading.parsed, reading.text))
        except DocumentError as refused:
            error = refused
    return Loaded(reading.path, outcome, error, reading.notes)
