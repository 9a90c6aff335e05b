"""The embedded engine, from outside: one ArcadeDB process a home folder, shared by all who use it.

The first process to come starts it (`graph.embedded_child`), later ones find it by `engine.json`. It lives
while any of them holds its control connection, so it ends with the last of them, `kill -9` included.
"""

import contextlib
import json
import os
import select
import socket
import subprocess
import sys
import time
from contextlib import AbstractContextManager
from pathlib import Path

from graph.embedded_child import LOOPBACK, TAKEN, EngineFile
from graph.errors import EngineError
from graph.locks import hold_lock, private_folder
from graph.settings import Settings

START_S = 120  # a large write-ahead log is replayed at start
STOP_S = 30
PATIENCE_S = 10
POLL_S = 0.02
LOG_LIMIT = 1_000_000  # bytes
_CODE = str(Path(__file__).resolve().parents[1])


class Embedded:
    """A hold on the running engine. `described` tells its ports and passwords."""

    def __init__(
        self,
        home: Path,
        described: EngineFile,
        control: socket.socket,
        child: "subprocess.Popen[bytes] | None",
    ) -> None:
        """`child`: the engine's process where this process started it."""
        self.home = home
        self.described = described
        self._control = control
        self._child = child

    @property
    def uri(self) -> str:
        """The Bolt address."""
        return f"bolt://{LOOPBACK}:{self.described.bolt}"

    def writing(self) -> AbstractContextManager[None]:
        """Only one process writes at a time: the engine fails one of two that meet at a node."""
        return hold_lock(self.home / "write.lock")

    def lives(self, within_s: float = 0) -> bool:
        """Whether the engine's process is still there; a dying one's connections close `within_s`."""
        try:
            return not select.select([self._control], [], [], within_s)[0]
        except (OSError, ValueError):
            return False

    def end(self) -> None:
        """End the engine's process, between two writes: what it does cannot be stopped otherwise.

        A writer who has had no answer for `PATIENCE_S` may wait for a thread that died. Everything
        acknowledged is on disk. Whoever holds the engine finds it gone and starts it again.
        """
        import psutil  # noqa: PLC0415  # slow to import, and seldom needed

        writing = hold_lock(self.home / "write.lock", PATIENCE_S)
        with writing, contextlib.suppress(psutil.NoSuchProcess, psutil.TimeoutExpired):
            if self.lives():
                process = psutil.Process(self.described.pid)
                process.kill()
                process.wait(STOP_S)

    def close(self) -> None:
        """Let go of the engine; when nobody else holds it, wait until it has stopped."""
        with contextlib.suppress(OSError):
            self._control.settimeout(STOP_S)
            self._control.shutdown(socket.SHUT_WR)
            self._control.recv(1)
        self._control.close()
        if self._child is not None and self._child.poll() is None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._child.wait(0.5)


def log_file(home: Path) -> Path:
    """Where the engine's process writes what it has to say."""
    return home / "log" / "engine.log"


def _read_description(home: Path) -> EngineFile | None:
    try:
        return EngineFile(**json.loads((home / "engine.json").read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def _connect(described: EngineFile) -> socket.socket | None:
    """The control connection; None where whoever listens there does not know the secret of `engine.json`."""
    control = None
    try:
        control = socket.create_connection((LOOPBACK, described.control), timeout=2)
        control.sendall(described.secret.encode() + b"\n")
        if control.recv(8) == b"ok\n":
            return control
    except OSError:
        pass
    if control is not None:
        control.close()
    return None


def _heap_mb(settings: Settings) -> int:
    """What the settings say, and not more than half of the machine's memory."""
    import psutil  # noqa: PLC0415  # slow to import, and needed only by who starts the engine

    half: int = psutil.virtual_memory().total // 2**21
    return min(settings.engine_mb, half)


def _spawn(home: Path, settings: Settings) -> "subprocess.Popen[bytes]":
    log = log_file(home)
    log.parent.mkdir(exist_ok=True)
    path = os.pathsep.join(part for part in (_CODE, os.environ.get("PYTHONPATH", "")) if part)
    environment = {
        **os.environ,
        "PYTHONPATH": path,
        "ARCADEDB_LOG_DIR": str(log.parent),
        "ARCADEDB_LOG_CONSOLE": "0",
        "ARCADEDB_NATIVE_ISOLATE_ARGS": f"-Xmx{_heap_mb(settings)}m",
    }
    command = [sys.executable, "-m", "graph.embedded_child", str(home), str(settings.timeout_s * 1000)]
    # a group of its own: Ctrl-C at the terminal is for us, and we stop the engine when our work is put away
    flags: int = getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)  # Windows alone has it
    full = log.exists() and log.stat().st_size > LOG_LIMIT
    with log.open("wb" if full else "ab") as output:
        return subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            env=environment,
            cwd=home,
            start_new_session=True,
            creationflags=flags,
        )


def start_embedded(settings: Settings) -> Embedded:
    """The engine of `settings.home`, started if nobody runs it yet.

    Raises EngineError where it does not start, naming its log.
    """
    home = private_folder(settings.home)
    child: subprocess.Popen[bytes] | None = None
    deadline = time.monotonic() + START_S
    try:
        while time.monotonic() < deadline:
            described = _read_description(home)
            control = _connect(described) if described else None
            if described and control:
                ours = child is not None and child.pid == described.pid
                return Embedded(home, described, control, child if ours else None)
            if child is None or child.poll() == TAKEN:
                child = _spawn(home, settings)
            elif child.poll() is not None:
                raise EngineError("engine_start", log=log_file(home))
            time.sleep(POLL_S)
        raise EngineError("engine_start", log=log_file(home))
    except BaseException:
        if child is not None and child.poll() is None:
            child.terminate()
        raise
