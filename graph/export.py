"""The graph, or a part of it, as files that other programs take."""

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory

from graph.errors import QueryError
from graph.export_jsonld import write_jsonld
from graph.export_neo4j import write_neo4j_admin
from graph.export_reading import GraphPart
from graph.export_tables import write_csv, write_json
from graph.export_xml import write_gexf, write_graphml
from graph.interop import to_pyvis


class GraphFormat(StrEnum):
    """What the graph can be written as. `neo4j-admin` and `csv` fill a folder, the others are one file."""

    NEO4J_ADMIN = "neo4j-admin"
    GRAPHML = "graphml"
    GEXF = "gexf"
    JSONLD = "jsonld"
    CSV = "csv"
    JSON = "json"
    HTML = "html"  # a drawing; needs the extra `interop`


FOLDERS = {GraphFormat.NEO4J_ADMIN, GraphFormat.CSV}
_WRITERS: dict[GraphFormat, Callable[[GraphPart, Path], None]] = {
    GraphFormat.NEO4J_ADMIN: write_neo4j_admin,
    GraphFormat.GRAPHML: write_graphml,
    GraphFormat.GEXF: write_gexf,
    GraphFormat.JSONLD: write_jsonld,
    GraphFormat.CSV: write_csv,
    GraphFormat.JSON: write_json,
    GraphFormat.HTML: lambda part, path: to_pyvis(part).write_html(path),
}


def write_graph(part: GraphPart, path: Path, form: GraphFormat) -> None:
    """Write `part` to the file or folder `path`; where it fails, what was there before is as it was.

    A file is replaced. Raises QueryError where `path` cannot be written, is a folder with something in it, or
    the format cannot hold a value or needs what is not installed.
    """
    path = path.absolute()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if form in FOLDERS:
            path.mkdir(exist_ok=True)
            if any(path.iterdir()):
                raise QueryError("export_folder_full", path=path)
        with TemporaryDirectory(dir=path if form in FOLDERS else path.parent, prefix=".zhengtu-") as folder:
            made = Path(folder) if form in FOLDERS else Path(folder, path.name)
            _WRITERS[form](part, made)
            for file in Path(folder).iterdir():
                file.replace((path if form in FOLDERS else path.parent) / file.name)
    except OSError as error:
        raise QueryError("export_unwritable", path=path, reason=error.strerror or error) from error
