"""How fast a graph is loaded, exported, drawn and imported on this machine: nodes and edges a second.

`python -m tests.graph.bench_export [--documents N] [--neo4j]`. The graph is made; with `--neo4j` a real
`neo4j-admin` builds a database from the export too.
"""

import argparse
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from graph.export import GraphFormat, write_graph
from graph.export_reading import Subgraph, WholeGraph
from graph.interop import to_networkx, to_pyvis
from graph.model import DocumentGraph
from graph.neo4j_import import import_files
from graph.settings import Settings
from graph.store import GraphStore, open_store, prepare
from graph.writer import write_document
from tests.graph.made_documents import Made

BODIES = [f"四川省第{number}局" for number in range(300)]
PLACES = [f"第{number}县" for number in range(200)]
MEASURES, BODIES_A_MEASURE, DRAWN = 60, 5, 5000


def made(number: int) -> DocumentGraph:
    """A document of `MEASURES` measures; bodies and places are shared with the others."""
    document = Made(f"川办发〔2020〕{number}号")
    for place in range(MEASURES):
        leaf = document.measure()
        for body in range(BODIES_A_MEASURE):
            name = BODIES[(number + place * 7 + body * 31) % len(BODIES)]
            document.said("RESPONSIBLE_FOR", document.agency(name), leaf, name[3:], role="responsible")
        region = document.node("Region", PLACES[(number + place) % len(PLACES)], name="某县", kind="division")
        document.said("MENTIONS", leaf, region, "某县")
    return document.built()


def timed(what: str, count: int, work: Callable[[], object]) -> None:
    """Do `work`, which handles `count` nodes and edges, and say how fast."""
    begin = time.perf_counter()
    work()
    seconds = time.perf_counter() - begin
    print(f"{what:32} {count:10,} nodes and edges {seconds:8.2f} s {count / seconds:12,.0f} a second")


def load(store: GraphStore, documents: list[DocumentGraph]) -> None:
    """Write the documents one by one, as `zhengtu load` does."""
    for document in documents:
        write_document(store, document)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=300)
    parser.add_argument("--neo4j", action="store_true")
    given = parser.parse_args()
    documents = [made(number) for number in range(given.documents)]
    with TemporaryDirectory() as temporary, open_store(Settings(home=Path(temporary, "home"))) as store:
        prepare(store)
        said = sum(len(document.nodes) + len(document.edges) for document in documents)
        timed("load, as the documents say it", said, lambda: load(store, documents))
        whole = WholeGraph(store, hidden=True)
        part = Subgraph.of(whole.nodes, whole.edges)
        count = len(part.nodes) + len(part.edges)
        for form in GraphFormat:
            if form is not GraphFormat.HTML:
                target = Path(temporary, f"export.{form}")
                timed(
                    f"export {form}",
                    count,
                    lambda f=form, t=target: write_graph(WholeGraph(store, hidden=True), t, f),
                )
        timed("to_networkx", count, lambda: to_networkx(store))
        drawn = to_networkx(Subgraph.of(part.nodes[:DRAWN], part.edges))
        size = drawn.number_of_nodes() + drawn.number_of_edges()
        page = Path(temporary, "drawing.html")
        timed(f"to_pyvis, {drawn.number_of_nodes():,} nodes", size, lambda: to_pyvis(drawn).write_html(page))
        if given.neo4j:
            folder = Path(temporary, f"export.{GraphFormat.NEO4J_ADMIN}")
            timed(
                "neo4j-admin database import", count, lambda: import_files(folder, Path(temporary, "neo4j"))
            )


if __name__ == "__main__":
    main()
