"""The loaded documents, and the passage behind an edge."""

from fastapi import APIRouter

from api.deps import DocumentId, EdgeId, Limit, Offset, Store
from api.responses import problems
from queries.documents import DocumentList, ReadDocument, list_documents, read_document
from queries.passages import Passage, read_passage

router = APIRouter(tags=["文件与原文 · documents"])


@router.get("/documents", summary="已载入的文件", responses=problems())
def list_loaded(store: Store, limit: Limit = 500, offset: Offset = 0) -> DocumentList:
    """Loaded documents, the latest first; those only cited are not among them."""
    return list_documents(store, limit, offset)


@router.get("/documents/{document_id:path}", summary="一份文件", responses=problems(404))
def read_one(store: Store, document_id: DocumentId) -> ReadDocument:
    """A document: its source text, its measures with what was read in them, and what it cites."""
    return read_document(store, document_id)


@router.get("/evidence/{edge_id:path}", summary="联系所据的原文", responses=problems(404))
def read_evidence(store: Store, edge_id: EdgeId) -> Passage:
    """The passage that an edge was read from, with the quotation's place in it and in the source text."""
    return read_passage(store, edge_id)
