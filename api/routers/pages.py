"""The explorer at `/` and the interface's description at `/docs`; every file comes from this machine."""

from pathlib import Path

from fastapi import FastAPI
from fastapi.responses import FileResponse
from fastapi.staticfiles import StaticFiles

_API = Path(__file__).parent.parent
PAGES = _API / "pages"
STATIC = _API / "static"


def _add_file(app: FastAPI, address: str, file: Path) -> None:
    @app.get(address, include_in_schema=False)
    def show_file() -> FileResponse:
        return FileResponse(file)


def add_pages(app: FastAPI, static: Path = STATIC) -> None:
    """Serve /docs, and the built explorer of `static` at `/` or a page that says how to build it.

    Its files and folders have addresses of their own: one at `/` for all would hide wrong methods elsewhere.
    """
    _add_file(app, "/docs", PAGES / "docs.html")
    app.mount("/pages", StaticFiles(directory=PAGES))
    index = static / "index.html"
    _add_file(app, "/", index if index.is_file() else PAGES / "missing.html")
    for entry in static.iterdir() if index.is_file() else ():
        if entry.is_dir():
            app.mount(f"/{entry.name}", StaticFiles(directory=entry))
        else:
            _add_file(app, f"/{entry.name}", entry)
