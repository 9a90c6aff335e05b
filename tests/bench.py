"""Reading speed by stage, in characters a second on one core, over every text here. Run by `make bench`.

The bare automaton pass stands beside the stages in the same run: it is the least any reader of names must do.
"""

import time
from collections.abc import Callable
from pathlib import Path

from loaders.clean import clean
from loaders.lexicon import read_lexicon
from loaders.outline import parse_outline
from loaders.pipeline import parse_document
from loaders.read import Source
from loaders.samples import sample_folder

TEXTS = (sample_folder(), Path(__file__).parent / "documents")
ROUNDS = 5


def seconds(work: Callable[[], object]) -> float:
    """The least time of several rounds, in seconds."""
    times = []
    for _ in range(ROUNDS):
        begin = time.perf_counter()
        work()
        times.append(time.perf_counter() - begin)
    return min(times)


def main() -> None:
    """Print the table."""
    sources = [
        Source(str(file), file.read_text("utf-8"))
        for folder in TEXTS
        for file in sorted(folder.glob("*.txt"))
    ]
    chars = sum(len(source.text) for source in sources)
    begin = time.perf_counter()
    spotter = read_lexicon().spotter
    tables = time.perf_counter() - begin
    cleaned = [clean(source.text).chars for source in sources]
    stages: dict[str, Callable[[], object]] = {
        "automaton alone": lambda: [spotter.find(text) for text in cleaned],
        "spot": lambda: [spotter.spot(text) for text in cleaned],
        "clean": lambda: [clean(source.text) for source in sources],
        "outline": lambda: [parse_outline(text) for text in cleaned],
        "whole document": lambda: [parse_document(source) for source in sources],
    }
    print(f"{len(sources)} documents, {chars} characters; tables read in {tables:.2f} s")
    for name, work in stages.items():
        print(f"{name:18}{chars / seconds(work):12,.0f} characters/s")


if __name__ == "__main__":
    main()
