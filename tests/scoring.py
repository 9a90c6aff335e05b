"""How one reading is compared with its golden reading, by kind: what is right, false and missed.

A golden reading marks what may be found or not (`optional`) and what else is right (`accept…`),
by docs/annotation-guide.md.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

Json = dict[str, Any]


@dataclass
class Tally:
    """Right, false and missed, and what they were."""

    right: int = 0
    false: int = 0
    missed: int = 0
    faults: list[str] = field(default_factory=list)

    @property
    def figures(self) -> tuple[float, float, float]:
        """Precision, recall, F1; 1 where there was nothing to find."""
        precision = self.right / (self.right + self.false) if self.right + self.false else 1.0
        recall = self.right / (self.right + self.missed) if self.right + self.missed else 1.0
        return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def norm(words: object) -> str:
    """Words without blanks and emphasis, with one form for each bracket and dash."""
    plain = re.sub(r"[\s*]+", "", str(words or ""))
    return plain.translate(str.maketrans("()[]［］—－", "（）〔〕〔〕--"))


def as_list(value: Any) -> list[Any]:
    """A list of what may be a list, one value, or nothing."""
    return [] if value is None else value if isinstance(value, list) else [value]


class Score:
    """The tallies of all kinds over all documents."""

    def __init__(self) -> None:
        self.tallies: defaultdict[str, Tally] = defaultdict(Tally)

    def add(self, other: "Score") -> None:
        """Count another score's tallies with this one's."""
        for kind, tally in other.tallies.items():
            mine = self.tallies[kind]
            mine.right += tally.right
            mine.false += tally.false
            mine.missed += tally.missed
            mine.faults += tally.faults

    def compare(
        self,
        kind: str,
        where: str,
        gold: Iterable[Hashable],
        found: Iterable[Hashable],
        accept: Mapping[Hashable, Iterable[Hashable]] | None = None,
    ) -> None:
        """Match each gold item with one found item that is it or is accepted for it."""
        left = list(found)
        tally = self.tallies[kind]
        for item in gold:
            right = {item, *(accept or {}).get(item, ())}
            hit = next((index for index, other in enumerate(left) if other in right), None)
            if hit is None:
                tally.missed += 1
                tally.faults.append(f"{where} missed {item}")
            else:
                tally.right += 1
                del left[hit]
        tally.false += len(left)
        tally.faults += (f"{where} false {item}" for item in left)

    def judge(self, kind: str, where: str, right: bool, said: object, wanted: object) -> None:
        """One value that is right or not; a wrong one counts as false if said and missed if wanted."""
        tally = self.tallies[kind]
        tally.right += right
        if not right:
            tally.false += said is not None
            tally.missed += wanted is not None
            tally.faults.append(f"{where} wanted {wanted}, said {said}")


def score_header(score: Score, name: str, gold: Json, found: Json) -> None:
    """Title, number, date, jurisdiction, issuers and scope."""
    for key in ("title", "number", "date", "jurisdiction"):
        right = {
            norm(value)
            for value in (
                gold.get(key),
                *as_list(gold.get(f"accept_{key}")),
                *as_list(gold.get(f"accept_{key}s")),
            )
        }
        score.judge(f"document.{key}", name, norm(found[key]) in right, found[key], gold.get(key))
    for key in ("issuers", "scope"):
        accept = gold.get(f"accept_{key}") or {}
        free = set(map(norm, gold.get(f"accept_{key}_any", ())))
        score.compare(
            f"document.{key}",
            name,
            map(norm, gold.get(key, ())),
            [norm(value) for value in found[key] if norm(value) not in free],
            {norm(item): [norm(other) for other in as_list(others)] for item, others in accept.items()},
        )


def score_citations(score: Score, name: str, gold: Json, found: Sequence[Json]) -> None:
    """Citations by number, else by title."""

    def key(citation: Json) -> str:
        return norm(citation.get("number") or citation["title"])

    either = {
        norm(item if isinstance(item, str) else item["title"])
        for kind in ("own", "optional_citations", "short_forms")
        for item in as_list(gold.get(kind)) + as_list(gold["document"].get(kind))
    }
    score.compare(
        "citations",
        name,
        sorted({key(item) for item in gold["citations"]}),
        sorted({key(item) for item in found if norm(item["title"]) not in either}),
        {key(item): [norm(item["title"])] for item in gold["citations"]},
    )


def score_bodies(score: Score, where: str, gold: Sequence[Json], found: Sequence[Json], place: str) -> None:
    """Bodies with their roles, those of lists and those named in prose apart, resolved and as written."""

    def is_listed(unit: Json) -> bool:
        return bool(unit["role"] != "named")

    def is_named(unit: Json) -> bool:
        return unit["role"] == "named" and not unit.get("collective")

    free = {
        norm(word)
        for unit in gold
        if unit.get("optional")
        for word in (unit["agency"], unit["as_written"], *unit.get("accept", ()))
    }
    kinds: tuple[tuple[str, Callable[[Json], bool]], ...] = (("responsible", is_listed), ("named", is_named))
    for kind, chosen in kinds:
        wanted = [unit for unit in gold if chosen(unit) and not unit.get("optional")]
        needed = {
            norm(word)
            for unit in wanted
            for word in (
                unit["agency"],
                unit["as_written"],
                *unit.get("accept", ()),
                *as_list(unit.get("accept_as_written")),
            )
        }
        said = [
            unit
            for unit in found
            if chosen(unit)
            and (
                {norm(unit["agency"]), norm(unit["as_written"])} & needed
                or not {norm(unit["agency"]), norm(unit["as_written"])} & free
            )
        ]
        score.compare(
            f"{kind}.agency",
            where,
            [(norm(unit["agency"]), unit["role"]) for unit in wanted],
            [(norm(unit["agency"]), unit["role"]) for unit in said],
            {(norm(unit["agency"]), unit["role"]): _accepted_bodies(unit, place) for unit in wanted},
        )
        score.compare(
            f"{kind}.as_written",
            where,
            [norm(unit["as_written"]) for unit in wanted],
            [norm(unit["as_written"]) for unit in said],
            {norm(unit["as_written"]): map(norm, as_list(unit.get("accept_as_written"))) for unit in wanted},
        )


def _accepted_bodies(unit: Json, place: str) -> set[Hashable]:
    names = {norm(word) for word in (unit["agency"], *unit.get("accept", ()))}
    if unit.get("collective"):  # with or without its jurisdiction
        names |= {
            norm(unit["agency"]).removeprefix(place),
            place + norm(unit["agency"]),
            norm(unit["as_written"]),
        }
    return {(word, role) for word in names for role in (unit["role"], *as_list(unit.get("accept_roles")))}


def _core(words: str) -> str:
    return re.sub(r"(项目|工程|建设|创建|（.*?）|“|”|等)", "", norm(words))


def _alike(one: str, other: str) -> bool:
    """One name holds the other for at least half of it, or they share most pairs of characters."""
    one, other = _core(one), _core(other)
    if not one or not other:
        return False
    if one in other or other in one:
        return 2 * min(len(one), len(other)) >= max(len(one), len(other))
    shared = set(pairwise(one)) & set(pairwise(other))
    return len(shared) >= 0.6 * (max(len(one), len(other)) - 1)


def _match_projects(gold: Sequence[Json], found: Sequence[Json]) -> dict[int, int]:
    """Gold index → found index: by exact name first, then as written, then by likeness."""

    def names(item: Json) -> list[str]:
        return [item["name"], *item.get("accept", ())]

    tests: tuple[Callable[[Json, Json], bool], ...] = (
        lambda item, other: any(_core(name) == _core(other["name"]) for name in names(item)),
        lambda item, other: norm(item["as_written"]) == norm(other["as_written"]),
        lambda item, other: (
            any(_alike(name, other["name"]) for name in names(item))
            or _alike(item["as_written"], other["as_written"])
        ),
    )
    matched: dict[int, int] = {}
    for test in tests:
        for index, item in enumerate(gold):
            if index not in matched:
                hit = next(
                    (
                        at
                        for at, other in enumerate(found)
                        if at not in matched.values() and test(item, other)
                    ),
                    None,
                )
                if hit is not None:
                    matched[index] = hit
    return matched


def score_projects(score: Score, where: str, gold: Sequence[Json], found: Sequence[Json]) -> None:
    """Projects, and of those found their sector, stage and places (townships do not count)."""

    def places(item: Json) -> set[str]:
        return {norm(place) for place in item["locations"] if not re.search("(镇|乡|街道)$", place)}

    matched = _match_projects(gold, found)
    tally = score.tallies["projects"]
    for index, item in enumerate(gold):
        if item.get("optional"):
            continue
        if index not in matched:
            tally.missed += 1
            tally.faults.append(f"{where} missed {item['name']}")
            continue
        other = found[matched[index]]
        tally.right += 1
        for key in ("sector", "stage"):
            accepted = (
                item.get(key),
                *as_list(item.get(f"accept_{key}")),
                *as_list(item.get(f"accept_{key}s")),
            )
            score.judge(
                f"projects.{key}",
                f"{where} {item['name']}",
                other[key] in accepted,
                other[key],
                item.get(key),
            )
        free = set(map(norm, item.get("optional_locations", ())))
        score.compare(
            "projects.locations",
            f"{where} {item['name']}",
            sorted(places(item) - free),
            sorted(places(other) - free),
        )
    false = [other["name"] for at, other in enumerate(found) if at not in matched.values()]
    tally.false += len(false)
    tally.faults += (f"{where} false {name}" for name in false)


def score_regions(score: Score, where: str, gold: Sequence[Json], found: Sequence[Json]) -> None:
    """Regions by name, once each."""
    free = {
        norm(word)
        for region in gold
        if region.get("optional")
        for word in (region["name"], *region.get("accept", ()))
    }
    wanted: dict[Hashable, list[Hashable]] = {
        norm(region["name"]): [norm(word) for word in region.get("accept", ())]
        for region in gold
        if not region.get("optional")
    }
    score.compare(
        "regions",
        where,
        sorted(map(str, wanted)),
        sorted({norm(region["name"]) for region in found} - free),
        wanted,
    )


def _annotated(gold: Json, said: Sequence[tuple[int, ...]]) -> Sequence[tuple[int, ...]]:
    """Of the paths found, those that the golden reading covers: of a long document some, or the first."""
    if "annotated_paths" in gold:
        return [tuple(path) for path in gold["annotated_paths"]]
    last = tuple(gold["measures"][-1]["path"])
    if "annotated_measures" in gold and last in said:
        return said[: said.index(last) + 1]
    return said


def score_document(score: Score, name: str, gold: Json, found: Json) -> None:
    """One document against its golden reading."""
    score_header(score, name, gold["document"], found["document"])
    score_citations(score, name, gold, found["citations"])
    wanted = {tuple(measure["path"]): measure for measure in gold["measures"]}
    said = {tuple(measure["path"]): measure for measure in found["measures"]}
    said = {path: measure for path, measure in said.items() if path in _annotated(gold, list(said))}
    score.compare("measures", name, wanted, said)
    for path, measure in wanted.items():
        where = f"{name} {'-'.join(map(str, path))}"
        other = said.get(path, {"responsibilities": [], "projects": [], "regions": []})
        score_bodies(
            score,
            where,
            measure["responsibilities"],
            other["responsibilities"],
            norm(gold["document"]["jurisdiction"]),
        )
        score_projects(score, where, measure["projects"], other["projects"])
        score_regions(score, where, measure["regions"], other["regions"])
