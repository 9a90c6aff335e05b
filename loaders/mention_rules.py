"""By which rule of the reader a mention was taken for its body, project or region."""

import re

from graph.model import ProjectMention, RegionKind, RegionMention, Responsibility
from loaders.agencies import resolve_agency
from loaders.context import Context
from loaders.project_identity import ProjectIdentity

PRINTED = "printed name"
DISTRIBUTION = "distribution"
_UNPRINTED = re.compile(r"[\s*]+")


def agency_rule(unit: Responsibility, text: str | None, context: Context) -> str:
    """How the body was told: printed name; distribution (巴中、广元市人民政府); a rule of `Body`; collective;
    shared prefix, where a pointing word before it is to be read with it.
    """
    if unit.collective:
        return "collective"
    if text is not None and _UNPRINTED.sub("", text[unit.start : unit.end]) != unit.as_written:
        return DISTRIBUTION
    if unit.as_written == unit.agency:
        return PRINTED
    body = resolve_agency(unit.as_written, context)
    return body.rule if body and body.name == unit.agency else "shared prefix"


def project_rule(mention: ProjectMention, identity: ProjectIdentity) -> str:
    """How the project was told: line ends; name and place; distribution, of what a list says once."""
    if identity.key.form == "line":
        return "line ends"
    if mention.name not in mention.as_written and mention.as_written != mention.name:
        return DISTRIBUTION
    return "name and place"


def region_rule(mention: RegionMention) -> str:
    """How the region was told: printed name, short form, or a name of an area."""
    if mention.as_written == mention.name:
        return PRINTED
    return "short form" if mention.kind is RegionKind.DIVISION else "area name"
