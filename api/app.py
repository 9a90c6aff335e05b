"""Puts the service together: the graph, the routes, the pages, the errors, the guard."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version

from fastapi import FastAPI

from api.guard import Guard
from api.problems import answer_problems
from api.routers import documents, entities, pages, queries, service
from graph.settings import Settings
from graph.store import GraphStore, open_store, prepare

DESCRIPTION = "政策文件的知识图谱：措施、单位、项目、地区，每个联系都能回到原文。只读。"


def create_app(settings: Settings, store: GraphStore | None = None) -> FastAPI:
    """The service over `store`, which its owner closes, else over the graph of `settings`, opened by it."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        if store is not None:
            yield
            return
        with open_store(settings) as opened:
            prepare(opened)
            app.state.store = opened
            yield

    app = FastAPI(
        title="政图 Zhengtu",
        version=version("zhengtu"),
        description=DESCRIPTION,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        lifespan=lifespan,
    )
    app.state.store = store
    app.add_middleware(Guard, host=settings.host)
    answer_problems(app)
    for part in (entities, documents, queries, service):
        app.include_router(part.router, prefix="/api")
    pages.add_pages(app)
    return app
