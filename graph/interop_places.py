"""Where the nodes of a large drawing begin, for springs that start from a tangle take minutes to undo it."""

import math
from collections.abc import Hashable, Iterator
from typing import Any

import networkx

SPACING = 60  # of nodes, were they spread evenly over the rings; the springs do that
RING = 150  # least distance of two rings
_GOLDEN = math.pi * (3 - math.sqrt(5))
Places = dict[Hashable, tuple[float, float]]


def find_places(graph: "networkx.Graph") -> Places:
    """Node → x and y: each connected part as rings around its busiest node, the largest in the middle."""
    plain = networkx.Graph(graph)
    parts = sorted(networkx.connected_components(plain), key=lambda part: (-len(part), min(map(str, part))))
    places: Places = {}
    area = 0.0
    for number, part in enumerate(parts):
        rings = dict(_rings(plain.subgraph(part)))
        size = max(math.hypot(*place) for place in rings.values()) + SPACING
        # One after the other along a spiral; each turn lies outside what is there already.
        away = 0 if number == 0 else math.sqrt(area) + size
        middle = away * math.cos(number * _GOLDEN), away * math.sin(number * _GOLDEN)
        places |= {node: (middle[0] + x, middle[1] + y) for node, (x, y) in rings.items()}
        area += size * size
    return places


def _rings(part: Any) -> Iterator[tuple[Hashable, tuple[float, float]]]:
    """The nodes of a connected part: a tree from its busiest node, each in the slice of its parent."""
    root = max(part, key=lambda node: (part.degree(node), str(node)))
    below = {node: sorted(nodes, key=str) for node, nodes in networkx.bfs_successors(part, root)}
    order = [root, *(node for nodes in below.values() for node in nodes)]
    leaves: dict[Hashable, int] = {}
    for node in reversed(order):
        leaves[node] = sum(leaves[child] for child in below.get(node, ())) or 1
    slices: dict[Hashable, tuple[float, int]] = {root: (0.0, 0)}
    for node in order:
        begin, depth = slices[node]
        for child in below.get(node, ()):
            slices[child] = (begin, depth + 1)
            begin += 2 * math.pi * leaves[child] / leaves[root]
    deepest = max(depth for _, depth in slices.values())
    ring = max(RING, SPACING * math.sqrt(len(order)) / max(1, deepest))
    for node, (begin, depth) in slices.items():
        angle = begin + math.pi * leaves[node] / leaves[root]
        yield node, (depth * ring * math.cos(angle), depth * ring * math.sin(angle))
