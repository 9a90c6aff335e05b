"""Searching, one entity, and what stands around it."""

from typing import Annotated

from fastapi import APIRouter, Query

from api.deps import EntityId, Limit, Offset, Store
from api.responses import SearchAnswer, problems
from queries.entities import (
    Direction,
    Entity,
    Neighbours,
    describe_entity,
    find_neighbours,
)
from queries.search import search

router = APIRouter(tags=["查找 · entities"])


@router.get("/search", summary="按名称查找", responses=problems(400))
def search_names(
    store: Store,
    q: Annotated[str, Query(title="名称", description="a name, alias, number or part of one")],
    label: Annotated[
        str | None, Query(title="类别", description="Region, Agency, Project, Document or Measure")
    ] = None,
    limit: Limit = 20,
) -> SearchAnswer:
    """Bodies, projects, regions and documents by any of their names, the likeliest first."""
    return SearchAnswer(query=q, results=search(store, q, label, limit))


@router.get("/entities/{entity_id:path}/neighbours", summary="一个条目的邻居", responses=problems(400, 404))
def list_neighbours(
    store: Store,
    entity_id: EntityId,
    *,
    edge_type: Annotated[
        str | None, Query(alias="type", title="联系", description="an edge type of the schema")
    ] = None,
    label: Annotated[str | None, Query(title="类别", description="the label at the other end")] = None,
    direction: Annotated[
        Direction | None, Query(title="方向", description="out: the entity is the source")
    ] = None,
    limit: Limit = 50,
    offset: Offset = 0,
) -> Neighbours:
    """Edges of an entity with the nodes at their other ends, ordered by type, direction and place."""
    return find_neighbours(
        store, entity_id, edge_type=edge_type, label=label, direction=direction, limit=limit, offset=offset
    )


@router.get("/entities/{entity_id:path}", summary="一个条目", responses=problems(404))
def read_entity(store: Store, entity_id: EntityId) -> Entity:
    """A node, with its edges counted by type, direction and label."""
    return describe_entity(store, entity_id)
