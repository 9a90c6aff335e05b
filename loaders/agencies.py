"""Bodies: what they are called in full, and where prose names them as acting.

`agency_names` resolves a printed name, `agency_spans` finds names in running text, `agency_prose` those that
act there; the words are in the tables `systems`, `agency_forms`, `central_bodies`, `local_bodies`,
`agency_words`, `agency_endings`, `collective_words`, `not_bodies`, `act_words`.
"""

from loaders.agency_names import Body, describe_agency, find_joint, resolve_agency
from loaders.agency_prose import find_agencies_in_prose
from loaders.agency_spans import agency_vocabulary

__all__ = [
    "Body",
    "agency_vocabulary",
    "describe_agency",
    "find_agencies_in_prose",
    "find_joint",
    "resolve_agency",
]
