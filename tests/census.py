"""Counts what is found in a folder of texts without golden readings, by kind of text.

A change that suddenly finds less, or absurdly more, shows here. `index.tsv` in the folder (columns `file` and
`kind`) tells the kinds; without it all are one. Used by `make score ARGS="--corpus FOLDER"`.
"""

import csv
from collections import Counter, defaultdict
from pathlib import Path

from graph.errors import DocumentError
from graph.model import ParsedDocument, Role
from loaders.pipeline import parse_document
from loaders.read import read_file

Census = dict[str, dict[str, int]]
COLUMNS = ("documents", "refused", "measures", "listed", "named", "projects", "regions", "citations")
MAX_BYTES = 20_000_000


def _kinds(folder: Path) -> dict[str, str]:
    index = folder / "index.tsv"
    if not index.exists():
        return {}
    with index.open(encoding="utf-8", newline="") as rows:
        return {row["file"]: row["kind"] for row in csv.DictReader(rows, delimiter="\t")}


def _count(parsed: ParsedDocument) -> Counter[str]:
    bodies = [unit.role for measure in parsed.measures for unit in measure.responsibilities]
    return Counter(
        documents=1,
        measures=len(parsed.measures),
        listed=sum(role != Role.NAMED for role in bodies),
        named=bodies.count(Role.NAMED),
        projects=sum(len(measure.projects) for measure in parsed.measures),
        regions=sum(len(measure.regions) for measure in parsed.measures),
        citations=len(parsed.citations),
    )


def take_census(folder: Path) -> Census:
    """Kind of text → column → count over every .txt of `folder`. A text that is no document is `refused`."""
    kinds = _kinds(folder)
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for file in sorted(folder.glob("*.txt")):
        kind = kinds.get(file.name, "texts")
        try:
            counts[kind] += _count(parse_document(read_file(file, MAX_BYTES)))
        except DocumentError:
            counts[kind]["refused"] += 1
    return {kind: {column: count[column] for column in COLUMNS} for kind, count in sorted(counts.items())}


def print_census(census: Census, before: Census) -> None:
    """The counts, and beside each its change since the baseline where there is one."""
    print("\n" + f"{'found in':20}" + "".join(f"{column:>18}" for column in COLUMNS))
    for kind, counts in census.items():
        cells = []
        for column in COLUMNS:
            change = counts[column] - before.get(kind, counts).get(column, counts[column])
            cells.append(f"{counts[column]} ({change:+d})" if change else str(counts[column]))
        print(f"{kind[:19]:20}" + "".join(f"{cell:>18}" for cell in cells))
