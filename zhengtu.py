"""The command line, and what a notebook imports: `open_graph`, `parse`, `load`, `query`, `cypher`.

with zhengtu.open_graph() as graph:
    for loaded in zhengtu.load(graph, [Path("folder")]):
        print(loaded.path, loaded.outcome or loaded.error)
    rows = zhengtu.query(graph, "busiest-agencies").rows
"""

import os
import signal
import socket
import sys
import traceback
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from importlib.metadata import version
from io import TextIOWrapper
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.text import Text
from typer import TyperException

from graph.correcting import write_corrections
from graph.errors import DocumentError, EngineError, QueryError, ZhengtuError, language, message
from graph.schema import NODES
from graph.settings import Settings
from graph.store import GraphStore, open_store, prepare
from graph.writer import Outcome, remove_document, write_document, write_reference
from loaders.corrections import read_corrections
from loaders.parsed import to_json
from loaders.pipeline import Reading, read_paths, reference
from loaders.read import find_files
from loaders.resolve import to_graph
from loaders.samples import sample_folder
from queries.catalog import find_query
from queries.documents import list_documents
from queries.explain import explain
from queries.run import QueryResult, list_queries, run_cypher, run_query
from queries.show import as_csv, as_json, as_table

FLAGSHIP = "agencies-on-projects"


# What a notebook imports


@contextmanager
def open_graph(settings: Settings | None = None) -> Iterator[GraphStore]:
    """The graph that `settings` name (default: the environment's), ready to be read and written.

    Raises EngineError where it cannot be reached or started.
    """
    with open_store(settings or Settings.from_env()) as graph:
        prepare(graph)
        yield graph


@dataclass(frozen=True, slots=True)
class Loaded:
    """What became of one document: either `outcome` or `error` is there. `notes` tell how it was read."""

    path: str
    outcome: Outcome | None
    error: DocumentError | None
    notes: tuple[str, ...]


def parse(paths: Sequence[Path]) -> Iterator[Reading]:
    """The documents under `paths` as read, one at a time; a bad one carries its error."""
    return read_paths(paths, Settings.from_env().max_file_mb * 2**20)


def load(graph: GraphStore, paths: Sequence[Path]) -> Iterator[Loaded]:
    """Write the documents under `paths`, each wholly or not at all, and tell what became of it.

    The corrections file is put into force first. Raises TableError for a bad row in it.
    """
    write_reference(graph, reference())
    notes = correct(graph)
    for reading in parse(paths):
        loaded = _write(graph, reading)
        yield replace(loaded, notes=(*notes, *loaded.notes))
        notes = ()


def correct(graph: GraphStore, settings: Settings | None = None) -> tuple[str, ...]:
    """Put the corrections file into force; returns sentences the user should see.

    Raises TableError for a bad row.
    """
    file = (settings or Settings.from_env()).corrections_file
    parted = write_corrections(graph, read_corrections(file))
    return (message("cli_parted", paths="、".join(parted)),) if parted else ()


def query(graph: GraphStore, name: str, **given: str) -> QueryResult:
    """The rows of the named query `name`. Raises QueryError for parameters it does not understand."""
    return run_query(graph, name, given)


def cypher(graph: GraphStore, statement: str, **given: Any) -> QueryResult:
    """The rows of one reading Cypher statement. Raises QueryError for one that is wrong or would write."""
    return run_cypher(graph, statement, given)


def _write(graph: GraphStore, reading: Reading) -> Loaded:
    outcome, error = None, reading.error
    if reading.parsed is not None:
        try:
            outcome = write_document(graph, to_graph(reading.parsed, reading.text))
        except DocumentError as refused:
            error = refused
    return Loaded(reading.path, outcome, error, reading.notes)


# How rows are shown


class Format(StrEnum):
    """How a reading command prints its rows."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


def _console(stderr: bool = False) -> Console:
    """A console for this moment's streams, wide enough for a table where nothing says how wide."""
    console = Console(stderr=stderr, highlight=False)
    return console if console.is_terminal else Console(stderr=stderr, highlight=False, width=160)


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr)


