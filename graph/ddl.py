"""Keys, indexes and types of the graph, from `graph.schema`. Every statement may be run again."""

from collections.abc import Iterator
from dataclasses import dataclass

from graph.schema import EDGES, HIDDEN, NODES


@dataclass(frozen=True, slots=True)
class Definition:
    """A constraint or an index: its name and the Cypher that makes it."""

    name: str
    statement: str


def definitions() -> Iterator[Definition]:
    """For both engines: one unique key for each label, and the lookup indexes."""
    for node in (*NODES, *HIDDEN):
        label = node.label
        name = f"{label.lower()}_id"
        yield Definition(
            name, f"CREATE CONSTRAINT {name} IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE"
        )
        for prop in node.properties:
            if prop.index and prop.name != "id":
                name = f"{label.lower()}_{prop.name}"
                yield Definition(
                    name, f"CREATE INDEX {name} IF NOT EXISTS FOR (n:{label}) ON (n.{prop.name})"
                )


def word_indexes() -> Iterator[Definition]:
    """For Neo4j: full-text indexes, `db.index.fulltext.queryNodes('measure_words', '"高速公路"')`.

    Its analyzer for Chinese takes every two neighbouring characters for a word.
    """
    for node in NODES:
        if node.words:
            name = f"{node.label.lower()}_words"
            properties = ", ".join(f"n.{word}" for word in node.words)
            yield Definition(
                name,
                f"CREATE FULLTEXT INDEX {name} IF NOT EXISTS FOR (n:{node.label}) ON EACH [{properties}]"
                " OPTIONS {indexConfig: {`fulltext.analyzer`: 'cjk'}}",
            )


def arcadedb_types() -> Iterator[str]:
    """ArcadeDB's SQL: every label and relationship type (Cypher makes a type only with its first element)."""
    for node in (*NODES, *HIDDEN):
        yield f"CREATE VERTEX TYPE {node.label} IF NOT EXISTS"
    for edge in EDGES:
        yield f"CREATE EDGE TYPE {edge.type} IF NOT EXISTS"
