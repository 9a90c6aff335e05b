"""How commands show rows and say sentences: rows on standard output, everything else on standard error."""

import sys
from enum import StrEnum

from rich.console import Console

from graph.errors import message
from queries.run import QueryResult
from queries.show import as_csv, as_json, as_table


class Format(StrEnum):
    """How a reading command prints its rows."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


def console(stderr: bool = False) -> Console:
    """A console for this moment's streams, wide enough for a table where nothing says how wide."""
    found = Console(stderr=stderr, highlight=False)
    return found if found.is_terminal else Console(stderr=stderr, highlight=False, width=160)


def say(sentence: str) -> None:
    """Print `sentence` on standard error."""
    print(sentence, file=sys.stderr)


def show(result: QueryResult, form: Format) -> None:
    """Print the rows of `result`; that there were more is said on standard error."""
    if form is Format.JSON:
        print(as_json(result))
    elif form is Format.CSV:
        print(as_csv(result), end="")
    elif result.rows:
        out = console()
        out.print(as_table(result, out))
    else:
        print(message("cli_no_rows"))
    if result.truncated:
        say(message("cli_truncated", rows=len(result.rows)))
