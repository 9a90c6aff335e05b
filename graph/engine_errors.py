"""One table from what the driver raises to what a user reads."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from neo4j.exceptions import (
    AuthError,
    ConfigurationError,
    DriverError,
    Neo4jError,
)

from graph.errors import EngineError, QueryError, ZhengtuError

_READING = (
    ("Neo.ClientError.Statement.ParameterMissing", "query_parameter"),
    ("Neo.ClientError.Statement.", "query_invalid"),
    ("Neo.ClientError.Transaction.TransactionTimedOut", "query_timeout"),
    ("Neo.ClientError.Transaction.Terminated", "query_timeout"),
    ("Neo.TransientError.General.OutOfMemory", "query_memory"),
    ("Neo.TransientError.General.MemoryPoolOutOfMemory", "query_memory"),
    ("Neo.ClientError.Security.Forbidden", "query_forbidden"),
    ("Neo.ClientError.Statement.AccessMode", "query_forbidden"),
)
_ENGINE = (
    ("Neo.ClientError.Security.", "engine_password"),
    ("Neo.ClientError.Database.DatabaseNotFound", "engine_database"),
    ("Neo.TransientError.", "engine_busy"),
)


def _key(code: str, table: tuple[tuple[str, str], ...]) -> str | None:
    return next((key for prefix, key in table if code.startswith(prefix)), None)


def _reason(error: Neo4jError) -> str:
    """The engine's own first line; what stands after it repeats the statement."""
    return (error.message or str(error)).strip().splitlines()[0]


@dataclass(frozen=True, slots=True)
class Facts:
    """What a sentence may name: the server's address, the time limit in seconds, an embedded engine's log."""

    uri: str
    timeout_s: int
    log: Path | None


def _of_engine(error: Neo4jError, facts: Facts, reading: bool) -> ZhengtuError:
    code = error.code or ""
    given = {"uri": facts.uri, "reason": _reason(error), "seconds": facts.timeout_s}
    if reading and (key := _key(code, _READING)):
        return QueryError(key, **given)
    if key := _key(code, _ENGINE):
        return EngineError(key, **given)
    return QueryError("query_failed", **given) if reading else EngineError("engine_failed", **given)


def translate(error: Exception, facts: Facts, reading: bool) -> ZhengtuError:
    """The user's error for `error`. `reading`: a statement of the user's own was being asked."""
    if isinstance(error, AuthError):
        return EngineError("engine_password", uri=facts.uri)
    if isinstance(error, Neo4jError):
        return _of_engine(error, facts, reading)
    if isinstance(error, ConfigurationError):
        return EngineError("engine_address", uri=facts.uri, reason=error)
    if facts.log:
        return EngineError("engine_gone", log=facts.log)
    return EngineError("engine_unreachable", uri=facts.uri)


@contextmanager
def translated(facts: Facts, reading: bool = False) -> Iterator[None]:
    """Raise what the driver raises inside as EngineError or QueryError."""
    try:
        yield
    except (DriverError, Neo4jError, OSError) as error:
        raise translate(error, facts, reading) from error
