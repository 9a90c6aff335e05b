"""Keys, indexes and types of the graph, from `graph.schema`. Every statement may be run again."""

from collections.abc import Iterator

from graph.schema import EDGES, HIDDEN, NODES


def constraints() -> Iterator[str]:
    """Cypher of both engines: one unique key for each label, and the lookup indexes."""
    for node in (*NODES, *HIDDEN):
        label = node.label
        yield f"CREATE CONSTRAINT {label.lower()}_id IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE"
        for prop in node.properties:
            if prop.index and prop.name != "id":
                name = f"{label.lower()}_{prop.name}"
                yield f"CREATE INDEX {name} IF NOT EXISTS FOR (n:{label}) ON (n.{prop.name})"


def arcadedb_types() -> Iterator[str]:
    """ArcadeDB's SQL: every label and relationship type (Cypher makes a type only with its first element)."""
    for node in (*NODES, *HIDDEN):
        yield f"CREATE VERTEX TYPE {node.label} IF NOT EXISTS"
    for edge in EDGES:
        yield f"CREATE EDGE TYPE {edge.type} IF NOT EXISTS"
