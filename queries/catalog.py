"""The named queries: one `.cypher` file each, described by the TOML header in its first comment.

The file's name is the query's name and its address. `docs/queries.md` says how to add one.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

from graph.errors import NotFoundError, QueryError, ZhengtuError
from queries.names import nearest, shown

_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_HEADER = re.compile(r"/\*(.*?)\*/(.*)", re.DOTALL)
_PARAMETER = re.compile(r"\$(\w+)")
_TEXTS_AND_COMMENTS = re.compile(r"'[^']*'|//[^\n]*|/\*.*?\*/", re.DOTALL)


class Kind(StrEnum):
    """What a parameter takes; a region, agency, project or document is named, and linked to its node."""

    TEXT = "text"
    SECTOR = "sector"
    REGION = "region"
    AGENCY = "agency"
    PROJECT = "project"
    DOCUMENT = "document"
    ROLE = "role"
    STAGE = "stage"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Param:
    """A parameter of a named query; one neither required nor with a default is null where it is not given."""

    name: str
    kind: Kind
    help: str
    default: str | None
    required: bool


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A question as a file: its header and its Cypher, which reads only."""

    name: str
    title: str
    description: str
    params: tuple[Param, ...]
    example: Mapping[str, str]
    cypher: str


def _text(table: Mapping[str, Any], key: str) -> str:
    value = table.get(key)
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"{key}: a sentence is needed")
    return value


def _only(table: Mapping[str, Any], allowed: set[str], where: str) -> None:
    extra = sorted(set(table) - allowed)
    if extra:
        raise ValueError(f"{where}: {', '.join(extra)}? it may hold {', '.join(sorted(allowed))}")


def _param(name: str, table: Any) -> Param:
    if not isinstance(table, dict):
        raise ValueError(f"params.{name}: a table is needed")
    _only(table, {"type", "help", "default", "required"}, f"params.{name}")
    kinds = list(Kind)
    if table.get("type") not in kinds:
        raise ValueError(f"params.{name}: the type is one of {', '.join(kinds)}")
    default, required = table.get("default"), table.get("required", False)
    if default is not None and (not isinstance(default, str) or required):
        raise ValueError(f"params.{name}: a default is a text, and a required parameter has none")
    if not isinstance(required, bool):
        raise ValueError(f"params.{name}: required is true or false")
    return Param(name, Kind(table["type"]), _text(table, "help"), default, required)


def parse_query(name: str, text: str) -> NamedQuery:
    """The named query in `text`, the content of `<name>.cypher`.

    Raises ValueError saying what is wrong with the name, the header or the use of parameters.
    """
    if not _NAME.fullmatch(name):
        raise ValueError("the file's name is lower case words joined by hyphens")
    parts = _HEADER.match(text)
    if parts is None:
        raise ValueError("it begins with a comment /* … */ that holds the header")
    header = tomllib.loads(parts[1])
    cypher = parts[2].strip()
    _only(header, {"title", "description", "params", "example"}, "header")
    params = tuple(_param(key, table) for key, table in header.get("params", {}).items())
    example = header.get("example")
    if not isinstance(example, dict) or not all(isinstance(value, str) for value in example.values()):
        raise ValueError("example: a table of texts is needed, which may be empty")
    declared = {param.name for param in params}
    _only(example, declared, "example")
    missing = sorted(param.name for param in params if param.required and param.name not in example)
    if missing:
        raise ValueError(f"example: {', '.join(missing)} is required")
    used = set(_PARAMETER.findall(_TEXTS_AND_COMMENTS.sub("", cypher)))
    if used != declared:
        raise ValueError(f"declared and used differ in {', '.join(sorted(used ^ declared))}")
    return NamedQuery(name, _text(header, "title"), _text(header, "description"), params, example, cypher)


def read_catalog(folder: Traversable) -> Mapping[str, NamedQuery]:
    """The named queries of `folder`, by name, in the order of their names.

    Raises ZhengtuError naming the file and the fault of a bad one.
    """
    catalog: dict[str, NamedQuery] = {}
    for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if not file.name.endswith(".cypher"):
            continue
        try:
            query = parse_query(file.name.removesuffix(".cypher"), file.read_text("utf-8"))
        except ValueError as error:
            raise ZhengtuError("bad_query_file", file=file.name, reason=error) from error
        catalog[query.name] = query
    return catalog


@cache
def named_queries() -> Mapping[str, NamedQuery]:
    """The product's own named queries."""
    return read_catalog(resources.files("queries"))


def find_query(name: str) -> NamedQuery:
    """The named query `name`. Raises NotFoundError with the nearest names."""
    queries = named_queries()
    if name not in queries:
        close = nearest(name, queries) or list(queries)
        raise NotFoundError("unknown_query", name=shown(name), names=", ".join(close))
    return queries[name]


def check_given(query: NamedQuery, given: Mapping[str, str]) -> Mapping[str, str | None]:
    """A text or null for every parameter of `query`: given, else its default. Blank is not given.

    Raises QueryError for an unknown or a missing one, saying what the query takes.
    """
    names = [param.name for param in query.params]
    for name in given:
        if name not in names:
            raise QueryError(
                "unknown_parameter", query=query.name, name=shown(name), names=", ".join(names) or "-"
            )
    values = {param.name: given.get(param.name, "").strip() or param.default for param in query.params}
    for param in query.params:
        if param.required and values[param.name] is None:
            raise QueryError("missing_parameter", query=query.name, name=param.name, help=param.help)
    return values
