"""The real engine with the places that the documents of `made_parsed` speak of."""

import pytest
from hypothesis import settings

from graph.model import Reference
from graph.store import GraphStore
from graph.writer import write_reference
from loaders.pipeline import reference

# How long an example takes says more of the machine than of the reader.
settings.register_profile("without a clock", deadline=None)
settings.load_profile("without a clock")

SPOKEN_OF = {
    *("资阳市", "安岳县", "乐至县", "绵阳市", "遂宁市", "广元市", "苍溪县", "巴中市", "南充市"),
    *("汉中市", "酉阳土家族苗族自治县", "黔江区"),
}


@pytest.fixture(scope="module")
def places() -> Reference:
    """The provinces, and the divisions that the made documents speak of: quick to write."""
    whole = reference()
    kept = {
        node.id for node in whole.nodes if node.id.endswith("0000") or node.properties["name"] in SPOKEN_OF
    }
    nodes = tuple(node for node in whole.nodes if node.id in kept)
    edges = tuple(edge for edge in whole.edges if {edge.source[1], edge.target[1]} <= kept)
    return Reference("test", nodes, edges)


@pytest.fixture
def graph(store: GraphStore, places: Reference) -> GraphStore:
    write_reference(store, places)
    return store
