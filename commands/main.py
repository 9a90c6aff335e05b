"""Starting a command, and ending it well."""

import os
import signal
import sys
import traceback
from collections.abc import Sequence
from io import TextIOWrapper
from pathlib import Path
from tempfile import NamedTemporaryFile

from typer import TyperException

from commands import asking, exporting, reading, serving
from commands.application import app
from commands.output import say
from graph.errors import ZhengtuError, message

# Each registers its commands on `app`; help lists them in this order.
GROUPS = (reading, asking, exporting, serving)


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
        say(message("cli_error", reason=error))
        code = 1
    except TyperException as error:
        say(message("cli_usage", reason=error.format_message()))
        code = error.exit_code
    except BrokenPipeError:
        # Nobody reads any more; Python would complain once more when it closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 1
    except Exception as error:
        say(message("cli_unexpected", kind=type(error).__name__, log=_keep_details(error)))
        code = 70
    if code == 130:
        say(message("cli_interrupted"))
    return int(code)
