"""One table from what the driver raises to what a user reads."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from graph.driver import neo4j
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
    ("Neo.ClientError.Security.Forbidden", "engine_rights"),
    ("Neo.ClientError.Security.CredentialsExpired", "engine_password_expired"),
    ("Neo.ClientError.Security.AuthenticationRateLimit", "engine_password_locked"),
    ("Neo.ClientError.Security.", "engine_password"),
    ("Neo.ClientError.Database.DatabaseNotFound", "engine_database"),
    ("Neo.ClientError.General.ForbiddenOnReadOnlyDatabase", "engine_read_only"),
    ("Neo.ClientError.General.WriteOnReadOnlyAccessDatabase", "engine_read_only"),
    ("Neo.TransientError.General.DatabaseUnavailable", "engine_offline"),
    ("Neo.TransientError.Database.DatabaseUnavailable", "engine_offline"),
    ("Neo.TransientError.", "engine_busy"),
)


SCHEMES = frozenset(f"{kind}{security}" for kind in ("bolt", "neo4j") for security in ("", "+s", "+ssc"))
OLDEST = 5  # the first release whose Cypher the statements are written in


def _key(code: str, table: tuple[tuple[str, str], ...]) -> str | None:
    return next((key for prefix, key in table if code.startswith(prefix)), None)


def _reason(error: neo4j.exceptions.Neo4jError) -> str:
    """The engine's own first line; what stands after it repeats the statement."""
    return (error.message or str(error)).strip().splitlines()[0]


@dataclass(frozen=True, slots=True)
class Facts:
    """What a sentence may name: the server's address, the time limit in seconds, an embedded engine's log."""

    uri: str
    timeout_s: int
    log: Path | None


def _of_engine(error: neo4j.exceptions.Neo4jError, facts: Facts, reading: bool) -> ZhengtuError:
    code = error.code or ""
    given = {"uri": facts.uri, "reason": _reason(error), "seconds": facts.timeout_s}
    if reading and (key := _key(code, _READING)):
        return QueryError(key, **given)
    if key := _key(code, _ENGINE):
        return EngineError(key, **given)
    return QueryError("query_failed", **given) if reading else EngineError("engine_failed", **given)


def translate(error: Exception, facts: Facts, reading: bool) -> ZhengtuError:
    """The user's error for `error`. `reading`: a statement of the user's own was being asked."""
    if isinstance(error, neo4j.exceptions.Neo4jError):
        return _of_engine(error, facts, reading)
    if isinstance(error, neo4j.exceptions.UnsupportedServerProduct):
        return EngineError("engine_old", uri=facts.uri, version="?", oldest=OLDEST)
    if isinstance(error, neo4j.exceptions.ConfigurationError):
        return EngineError("engine_address", uri=facts.uri, reason=error)
    if facts.log:
        return EngineError("engine_gone", log=facts.log)
    if "+s" in facts.uri.partition(":")[0] and (refused := _refused_encryption(error)):
        return EngineError("engine_encryption", uri=facts.uri, reason=refused)
    return EngineError("engine_unreachable", uri=facts.uri)


def _refused_encryption(error: BaseException) -> str:
    """What the system says of a failed encryption among the causes of `error`; empty: there was none."""
    if isinstance(error, ssl.SSLError | ConnectionResetError):
        return str(error)
    causes = [error.__cause__, error.__context__, *getattr(error, "exceptions", ())]
    return next((found for cause in causes if cause and (found := _refused_encryption(cause))), "")


def is_of_statement(error: neo4j.exceptions.Neo4jError) -> bool:
    """Whether the fault lies in the statement that was asked, so that asking again cannot help."""
    return _key(error.code or "", _READING) is not None


def check_address(uri: str) -> None:
    """Raise EngineError where `uri` begins with none of `SCHEMES`: the driver speaks HTTP too, we do not."""
    if uri.partition("://")[0] not in SCHEMES:
        raise EngineError("engine_address", uri=uri, reason="、".join(sorted(SCHEMES)))


def check_version(agent: str, uri: str) -> None:
    """Raise EngineError where `agent`, as a server names itself, is a Neo4j before `OLDEST`."""
    name, _, version = agent.partition("/")
    major = version.partition(".")[0]
    if name == "Neo4j" and major.isdigit() and int(major) < OLDEST:
        raise EngineError("engine_old", uri=uri, version=version, oldest=OLDEST)


@contextmanager
def translated(facts: Facts, reading: bool = False) -> Iterator[None]:
    """Raise what the driver raises inside as EngineError or QueryError."""
    try:
        yield
    except (neo4j.exceptions.DriverError, neo4j.exceptions.Neo4jError, OSError) as error:
        raise translate(error, facts, reading) from error
