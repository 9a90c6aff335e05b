"""The pages come from this machine, work under the policy, and say so where the explorer is not built."""

import re
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api.routers.pages import PAGES, add_pages
from queries.catalog import named_queries


def explorer(static: Path) -> TestClient:
    app = FastAPI()
    add_pages(app, static)
    return TestClient(app)


def test_without_a_built_explorer_the_page_says_how_to_build_it(tmp_path: Path) -> None:
    answer = explorer(tmp_path / "static").get("/")
    assert answer.status_code == 200
    assert "npm run build" in answer.text


def test_a_built_explorer_is_served_with_its_parts(tmp_path: Path) -> None:
    (tmp_path / "assets").mkdir()
    (tmp_path / "index.html").write_text("<!doctype html>政图", "utf-8")
    (tmp_path / "favicon.svg").write_text("<svg/>", "utf-8")
    (tmp_path / "assets" / "index-1.js").write_text("1", "utf-8")
    client = explorer(tmp_path)
    assert client.get("/").text == "<!doctype html>政图"
    assert client.get("/index.html").status_code == 200
    assert client.get("/favicon.svg").headers["content-type"] == "image/svg+xml"
    assert client.get("/assets/index-1.js").headers["content-type"].startswith("text/javascript")
    for outside in ("/assets/../../conftest.py", "/assets/%2e%2e/index.html", "/assets/..%2findex.html"):
        assert client.get(outside).status_code == 404


@pytest.mark.parametrize("page", sorted(PAGES.glob("*.html")), ids=lambda page: page.name)
def test_pages_hold_nothing_the_policy_forbids(page: Path) -> None:
    text = page.read_text("utf-8")
    assert not re.search(r"<script(?![^>]*\bsrc=)|\sstyle=|\son\w+=|<style", text)
    assert not re.search(r"(src|href)=\"(?!/)", text), "every address is this machine's"


def test_docs_are_drawn_from_the_description(client: TestClient) -> None:
    page = client.get("/docs")
    assert page.headers["content-type"].startswith("text/html")
    for part in re.findall(r'(?:src|href)="(/[^"]*)"', page.text):
        assert client.get(part).status_code == 200, part
    script = client.get("/pages/docs.js")
    assert script.headers["content-type"].startswith("text/javascript")
    assert "innerHTML" not in script.text


def test_description_lists_every_named_query_with_its_parameters(client: TestClient) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    flagship = paths["/api/queries/agencies-on-projects"]["get"]
    assert [param["name"] for param in flagship["parameters"]] == ["sector", "region"]
    assert "铁路" in flagship["parameters"][0]["schema"]["enum"]
    assert {"/api/search", "/api/cypher", "/api/health", "/api/evidence/{edge_id}"} <= set(paths)
    for methods in paths.values():
        for operation in methods.values():
            assert operation["summary"]
            assert operation["description"]
            assert "422" in operation["responses"]


def test_every_address_is_in_the_documentation(client: TestClient) -> None:
    documented = Path("docs/http.md").read_text("utf-8")
    named = {f"/api/queries/{name}" for name in named_queries()}
    for path, methods in client.get("/openapi.json").json()["paths"].items():
        shown = "/api/queries/{name}" if path in named else path
        for method in methods:
            assert re.search(rf"### `{method.upper()} {re.escape(shown)}[`?]", documented), path
