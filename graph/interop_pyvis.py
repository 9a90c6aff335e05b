"""Drawings by pyvis that stand alone: one file, in which all of vis-network is, and which asks for nothing.

pyvis looks through all nodes for each edge that is added, takes style sheets from the network whatever it is
told, and shows names as markup in menus and in tooltips; so the lists are filled and the page is rendered
here. Needs the extra `interop`.
"""

import html
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import networkx
from pyvis.network import Network

from graph.interop_places import find_places
from graph.rows import NODE_TYPES

COLOURS = {
    "Document": "#8c564b",
    "Source": "#c7c7c7",
    "Measure": "#9aa5b1",
    "Agency": "#1f6fb2",
    "Project": "#d9822b",
    "Region": "#2e8b57",
}
OTHER_COLOURS = ("#1f6fb2", "#d9822b", "#2e8b57", "#b5483a", "#7b5ea7", "#8c564b", "#c25b9b", "#5f6b76")
FONT = (
    "'Noto Sans CJK SC','Noto Sans SC','Source Han Sans SC','PingFang SC','Microsoft YaHei',"
    "'WenQuanYi Micro Hei',SimSun,sans-serif"
)
SHOWN_CHARACTERS = 18
TOLD_CHARACTERS = 200
LARGE = 300  # nodes; past it labels wait until they are large enough to be read
_REMOTE = re.compile(r"<(?:link|script)\b[^>]*\bhttps?://[^>]*>(?:\s*</script>)?")
_HEAD = """<meta http-equiv="Content-Security-Policy" content="default-src 'none'; \
script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:">
<title>{title}</title>
<style>
body {{ margin: 0; font-family: {font}; }}
center {{ display: none; }}
div.vis-tooltip {{ max-width: 32em; white-space: pre-line !important; font-family: inherit !important; }}
#legend {{ position: fixed; left: 8px; bottom: 8px; padding: 4px 8px; background: #ffffffd0; z-index: 1; }}
#legend i {{ display: inline-block; width: .8em; height: .8em; border-radius: 50%; margin: 0 .3em 0 .8em; }}
</style>"""


class OfflineNetwork(Network):  # type: ignore[misc]  # pyvis ships no types
    """A pyvis network; what pyvis offers works on it. `legend`: what a colour means."""

    def __init__(self, legend: Mapping[str, str], **options: Any) -> None:
        """`options`: those of pyvis."""
        super().__init__(cdn_resources="in_line", **options)
        self.templateEnv.autoescape = True  # names of nodes stand in the menus
        self.legend = legend

    def generate_html(self, name: str = "index.html", local: bool = True, notebook: bool = False) -> str:
        """The page. The parameters are those of pyvis and change nothing."""
        nodes, edges, heading, height, width, options = self.get_network_data()
        page = self.templateEnv.get_template(self.path).render(
            nodes=nodes,
            edges=edges,
            heading=heading,
            height=height,
            width=width,
            options=options,
            physics_enabled=False,  # the bar it would show waits for a stabilization that is off
            tooltip_link=False,
            use_DOT=self.use_DOT,
            dot_lang=self.dot_lang,
            widget=self.widget,
            bgcolor=self.bgcolor,
            conf=self.conf,
            neighborhood_highlight=self.neighborhood_highlight,
            select_menu=self.select_menu,
            filter_menu=self.filter_menu,
            notebook=False,
            cdn_resources=self.cdn_resources,
        )
        head = _HEAD.format(title=html.escape(str(heading)), font=FONT)
        page = _REMOTE.sub("", page).replace('<meta charset="utf-8">', f'<meta charset="utf-8">{head}', 1)
        self.html = "<!DOCTYPE html>\n" + page.replace("<body>", f"<body>{self._legend()}", 1)
        return str(self.html)

    def _legend(self) -> str:
        shown = (
            f'<i style="background:{colour}"></i>{html.escape(name)}' for name, colour in self.legend.items()
        )
        return f'<div id="legend">{"".join(shown)}</div>' if self.legend else ""

    def write_html(
        self, name: str | Path, local: bool = True, notebook: bool = False, open_browser: bool = False
    ) -> None:
        """Write the page to the file `name`, in UTF-8 on every system."""
        Path(name).write_text(self.generate_html(), encoding="utf-8")


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


