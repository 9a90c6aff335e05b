"""Files that an export wrote become the graph of a private Neo4j server, built by Neo4j's own tool."""

import os
import subprocess
from pathlib import Path

from graph.errors import EngineError, QueryError
from graph.export_neo4j import ARGUMENTS, DATABASE
from graph.locks import lock_file
from graph.neo4j_program import VERSION, environment_of, find_program

COMMAND = ("database", "import", "full", DATABASE, f"@{ARGUMENTS}")


def import_files(folder: Path, home: Path, version: str = VERSION) -> None:
    """Build the graph of the server over `home` from the files in `folder`; what it held is replaced.

    Raises QueryError where `folder` holds no export for Neo4j; EngineError where the server runs, Neo4j
    cannot be fetched or the tool fails, naming its log.
    """
    if not (folder / ARGUMENTS).is_file():
        raise QueryError("import_no_files", folder=folder)
    (home / "conf").mkdir(parents=True, exist_ok=True)
    home = home.resolve()
    lock = lock_file(home / "server.lock")
    if lock is None:
        raise EngineError("import_running", home=home)
    log = home / "import.log"
    try:
        (home / "conf" / "neo4j.conf").touch()
        command = find_program(version).command("org.neo4j.cli.AdminTool", *COMMAND)
        with log.open("wb") as output:
            done = subprocess.run(
                command,
                cwd=folder,  # the options name the files from here
                env=environment_of(home),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                check=False,
            )
    finally:
        os.close(lock)
    if done.returncode:
        raise EngineError("import_failed", log=log)
