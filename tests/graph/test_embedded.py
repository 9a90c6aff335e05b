"""One engine a folder, shared by whoever needs it, gone with the last of them, whole after any end."""

import json
import os
import signal
import socket
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path

import psutil  # type: ignore[import-untyped]  # ships no types
import pytest
from made_documents import Made, dump, reference

from graph.embedded import log_file, start_embedded
from graph.embedded_child import EngineFile
from graph.errors import EngineError
from graph.model import DocumentGraph
from graph.settings import Settings
from graph.store import GraphStore, open_store, prepare
from graph.writer import Outcome, loaded_documents, remove_document, write_document, write_reference

Run = Callable[[Path, str], "subprocess.Popen[str]"]
END_S = 60


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def settings(home: Path) -> Settings:
    return Settings(home=home)


@pytest.fixture
def run() -> Run:
    """Start another Python that runs `code` with `settings` of the folder at hand."""

    def start(home: Path, code: str) -> "subprocess.Popen[str]":
        lines = f"from pathlib import Path\nfrom graph.settings import Settings\nsettings = Settings(home=Path({str(home)!r}))\n"
        return subprocess.Popen(
            [sys.executable, "-c", lines + textwrap.dedent(code)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        )

    return start


HOLD = """
    from graph.store import open_store
    with open_store(settings) as store:
        print(store.uri, flush=True)
        input()
"""
LOAD = """
    from graph.store import open_store, prepare
    from graph.writer import write_document, write_reference
    from made_documents import reference
    from test_embedded import large
    with open_store(settings) as store:
        prepare(store)
        write_reference(store, reference())
        for number in range(1000):
            write_document(store, large(number))
            print(number, flush=True)
"""


def large(number: int) -> DocumentGraph:
    """A document of 60 measures."""
    made = Made(f"文{number}")
    for leaf in range(60):
        measure = made.measure()
        for body in range(4):
            made.said(
                "RESPONSIBLE_FOR", made.agency(f"局{(leaf + body) % 25}"), measure, f"局{body}", role="lead"
            )
    return made.built()


def described(home: Path) -> EngineFile:
    return EngineFile(**json.loads((home / "engine.json").read_text("utf-8")))


def said(process: "subprocess.Popen[str]") -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def wait_gone(pid: int) -> None:
    psutil.wait_procs([psutil.Process(pid)] if psutil.pid_exists(pid) else [], END_S)
    assert not psutil.pid_exists(pid)


def test_engine_stops_with_the_store(settings: Settings, home: Path) -> None:
    with open_store(settings):
        pid = described(home).pid
        assert psutil.pid_exists(pid)
    wait_gone(pid)
    assert not (home / "engine.json").exists()


def test_engine_keeps_what_was_written(settings: Settings) -> None:
    with open_store(settings) as store:
        store.write("CREATE (:Agency {id: '甲'})")
    with open_store(settings) as store:
        assert store.read_all("MATCH (a:Agency) RETURN a.id AS id") == [{"id": "甲"}]


def test_second_process_shares_the_engine(settings: Settings, home: Path, run: Run) -> None:
    with open_store(settings) as store:
        store.write("CREATE (:Agency {id: '甲'})")
        other = run(
            home,
            """
            from graph.store import open_store
            with open_store(settings) as store:
                print(store.uri, store.read("MATCH (a:Agency) RETURN a.id AS id").rows)
                store.write("CREATE (:Agency {id: '乙'})")
            """,
        )
        output, errors = other.communicate(timeout=END_S)
        assert output.split() == [store.uri, "[{'id':", "'甲'}]"]
        assert errors == ""
        assert len(store.read("MATCH (a:Agency) RETURN a.id").rows) == 2


@pytest.mark.parametrize("end", ["leave", "kill"])
def test_engine_outlives_the_process_that_started_it(
    settings: Settings, home: Path, run: Run, end: str
) -> None:
    first = run(home, HOLD)
    uri = said(first)
    pid = described(home).pid
    with open_store(settings) as store:
        assert store.uri == uri
        if end == "kill":
            first.kill()
        first.communicate("\n" if end == "leave" else None, timeout=END_S)
        assert store.read("RETURN 1 AS one").rows == [{"one": 1}]
        assert described(home).pid == pid
    wait_gone(pid)


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGINT to another process")
def test_engine_goes_with_an_interrupted_process(home: Path, run: Run) -> None:
    process = run(home, HOLD)
    said(process)
    pid = described(home).pid
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=END_S)
    wait_gone(pid)
    assert not (home / "engine.json").exists()


def test_engine_says_nothing_on_the_terminal(home: Path, run: Run) -> None:
    process = run(home, HOLD)
    uri = said(process)
    assert process.communicate("\n", timeout=END_S) == ("", "")
    assert uri.startswith("bolt://127.0.0.1:")


def test_engine_writes_nothing_outside_its_folder(settings: Settings, tmp_path: Path, home: Path) -> None:
    with open_store(settings):
        pass
    assert list(tmp_path.iterdir()) == [home]


