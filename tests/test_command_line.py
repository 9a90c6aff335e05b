"""The command line as a person meets it: run as a process of its own, on a graph of its own."""

import csv
import io
import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest

from commands.main import main
from loaders.samples import sample_folder

SAMPLES = sample_folder()
FLAGSHIP = ("query", "agencies-on-projects", "-p", "sector=铁路", "-p", "region=川陕革命老区")
TEN_BODIES = {
    "四川省发展和改革委员会",
    "中国铁路成都局集团有限公司",
    *(f"{city}市人民政府" for city in ("巴中", "广元", "达州", "南充", "绵阳")),
    "资阳市发展和改革委员会",
    "资阳市交通运输局",
    "安岳县人民政府",
}
COMMANDS = (
    *("parse", "load", "remove", "serve", "demo", "neo4j"),
    *("query", "cypher", "explain", "status", "export", "import"),
)
OUTLINE = "关于支持发展的工作方案\n一、总体要求\n（一）加快建设。推进安岳县水库建设。（责任单位：市水务局）\n"


class CommandLine:
    """Runs `zhengtu` with a home and a language of its own."""

    def __init__(self, home: Path, **env: str) -> None:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("ZHENGTU_")}
        self.env = {**kept, "ZHENGTU_HOME": str(home), "ZHENGTU_PORT": "0", **env}

    def start(self, *arguments: str | Path) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-m", "commands", *map(str, arguments)],
            env=self.env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )

    def run(self, *arguments: str | Path, code: int = 0) -> tuple[str, str]:
        """Standard output and standard error of a command that must end with `code`."""
        process = self.start(*arguments)
        out, err = process.communicate(timeout=300)
        assert process.returncode == code, err
        assert "Traceback" not in err
        return out, err

    def json(self, *arguments: str) -> list[dict[str, object]]:
        rows: list[dict[str, object]] = json.loads(self.run(*arguments, "--format", "json")[0])["rows"]
        return rows


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> CommandLine:
    """A command line whose graph holds the samples; tests on it only read."""
    line = CommandLine(tmp_path_factory.mktemp("home"))
    assert "新增 5" in line.run("load", SAMPLES)[1]
    return line


@pytest.fixture
def empty(tmp_path: Path) -> CommandLine:
    return CommandLine(tmp_path / "home")


