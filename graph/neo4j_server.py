"""A private Neo4j server: one process over one folder, on loopback, with a password of its own.

The folder keeps the graph, `server.json` (address and password, readable by its owner only) and the log. Who
starts the server holds the folder's lock; others find the server by `server.json`.
"""

import json
import os
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from graph.driver import neo4j
from graph.embedded_child import write_private
from graph.errors import EngineError
from graph.locks import lock_file, private_folder
from graph.neo4j_program import VERSION, Neo4jProgram, environment_of, find_program

USER = "neo4j"
LOOPBACK = "127.0.0.1"
BOLT_PORT = 7687  # Neo4j's own
START_S = 300
STOP_S = 40
LOCK_S = 1  # whoever only looks whether a server runs holds the lock for a moment
POLL_S = 0.2
_CODE = str(Path(__file__).resolve().parents[1])
_SETTINGS = {
    "server.http.enabled": "false",
    "server.https.enabled": "false",
    "server.memory.pagecache.size": "128m",
    "db.memory.transaction.max": "256m",  # a statement that needs more is ended; others go on
    "dbms.memory.transaction.total.max": "512m",
    "dbms.usage_report.enabled": "false",
    "dbms.security.allow_csv_import_from_file_urls": "false",
}


@dataclass(frozen=True, slots=True)
class Neo4jServer:
    """A private server: its Bolt address (empty: it does not run), who may use it, its process."""

    uri: str
    user: str
    password: str
    version: str
    pid: int = 0


def description_file(home: Path) -> Path:
    """Where the address and the password of the server over `home` are kept."""
    return home / "server.json"


def _read_description(home: Path) -> Neo4jServer | None:
    try:
        return Neo4jServer(**json.loads(description_file(home).read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def _write_description(home: Path, server: Neo4jServer) -> None:
    write_private(description_file(home), json.dumps(asdict(server)))


def _port(preferred: int) -> int:
    """The preferred port, else a free one."""
    for wanted in (preferred, 0):
        with socket.socket() as probe:
            try:
                probe.bind((LOOPBACK, wanted))
            except OSError:
                continue
            port: int = probe.getsockname()[1]
            return port
    raise AssertionError("unreachable")


def _write_configuration(home: Path, port: int, settings: Mapping[str, str]) -> None:
    address = f"{LOOPBACK}:{port}"
    bolt = {"server.bolt.listen_address": address, "server.bolt.advertised_address": address}
    rows = {**_SETTINGS, **bolt, **settings}
    (home / "conf").mkdir(parents=True, exist_ok=True)
    (home / "conf" / "neo4j.conf").write_text(
        "".join(f"{name}={value}\n" for name, value in rows.items()), "utf-8"
    )


def _set_password(program: Neo4jProgram, home: Path, log: Path) -> str:
    """The folder's password, a new one where there is none yet. No list of processes shows it."""
    known = _read_description(home)
    if known:
        return known.password
    password = secrets.token_urlsafe(24)
    argument = home / "password"
    write_private(argument, password)
    try:
        with log.open("ab") as output:
            if program.run_admin(home, "dbms", "set-initial-password", f"@{argument}", output=output):
                raise EngineError("neo4j_start", log=log)
    finally:
        argument.unlink()
    _write_description(home, Neo4jServer("", USER, password, program.version))
    return password


def _spawn(program: Neo4jProgram, home: Path, log: Path, lock: int) -> "subprocess.Popen[bytes]":
    path = os.pathsep.join(part for part in (_CODE, os.environ.get("PYTHONPATH", "")) if part)
    with log.open("ab") as output:
        return subprocess.Popen(
            [sys.executable, "-m", "graph.tied_process", *program.server_command(home)],
            env={**environment_of(home), "PYTHONPATH": path},
            stdin=subprocess.PIPE,
            stdout=output,
            stderr=output,
            start_new_session=True,
            # Where this process is killed the folder stays locked until the server has stopped.
            pass_fds=() if sys.platform == "win32" else (lock,),
        )


def _started(session: "neo4j.Session") -> bool:
    """Whether the default database is as it will be: online, or out of order for good."""
    row = session.run("SHOW DEFAULT DATABASE YIELD currentStatus AS status").single()
    return row is not None and row["status"] not in ("initial", "starting")


def _wait(server: Neo4jServer, process: "subprocess.Popen[bytes]", log: Path) -> None:
    deadline = time.monotonic() + START_S
    auth = (server.user, server.password)
    with neo4j.GraphDatabase.driver(server.uri, auth=auth, notifications_min_severity="OFF") as driver:
        while time.monotonic() < deadline and process.poll() is None:
            try:
                with driver.session(database="system") as session:
                    if _started(session):
                        return
            except neo4j.exceptions.AuthError as error:
                # Another server came first; asking on would lock its user.
                raise EngineError("neo4j_port", uri=server.uri) from error
            except (neo4j.exceptions.DriverError, neo4j.exceptions.Neo4jError):
                pass
            time.sleep(POLL_S)
    raise EngineError("neo4j_start", log=log)


def find_neo4j(home: Path) -> Neo4jServer | None:
    """The server that runs over the folder `home`, once it answers; None where none runs."""
    deadline = time.monotonic() + START_S
    while home.is_dir() and time.monotonic() < deadline:
        lock = lock_file(home / "server.lock")
        if lock is not None:
            os.close(lock)
            return None
        server = _read_description(home)
        if server and server.uri:
            return server
        time.sleep(POLL_S)
    return None


def _lock(home: Path) -> int:
    deadline = time.monotonic() + LOCK_S
    while (lock := lock_file(home / "server.lock")) is None:
        if time.monotonic() > deadline:
            raise EngineError("neo4j_running", home=home, description=description_file(home))
        time.sleep(POLL_S)
    return lock


@contextmanager
def run_neo4j(
    home: Path, version: str = VERSION, settings: Mapping[str, str] | None = None, port: int = 0
) -> Iterator[Neo4jServer]:
    """A server over the folder `home` (made if need be), stopped on leaving or when this process dies.

    `settings`: further rows of `neo4j.conf`; `port`: taken where it is free. Raises EngineError where one
    runs there already, where it cannot be fetched or does not start.
    """
    home = private_folder(home)
    lock = _lock(home)
    try:
        program, port, log = find_program(version), _port(port), home / "server.log"
        log.unlink(missing_ok=True)
        _write_configuration(home, port, settings or {})
        password = _set_password(program, home, log)
        with _spawn(program, home, log, lock) as process:
            server = Neo4jServer(f"bolt://{LOOPBACK}:{port}", USER, password, version, process.pid)
            _write_description(home, replace(server, uri=""))
            try:
                _wait(server, process, log)
                _write_description(home, server)
                yield server
            finally:
                _write_description(home, replace(server, uri=""))
                assert process.stdin is not None
                process.stdin.close()
                process.wait(STOP_S)
    finally:
        os.close(lock)


@contextmanager
def share_neo4j(home: Path) -> Iterator[Neo4jServer]:
    """The server that runs over the folder `home`, else one started for as long as it is needed here.

    Raises EngineError as `run_neo4j`.
    """
    running = find_neo4j(home)
    if running:
        yield running
        return
    with run_neo4j(home, port=BOLT_PORT) as started:
        yield started
