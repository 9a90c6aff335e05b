"""What the graph holds: `query`, `cypher`, `explain`, `status`."""

from dataclasses import asdict
from typing import Annotated

import typer

from commands.application import Form, Given, app, parameters
from commands.output import Format, say, show
from graph.errors import language, message
from graph.schema import NODES
from graph.settings import Settings
from graph.store import GraphStore
from queries.documents import list_documents
from queries.explain import explain
from queries.run import QueryResult, list_queries, run_cypher, run_query
from zhengtu import open_graph


@app.command("query", help=message("cli_query"))
def _query(
    name: Annotated[str, typer.Argument(metavar="NAME", help=message("cli_arg_query"))] = "",
    given: Given = [],  # noqa: B006 - typer reads the default and never changes it
    form: Form = Format.TABLE,
) -> None:
    if not name:
        return show(list_queries(), form)
    values = parameters(given)
    with open_graph() as graph:
        return show(run_query(graph, name, values), form)


@app.command("cypher", help=message("cli_cypher"))
def _cypher(
    statement: Annotated[str, typer.Argument(metavar="STATEMENT", help=message("cli_arg_statement"))],
    given: Given = [],  # noqa: B006 - as above
    form: Form = Format.TABLE,
) -> None:
    values = parameters(given)
    with open_graph() as graph:
        show(run_cypher(graph, statement, values), form)


@app.command("explain", help=message("cli_explain"))
def _explain(
    entity: Annotated[str, typer.Argument(metavar="ENTITY", help=message("cli_arg_entity"))],
    form: Form = Format.TABLE,
) -> None:
    with open_graph() as graph:
        show(explain(graph, entity), form)


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
        place = settings.uri or settings.home
        say(message("cli_engine", engine=graph.version, place=place, held=_held(graph)))
        found = list_documents(graph, settings.max_rows)
    columns = ["id", "number", "date", "jurisdiction", "measures", "name"]
    rows = [asdict(document) for document in found.documents]
    show(QueryResult(columns, rows, found.total > len(rows), [], {}), form)
