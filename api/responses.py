"""What the service answers where it is not one of the records of `queries` as it stands (docs/http.md)."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field

from queries.catalog import NamedQuery
from queries.linking import Linked
from queries.run import Evidence, QueryResult
from queries.search import Found

PROBLEM_JSON = "application/problem+json"
_SAID = {
    400: "The question cannot be answered as it was put",
    404: "There is no such thing in the graph",
    422: "A parameter or the body is not of the declared form",
    500: "A fault of the service",
    503: "The graph's engine does not answer",
}


class Problem(BaseModel):
    """Why a request was not answered (RFC 9457). `detail` is a sentence for the person who asked."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The error answers of a route, for its description; every route may also answer 422, 500 and 503."""
    content = {PROBLEM_JSON: {"schema": Problem.model_json_schema()}}
    return {
        status: {"description": _SAID[status], "content": content} for status in (*statuses, 422, 500, 503)
    }


class SearchAnswer(BaseModel):
    """What a search found, the likeliest first."""

    query: str
    results: list[Found]


class ParamDescription(BaseModel):
    """A parameter of a named query."""

    name: str
    type: str
    help: str
    default: str | None
    required: bool


class QueryDescription(BaseModel):
    """A named query: what it answers, what it takes, and an example that gives rows on the samples."""

    name: str
    title: str
    description: str
    params: list[ParamDescription]
    example: dict[str, str]

    @classmethod
    def from_query(cls, query: NamedQuery) -> Self:
        """The description of `query`."""
        params = [
            ParamDescription(
                name=param.name,
                type=param.kind,
                help=param.help,
                default=param.default,
                required=param.required,
            )
            for param in query.params
        ]
        return cls(
            name=query.name,
            title=query.title,
            description=query.description,
            params=params,
            example=dict(query.example),
        )


class QueriesAnswer(BaseModel):
    """The named queries, by name."""

    queries: list[QueryDescription]

    @classmethod
    def from_queries(cls, queries: Iterable[NamedQuery]) -> Self:
        """The descriptions of `queries`."""
        return cls(queries=[QueryDescription.from_query(query) for query in queries])


class RowsAnswer(BaseModel):
    """Rows. `truncated`: there were more than the limit. `params` as the statement got them."""

    params: dict[str, Any]
    columns: list[str]
    rows: list[dict[str, Any]]
    truncated: bool
    evidence: list[Evidence]

    @classmethod
    def from_result(cls, result: QueryResult) -> Self:
        """The answer that `result` is."""
        known = {name: value for name, value in asdict(result).items() if name in cls.model_fields}
        return cls(**known)


class QueryAnswer(RowsAnswer):
    """The answer to a named query; `linked`: by parameter, the node that its name was taken for."""

    query: str
    linked: dict[str, Linked]


class CypherRequest(BaseModel):
    """A reading Cypher statement and its parameters."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "query": "MATCH (a:Agency {id: $id}) RETURN a.name AS name",
                "params": {"id": "安岳县人民政府"},
            }
        }
    )
    query: str = Field(min_length=1, max_length=20_000)
    params: dict[str, Any] = Field(default_factory=dict)


class Health(BaseModel):
    """The service and its engine answer."""

    status: Literal["ok"]
    engine: str
    version: str


class Status(BaseModel):
    """What the graph holds: nodes by label, and how many documents are loaded, not only cited."""

    engine: str
    counts: dict[str, int]
    documents: int
