"""Finds bodies, projects, regions and documents by what people call them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graph.errors import QueryError
from queries.entities import NodeView
from queries.linking import Reader
from queries.names import number_form, plain, shown

_NAMED = ("Region", "Agency", "Project", "Document")
_LABELS = (*_NAMED, "Measure")
_MOST = 200
# Each label's texts that are searched.
_ALIASES = "any(alias IN n.aliases WHERE alias CONTAINS $text)"
_CUT_SHORT = "n.short_name = $stem AND n.name ENDS WITH $last"  # 酉阳县 for 酉阳土家族苗族自治县
_WHERE: Mapping[str, str] = {
    "Region": f"n.name CONTAINS $text OR n.full_name CONTAINS $text OR ({_CUT_SHORT}) OR {_ALIASES}",
    "Agency": f"n.name CONTAINS $text OR n.short_name CONTAINS $text OR {_ALIASES}",
    "Project": f"n.name CONTAINS $text OR {_ALIASES}",
    "Document": "n.name CONTAINS $text OR n.number CONTAINS $number",
    "Measure": "n.text CONTAINS $text OR n.heading CONTAINS $text",
}
# 0 the whole name, 1 another whole name, 2 the beginning of the name, 3 anywhere in it, 4 elsewhere.
_RANK = (
    "CASE WHEN n.name = $text OR n.id = $text THEN 0"
    f" WHEN n.short_name = $text OR $text IN n.aliases OR ({_CUT_SHORT}) THEN 1"
    " WHEN n.name STARTS WITH $text THEN 2 WHEN n.name CONTAINS $text THEN 3 ELSE 4 END"
)


@dataclass(frozen=True, slots=True)
class Found:
    """A node that a search found; `detail` tells it from its namesakes in one line."""

    id: str
    label: str
    name: str
    title: str
    detail: str


def _detail(node: NodeView) -> str:
    known: Mapping[str, Any] = node.properties
    match node.label:
        case "Region":
            parts = [known.get("full_name") or node.id, known.get("level")]
        case "Agency":
            parts = [known.get("jurisdiction"), known.get("system")]
        case "Project":
            aliases = [alias for alias in known.get("aliases") or [] if alias != node.name]
            parts = [known.get("sector"), "、".join(aliases)]
        case "Document":
            parts = [known.get("number"), known.get("date"), known.get("jurisdiction")]
        case _:
            parts = [known.get("document"), known.get("text")]
    return " · ".join(part for part in parts if part)[:120]


def _found(label: str, properties: Mapping[str, Any]) -> Found:
    node = NodeView.from_properties(label, properties)
    return Found(node.id, label, node.name, node.title, _detail(node))


def search(store: Reader, text: str, label: str | None = None, limit: int = 20) -> list[Found]:
    """Nodes that `text` may mean, the likeliest first; measures, by their text, only where `label` asks.

    Raises QueryError for a text that is too long or unprintable, or a label that is not searched.
    """
    if label is not None and label not in _LABELS:
        raise QueryError("bad_choice", name="label", value=shown(label), choices="、".join(_LABELS))
    text = plain("q", text)
    if not text:
        return []
    limit = min(limit, _MOST)
    ranked: list[tuple[tuple[int, int, int, str], Found]] = []
    for order, kind in enumerate([label] if label else _NAMED):
        params: dict[str, Any] = {"text": text, "stem": text[:-1], "last": text[-1], "limit": limit}
        if "$number" in _WHERE[kind]:
            params["number"] = number_form(text)
        rows = store.read(
            f"MATCH (n:{kind}) WHERE n.id = $text OR {_WHERE[kind]}"
            f" WITH n, {_RANK} AS rank ORDER BY rank, size(coalesce(n.name, '')), n.id LIMIT $limit"
            " RETURN properties(n) AS properties, rank",
            params,
            limit,
        ).rows
        for row in rows:
            found = _found(kind, row["properties"])
            ranked.append(((row["rank"], order, len(found.name), found.id), found))
    ranked.sort(key=lambda entry: entry[0])
    return [found for _, found in ranked[:limit]]
