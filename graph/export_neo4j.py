"""CSV files for `neo4j-admin database import full`, the fastest way into an empty Neo4j.

A file for each label and for each type of edge between two labels, its columns typed as in `graph.schema`.
An absent value is an empty cell and an empty string is `""`. The parts of a list are joined by U+001F, for
the tool knows no escape and any printed character may stand in a name.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from graph.errors import QueryError, message
from graph.export_reading import GraphPart
from graph.model import Edge, Node, Value
from graph.rows import EDGE_TYPES, NODE_TYPES
from graph.schema import Property

ARGUMENTS, README = "import.args", "README.txt"
DATABASE = "neo4j"
SMALLEST_BUFFER = 4 * 2**20  # bytes; the tool's own
_UNIT = "\x1f"
_TYPES = {
    "STRING": "string",
    "INTEGER": "long",
    "BOOLEAN": "boolean",
    "LIST<STRING>": "string[]",
    "LIST<INTEGER>": "long[]",
}
_OPTIONS = (
    "--overwrite-destination=true",
    "--array-delimiter=U+001F",
    "--multiline-fields=true",
    "--legacy-style-quoting=false",
    "--ignore-empty-strings=false",
    "--trim-strings=false",
    "--bad-tolerance=0",
)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, list):
        parts = [str(part) for part in value]
        if any(_UNIT in part for part in parts):
            raise QueryError("export_separator", value="、".join(parts))
        return _quoted(_UNIT.join(parts))
    return str(value)


def _columns(properties: Iterable[Property]) -> list[Property]:
    return [prop for prop in properties if prop.name != "id"]


def _typed(properties: Iterable[Property]) -> list[str]:
    return [f"{prop.name}:{_TYPES[prop.type]}" for prop in properties]


def _node_lines(label: str, nodes: Iterable[Node]) -> Iterator[str]:
    columns = _columns(NODE_TYPES[label].properties)
    yield ",".join([f"id:ID({label})", ":LABEL", *_typed(columns)])
    for node in nodes:
        cells = [_cell(node.properties.get(column.name)) for column in columns]
        yield ",".join([_quoted(node.id), label, *cells])


def _edge_lines(kind: str, source: str, target: str, edges: Iterable[Edge]) -> Iterator[str]:
    columns = _columns(EDGE_TYPES[kind].properties)
    yield ",".join([f":START_ID({source})", f":END_ID({target})", ":TYPE", "id:string", *_typed(columns)])
    for edge in edges:
        cells = [_cell(edge.properties.get(column.name)) for column in columns]
        yield ",".join([_quoted(edge.source[1]), _quoted(edge.target[1]), kind, _quoted(edge.id), *cells])


def _write(path: Path, lines: Iterable[str]) -> int:
    """Write the lines and return how many bytes the longest has."""
    longest = 0
    with path.open("wb") as file:
        for line in lines:
            encoded = f"{line}\n".encode()
            longest = max(longest, len(encoded))
            file.write(encoded)
    return longest


def write_neo4j_admin(part: GraphPart, folder: Path) -> None:
    """Write `part` to the files of `folder`, with the options that the import tool needs and what to do.

    Raises QueryError for a list whose parts hold the separator.
    """
    arguments, longest = list(_OPTIONS), 0
    for label, nodes in groupby(part.nodes, key=lambda node: node.label):
        name = f"nodes-{label}.csv"
        longest = max(longest, _write(folder / name, _node_lines(label, nodes)))
        arguments.append(f"--nodes=./{name}")
    for kinds, edges in groupby(part.edges, key=lambda edge: (edge.type, edge.source[0], edge.target[0])):
        name = f"edges-{'-'.join(kinds)}.csv"
        longest = max(longest, _write(folder / name, _edge_lines(*kinds, edges)))
        arguments.append(f"--relationships=./{name}")
    # A cell holds the whole text of a document, and must fit; the tool has many buffers of this size.
    arguments.append(f"--read-buffer-size={max(SMALLEST_BUFFER, 2 * longest)}")
    _write(folder / ARGUMENTS, arguments)
    _write(folder / README, [import_steps()])


def import_steps() -> str:
    """What to do with the files, in the user's language."""
    return message("export_import_steps", database=DATABASE, arguments=ARGUMENTS)
