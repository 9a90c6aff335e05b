"""Is the service well, and what does it hold."""

from importlib.metadata import version

from fastapi import APIRouter

from api.deps import Store
from api.responses import Health, Status, problems
from graph.schema import NODES
from queries.documents import count_documents

router = APIRouter(tags=["服务 · service"])


@router.get("/health", summary="是否正常", responses=problems())
def read_health(store: Store) -> Health:
    """Answers 200 while the engine answers."""
    store.read("RETURN 1 AS one")
    return Health(status="ok", engine=store.engine, version=version("zhengtu"))


@router.get("/status", summary="图里有什么", responses=problems())
def read_status(store: Store) -> Status:
    """Nodes counted by label, and the loaded documents."""
    counts = {
        node.label: store.read(f"MATCH (n:{node.label}) RETURN count(n) AS n").rows[0]["n"] for node in NODES
    }
    return Status(engine=store.engine, counts=counts, documents=count_documents(store))
