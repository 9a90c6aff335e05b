"""Every error as problem JSON with a sentence a person understands."""

from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from api.responses import PROBLEM_JSON, Problem
from graph.errors import ZhengtuError, message
from queries.names import shown, visible


def problem_response(status: int, detail: str, headers: dict[str, str] | None = None) -> JSONResponse:
    """The problem `status` as a response, its sentence on one line and without anything invisible."""
    sentence = visible(" ".join(detail.split()))
    problem = Problem(title=HTTPStatus(status).phrase, status=status, detail=sentence)
    return JSONResponse(problem.model_dump(), status, headers, PROBLEM_JSON)


async def _known(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, ZhengtuError)
    return problem_response(error.status, str(error))


async def _invalid(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"])
    return problem_response(422, message("invalid_request", where=shown(where), reason=shown(first["msg"])))


async def _http(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    keys = {404: "no_such_address", 405: "wrong_method"}
    detail = message(keys.get(error.status_code, "request_refused"), reason=shown(str(error.detail)))
    return problem_response(error.status_code, detail, dict(error.headers or {}))


def answer_problems(app: FastAPI) -> None:
    """Let `app` answer every known error with problem JSON; unknown ones are `api.guard`'s."""
    app.add_exception_handler(ZhengtuError, _known)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
