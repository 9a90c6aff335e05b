"""The embedded engine's own process: ArcadeDB speaking Bolt on loopback. Started by `graph.embedded` alone.

`python -m graph.embedded_child HOME READ_TIMEOUT_MS`. It holds the folder's lock, writes `engine.json`
(ports and this start's passwords, readable by the owner only) once it serves, and stops when the control
connection of its last client closes, however that client ended. Exit code `TAKEN`: another engine holds
the folder.
"""

import base64
import hashlib
import json
import os
import secrets
import selectors
import signal
import socket
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from graph.locks import lock_file

TAKEN = 75
DATABASE = "zhengtu"
ADMIN, READER = "root", "reader"  # ArcadeDB asks for a user of the name root
LOOPBACK = "127.0.0.1"
PORT_ATTEMPTS = 5
MESSAGE_LIMIT = 256 * 1024 * 1024  # bytes; past it the engine loses its place in the stream and hangs
FIRST_CLIENT_S = 30
FLUSH = 1  # a commit waits for the disk (fdatasync): what was acknowledged outlives a power cut
ALL_RECORDS = ["createRecord", "readRecord", "updateRecord", "deleteRecord"]


@dataclass(frozen=True, slots=True)
class EngineFile:
    """What a client needs: ports on loopback, the control secret, the passwords of both users."""

    pid: int
    control: int
    bolt: int
    secret: str
    admin: str
    reader: str


def write_private(path: Path, text: str) -> None:
    """Replace `path` at once by `text`, readable by its owner only."""
    new = path.with_name(path.name + ".new")
    new.unlink(missing_ok=True)
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
    new.replace(path)


def _hashed(password: str) -> str:
    """As ArcadeDB keeps it. One iteration: the password is 256 random bits, a slow hash guards nothing."""
    salt = base64.b64encode(secrets.token_bytes(32)).decode()
    digest = hashlib.pbkdf2_hmac("sha256", password.encode(), salt.encode(), 1, 32)
    return f"PBKDF2WithHmacSHA256$1${salt}${base64.b64encode(digest).decode()}"


def _group(access: list[str], records: list[str], read_timeout_ms: int) -> dict[str, Any]:
    # resultSetLimit stays off: it cuts what a scan reads, so an aggregate over more rows is silently wrong
    return {
        "resultSetLimit": -1,
        "readTimeout": read_timeout_ms,
        "access": access,
        "types": {"*": {"access": records}},
    }


def _write_security(folder: Path, admin: str, reader: str, read_timeout_ms: int) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    users = (
        {"name": ADMIN, "password": _hashed(admin), "databases": {"*": ["admin"]}},
        {"name": READER, "password": _hashed(reader), "databases": {DATABASE: ["reader"]}},
    )
    admins = _group(["updateSecurity", "updateSchema", "updateDatabaseSettings"], ALL_RECORDS, -1)
    groups = {
        "version": 2,
        "databases": {
            "*": {"groups": {"admin": admins, "*": _group([], [], -1)}},
            DATABASE: {"groups": {"reader": _group([], ["readRecord"], read_timeout_ms)}},
        },
    }
    write_private(folder / "server-users.jsonl", "".join(json.dumps(user) + "\n" for user in users))
    write_private(folder / "server-groups.json", json.dumps(groups))


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        port: int = probe.getsockname()[1]
        return port


def _start_server(folder: Path) -> tuple[Any, int]:
    """The started server and its Bolt port; another port is tried where one was taken meanwhile."""
    import arcadedb  # noqa: PLC0415  # it reads its log folder from the environment when imported

    for attempt in range(PORT_ATTEMPTS):
        port = _free_port()
        config = {
            "host": LOOPBACK,
            "http_port": 0,
            "server_plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
            "bolt_port": port,
            "txWalFlush": FLUSH,
            "bolt_maxMessageSize": MESSAGE_LIMIT,
            "bolt_packstream_maxValueLength": MESSAGE_LIMIT,
            "queryMaxConcurrent": 0,  # statements without end would keep out the one that terminates them
            "opencypher_loadCsv_allowFileUrls": False,
            "opencypher_loadCsv_allowRemoteUrls": False,
        }
        server = arcadedb.create_server(str(folder), None, config)
        try:
            server.start()
        except arcadedb.ArcadeDBError as error:
            if attempt + 1 < PORT_ATTEMPTS and "Unable to listen" in str(error):
                continue
            raise
        return server, port
    raise AssertionError("unreachable")


