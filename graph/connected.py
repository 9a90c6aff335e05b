"""The drivers by which one engine is spoken to: one that writes, one that reads."""

from __future__ import annotations

from dataclasses import dataclass

from graph.driver import neo4j
from graph.embedded import Embedded, log_file
from graph.embedded_child import ADMIN, DATABASE, READER
from graph.engine_errors import Facts
from graph.settings import Settings

CONNECT_S = 10
RETRY_S = 30  # a cluster may be electing a leader
RETRY_EMBEDDED_S = 2  # an engine of our own that does not answer is gone


@dataclass(frozen=True, slots=True)
class Access:
    """What another driver needs to read the same graph."""

    uri: str
    user: str
    password: str
    database: str


@dataclass(frozen=True, slots=True)
class Connected:
    """An engine's drivers; on a server one driver does both. `reading`: how another would read."""

    reading: Access
    facts: Facts
    writer: neo4j.Driver
    reader: neo4j.Driver
    embedded: Embedded | None

    def close(self) -> None:
        """Close the connections and let go of the engine."""
        self.reader.close()
        self.writer.close()
        if self.embedded:
            self.embedded.close()


def _driver(uri: str, user: str, password: str, retry_s: int) -> neo4j.Driver:
    return neo4j.GraphDatabase.driver(
        uri,
        auth=(user, password),
        notifications_min_severity="OFF",
        telemetry_disabled=True,
        connection_timeout=CONNECT_S,
        connection_acquisition_timeout=RETRY_S,
        max_transaction_retry_time=retry_s,
        user_agent="zhengtu",
    )


def connect(settings: Settings, embedded: Embedded | None) -> Connected:
    """Drivers for `embedded`, else for the server of `settings`; nothing is asked yet."""
    if embedded is None:
        access = Access(settings.uri, settings.user, settings.password, settings.database)
        facts = Facts(access.uri, settings.timeout_s, None)
        driver = _driver(access.uri, access.user, access.password, RETRY_S)
        return Connected(access, facts, driver, driver, None)
    access = Access(embedded.uri, READER, embedded.described.reader, DATABASE)
    facts = Facts(access.uri, settings.timeout_s, log_file(embedded.home))
    writer = _driver(access.uri, ADMIN, embedded.described.admin, RETRY_EMBEDDED_S)
    reader = _driver(access.uri, READER, access.password, RETRY_EMBEDDED_S)
    return Connected(access, facts, writer, reader, embedded)
