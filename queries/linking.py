"""From a name as people write it to the node it means, or a sentence saying why not.

Each label has a few ways to look a name up, exact ones first; the first that finds anything decides.
One node found is the answer, several are shown to choose from, none is answered with the nearest names.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from graph.errors import QueryError
from graph.schema import NODES
from graph.store import Result
from queries.names import nearest, number_form, shown

_CHOICES = 12
_RELATIVES = 500


class Reader(Protocol):
    """What the reads of this package need of a `graph.store.GraphStore`."""

    def read(
        self, query: str, params: Mapping[str, object] | None = None, limit: int | None = None
    ) -> Result:
        """The rows of `query`, at most `limit` of them."""


@dataclass(frozen=True, slots=True)
class Linked:
    """A node that a name was linked to. `name` tells it from its namesakes."""

    label: str
    id: str
    name: str


# How a name is looked up: conditions on `n`, tried in order. $form is the text as given, $stem the text
# without its last character (酉阳县 → 酉阳), $last that character, $number the text as a 发文字号.
_WAYS: Mapping[str, tuple[str, ...]] = {
    "Region": (
        "n.id = $form",
        "n.name = $form OR $form IN n.aliases",
        "n.short_name = $form AND (n.level IS NULL OR n.level <> '乡级')",
        "n.short_name = $stem AND n.name ENDS WITH $last",
        "n.full_name ENDS WITH $form",
        "n.short_name = $form",
    ),
    "Agency": (
        "n.id = $form",
        "n.name = $form OR n.short_name = $form OR $form IN n.aliases",
        "any(alias IN n.aliases WHERE $form = n.jurisdiction + alias"
        " OR $form = left(n.jurisdiction, size(n.jurisdiction) - 1) + alias)",
        "n.name CONTAINS $form",
    ),
    "Project": (
        "n.id = $form",
        "n.name = $form OR $form IN n.aliases",
        "n.name CONTAINS $form OR any(alias IN n.aliases WHERE alias CONTAINS $form)",
    ),
    "Document": (
        "n.id = $form OR n.id = $number",
        "n.number = $number",
        "n.title = $form OR n.name = $form",
        "n.title CONTAINS $form",
    ),
}
_TOLD_BY: Mapping[str, str] = {
    "Region": "n.full_name",
    "Agency": "n.name",
    "Project": "n.name",
    "Document": "coalesce(n.number + ' ', '') + n.name",
}
_TITLES = {node.label: node.title for node in NODES}


def _corrected(store: Reader, label: str, form: str) -> str:
    """The name that a correction gives for the alias `form`, else `form`."""
    found = store.read(
        "MATCH (c:Correction) WHERE c.rule = 'alias' AND c.kind = $kind AND c.other = $form"
        " RETURN c.name AS name ORDER BY c.line",
        {"kind": label.lower(), "form": form},
        1,
    )
    return str(found.rows[0]["name"]) if found.rows else form


def find_named(store: Reader, label: str, form: str, ways: int | None = None) -> list[Linked]:
    """The nodes of `label` that `form` may mean, by the strictest way that finds any; ordered by name.

    `ways`: how many ways to try, the strictest first; None: all.
    """
    form = _corrected(store, label, form)
    bare = form.removeprefix("《").removesuffix("》") if label == "Document" else form
    facts = {"form": bare, "stem": bare[:-1], "last": bare[-1:], "number": number_form(bare)}
    for way in _WAYS[label][:ways]:
        used = {name: value for name, value in facts.items() if f"${name}" in way}
        found = store.read(
            f"MATCH (n:{label}) WHERE {way} RETURN n.id AS id, coalesce({_TOLD_BY[label]}, n.id) AS name"
            " ORDER BY name, id",
            used,
            _CHOICES + 1,
        )
        if found.rows:
            return [Linked(label, row["id"], row["name"]) for row in found.rows]
    return []


def _relatives(store: Reader, label: str, form: str) -> list[str]:
    """Names of `label` that share two neighbouring characters with `form`, the likest first."""
    pairs = [form[at : at + 2] for at in range(max(1, len(form) - 1))]
    found = store.read(
        f"MATCH (n:{label}) WHERE any(pair IN $pairs WHERE n.name CONTAINS pair)"
        " RETURN DISTINCT n.name AS name ORDER BY name",
        {"pairs": pairs},
        _RELATIVES,
    )
    return nearest(form, [row["name"] for row in found.rows])


def link(store: Reader, label: str, form: str) -> Linked:
    """The one node of `label` (Region, Agency, Project, Document) that `form` means.

    Raises QueryError: several (listed by the names that tell them apart), or none (with the nearest names,
    or saying that nothing of the kind is loaded).
    """
    found = find_named(store, label, form) if form else []
    if len(found) == 1:
        return found[0]
    kind = _TITLES[label]
    if found:
        names = "、".join(one.name for one in found[:_CHOICES])
        raise QueryError(
            "ambiguous_name",
            kind=kind,
            form=shown(form),
            names=names if len(found) <= _CHOICES else f"{names}……",
        )
    close = _relatives(store, label, form)
    if close:
        raise QueryError("unknown_name_near", kind=kind, form=shown(form), names="、".join(close))
    raise QueryError("unknown_name", kind=kind, form=shown(form))