def _told(attributes: Mapping[str, Any]) -> str:
    """The attributes as the lines of a tooltip."""
    texts = {
        name: "、".join(map(str, value)) if isinstance(value, list) else str(value)
        for name, value in attributes.items()
        if value is not None
    }
    return "\n".join(f"{name}: {_short(text, TOLD_CHARACTERS)}" for name, text in texts.items() if text)


def _colours(types: Iterable[str]) -> dict[str, str]:
    """A colour for each type, the same whenever it is one of the graph's."""
    named = set(types)
    others = sorted(named - COLOURS.keys())
    spare = {name: OTHER_COLOURS[place % len(OTHER_COLOURS)] for place, name in enumerate(others)}
    return {name: colour for name, colour in COLOURS.items() if name in named} | spare


def _options(large: bool) -> dict[str, Any]:
    return {
        "nodes": {
            "shape": "dot",
            "font": {"face": FONT, "size": 16},
            "scaling": {"min": 8, "max": 40, "label": {"enabled": False, "drawThreshold": 9 if large else 5}},
        },
        "edges": {
            "color": {"inherit": False, "color": "#b8c0c8", "highlight": "#444444"},
            "font": {"face": FONT, "size": 11, "color": "#667079", "align": "middle"},
            "smooth": False if large else {"enabled": True, "type": "dynamic"},
            "arrows": {"to": {"scaleFactor": 0.5}},
        },
        "interaction": {"hover": True, "hideEdgesOnDrag": large, "tooltipDelay": 120},
        "layout": {"improvedLayout": False, "randomSeed": 1},  # the improved one is cubic
        "physics": {
            "solver": "barnesHut" if large else "forceAtlas2Based",
            "stabilization": {"enabled": False},  # nothing would be seen until it ends
        },
    }


def _key(key: Any) -> int | str:
    return key if isinstance(key, int) else str(key)


def _node(key: Any, attributes: Mapping[str, Any], colour: str) -> dict[str, Any]:
    name = str(attributes.get("label", key))
    told = {name: value for name, value in attributes.items() if name not in ("label", "size")}
    drawn = {
        "id": _key(key),
        "label": _short(name, SHOWN_CHARACTERS),
        "title": f"{name}\n{_told(told)}",
        "color": colour,
        "shape": "dot",
    }
    return {**drawn, "value": attributes["size"]} if "size" in attributes else drawn


def _edge(ends: Sequence[Any], attributes: Mapping[str, Any], directed: bool, large: bool) -> dict[str, Any]:
    drawn: dict[str, Any] = {"from": _key(ends[0]), "to": _key(ends[1]), "title": _told(attributes)}
    if directed:
        drawn["arrows"] = "to"
    if "label" in attributes and not large:
        drawn["label"] = str(attributes["label"])
    if "weight" in attributes:
        drawn["value"] = attributes["weight"]
    return drawn


def draw(graph: "networkx.Graph") -> OfflineNetwork:
    """The network of a networkx graph; see `graph.interop.to_pyvis` for the attributes it knows."""
    directed, large = graph.is_directed(), graph.number_of_nodes() > LARGE
    colours = _colours(str(kind) for _, kind in graph.nodes(data="type", default=""))
    titles = {name: NODE_TYPES[name].title if name in NODE_TYPES else name for name in colours if name}
    network = OfflineNetwork(
        {title: colours[name] for name, title in titles.items()},
        directed=directed,
        height="100vh",
        heading=str(graph.graph.get("name", "政图")),
    )
    network.options = _options(large)
    network.nodes = [
        _node(key, told, colours[str(told.get("type", ""))]) for key, told in graph.nodes(data=True)
    ]
    if large:
        for node, (x, y) in zip(network.nodes, map(find_places(graph).__getitem__, graph), strict=True):
            node |= {"x": round(x), "y": round(y)}
    network.node_ids = [node["id"] for node in network.nodes]
    network.node_map = {node["id"]: node for node in network.nodes}
    network.edges = [_edge(ends, told, directed, large) for *ends, told in graph.edges(data=True)]
    return network