@pytest.mark.skipif(sys.platform == "win32", reason="no such modes")
def test_engine_secrets_are_the_owners(settings: Settings, home: Path) -> None:
    with open_store(settings):
        assert home.stat().st_mode & 0o077 == 0
        for name in ("engine.json", "engine/config/server-users.jsonl", "engine/config/server-groups.json"):
            assert (home / name).stat().st_mode & 0o077 == 0
        assert described(home).admin not in (home / "engine/config/server-users.jsonl").read_text("utf-8")


def test_engine_listens_on_loopback_alone(settings: Settings, home: Path) -> None:
    with open_store(settings):
        process = psutil.Process(described(home).pid)
        addresses = {connection.laddr.ip for connection in process.net_connections("inet")}
    assert addresses <= {"127.0.0.1", "::ffff:127.0.0.1"}


def _stale(home: Path, control: int) -> None:
    home.mkdir(exist_ok=True)
    stale = {"pid": os.getpid(), "control": control, "bolt": 1, "secret": "s", "admin": "a", "reader": "r"}
    (home / "engine.json").write_text(json.dumps(stale), encoding="utf-8")


def test_stale_description_is_replaced(settings: Settings, home: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    _stale(home, port)
    with open_store(settings) as store:
        assert described(home).pid != os.getpid()
        assert store.read("RETURN 1 AS one").rows == [{"one": 1}]


def test_another_program_on_the_port_is_not_taken_for_the_engine(settings: Settings, home: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as stranger:
        _stale(home, stranger.getsockname()[1])
        with open_store(settings) as store:
            assert described(home).pid != os.getpid()
            assert store.engine == "embedded"


@pytest.mark.parametrize("text", ["", "{", "[]", '{"pid": 1}'])
def test_torn_description_is_replaced(settings: Settings, home: Path, text: str) -> None:
    home.mkdir()
    (home / "engine.json").write_text(text, encoding="utf-8")
    with open_store(settings) as store:
        assert store.read("RETURN 1 AS one").rows == [{"one": 1}]


def test_engine_without_the_secret_is_refused(settings: Settings, home: Path) -> None:
    with (
        open_store(settings),
        socket.create_connection(("127.0.0.1", described(home).control), timeout=10) as caller,
    ):
        caller.sendall(b"guess\n")
        assert caller.recv(8) == b""


def test_failed_start_names_its_log(settings: Settings, home: Path) -> None:
    home.mkdir()
    (home / "engine").write_text("not a folder", encoding="utf-8")
    with pytest.raises(EngineError) as failed:
        start_embedded(settings)
    assert str(log_file(home)) in str(failed.value)
    assert "engine" in log_file(home).read_text("utf-8")


def test_home_that_is_a_file_is_refused(settings: Settings, home: Path) -> None:
    home.write_text("", encoding="utf-8")
    with pytest.raises(EngineError) as failed:
        start_embedded(settings)
    assert failed.value.key == "engine_home"


@pytest.mark.parametrize("use", ["read", "write"])
def test_killed_engine_is_started_again(settings: Settings, home: Path, use: str) -> None:
    with open_store(settings) as store, open_store(settings) as other:
        for number in range(2):
            first = described(home).pid
            os.kill(first, signal.SIGTERM if sys.platform == "win32" else signal.SIGKILL)
            wait_gone(first)
            if use == "read":
                assert store.read("RETURN 1 AS one").rows == [{"one": 1}]
            else:
                store.write("CREATE (:Agency {id: $id})", {"id": str(number)})
            count = "MATCH (a:Agency) RETURN count(a) AS n"
            wanted = [{"n": number + 1 if use == "write" else 0}]
            assert store.read(count).rows == other.read(count).rows == wanted
            assert described(home).pid != first


def _complete(store: GraphStore) -> list[str]:
    """Load what was to be loaded, as the user would again, and return all there is."""
    prepare(store)
    write_reference(store, reference())
    for number in range(12):
        write_document(store, large(number))
    return dump(store)


@pytest.mark.parametrize("victim", ["process", "engine"])
def test_kill_during_a_load_loses_nothing_acknowledged(
    settings: Settings, home: Path, tmp_path: Path, run: Run, victim: str
) -> None:
    loading = run(home, LOAD)
    acknowledged = [int(said(loading)) for _ in range(6)]
    if (
        victim == "engine"
    ):  # killed within a write it ends the load, else it is started again and the load goes on
        psutil.Process(described(home).pid).kill()
        acknowledged += [int(line) for line in (said(loading) for _ in range(6)) if line]
    loading.kill()
    rest, _ = loading.communicate(timeout=END_S)
    acknowledged += [int(line) for line in rest.split()]
    with open_store(settings) as store:
        loaded = {document.id for document in loaded_documents(store)}
        assert loaded >= {f"文{number}" for number in acknowledged}
        for key in loaded:
            assert write_document(store, large(int(key[1:]))) is Outcome.UNCHANGED
            found = store.read_all(
                "MATCH (:Measure {document: $id})<-[r:RESPONSIBLE_FOR]-(:Agency) RETURN count(r) AS edges",
                {"id": key},
            )
            assert found == [{"edges": 240}]
        for key in sorted(loaded - {f"文{number}" for number in range(12)}):
            remove_document(store, key)
        after = _complete(store)
    with open_store(Settings(home=tmp_path / "other")) as store:
        assert _complete(store) == after