@pytest.fixture
def bad_folder(tmp_path: Path) -> Path:
    """Five files that cannot be documents and two that can, one of them in GB18030."""
    folder = tmp_path / "文件夹"
    folder.mkdir()
    (folder / "空.txt").write_bytes(b"")
    (folder / "图片.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    (folder / "长行.txt").write_bytes(b"a" * 50_000_000)
    (folder / "导航.txt").write_text("首页\n政务公开\n联系我们\n", "utf-8")
    (folder / "坏.jsonl").write_text('{"format": "parsed-measures/1", "document"\n', "utf-8")
    (folder / "好.txt").write_text(OUTLINE, "utf-8")
    (folder / "国标.txt").write_bytes(OUTLINE.replace("发展", "振兴").encode("gb18030"))
    return folder


# Help


@pytest.mark.parametrize(("language", "word"), [("zh", "知识图谱"), ("en", "policy documents")])
def test_help_names_every_command_in_both_languages(tmp_path: Path, language: str, word: str) -> None:
    out, _ = CommandLine(tmp_path, ZHENGTU_LANG=language).run("--help")
    assert word in out
    assert [name for name in COMMANDS if not re.search(rf"^  {name}\b", out, re.M)] == []
    assert not (set(re.findall(r"^  ([a-z0-9]+) ", out.split("Commands:")[1], re.M)) - set(COMMANDS))


def test_without_a_command_help_is_shown(empty: CommandLine) -> None:
    assert empty.run()[0] == empty.run("--help")[0]


@pytest.mark.parametrize(
    "command", ["parse", "load", "remove", "neo4j", "query", "cypher", "explain", "export", "import"]
)
def test_help_of_a_command_shows_how_it_is_used(empty: CommandLine, command: str) -> None:
    assert f"  zhengtu {command} " in empty.run(command, "--help")[0]


def test_version_is_the_packages(empty: CommandLine) -> None:
    assert re.fullmatch(r"zhengtu \d+\.\d+\.\d+\n", empty.run("--version")[0])


# Reading and loading


def test_parse_prints_one_document_a_line_and_nothing_else(empty: CommandLine) -> None:
    out, err = empty.run("parse", SAMPLES)
    documents = [json.loads(line) for line in out.splitlines()]
    assert [document["format"] for document in documents] == ["parsed-measures/1"] * 5
    assert err == ""
    assert not Path(empty.env["ZHENGTU_HOME"]).exists()


@pytest.mark.parametrize("command", ["parse", "load"])
def test_each_bad_file_is_named_in_one_line_and_the_others_are_taken(
    empty: CommandLine, bad_folder: Path, command: str
) -> None:
    _, err = empty.run(command, bad_folder, code=1)
    for name in ("空.txt", "图片.txt", "长行.txt", "导航.txt", "坏.jsonl"):
        assert len([line for line in err.splitlines() if name in line]) == 1, err
    assert [line for line in err.splitlines() if "国标.txt" in line and "GB18030" in line]
    if command == "load":
        assert "新增 2，更新 0，未变 0，失败 5" in err
        assert len(empty.json("cypher", "MATCH (d:Document {loaded: true}) RETURN d.id")) == 2


def test_a_missing_file_is_an_error_of_one_line(empty: CommandLine) -> None:
    _, err = empty.run("load", "没有这个文件.txt", code=1)
    assert "没有这个文件.txt" in err


def test_an_empty_folder_is_told(empty: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "空文件夹").mkdir()
    assert "空文件夹" in empty.run("load", tmp_path / "空文件夹", code=1)[1]


def test_loading_again_changes_nothing(loaded: CommandLine) -> None:
    before = loaded.json("status")
    assert "新增 0，更新 0，未变 5，失败 0" in loaded.run("load", SAMPLES)[1]
    assert loaded.json("status") == before


def test_what_parse_prints_can_be_loaded(loaded: CommandLine, tmp_path: Path) -> None:
    parsed = tmp_path / "parsed.jsonl"
    parsed.write_text(loaded.run("parse", SAMPLES)[0], "utf-8")
    other = CommandLine(tmp_path / "home")
    assert "新增 5" in other.run("load", parsed)[1]
    count = "MATCH (:Agency)-[r:RESPONSIBLE_FOR]->(:Measure) RETURN count(r) AS n"
    assert other.json("cypher", count) == loaded.json("cypher", count)


def test_a_removed_document_is_gone_and_the_others_stay(empty: CommandLine) -> None:
    empty.run("load", SAMPLES)
    ids = [
        str(row["id"]) for row in empty.json("cypher", "MATCH (d:Document {loaded: true}) RETURN d.id AS id")
    ]
    assert ids[0] in empty.run("remove", ids[0])[1]
    assert ids[0] in empty.run("remove", ids[0], code=1)[1]
    assert "新增 1，更新 0，未变 4" in empty.run("load", SAMPLES)[1]


def test_an_interrupted_load_leaves_whole_documents(empty: CommandLine) -> None:
    process = empty.start("load", SAMPLES)
    engine = Path(empty.env["ZHENGTU_HOME"]) / "engine.json"
    while process.poll() is None and not engine.exists():
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130, err
    assert "Traceback" not in err
    assert "失败 0" in empty.run("load", SAMPLES)[1]
    assert {row["agency"] for row in empty.json(*FLAGSHIP)} == TEN_BODIES


# Asking


def test_the_flagship_question_has_ten_bodies_each_with_its_quotation(loaded: CommandLine) -> None:
    answer = json.loads(loaded.run(*FLAGSHIP, "--format", "json")[0])
    assert {row["agency"] for row in answer["rows"]} == TEN_BODIES
    assert {evidence["row"] for evidence in answer["evidence"]} == set(range(len(answer["rows"])))
    assert all(evidence["quote"] for evidence in answer["evidence"])


def test_a_table_shows_the_bodies_and_quotations(loaded: CommandLine) -> None:
    out, _ = loaded.run(*FLAGSHIP)
    assert "原文" in out
    squeezed = re.sub(r"\s", "", out)
    assert [body for body in TEN_BODIES if body not in squeezed] == []


def test_csv_has_a_header_and_the_same_rows(loaded: CommandLine) -> None:
    rows = list(csv.DictReader(io.StringIO(loaded.run(*FLAGSHIP, "-f", "csv")[0])))
    assert {row["agency"] for row in rows} == TEN_BODIES


def test_query_alone_lists_the_queries(loaded: CommandLine) -> None:
    names = {row["name"] for row in loaded.json("query")}
    assert "agencies-on-projects" in names
    assert len(names) >= 10


def test_cypher_answers_with_parameters(loaded: CommandLine) -> None:
    rows = loaded.json(
        "cypher", "MATCH (a:Agency {name: $name}) RETURN a.level AS level", "-p", "name=安岳县人民政府"
    )
    assert rows == [{"level": "县级"}]


def test_a_cut_is_told(loaded: CommandLine) -> None:
    line = CommandLine(Path(loaded.env["ZHENGTU_HOME"]), ZHENGTU_MAX_ROWS="3")
    out, err = line.run("cypher", "MATCH (m:Measure) RETURN m.id ORDER BY m.id", "-f", "csv")
    assert len(out.splitlines()) == 4
    assert "3" in err


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("query", "agencies-on-project"), 1),
        (("query", "agencies-on-projects", "-p", "colour=red"), 1),
        (("query", "agencies-on-projects", "-p", "sector"), 1),
        (("query", "agencies-on-projects", "-p", "region=不存在的地方"), 1),
        (("cypher", "MATCH (n:Agency) DETACH DELETE n"), 1),
        (("cypher", "这不是语句"), 1),
        (("cypher", ""), 1),
        (("remove", "没有这份文件"), 1),
        (("status", "--format", "xml"), 2),
        (("lod",), 2),
        (("load",), 2),
    ],
)
def test_a_mistake_is_one_sentence(loaded: CommandLine, arguments: tuple[str, ...], code: int) -> None:
    out, err = loaded.run(*arguments, code=code)
    assert out == ""
    assert len(err.strip().splitlines()) == 1
    assert err.startswith("zhengtu：")


