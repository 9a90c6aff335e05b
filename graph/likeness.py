"""Which keys mean one project: decided from what is stored of each, and from nothing else.

So the answer is the same in whatever order documents are loaded. What the keys hold is made by
`loaders.project_keys`; why this is so, docs/adr/0007-identity.md says.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from graph.model import Form


class Why(StrEnum):
    """By which rule two keys are one, or why they are not."""

    PLACE = "nested place"  # one name, and the places of one lie in those of the other
    SHORT = "short form"  # 毗河二期 is 毗河供水二期工程
    RUN = "run of ends"  # 汉巴南铁路 is 汉中至巴中至南充铁路
    CORRECTION = "correction"
    SEVERAL = "several alike"
    OTHER_PLACE = "other place"
    OTHER_KIND = "other kind"
    OTHER_ENDS = "other ends"
    CORRECTED = "correction says different"


JOINING = frozenset({Why.PLACE, Why.SHORT, Why.RUN})


@dataclass(frozen=True, slots=True)
class Key:
    """A key and what its name says. `places`: codes from the nation down to each place; none: anywhere.

    Keys with a `core` of their own kind (None: a name that names nothing) are never alike.
    """

    id: str
    core: str | None = None
    own: str = ""
    form: Form = Form.FULL
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Join:
    """The key that stands for the thing, by which rule (None: its own), and the keys it may be instead."""

    entity: str
    rule: Why | None = None
    candidates: tuple[str, ...] = ()


Pair = frozenset[str]


def nested(one: str, other: str) -> bool:
    """Whether of two paths of codes one lies in the other, or they are the same."""
    high, low = sorted((one, other), key=len)
    return low == high or low.startswith(f"{high}/")


def _each_in_other(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether every place of either has one of the other that it lies in, or that lies in it."""
    return (
        not one
        or not other
        or all(
            any(nested(place, far) for far in others)
            for places, others in ((one, other), (other, one))
            for place in places
        )
    )


def compare(one: Key, other: Key) -> Why | None:
    """The rule by which two keys are one, or the reason why not; None where they have nothing in common."""
    if one.core is None or one.core != other.core:
        return None
    forms = {one.form, other.form}
    if Form.LINE in forms:
        if Form.RUN not in forms:
            return Why.OTHER_ENDS
        meet = (
            not one.places
            or not other.places
            or any(nested(place, far) for place in one.places for far in other.places)
        )
        return Why.RUN if meet else Why.OTHER_PLACE
    if one.own != other.own and forms != {Form.SHORT, Form.FULL}:
        return Why.OTHER_KIND
    if not _each_in_other(one.places, other.places):
        return Why.OTHER_PLACE
    return Why.PLACE if one.own == other.own else Why.SHORT


def _specificity(key: Key) -> tuple[bool, int, bool, str]:
    """How much a key tells: a line by its ends, then the narrower place, then the fuller name."""
    depth = max((place.count("/") + 1 for place in key.places), default=0)
    return key.form is Form.LINE, depth, key.form is Form.FULL, key.id


def join_keys(
    keys: Iterable[Key], same: Iterable[tuple[str, str]] = (), different: Iterable[Pair] = ()
) -> dict[str, Join]:
    """Key → what stands for it. A key joins one that tells more, and only where there is exactly one.

    `same` and `different`: pairs of keys that corrections say are one (the first stands for both), or not.
    """
    ordered = sorted(keys, key=_specificity, reverse=True)
    apart = set(different)
    joins: dict[str, Join] = {}
    members: dict[str, list[str]] = {}
    for at, key in enumerate(ordered):
        found: dict[str, Why] = {}
        for fuller in ordered[:at]:
            rule, entity = compare(key, fuller), joins[fuller.id].entity
            if rule in JOINING and not any(frozenset({key.id, other}) in apart for other in members[entity]):
                found.setdefault(entity, rule)
        entity, rule = next(iter(found.items())) if len(found) == 1 else (key.id, None)
        joins[key.id] = Join(entity, rule, tuple(sorted(found)) if len(found) > 1 else ())
        members.setdefault(entity, []).append(key.id)
    for first, other in same:
        if first in joins and other in joins:
            _unite(joins, members, joins[first].entity, joins[other].entity)
    return joins


def _unite(joins: dict[str, Join], members: dict[str, list[str]], entity: str, other: str) -> None:
    if entity != other:
        for key in members.pop(other):
            joins[key] = Join(entity, Why.CORRECTION)
            members[entity].append(key)
        joins[entity] = Join(entity)