def _show(result: QueryResult, form: Format) -> None:
    if form is Format.JSON:
        print(as_json(result))
    elif form is Format.CSV:
        print(as_csv(result), end="")
    elif result.rows:
        console = _console()
        console.print(as_table(result, console))
    else:
        print(message("cli_no_rows"))
    if result.truncated:
        _say(message("cli_truncated", rows=len(result.rows)))


# The commands

app = typer.Typer(add_completion=False, rich_markup_mode=None, help=message("cli"))
Paths = Annotated[
    list[Path], typer.Argument(metavar="PATH", help=message("cli_arg_paths"), show_default=False)
]
Given = Annotated[
    list[str], typer.Option("-p", "--param", metavar="NAME=VALUE", help=message("cli_opt_param"))
]
Form = Annotated[Format, typer.Option("-f", "--format", help=message("cli_opt_format"))]


def _print_version(wanted: bool) -> None:
    if wanted:
        print(f"zhengtu {version('zhengtu')}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def _start(
    context: typer.Context,
    _: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help=message("cli_version"))
    ] = False,
) -> None:
    if context.invoked_subcommand is None:
        print(context.get_help())


@app.command("parse", help=message("cli_parse"))
def _parse(paths: Paths) -> int:
    failed = 0
    for reading in parse(paths):
        for note in reading.notes:
            _say(note)
        if reading.error is not None:
            failed += 1
            _say(str(reading.error))
        if reading.parsed is not None:
            print(to_json(reading.parsed))
    return 1 if failed else 0


def _load_all(graph: GraphStore, paths: Sequence[Path]) -> Counter[str]:
    """Load with a progress bar on the terminal; one line for each note and each bad file."""
    files = list(find_files(paths))
    if not files:
        raise DocumentError("cli_no_documents", paths=" ".join(map(str, paths)))
    console, count, seen = _console(stderr=True), Counter[str](), set[str]()
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[file]}", markup=False),
    )
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task(message("cli_loading"), total=len(files), file="")
        for loaded in load(graph, files):
            for line in (*loaded.notes, *([loaded.error] if loaded.error else [])):
                progress.console.print(Text(str(line)), soft_wrap=True)
            count[str(loaded.outcome) if loaded.outcome else "failed"] += 1
            seen.add(loaded.path)
            progress.update(task, completed=len(seen), file=Path(loaded.path).name)
    _say(message("cli_loaded", **{kind: count[kind] for kind in (*Outcome, "failed")}))
    return count


@app.command("load", help=message("cli_load"))
def _load(paths: Paths) -> int:
    with open_graph() as graph:
        return 1 if _load_all(graph, paths)["failed"] else 0


@app.command("remove", help=message("cli_remove"))
def _remove(
    document: Annotated[str, typer.Argument(metavar="DOCUMENT", help=message("cli_arg_document"))],
) -> None:
    with open_graph() as graph:
        copies = remove_document(graph, document)
    _say(message("cli_removed", document=document))
    if copies:
        _say(message("cli_removed_copies", paths="、".join(copies)))


def _parameters(given: Sequence[str]) -> dict[str, str]:
    pairs = [part.partition("=") for part in given]
    for name, equals, value in pairs:
        if not (name and equals):
            raise QueryError("bad_parameter", given=name + equals + value)
    return {name: value for name, _, value in pairs}


@app.command("query", help=message("cli_query"))
def _query(
    name: Annotated[str, typer.Argument(metavar="NAME", help=message("cli_arg_query"))] = "",
    given: Given = [],  # noqa: B006 - typer reads the default and never changes it
    form: Form = Format.TABLE,
) -> None:
    if not name:
        return _show(list_queries(), form)
    parameters = _parameters(given)
    with open_graph() as graph:
        return _show(run_query(graph, name, parameters), form)


@app.command("cypher", help=message("cli_cypher"))
def _cypher(
    statement: Annotated[str, typer.Argument(metavar="STATEMENT", help=message("cli_arg_statement"))],
    given: Given = [],  # noqa: B006 - as above
    form: Form = Format.TABLE,
) -> None:
    parameters = _parameters(given)
    with open_graph() as graph:
        _show(run_cypher(graph, statement, parameters), form)


