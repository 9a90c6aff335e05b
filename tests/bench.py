"""Reading speed by stage, in characters a second on one core. Run by `make bench [ARGS="PATH…"]`.

Without arguments the repository's real documents are read: the samples and those with golden readings. The small
ones made for one layout each name something in every sentence, as no real text does; name their folder to read
them. Beside the stages stand, in the same run, the bare automaton pass (the least any reader of names must do) and
jieba cutting the same texts into words.
"""

import logging
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import jieba

from graph.errors import DocumentError
from loaders import pipeline
from loaders.clean import clean
from loaders.lexicon import read_lexicon
from loaders.read import Source, find_files, read_file
from loaders.samples import sample_folder
from loaders.spot import Spotter

DOCUMENTS = Path(__file__).parent / "documents"
TEXTS = (sample_folder(), *DOCUMENTS.glob("*.txt"), DOCUMENTS / "more")
ROUNDS = 5
MAX_BYTES = 10_000_000
# What the pipeline calls, in order, by the name it is printed under.
STAGES: tuple[tuple[Any, str, str], ...] = (
    (pipeline, "clean", "clean"),
    (pipeline, "parse_outline", "outline"),
    (pipeline, "parse_header", "header"),
    (pipeline, "find_jurisdiction", "jurisdiction"),
    (pipeline, "find_leaves", "units"),
    (Spotter, "spot", "spot"),
    (pipeline, "find_places", "places"),
    (pipeline, "find_agencies_in_prose", "bodies in prose"),
    (pipeline, "find_projects", "projects"),
    (pipeline, "find_citations", "citations"),
)


class Clock:
    """Seconds on the processor by stage; what a stage calls is its own, even if it is another stage's."""

    def __init__(self) -> None:
        """All stages at nothing."""
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self._inside = False

    def timed(self, function: Callable[..., Any], stage: str) -> Callable[..., Any]:
        """`function`, whose time is put down to `stage`; what it yields comes as a list."""

        def call(*args: Any, **kwargs: Any) -> Any:
            if self._inside:
                return function(*args, **kwargs)
            self._inside = True
            begin = time.process_time()
            try:
                found = function(*args, **kwargs)
                return list(found) if isinstance(found, Iterator) else found
            finally:
                self.seconds[stage] += time.process_time() - begin
                self._inside = False

        return call


@contextmanager
def stages_timed(clock: Clock) -> Iterator[None]:
    """The pipeline with each of its stages timed."""
    plain = [getattr(owner, name) for owner, name, _ in STAGES]
    for (owner, name, stage), function in zip(STAGES, plain, strict=True):
        setattr(owner, name, clock.timed(function, stage))
    try:
        yield
    finally:
        for (owner, name, _), function in zip(STAGES, plain, strict=True):
            setattr(owner, name, function)


def read_all(sources: list[Source]) -> None:
    """Every document, through all stages; a text without an outline counts too."""
    for source in sources:
        try:
            pipeline.parse_document(source)
        except DocumentError:
            continue


def least_seconds(work: Callable[[], object]) -> float:
    """The least time on the processor of several rounds, in seconds."""
    times = []
    for _ in range(ROUNDS):
        begin = time.process_time()
        work()
        times.append(time.process_time() - begin)
    return min(times)


def by_stage(sources: list[Source]) -> dict[str, float]:
    """The least seconds of several rounds for each stage."""
    rounds = []
    for _ in range(ROUNDS):
        clock = Clock()
        with stages_timed(clock):
            read_all(sources)
        rounds.append(clock.seconds)
    return {stage: min(seconds[stage] for seconds in rounds) for _, _, stage in STAGES}


def main(arguments: list[str]) -> None:
    """Print the table for the files and folders named, else for the repository's own."""
    paths = [
        path
        for path in find_files([Path(argument) for argument in arguments] or TEXTS)
        if path.suffix == ".txt"
    ]
    begin = time.process_time()
    spotter = read_lexicon().spotter
    tables = time.process_time() - begin
    jieba.setLogLevel(logging.WARNING)
    jieba.initialize()
    sources = [read_file(path, MAX_BYTES) for path in paths]
    chars = sum(len(source.text) for source in sources)
    cleaned = [clean(source.text).chars for source in sources]
    read_all(sources)
    print(f"{len(sources)} documents, {chars:,} characters; tables read in {tables:.2f} s")
    rows = {
        "file and decoding": least_seconds(lambda: [read_file(path, MAX_BYTES) for path in paths]),
        **by_stage(sources),
        "whole document": least_seconds(lambda: read_all(sources)),
        "automaton alone": least_seconds(lambda: [spotter.find(text) for text in cleaned]),
        "jieba": least_seconds(lambda: [jieba.lcut(text) for text in cleaned]),
    }
    for name, seconds in rows.items():
        print(f"{name:18}{chars / seconds:14,.0f} characters/s{seconds / chars * 1e6:9.3f} µs a character")


if __name__ == "__main__":
    main(sys.argv[1:])
