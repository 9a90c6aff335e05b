"""CSV files for spreadsheets and data frames, and one JSON file; both written an element at a time.

CSV: UTF-8 with a byte order mark, by which spreadsheets know it; a list is the JSON text of it; a text that a
spreadsheet would run as a formula begins with an apostrophe.
"""

import csv
import json
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path
from typing import Any

from graph.export_reading import GraphPart
from graph.model import Edge, Node, Value
from graph.rows import EDGE_TYPES, NODE_TYPES

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_ENDS = ("source_label", "source", "target_label", "target")


def _cell(value: Value) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False)
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def _write_rows(path: Path, header: list[str], rows: Iterable[list[Value]]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows([_cell(value) for value in row] for row in rows)


def write_csv(part: GraphPart, folder: Path) -> None:
    """Write a file for each label and each type of edge to `folder`."""
    for label, nodes in groupby(part.nodes, key=lambda node: node.label):
        names = [prop.name for prop in NODE_TYPES[label].properties if prop.name != "id"]
        rows = ([node.id, *(node.properties.get(name) for name in names)] for node in nodes)
        _write_rows(folder / f"{label}.csv", ["id", *names], rows)
    for kind, edges in groupby(part.edges, key=lambda edge: edge.type):
        names = [prop.name for prop in EDGE_TYPES[kind].properties if prop.name != "id"]
        lines = (
            [edge.id, *edge.source, *edge.target, *(edge.properties.get(name) for name in names)]
            for edge in edges
        )
        _write_rows(folder / f"{kind}.csv", ["id", *_ENDS, *names], lines)


def _node(node: Node) -> dict[str, Any]:
    return {"id": node.id, "label": node.label, "properties": node.properties}


def _edge(edge: Edge) -> dict[str, Any]:
    ends = zip(_ENDS, (*edge.source, *edge.target), strict=True)
    return {"id": edge.id, "type": edge.type, **dict(ends), "properties": edge.properties}


def write_json(part: GraphPart, path: Path) -> None:
    """Write one object with the lists `nodes` and `edges`, an element a line."""
    with path.open("w", encoding="utf-8") as file:
        file.write('{"nodes": [')
        write_elements(file.write, map(_node, part.nodes))
        file.write('], "edges": [')
        write_elements(file.write, map(_edge, part.edges))
        file.write("]}\n")


def write_elements(write: Any, elements: Iterable[dict[str, Any]]) -> None:
    """`write` the elements of a JSON list, each on a line of its own."""
    for number, element in enumerate(elements):
        write(",\n" if number else "\n")
        write(json.dumps(element, ensure_ascii=False))