class Clients:
    """Control connections. A client sends the secret, hears `ok`, and stays connected while it needs us."""

    def __init__(self, secret: str) -> None:
        """`secret`: what a client must send first."""
        self._secret = secret.encode() + b"\n"
        self._heard: dict[socket.socket, bytes] = {}
        self._known: set[socket.socket] = set()
        self._leaving: list[socket.socket] = []
        self._stopping = False
        self._listener = socket.create_server((LOOPBACK, 0))
        self._selector = selectors.DefaultSelector()
        self._selector.register(self._listener, selectors.EVENT_READ)
        self.port: int = self._listener.getsockname()[1]

    def stop(self) -> None:
        """Leave `wait` at its next turn."""
        self._stopping = True

    def wait(self) -> None:
        """Return when the last client has gone, when none came in time, or after `stop`."""
        deadline = time.monotonic() + FIRST_CLIENT_S
        came = False
        while not self._stopping:
            for key, _ in self._selector.select(timeout=0.5):
                if key.fileobj is self._listener:
                    self._accept()
                else:
                    self._hear(key.fileobj)  # type: ignore[arg-type]
            came = came or bool(self._known)
            if not self._known and (came or time.monotonic() > deadline):
                break
            self._dismiss()
        self._listener.close()

    def close(self) -> None:
        """Close every connection: the last client hears so that the engine has stopped."""
        for client in (*self._leaving, *self._heard):
            client.close()

    def _accept(self) -> None:
        client, _ = self._listener.accept()
        client.settimeout(1)
        self._heard[client] = b""
        self._selector.register(client, selectors.EVENT_READ)

    def _hear(self, client: socket.socket) -> None:
        try:
            data = client.recv(256)
        except OSError:
            data = b""
        self._heard[client] += data
        if client in self._known and data:
            return
        if data and self._heard[client] == self._secret:
            self._known.add(client)
            client.sendall(b"ok\n")
        elif not data or not self._secret.startswith(self._heard[client]):
            self._selector.unregister(client)
            del self._heard[client]
            self._known.discard(client)
            self._leaving.append(client)

    def _dismiss(self) -> None:
        for client in self._leaving:
            client.close()
        self._leaving.clear()


def _types(database: Any) -> None:
    """Every label and relationship type exists from the start: no load of a document alters the schema."""
    from graph.ddl import arcadedb_types  # noqa: PLC0415  # not needed where the folder is taken

    for statement in arcadedb_types():
        database.command("sql", statement)


def run(home: Path, read_timeout_ms: int) -> int:
    """Serve the graph in `home` until the last client leaves. Returns the exit code."""
    lock = lock_file(home / "engine.lock")
    if lock is None:
        return TAKEN
    described = home / "engine.json"
    described.unlink(missing_ok=True)
    secret, admin, reader = (secrets.token_urlsafe(32) for _ in range(3))
    folder = home / "engine"
    _write_security(folder / "config", admin, reader, read_timeout_ms)
    clients = Clients(secret)
    for name in ("SIGTERM", "SIGINT", "SIGBREAK"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), lambda *_: clients.stop())
    server, bolt = _start_server(folder)
    try:
        _types(server.create_database(DATABASE))
        write_private(
            described, json.dumps(asdict(EngineFile(os.getpid(), clients.port, bolt, secret, admin, reader)))
        )
        clients.wait()
    finally:
        described.unlink(missing_ok=True)
        server.stop()
        os.close(lock)
        clients.close()
    return 0


if __name__ == "__main__":
    sys.exit(run(Path(sys.argv[1]), int(sys.argv[2])))
