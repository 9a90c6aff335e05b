"""The graph as files for other programs: `export`; and such files into Neo4j: `import`."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from commands.application import Given, app, parameters
from commands.output import say
from graph.errors import QueryError, message
from graph.export import GraphFormat, write_graph
from graph.export_answer import read_answer
from graph.export_neo4j import import_steps
from graph.export_reading import GraphPart, WholeGraph
from graph.neo4j_import import import_files
from graph.schema import NODES
from graph.settings import Settings
from graph.store import GraphStore
from queries.run import run_cypher, run_query
from zhengtu import open_graph

_LABELS = message("cli_opt_label", labels=", ".join(node.label for node in NODES))


def _format_of(target: Path) -> GraphFormat:
    """The format that the suffix of `target` tells."""
    suffix = target.suffix.lower().removeprefix(".")
    if suffix not in tuple(GraphFormat):
        raise QueryError("export_format_unknown", path=target, formats=", ".join(GraphFormat))
    return GraphFormat(suffix)


def _answered(graph: GraphStore, query: str, cypher: str, values: dict[str, str]) -> GraphPart:
    """What the answer to the named query, else to the statement, speaks of."""
    answer = run_query(graph, query, values) if query else run_cypher(graph, cypher, values)
    if answer.truncated:
        say(message("cli_truncated", rows=len(answer.rows)))
    return read_answer(graph, answer)


def _check_sources(query: str, cypher: str, labels: Sequence[str], given: Sequence[str]) -> None:
    if sum(map(bool, (query, cypher, labels))) > 1:
        raise QueryError("export_one_source")
    if given and not (query or cypher):
        raise QueryError("export_parameter_alone")


@app.command("export", help=message("cli_export"))
def _export(
    target: Annotated[Path, typer.Argument(metavar="TARGET", help=message("cli_arg_target"))],
    *,
    form: Annotated[
        GraphFormat | None, typer.Option("-f", "--format", help=message("cli_opt_graph_format"))
    ] = None,
    query: Annotated[str, typer.Option("--query", metavar="NAME", help=message("cli_opt_query"))] = "",
    cypher: Annotated[
        str, typer.Option("--cypher", metavar="STATEMENT", help=message("cli_opt_cypher"))
    ] = "",
    given: Given = [],  # noqa: B006 - typer reads the default and never changes it
    labels: Annotated[list[str], typer.Option("--label", metavar="LABEL", help=_LABELS)] = [],  # noqa: B006
) -> None:
    form = form or _format_of(target)
    _check_sources(query, cypher, labels, given)
    values = parameters(given)
    with open_graph() as graph:
        if query or cypher:
            part = _answered(graph, query, cypher, values)
        else:
            # A copy that is to be kept up to date needs what the store notes for itself.
            part = WholeGraph(graph, labels, hidden=form is GraphFormat.NEO4J_ADMIN and not labels)
        write_graph(part, target, form)
    say(message("cli_exported", path=target))
    if form is GraphFormat.NEO4J_ADMIN:
        say(import_steps())


@app.command("import", help=message("cli_import"))
def _import(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help=message("cli_arg_exported"))],
) -> None:
    home = Settings.from_env().home / "neo4j"
    import_files(folder, home)
    say(message("cli_imported", home=home))
