"""The parsed-measures format: written, checked against the published JSON Schema, read.

The schema is `loaders/data/parsed-measures.schema.json`; `docs/parsed-measures.md` says what fields mean.
"""

import json
from collections.abc import Iterator
from dataclasses import asdict, fields
from functools import cache
from typing import TYPE_CHECKING, Any

from graph.errors import DocumentError
from graph.model import (
    Citation,
    Header,
    Measure,
    ParsedDocument,
    ProjectMention,
    RegionKind,
    RegionMention,
    Responsibility,
    Role,
    Sector,
    SourceFile,
    Stage,
)
from loaders.tables import data_folder

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator

FORMAT = "parsed-measures/1"


@cache
def _validator() -> "Draft202012Validator":
    # A sixth of what the reader takes to start, for files that another program wrote.
    from jsonschema import Draft202012Validator  # noqa: PLC0415

    schema = json.loads(data_folder().joinpath("parsed-measures.schema.json").read_text("utf-8"))
    return Draft202012Validator(schema)


def measure_id(document: str, path: tuple[int, ...]) -> str:
    """A measure's id: its document's and its path (资府办函〔2022〕6号#5-10-2)."""
    return f"{document}#{'-'.join(str(number) for number in path)}"


def to_dict(parsed: ParsedDocument) -> dict[str, Any]:
    """The document in the parsed-measures format, as plain values."""
    return {"format": FORMAT, **asdict(parsed)}


def to_json(parsed: ParsedDocument) -> str:
    """The document in the parsed-measures format: one line of JSON, without a newline."""
    return json.dumps({"format": FORMAT, **_fields(parsed)}, ensure_ascii=False, default=_fields)


def _fields(record: Any) -> dict[str, Any]:
    return {field.name: getattr(record, field.name) for field in fields(record)}


def _where(error: Any) -> str:
    path = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in error.absolute_path)
    return path.lstrip(".") or "(document)"


def _unknown_keys(value: Any, known: Any, at: str = "") -> Iterator[str]:
    """The keys of `value` that `known`, a document in the format, does not have."""
    if isinstance(value, dict) and isinstance(known, dict):
        for key, inner in value.items():
            if key in known:
                yield from _unknown_keys(inner, known[key], f"{at}.{key}")
            else:
                yield f"{at}.{key}".lstrip(".")
    elif isinstance(value, list) and isinstance(known, list):
        for index, (inner, other) in enumerate(zip(value, known, strict=False)):
            yield from _unknown_keys(inner, other, f"{at}[{index}]")


def _project(given: dict[str, Any]) -> ProjectMention:
    stage = given.get("stage")
    return ProjectMention(
        given["name"],
        given.get("as_written", given["name"]),
        Sector(given["sector"]),
        Stage(stage) if stage else None,
        tuple(given.get("locations", ())),
        given.get("start", 0),
        given.get("end", 0),
    )


def _region(given: dict[str, Any]) -> RegionMention:
    kind = RegionKind(given.get("kind", RegionKind.DIVISION))
    return RegionMention(
        given["name"],
        given.get("as_written", given["name"]),
        kind,
        given.get("code"),
        given.get("parent"),
        given.get("start", 0),
        given.get("end", 0),
    )


def _responsibility(given: dict[str, Any]) -> Responsibility:
    return Responsibility(
        given["agency"],
        given.get("as_written", given["agency"]),
        Role(given["role"]),
        given.get("collective", False),
        given.get("start", 0),
        given.get("end", 0),
    )


def _measure(document: str, given: dict[str, Any]) -> Measure:
    path = tuple(given["path"])
    return Measure(
        measure_id(document, path),
        path,
        given.get("heading"),
        given["text"],
        given.get("start", 0),
        given.get("end", 0),
        tuple(_responsibility(item) for item in given.get("responsibilities", ())),
        tuple(_project(item) for item in given.get("projects", ())),
        tuple(_region(item) for item in given.get("regions", ())),
    )


def from_dict(given: Any, path: str) -> tuple[ParsedDocument, tuple[str, ...]]:
    """The document in `given` (plain values from the file `path`), and its keys unknown to the format.

    Raises DocumentError naming file, document and field of the first fault, and how many there are.
    """
    faults = sorted(
        _validator().iter_errors(given), key=lambda error: [str(part) for part in error.absolute_path]
    )
    document = given.get("document") if isinstance(given, dict) else None
    name = str(document.get("id", "?")) if isinstance(document, dict) else "?"
    if faults:
        raise DocumentError(
            "parsed_invalid",
            path=path,
            document=name,
            field=_where(faults[0]),
            reason=faults[0].message[:200],
            count=len(faults),
        )
    header, source = given["document"], given["document"]["source"]
    measures = tuple(_measure(header["id"], item) for item in given["measures"])
    paths = [measure.path for measure in measures]
    if len(set(paths)) < len(paths):
        twice = next(printed for printed in paths if paths.count(printed) > 1)
        raise DocumentError("parsed_path_twice", path=path, document=name, measure=list(twice))
    parsed = ParsedDocument(
        Header(
            header["id"],
            header.get("title"),
            header.get("number"),
            tuple(header.get("issuers", ())),
            header.get("date"),
            header.get("jurisdiction"),
            tuple(header.get("scope", ())),
            SourceFile(source["path"], source.get("sha256", ""), source.get("chars", 0)),
        ),
        tuple(
            Citation(
                item["title"],
                item.get("number"),
                tuple(item["path"]) if item.get("path") else None,
                item.get("start", 0),
                item.get("end", 0),
            )
            for item in given.get("citations", ())
        ),
        measures,
    )
    known = json.loads(to_json(parsed))
    return parsed, tuple(_unknown_keys(given, known))


def read_parsed(text: str, path: str) -> Iterator[tuple[ParsedDocument, tuple[str, ...]] | DocumentError]:
    """The documents of a .json file (one object, or a list of them) or a .jsonl file (one a line).

    Each comes with its unknown keys, or is the DocumentError that says what is wrong with it.
    """
    whole = not path.lower().endswith(".jsonl")
    for number, line in enumerate([text] if whole else text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            given = json.loads(line)
        except json.JSONDecodeError as error:
            yield DocumentError(
                "parsed_not_json", path=path, line=error.lineno if whole else number, reason=error.msg
            )
            continue
        for document in given if whole and isinstance(given, list) else [given]:
            try:
                yield from_dict(document, path)
            except DocumentError as error:
                yield error
