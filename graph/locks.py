"""A folder of the user's own, and locks between processes: a file in it that one holds at a time.

The system lets go of a lock when its holder dies.
"""

import math
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graph.errors import EngineError

POLL_S = 0.005


def private_folder(home: Path) -> Path:
    """Make `home` for its user alone and return where it lies. Raises EngineError where it cannot be."""
    try:
        home.mkdir(parents=True, exist_ok=True)
        home.chmod(0o700)
    except OSError as error:
        raise EngineError("engine_home", home=home, reason=error.strerror) from error
    return home.resolve()


def lock_file(path: Path) -> int | None:
    """Lock `path` and return its open handle; closing that unlocks it. None: someone else holds it."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415  # exists on Windows alone

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # noqa: PLC0415  # does not exist on Windows

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(handle)
        return None
    return handle


@contextmanager
def hold_lock(path: Path, patience_s: float = math.inf) -> Iterator[None]:
    """Wait until `path` is ours, and hold it inside. Past `patience_s` seconds go on without it."""
    deadline = time.monotonic() + patience_s
    while (handle := lock_file(path)) is None and time.monotonic() < deadline:
        time.sleep(POLL_S)
    try:
        yield
    finally:
        if handle is not None:
            os.close(handle)
