"""The schema is declared once and whole; its page says the same."""

from pathlib import Path

import pytest

from graph.ddl import arcadedb_types, constraints
from graph.schema import EDGES, HIDDEN, NODES, EdgeType, NodeType
from graph.schema_page import schema_page
from graph.store import GraphStore, prepare

PAGE = Path(__file__).parents[2] / "docs" / "schema.md"


def test_schema_page_is_up_to_date() -> None:
    assert PAGE.read_text("utf-8") == schema_page(), "python -m graph.schema_page > docs/schema.md"


@pytest.mark.parametrize(
    "kind", [*NODES, *HIDDEN, *EDGES], ids=lambda kind: getattr(kind, "label", None) or kind.type
)
def test_schema_kind_is_whole(kind: NodeType | EdgeType) -> None:
    names = [prop.name for prop in kind.properties]
    assert names[0] == "id"
    assert len(names) == len(set(names))
    assert not {"start", "end"} & set(names), "words of Cypher that one engine stumbles over"
    assert kind.title
    assert kind.description.endswith(".")
    assert all(prop.description for prop in kind.properties)


@pytest.mark.parametrize("edge", EDGES, ids=lambda edge: edge.type)
def test_schema_edge_joins_known_labels(edge: EdgeType) -> None:
    assert {*edge.sources, *edge.targets} <= {node.label for node in NODES}
    assert edge.read == ({"as_written", "start_char", "end_char"} <= {prop.name for prop in edge.properties})


def test_names_of_kinds_are_unique() -> None:
    labels = [node.label for node in (*NODES, *HIDDEN)]
    types = [edge.type for edge in EDGES]
    assert len({*labels, *types}) == len(labels) + len(types)


def test_prepare_makes_every_key_and_type(engine: GraphStore) -> None:
    prepare(engine)
    found = {(row["labelsOrTypes"][0], *row["properties"]) for row in engine.write("SHOW INDEXES")}
    wanted = {(node.label, prop.name) for node in (*NODES, *HIDDEN) for prop in node.properties if prop.index}
    assert wanted <= found
    types = {
        row["type"]
        for row in engine.write("CALL db.relationshipTypes() YIELD relationshipType AS type RETURN type")
    }
    assert {edge.type for edge in EDGES} <= types


def test_statements_of_ddl_may_be_run_again() -> None:
    assert all("IF NOT EXISTS" in statement for statement in (*constraints(), *arcadedb_types()))
