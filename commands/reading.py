"""Documents into the graph and out of it again: `parse`, `load`, `remove`."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.text import Text

from commands.application import Paths, app
from commands.output import console, say
from graph.errors import DocumentError, message
from graph.store import GraphStore
from graph.writer import Outcome, remove_document
from loaders.parsed import to_json
from loaders.read import find_files
from zhengtu import load, open_graph, parse


@app.command("parse", help=message("cli_parse"))
def _parse(paths: Paths) -> int:
    failed = 0
    for reading in parse(paths):
        for note in reading.notes:
            say(note)
        if reading.error is not None:
            failed += 1
            say(str(reading.error))
        if reading.parsed is not None:
            print(to_json(reading.parsed))
    return 1 if failed else 0


def load_all(graph: GraphStore, paths: Sequence[Path]) -> Counter[str]:
    """Load with a progress bar on the terminal; one line for each note and each bad file.

    Returns how many documents came to each outcome, and how many `failed`. Raises DocumentError where there
    is nothing to load.
    """
    files = list(find_files(paths))
    if not files:
        raise DocumentError("cli_no_documents", paths=" ".join(map(str, paths)))
    err, count, seen = console(stderr=True), Counter[str](), set[str]()
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[file]}", markup=False),
    )
    with Progress(*columns, console=err, transient=True, disable=not err.is_terminal) as progress:
        task = progress.add_task(message("cli_loading"), total=len(files), file="")
        for loaded in load(graph, files):
            for line in (*loaded.notes, *([loaded.error] if loaded.error else [])):
                progress.console.print(Text(str(line)), soft_wrap=True)
            count[str(loaded.outcome) if loaded.outcome else "failed"] += 1
            seen.add(loaded.path)
            progress.update(task, completed=len(seen), file=Path(loaded.path).name)
    say(message("cli_loaded", **{kind: count[kind] for kind in (*Outcome, "failed")}))
    return count


@app.command("load", help=message("cli_load"))
def _load(paths: Paths) -> int:
    with open_graph() as graph:
        return 1 if load_all(graph, paths)["failed"] else 0


@app.command("remove", help=message("cli_remove"))
def _remove(
    document: Annotated[str, typer.Argument(metavar="DOCUMENT", help=message("cli_arg_document"))],
) -> None:
    with open_graph() as graph:
        copies = remove_document(graph, document)
    say(message("cli_removed", document=document))
    if copies:
        say(message("cli_removed_copies", paths="、".join(copies)))
