"""Named queries, one address each, and free Cypher."""

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Path, Request
from fastapi.responses import Response

from api.deps import Store
from api.responses import CypherRequest, QueriesAnswer, QueryAnswer, RowsAnswer, problems
from graph.errors import QueryError
from graph.model import Role, Sector, Stage
from queries.catalog import Kind, NamedQuery, Param, named_queries
from queries.names import shown
from queries.run import LARGEST_NUMBER, QueryResult, run_cypher, run_query
from queries.show import as_csv

router = APIRouter(tags=["查询 · queries"])
CSV = "text/csv"
_BOM = "\ufeff"  # without it spreadsheet programs take the text for a legacy encoding
_CHOICES: Mapping[Kind, list[str]] = {
    Kind.SECTOR: list(Sector),
    Kind.ROLE: list(Role),
    Kind.STAGE: list(Stage),
}


def _given(request: Request) -> dict[str, str]:
    """The query string as a mapping. Raises QueryError for a parameter given twice."""
    given: dict[str, str] = {}
    for name, value in request.query_params.multi_items():
        if name in given:
            raise QueryError("repeated_parameter", name=shown(name))
        given[name] = value
    return given


def _wants_csv(request: Request) -> bool:
    accepted = [part.partition(";")[0].strip() for part in request.headers.get("accept", "").split(",")]
    return CSV in accepted and "application/json" not in accepted


def _csv(result: QueryResult, name: str) -> Response:
    headers = {
        "Content-Disposition": f'attachment; filename="{name}.csv"',
        "Zhengtu-Truncated": str(result.truncated).lower(),
    }
    return Response(_BOM + as_csv(result), media_type=CSV, headers=headers)


def _answer(store: Store, name: str, request: Request) -> Response:
    result = run_query(store, name, _given(request))
    if _wants_csv(request):
        return _csv(result, name)
    return Response(QueryAnswer.from_result(result).model_dump_json(), media_type="application/json")


@router.get("/queries", summary="有哪些具名查询", responses=problems())
def list_queries() -> QueriesAnswer:
    """The named queries with their parameters and an example each."""
    return QueriesAnswer.from_queries(named_queries().values())


@router.post("/cypher", summary="只读的 Cypher 语句", responses=problems(400))
def ask_cypher(store: Store, body: CypherRequest) -> RowsAnswer:
    """One statement that only reads. A column `evidence` of maps as named queries have it is set apart."""
    return RowsAnswer.from_result(run_cypher(store, body.query, body.params))


def _described(param: Param) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "string", "maxLength": 200}
    if param.kind is Kind.NUMBER:
        schema = {"type": "integer", "minimum": 1, "maximum": LARGEST_NUMBER}
    elif param.kind in _CHOICES:
        schema = {"type": "string", "enum": _CHOICES[param.kind]}
    if param.default is not None:
        schema["default"] = int(param.default) if param.kind is Kind.NUMBER else param.default
    return {
        "name": param.name,
        "in": "query",
        "required": param.required,
        "description": param.help,
        "schema": schema,
    }


def _add_query(query: NamedQuery) -> None:
    """Give `query` its address, so that the service's description shows its parameters."""

    def answer(store: Store, request: Request) -> Response:
        return _answer(store, query.name, request)

    router.add_api_route(
        f"/queries/{query.name}",
        answer,
        operation_id=query.name,
        summary=query.title,
        description=query.description,
        response_model=QueryAnswer,
        responses={**problems(400), 200: {"content": {CSV: {"schema": {"type": "string"}}}}},
        openapi_extra={
            "parameters": [
                {**_described(param), **({"example": example} if example else {})}
                for param in query.params
                for example in [query.example.get(param.name)]
            ]
        },
    )


for _query in named_queries().values():
    _add_query(_query)


@router.get(
    "/queries/{name}.csv",
    summary="具名查询的结果，CSV",
    response_class=Response,
    responses={
        **problems(400, 404),
        200: {
            "description": "UTF-8 with a byte order mark",
            "content": {CSV: {"schema": {"type": "string"}}},
        },
    },
)
def answer_csv(
    store: Store,
    request: Request,
    name: Annotated[str, Path(title="查询", description="a named query; its parameters as there")],
) -> Response:
    """The rows of a named query for a spreadsheet. `Zhengtu-Truncated: true`: there were more."""
    return _csv(run_query(store, name, _given(request)), name)


@router.get("/queries/{name}", include_in_schema=False)
def answer_unknown(store: Store, request: Request, name: str) -> Response:
    """A name that no query has: the answer is the nearest names."""
    return _answer(store, name, request)
