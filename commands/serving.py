"""What runs until Ctrl-C: the service and its page (`serve`; `demo` with the samples), a server (`neo4j`)."""

import os
import shlex
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from enum import StrEnum
from typing import Annotated

import psutil
import typer

from commands.application import app
from commands.output import Format, say, show
from commands.reading import load_all
from graph.errors import EngineError, message
from graph.neo4j_program import VERSION
from graph.neo4j_server import BOLT_PORT, Neo4jServer, description_file, run_neo4j, share_neo4j
from graph.settings import Settings
from graph.store import GraphStore
from loaders.samples import sample_folder
from queries.catalog import find_query
from queries.run import run_query
from zhengtu import open_graph

FLAGSHIP = "agencies-on-projects"


class Engine(StrEnum):
    """Where a command's graph shall be."""

    EMBEDDED = "embedded"
    NEO4J = "neo4j"


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
    say(message("cli_serving", address=f"http://{shown}:{port}"))
    with suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=[listener])


@contextmanager
def _on(engine: Engine | None, settings: Settings) -> Iterator[Settings]:
    """The settings by which `engine` is found; a server of one's own runs as long as it is needed."""
    if engine is Engine.EMBEDDED:
        yield replace(settings, uri="")
    elif engine is None or settings.uri:
        yield settings
    else:
        say(message("cli_neo4j_starting", version=VERSION))
        with share_neo4j(settings.home / "neo4j") as server:
            yield replace(settings, uri=server.uri, user=server.user, password=server.password)


@app.command("serve", help=message("cli_serve"))
def _serve(
    engine: Annotated[
        Engine | None, typer.Option("--engine", help=message("cli_opt_engine"), show_default=False)
    ] = None,
) -> None:
    given = Settings.from_env()
    with (
        _listen(given) as listener,
        _on(engine, given) as settings,
        open_graph(settings) as graph,
    ):
        _run_service(settings, graph, listener)


def _connecting(server: Neo4jServer) -> str:
    """The line of a shell by which later commands find `server`."""
    wanted = {"URI": server.uri, "USER": server.user, "PASSWORD": server.password}
    if os.name == "nt":
        return "; ".join(f"$env:ZHENGTU_{name} = '{value}'" for name, value in wanted.items())
    return "export " + " ".join(f"ZHENGTU_{name}={shlex.quote(value)}" for name, value in wanted.items())


@app.command("neo4j", help=message("cli_neo4j"))
def _neo4j() -> None:
    home = Settings.from_env().home / "neo4j"
    say(message("cli_neo4j_starting", version=VERSION))
    with run_neo4j(home, port=BOLT_PORT) as server, suppress(KeyboardInterrupt):
        known = {"version": server.version, "uri": server.uri, "user": server.user}
        say(message("cli_neo4j_started", description=description_file(home), **known))
        print(_connecting(server), flush=True)
        psutil.Process(server.pid).wait()
        raise EngineError("neo4j_ended", home=home)
    say(message("cli_neo4j_stopped", home=home))


@app.command("demo", help=message("cli_demo"))
def _demo() -> None:
    settings, example = Settings.from_env(), find_query(FLAGSHIP).example
    with _listen(settings, attempts=20) as listener, open_graph(settings) as graph:
        load_all(graph, [sample_folder()])
        say(message("cli_question", **example))
        show(run_query(graph, FLAGSHIP, example), Format.TABLE)
        _run_service(settings, graph, listener)
