"""What is known of a document by which its copies and citations find it; `graph.sameness` decides."""

import hashlib
import re

from graph.model import Citation, ParsedDocument, Value
from loaders.gazetteer import Division, Gazetteer
from loaders.title_forms import TitleForm, title_form

_NOT_WORDS = re.compile(r"[\W_]+")
_KEY = 8
# Texts of fewer characters or measures may be the same by chance.
_FEW_MEASURES = 3
_FEW_CHARS = 300


def _key(words: str, length: int = _KEY) -> str:
    return hashlib.sha256(words.encode()).hexdigest()[:length]


def file_facts(parsed: ParsedDocument, place: Division | None, gazetteer: Gazetteer) -> dict[str, Value]:
    """The properties of the File that `parsed` was read from; `place`: its jurisdiction."""
    header = parsed.document
    form = title_form(header.title) if header.title else TitleForm(None, None, None)
    texts = [_NOT_WORDS.sub("", measure.text) for measure in parsed.measures]
    whole = "".join(texts)
    many = len(texts) >= _FEW_MEASURES and len(whole) >= _FEW_CHARS
    return {
        "path": header.source.path,
        "number": header.number,
        "title": header.title,
        "date": header.date,
        "jurisdiction": header.jurisdiction,
        "issuers": list(header.issuers),
        "core": form.core,
        "title_issuer": form.issuer,
        "tail": form.tail,
        "place": gazetteer.path(place) if place else None,
        "fingerprint": _key(whole, 32) if many else None,
        "measure_keys": sorted({_key(text) for text in texts if text}),
    }


def citation_facts(citation: Citation) -> dict[str, Value]:
    """The properties of a CITES edge that tell what it may mean."""
    form = title_form(citation.title)
    return {"core": form.core, "title_issuer": form.issuer, "tail": form.tail}
