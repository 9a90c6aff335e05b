"""What one write touches of what is joined and cited, and the deciding anew."""

from collections.abc import Iterable

from graph.citing import find_targets, settle_citations
from graph.model import DocumentGraph
from graph.removal import Touched
from graph.sameness import FileFacts, Said
from graph.settling import settle
from graph.store import Transaction


class Change:
    """What one write touches of what is joined and cited."""

    def __init__(self) -> None:
        self._cores: set[str] = set()
        self._documents: set[str] = set()

    def note(self, touched: Touched) -> None:
        """A document that spoke of `touched` was taken away."""
        self._cores |= touched["core"]
        self._documents |= touched["Document"]

    def said(self, document: DocumentGraph, parted: set[str]) -> None:
        """`document` was added, and projects of the cores `parted` were parted for it."""
        self._cores |= parted
        for node in document.nodes:
            if node.label == "Document":
                self._documents.add(node.id)
            elif node.label == "Project" and (core := node.properties.get("core")):
                self._cores.add(str(core))

    def settle(self, transaction: Transaction, files: Iterable[FileFacts], said: Said) -> None:
        """Decide anew what is joined and what citations mean, now that `files` came or went."""
        settle(transaction, self._cores)
        settle_citations(transaction, self._documents | find_targets(transaction, files), said)
