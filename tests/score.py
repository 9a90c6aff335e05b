"""Precision, recall and F1 of reading, by kind, against the golden readings in `tests/documents`.

Four tables: `documents`, which the rules were written from; `more`, other real ones; `layouts`, small documents
in officials' manner, one for each layout; `held`, those of the last two whose readings were kept from the
rules (their names end in `-held`); README says how far that held.
Run by `make score`. Prints gains and losses against `tests/score-baseline.json`; `--keep` writes the new
figures there, `--show N` lists the first N faults of a kind and what is poor in each document, `--corpus FOLDER`
counts what is found in texts without golden readings, by kind of text.
"""

import argparse
import json
from collections.abc import Mapping
from pathlib import Path

from graph.errors import ZhengtuError
from loaders.parsed import to_dict
from loaders.pipeline import parse_document
from loaders.read import read_file
from loaders.samples import sample_folder
from tests.census import print_census, take_census
from tests.scoring import Json, Score, score_document

HERE = Path(__file__).parent
DOCUMENTS = HERE / "documents"
MORE = DOCUMENTS / "more"
LAYOUTS = DOCUMENTS / "layouts"
HELD = "-held"
BASELINE = HERE / "score-baseline.json"
MAX_BYTES = 20_000_000
NOTHING: Json = {
    "document": dict.fromkeys(("title", "number", "date", "jurisdiction")) | {"issuers": [], "scope": []},
    "citations": [],
    "measures": [],
}


def golden_readings(folder: Path = DOCUMENTS) -> dict[str, tuple[Path, Json]]:
    """Name → (text file, golden reading) of every document of a folder that has one."""
    out = {}
    for file in sorted(folder.glob("*.gold.json")):
        name = file.name.removesuffix(".gold.json")
        text = next(
            place / f"{name}.txt" for place in (folder, sample_folder()) if (place / f"{name}.txt").exists()
        )
        out[name] = (text, json.loads(file.read_text("utf-8")))
    return out


def reading_sets() -> dict[str, dict[str, tuple[Path, Json]]]:
    """Real documents, other real ones, small ones for each layout, and what was held out of the last two."""
    more, layouts = golden_readings(MORE), golden_readings(LAYOUTS)
    return {
        "documents": golden_readings(),
        "more": {name: pair for name, pair in more.items() if not name.endswith(HELD)},
        "layouts": {name: pair for name, pair in layouts.items() if not name.endswith(HELD)},
        "held": {name: pair for name, pair in (more | layouts).items() if name.endswith(HELD)},
    }


def score_each(readings: Mapping[str, tuple[Path, Json]]) -> dict[str, Score]:
    """Name → score of each document; one that the reader refuses has everything missed."""
    scores = {}
    for name, (text, gold) in readings.items():
        try:
            found = json.loads(json.dumps(to_dict(parse_document(read_file(text, MAX_BYTES)))))
        except ZhengtuError:
            found = NOTHING
        scores[name] = Score()
        score_document(scores[name], name, gold, found)
    return scores


def score_all(readings: Mapping[str, tuple[Path, Json]] | None = None) -> Score:
    """The given golden readings, else those of the real documents, scored together."""
    score = Score()
    for one in score_each(golden_readings() if readings is None else readings).values():
        score.add(one)
    return score


def print_table(title: str, score: Score, before: Mapping[str, float]) -> None:
    """Precision, recall, F1 and the change since the baseline of each kind."""
    print(f"\n{title:28}{'P':>8}{'R':>8}{'F1':>8}{'gold':>7}{'change':>9}")
    for kind, tally in sorted(score.tallies.items()):
        precision, recall, f1 = tally.figures
        change = f1 - before.get(kind, f1)
        print(f"{kind:28}{precision:8.3f}{recall:8.3f}{f1:8.3f}{tally.right + tally.missed:7d}{change:+9.3f}")


def print_faults(scores: Mapping[str, Score], total: Score, limit: int) -> None:
    """The kinds that are not wholly right in each document, then the first faults of each kind."""
    for name, score in scores.items():
        poor = {kind: tally.figures[2] for kind, tally in sorted(score.tallies.items())}
        print(name, *(f"{kind}={f1:.2f}" for kind, f1 in poor.items() if f1 < 1))
    for kind, tally in sorted(total.tallies.items()):
        for fault in tally.faults[:limit]:
            print(f"{kind}: {fault}")


def main() -> None:
    """Print the tables; see the module's docstring for the options."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--keep", action="store_true", help="write the figures to the baseline")
    options.add_argument(
        "--show", type=int, default=0, metavar="N", help="list the first N faults of each kind"
    )
    options.add_argument(
        "--corpus", type=Path, metavar="FOLDER", help="count what is found in its texts, too"
    )
    given = options.parse_args()
    before = json.loads(BASELINE.read_text("utf-8")) if BASELINE.exists() else {}
    figures: Json = {}
    for title, readings in reading_sets().items():
        scores = score_each(readings)
        total = Score()
        for score in scores.values():
            total.add(score)
        print_table(title, total, before.get(title, {}))
        if given.show:
            print_faults(scores, total, given.show)
        figures[title] = {kind: round(tally.figures[2], 4) for kind, tally in sorted(total.tallies.items())}
    if given.corpus:
        figures["census"] = take_census(given.corpus)
        print_census(figures["census"], before.get("census", {}))
    elif "census" in before:
        figures["census"] = before["census"]
    if given.keep:
        BASELINE.write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