def test_a_wrong_setting_is_one_sentence(tmp_path: Path) -> None:
    _, err = CommandLine(tmp_path, ZHENGTU_PORT="x").run("status", code=1)
    assert "ZHENGTU_PORT" in err


# Streams


def test_nobody_reading_is_no_error(loaded: CommandLine) -> None:
    process = loaded.start("parse", SAMPLES)
    assert process.stdout is not None and process.stderr is not None
    process.stdout.read(1)
    process.stdout.close()
    assert process.stderr.read() == ""
    process.wait(timeout=60)
    process.stderr.close()


def test_output_is_utf8_whatever_the_locale(loaded: CommandLine) -> None:
    line = CommandLine(Path(loaded.env["ZHENGTU_HOME"]), LC_ALL="C", PYTHONIOENCODING="ascii")
    assert {row["agency"] for row in line.json(*FLAGSHIP)} == TEN_BODIES


def test_an_unforeseen_fault_is_one_sentence_and_its_details_are_kept(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr("commands.reading.parse", lambda paths: 1 // 0)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    handler = signal.getsignal(signal.SIGTERM)
    try:
        assert main(["parse", str(tmp_path)]) == 70
    finally:
        signal.signal(signal.SIGTERM, handler)
    (log,) = tmp_path.glob("*.log")
    assert str(log) in capsys.readouterr().err
    assert "ZeroDivisionError" in log.read_text("utf-8")


# Serving


class Serving:
    """A command that serves: `address` and what it printed before it."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        assert process.stderr is not None
        self.address, seen = "", []
        for line in process.stderr:
            seen.append(line)
            if found := re.search(r"http://[\w.]+:\d+", line):
                self.address = found[0]
                break
        assert self.address, "".join(seen)
        self.rest = Thread(target=process.stderr.read, daemon=True)
        self.rest.start()

    def get(self, path: str) -> str:
        with urllib.request.urlopen(self.address + path, timeout=30) as answer:
            return str(answer.read().decode())

    def stop(self, how: signal.Signals = signal.SIGINT) -> str:
        """End it as a person would and return what it printed."""
        self.process.send_signal(how)
        assert self.process.stdout is not None
        out = self.process.stdout.read()
        assert self.process.wait(timeout=30) == 0
        return out


@pytest.fixture
def serving() -> Iterator[list[Serving]]:
    """Whatever a test puts here is ended with it."""
    started: list[Serving] = []
    yield started
    for service in started:
        service.process.kill()
        service.process.wait()


def test_serve_answers_until_it_is_interrupted(loaded: CommandLine, serving: list[Serving]) -> None:
    serving.append(Serving(loaded.start("serve")))
    assert json.loads(serving[0].get("/api/health"))["status"] == "ok"
    serving[0].stop()


def test_serve_on_a_taken_port_says_what_to_do(loaded: CommandLine, serving: list[Serving]) -> None:
    serving.append(Serving(loaded.start("serve")))
    port = serving[0].address.rpartition(":")[2]
    line = CommandLine(Path(loaded.env["ZHENGTU_HOME"]), ZHENGTU_PORT=port)
    assert "ZHENGTU_PORT=0" in line.run("serve", code=1)[1]


def test_two_demos_share_the_engine_and_answer(empty: CommandLine, serving: list[Serving]) -> None:
    serving.append(Serving(empty.start("demo")))
    port = serving[0].address.rpartition(":")[2]
    second = CommandLine(Path(empty.env["ZHENGTU_HOME"]), ZHENGTU_PORT=port)
    serving.append(Serving(second.start("demo")))
    assert serving[0].address != serving[1].address
    assert all(json.loads(service.get("/api/health"))["status"] == "ok" for service in serving)
    printed = re.sub(r"\s", "", serving[1].stop())
    assert [body for body in TEN_BODIES if body not in printed] == []
    assert json.loads(serving[0].get("/api/health"))["status"] == "ok"
    serving[0].stop(signal.SIGTERM)
