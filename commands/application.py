"""The one application every group of commands registers on, and the arguments they share."""

from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer

from commands.output import Format
from graph.errors import QueryError, message

app = typer.Typer(add_completion=False, rich_markup_mode=None, help=message("cli"))
Paths = Annotated[
    list[Path], typer.Argument(metavar="PATH", help=message("cli_arg_paths"), show_default=False)
]
Given = Annotated[
    list[str], typer.Option("-p", "--param", metavar="NAME=VALUE", help=message("cli_opt_param"))
]
Form = Annotated[Format, typer.Option("-f", "--format", help=message("cli_opt_format"))]


def parameters(given: Sequence[str]) -> dict[str, str]:
    """The `NAME=VALUE` pairs of a command. Raises QueryError for one without a name or an equals sign."""
    pairs = [part.partition("=") for part in given]
    for name, equals, value in pairs:
        if not (name and equals):
            raise QueryError("bad_parameter", given=name + equals + value)
    return {name: value for name, _, value in pairs}


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
