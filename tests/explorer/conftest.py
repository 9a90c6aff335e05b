"""The real service over the five samples, and a browser that reaches nothing else."""

import os
import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, Page, sync_playwright

from api.app import create_app
from api.routers.pages import STATIC
from graph.settings import Settings
from graph.store import GraphStore, open_store, prepare
from graph.writer import write_document, write_reference
from loaders.pipeline import read_paths, reference
from loaders.resolve import to_graph
from loaders.samples import sample_folder
from tests.explorer.watched import Watched

CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
START_SECONDS = 30


@contextmanager
def served(store: GraphStore, settings: Settings) -> Iterator[str]:
    """The service over `store` on a free port; gives its address."""
    app = create_app(settings, store)
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="warning"))
    thread = threading.Thread(target=server.run)
    thread.start()
    deadline = time.monotonic() + START_SECONDS
    while not server.started:
        if time.monotonic() > deadline or not thread.is_alive():
            raise RuntimeError("the service did not start")
        time.sleep(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}/"
    finally:
        server.should_exit = True
        thread.join()


@pytest.fixture(scope="session")
def built() -> Path:
    """The built explorer, which `make page` makes."""
    if not (STATIC / "index.html").is_file():
        pytest.fail("api/static is empty: run `make page` first")
    return STATIC


@pytest.fixture(scope="session")
def address(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the service over the five samples."""
    settings = Settings(home=tmp_path_factory.mktemp("explorer"))
    with open_store(settings) as store:
        prepare(store)
        write_reference(store, reference())
        for reading in read_paths([sample_folder()], settings.max_file_mb * 1_000_000):
            assert reading.parsed is not None, reading.error
            write_document(store, to_graph(reading.parsed, reading.text))
        with served(store, settings) as where:
            yield where


@pytest.fixture(scope="session")
def empty_address(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the service over a graph in which nothing is loaded."""
    settings = Settings(home=tmp_path_factory.mktemp("nothing"))
    with open_store(settings) as store:
        prepare(store)
        with served(store, settings) as where:
            yield where


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, or the one that ZHENGTU_CHROMIUM names."""
    program = os.environ.get("ZHENGTU_CHROMIUM") or shutil.which("chromium")
    if program is None:
        pytest.skip("no chromium: apt-get install chromium, or set ZHENGTU_CHROMIUM")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=CHROMIUM_ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def watched(browser: Browser) -> Iterator[Watched]:
    """A fresh page in a profile of its own; afterwards it must have met no stranger and had no complaint."""
    context = browser.new_context(locale="zh-CN", viewport={"width": 1440, "height": 900})
    watched = Watched(context.new_page())
    yield watched
    assert watched.strangers == []
    assert watched.complaints == []
    context.close()


@pytest.fixture
def page(watched: Watched) -> Page:
    """The watched page itself."""
    return watched.page
