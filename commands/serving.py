"""The service and its page until Ctrl-C: `serve`, and `demo` with the samples."""

import socket
from contextlib import suppress

from commands.application import app
from commands.output import Format, say, show
from commands.reading import load_all
from graph.errors import EngineError, message
from graph.settings import Settings
from graph.store import GraphStore
from loaders.samples import sample_folder
from queries.catalog import find_query
from queries.run import run_query
from zhengtu import open_graph

FLAGSHIP = "agencies-on-projects"


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


@app.command("serve", help=message("cli_serve"))
def _serve() -> None:
    settings = Settings.from_env()
    with _listen(settings) as listener, open_graph(settings) as graph:
        _run_service(settings, graph, listener)


@app.command("demo", help=message("cli_demo"))
def _demo() -> None:
    settings, example = Settings.from_env(), find_query(FLAGSHIP).example
    with _listen(settings, attempts=20) as listener, open_graph(settings) as graph:
        load_all(graph, [sample_folder()])
        say(message("cli_question", **example))
        show(run_query(graph, FLAGSHIP, example), Format.TABLE)
        _run_service(settings, graph, listener)
