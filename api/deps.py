"""What routes take: the open graph, and the parameters that several of them share."""

from typing import Annotated

from fastapi import Depends, Path, Query, Request

from graph.store import GraphStore

MOST_LISTED = 500


def _store(request: Request) -> GraphStore:
    store: GraphStore = request.app.state.store
    return store


Store = Annotated[GraphStore, Depends(_store)]
EntityId = Annotated[
    str, Path(title="编号", description="percent-encoded id of a node", examples=["川陕革命老区"])
]
DocumentId = Annotated[
    str, Path(title="编号", description="percent-encoded id of a document", examples=["资府办函〔2022〕6号"])
]
EdgeId = Annotated[
    str,
    Path(
        title="编号",
        description="percent-encoded id of an edge",
        examples=["资府办函〔2022〕6号~RESPONSIBLE_FOR~3fa9c2d1e0b4"],
    ),
]
Limit = Annotated[int, Query(title="条数", description="at most so many", ge=1, le=MOST_LISTED)]
Offset = Annotated[int, Query(title="起始", description="how many to pass over", ge=0, le=1_000_000_000)]
