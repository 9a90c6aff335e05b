"""The attacks of `attacks.toml`, and the doors they are tried at: what each answered, in one word."""

import contextlib
import io
import re
import socket
import tomllib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fastapi.testclient import TestClient

import zhengtu
from commands import main
from graph.errors import ZhengtuError
from graph.store import GraphStore

TABLE = Path(__file__).with_name("attacks.toml")
PARAMS = {"map": {"name": "x", "id": "x"}}
DOORS = ("HTTP", "command line", "notebook")
ANSWERED = "answered"
_REPEATED = re.compile(r"<<(.+?)\*(\d+)>>")


@dataclass(frozen=True, slots=True)
class Attack:
    """A statement and what is tried by it. `answered`: an engine may answer it within its limits."""

    name: str
    kind: str
    statement: str
    answered: bool = False

    def asking(self, file: Path, http: str) -> str:
        """The statement with the file and the address that it is to reach."""
        statement = self.statement.replace("{file}", str(file)).replace("{http}", http)
        return _REPEATED.sub(lambda match: match[1] * int(match[2]), statement)


@dataclass(frozen=True, slots=True)
class Heard:
    """What a door answered: `ANSWERED`, or the key of the sentence by which it refused; and all it said."""

    outcome: str
    said: str


def read_attacks() -> list[Attack]:
    """The table's rows."""
    return [Attack(**row) for row in tomllib.loads(TABLE.read_text("utf-8"))["attack"]]


@dataclass(frozen=True, slots=True)
class Doors:
    """One graph behind every door; the command line finds it by the environment."""

    store: GraphStore
    client: TestClient

    def try_all(self, statement: str) -> dict[str, Heard]:
        """What each door answered to `statement`, all asked at once."""
        with ThreadPoolExecutor(2) as threads:
            others = [threads.submit(door, statement) for door in (self._http, self._notebook)]
            line = self._command_line(statement)
            http, notebook = (other.result() for other in others)
        return dict(zip(DOORS, (http, line, notebook), strict=True))

    def _http(self, statement: str) -> Heard:
        answer = self.client.post("/api/cypher", json={"query": statement, "params": PARAMS})
        if answer.status_code == 200:
            return Heard(ANSWERED, answer.text)
        assert answer.headers["content-type"] == "application/problem+json"
        return Heard(str(answer.status_code), answer.json()["detail"])

    def _notebook(self, statement: str) -> Heard:
        try:
            return Heard(ANSWERED, str(zhengtu.cypher(self.store, statement, **PARAMS).rows))
        except ZhengtuError as error:
            return Heard(error.key, str(error))

    def _command_line(self, statement: str) -> Heard:
        given = ["cypher", "--format", "json", *(f"--param={name}=x" for name in PARAMS), "--", statement]
        out = io.StringIO()
        try:
            with contextlib.redirect_stdout(out):
                main.app(args=given, standalone_mode=False)
        except ZhengtuError as error:
            return Heard(error.key, str(error))
        return Heard(ANSWERED, out.getvalue())


@contextlib.contextmanager
def listener() -> Iterator[tuple[str, socket.socket]]:
    """An address of this machine, and the socket that whoever calls it would be waiting at."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        yield f"http://127.0.0.1:{server.getsockname()[1]}/canary.csv", server


def called(server: socket.socket) -> bool:
    """Whether somebody waits at `server`."""
    try:
        server.accept()[0].close()
    except TimeoutError:
        return False
    return True


def running(store: GraphStore, statement: str) -> list[Any]:
    """The transactions in which the engine still works at `statement`."""
    begin = statement.strip()[:60]
    rows = store.read_all("SHOW TRANSACTIONS")
    return [row for row in rows if begin and begin in row["currentQuery"]]
