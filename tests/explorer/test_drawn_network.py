"""A page written by `to_pyvis` in a browser without a network: all is drawn, nothing is asked for."""

import time
from collections.abc import Iterator
from pathlib import Path

import networkx as nx
import pytest
from playwright.sync_api import Browser, Page

from graph.export_reading import Subgraph
from graph.interop import to_pyvis
from graph.model import Edge, Node

HOSTILE = "<img src='https://example.org/x.png' onerror='window.harmed=1'> href </script><b>局</b>"
WAIT_S = 120
BODIES = ("四川省发展和改革委员会", "𠮷林省水利厅", HOSTILE)


def until(page: Page, count: str) -> int:
    """What `count` gives in the page once it is not 0. The page forbids the script that would wait in it."""
    deadline = time.monotonic() + WAIT_S
    while not (found := int(page.evaluate(count))):
        assert time.monotonic() < deadline, count
        page.wait_for_timeout(50)
    return found


class Opened:
    """A page opened from a file, with what it asked for and what it complained of."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.asked: list[str] = []
        self.complaints: list[str] = []
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def open(self, path: Path) -> Page:
        self.page.goto(path.as_uri())
        until(self.page, "document.querySelector('canvas') ? network.body.nodeIndices.length : 0")
        assert self.asked == [path.as_uri()]
        return self.page


@pytest.fixture
def opened(browser: Browser) -> Iterator[Opened]:
    context = browser.new_context(offline=True, viewport={"width": 1000, "height": 700})
    opened = Opened(context.new_page())
    yield opened
    assert len(opened.asked) == 1
    assert opened.complaints == []
    context.close()


def coloured(page: Page) -> int:
    """How many points of the canvas have a node's colour, once there are any."""
    count = """() => {
        const canvas = document.querySelector('canvas');
        const {data} = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
        let points = 0;
        for (let i = 0; i < data.length; i += 4)
            if (data[i] === 0x1f && data[i + 1] === 0x6f && data[i + 2] === 0xb2) points++;
        return points;
    }"""
    return until(page, count)


def small() -> Subgraph:
    measure = Node("Measure", "川办函〔2018〕35号#1", {"heading": "完善基础设施", "text": "推进铁路建设"})
    nodes = [Node("Agency", name, {"name": name, "aliases": ["省发展改革委"]}) for name in BODIES]
    edges = [
        Edge(
            "RESPONSIBLE_FOR",
            ("Agency", name),
            ("Measure", measure.id),
            f"一~RESPONSIBLE_FOR~{number}",
            {"role": "lead"},
        )
        for number, name in enumerate(BODIES)
    ]
    return Subgraph.of([*nodes, measure], edges)


def test_a_page_of_its_own_draws_the_graph_and_asks_for_nothing(opened: Opened, tmp_path: Path) -> None:
    file = tmp_path / "图 一.html"
    to_pyvis(small()).write_html(file)
    page = opened.open(file)
    assert coloured(page) > 100
    labels = page.evaluate("nodes.get().map(node => node.label)")
    assert {"完善基础设施", "四川省发展和改革委员会", "𠮷林省水利厅"} < set(labels)
    assert page.evaluate("edges.get().map(edge => edge.label)") == ["负责"] * 3
    assert page.locator("#legend").inner_text() == "措施单位"
    assert "CJK" in page.evaluate("network.body.nodes[network.body.nodeIndices[0]].options.font.face")


def test_what_a_document_says_is_never_markup(opened: Opened, tmp_path: Path) -> None:
    to_pyvis(small()).write_html(tmp_path / "graph.html")
    page = opened.open(tmp_path / "graph.html")
    coloured(page)
    page.evaluate("network.setOptions({physics: false})")
    place = page.evaluate(f"network.canvasToDOM(network.getPositions()[{'Agency:' + HOSTILE!r}])")
    page.mouse.move(5, 5)
    page.mouse.move(place["x"] + 8, place["y"] + 8, steps=5)
    page.wait_for_selector(".vis-tooltip", state="visible")
    assert "</script><b>局</b>" in page.locator(".vis-tooltip").inner_text()
    assert page.locator("img").count() == 0
    assert page.evaluate("window.harmed") is None


def test_five_thousand_nodes_are_drawn(opened: Opened, tmp_path: Path) -> None:
    bodies = [Node("Agency", f"单位{number}", {"name": f"第{number}局"}) for number in range(5000)]
    edges = [
        Edge("SUCCEEDED_BY", ("Agency", f"单位{number}"), ("Agency", f"单位{number // 3}"), f"{number}")
        for number in range(1, 5000)
    ]
    to_pyvis(Subgraph.of(bodies, edges)).write_html(tmp_path / "large.html")
    page = opened.open(tmp_path / "large.html")
    assert page.evaluate("network.body.nodeIndices.length") == 5000
    assert page.evaluate("network.body.edgeIndices.length") == 4999
    assert coloured(page) > 1000


def test_a_graph_of_networkx_is_drawn_by_its_attributes(opened: Opened, tmp_path: Path) -> None:
    graph = nx.Graph(name="共同负责")
    graph.add_node("甲", label="甲局", size=30)
    graph.add_node(2, type="第一群")
    graph.add_edge("甲", 2, weight=7)
    network = to_pyvis(graph)
    network.add_node("丙", label="用 pyvis 加的")
    network.add_edge("甲", "丙")
    network.write_html(tmp_path / "graph.html")
    page = opened.open(tmp_path / "graph.html")
    assert page.evaluate("nodes.get().map(node => [node.id, node.label])") == [
        ["甲", "甲局"],
        [2, "2"],
        ["丙", "用 pyvis 加的"],
    ]
    assert page.evaluate("edges.get().map(edge => edge.value ?? null)") == [7, None]
    assert page.title() == "共同负责"


def test_menus_of_pyvis_work_without_a_network(opened: Opened, tmp_path: Path) -> None:
    network = to_pyvis(small())
    network.select_menu = network.filter_menu = True
    network.write_html(tmp_path / "graph.html")
    page = opened.open(tmp_path / "graph.html")
    assert page.locator(".ts-control").count() > 0
