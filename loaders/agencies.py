"""Bodies: what they are called in full, and where prose names them as acting.

`agency_names` resolves a printed name, `agency_prose` finds bodies in running text; the words are in the
tables `systems`, `agency_forms`, `central_bodies`, `local_bodies`, `agency_words`, `agency_endings`,
`collective_words`, `not_bodies`.
"""

from loaders.agency_names import Body, describe_agency, find_joint, resolve_agency
from loaders.agency_prose import agency_vocabulary, find_agencies_in_prose

__all__ = [
    "Body",
    "agency_vocabulary",
    "describe_agency",
    "find_agencies_in_prose",
    "find_joint",
    "resolve_agency",
]