@app.command("explain", help=message("cli_explain"))
def _explain(
    entity: Annotated[str, typer.Argument(metavar="ENTITY", help=message("cli_arg_entity"))],
    form: Form = Format.TABLE,
) -> None:
    with open_graph() as graph:
        _show(explain(graph, entity), form)


def _listen(settings: Settings, attempts: int = 1) -> socket.socket:
    """A listening socket at the address of `settings`, else at one of the next ports, `attempts` in all."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    for port in range(settings.port, settings.port + attempts):
        try:
            return socket.create_server((settings.host, port), family=family)
        except (OSError, OverflowError) as error:
            refused = error
    # Python adds the address to the system's words, which the sentence has already.
    reason = str(getattr(refused, "strerror", refused)).partition(" (while")[0]
    raise EngineError("cannot_listen", host=settings.host, port=settings.port, reason=reason) from refused


def _run_service(settings: Settings, graph: GraphStore, listener: socket.socket) -> None:
    """Serve until Ctrl-C."""
    # Half of what a command takes to start would be these two, which only this one needs.
    import uvicorn  # noqa: PLC0415

    from api.app import create_app  # noqa: PLC0415

    host, port = listener.getsockname()[:2]
    shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]", "::1": "[::1]"}.get(host, host)
    config = uvicorn.Config(
        create_app(settings, graph), log_level="warning", server_header=False, timeout_graceful_shutdown=2
    )
    _say(message("cli_serving", address=f"http://{shown}:{port}"))
    with suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=[listener])


@app.command("serve", help=message("cli_serve"))
def _serve() -> None:
    settings = Settings.from_env()
    with _listen(settings) as listener, open_graph(settings) as graph:
        _run_service(settings, graph, listener)


@app.command("demo", help=message("cli_demo"))
def _demo() -> None:
    settings, example = Settings.from_env(), find_query(FLAGSHIP).example
    with _listen(settings, attempts=20) as listener, open_graph(settings) as graph:
        _load_all(graph, [sample_folder()])
        _say(message("cli_question", **example))
        _show(run_query(graph, FLAGSHIP, example), Format.TABLE)
        _run_service(settings, graph, listener)


def _held(graph: GraphStore) -> str:
    """How many nodes of each kind the graph holds."""
    counts = {node: graph.read(f"MATCH (n:{node.label}) RETURN count(n) AS n").rows[0]["n"] for node in NODES}
    return " · ".join(
        f"{node.title if language() == 'zh' else node.label} {count}" for node, count in counts.items()
    )


@app.command("status", help=message("cli_status"))
def _status(form: Form = Format.TABLE) -> None:
    settings = Settings.from_env()
    with open_graph(settings) as graph:
        _say(
            message(
                "cli_engine", engine=graph.version, place=settings.uri or settings.home, held=_held(graph)
            )
        )
        found = list_documents(graph, settings.max_rows)
    columns = ["id", "number", "date", "jurisdiction", "measures", "name"]
    rows = [asdict(document) for document in found.documents]
    _show(QueryResult(columns, rows, found.total > len(rows), [], {}), form)


# Starting, and ending well


def _speak_utf8() -> None:
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _keep_details(error: Exception) -> Path:
    """Write the traceback of `error` to a file of its own and return where."""
    with NamedTemporaryFile("w", prefix="zhengtu-", suffix=".log", delete=False, encoding="utf-8") as log:
        traceback.print_exception(error, file=log)
    return Path(log.name)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code.

    0: done; 1: it could not be done, or a file could not be read; 2: wrong usage; 70: a fault of the program;
    130: interrupted. Every error is one sentence on standard error.
    """
    _speak_utf8()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        code = app(args=arguments, prog_name="zhengtu", standalone_mode=False) or 0
        sys.stdout.flush()
    except ZhengtuError as error:
        _say(message("cli_error", reason=error))
        code = 1
    except TyperException as error:
        _say(message("cli_usage", reason=error.format_message()))
        code = error.exit_code
    except BrokenPipeError:
        # Nobody reads any more; Python would complain once more when it closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 1
    except Exception as error:
        _say(message("cli_unexpected", kind=type(error).__name__, log=_keep_details(error)))
        code = 70
    if code == 130:
        _say(message("cli_interrupted"))
    return int(code)


if __name__ == "__main__":
    sys.exit(main())
