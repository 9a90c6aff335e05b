"""The graph, over Bolt: one driver for the embedded engine and for a Neo4j server.

Every statement a user or a named query asks goes through `GraphStore.read`: as a user that cannot write
(embedded), or in a reading session with a reading plan (Neo4j), with a time and a row limit. Writing is for
`graph.writer`.
"""

from __future__ import annotations

import contextlib
import time
from asyncio import CancelledError
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from threading import Lock, Thread, Timer
from types import TracebackType
from typing import Any, Self, TypeVar

from graph.bounds import GRACE_S, call_within, take_rows
from graph.connected import Access, Connected, connect
from graph.ddl import definitions, word_indexes
from graph.driver import neo4j
from graph.embedded import Embedded, start_embedded
from graph.embedded_child import READER
from graph.endless import check_endless
from graph.engine_errors import Facts, check_address, check_version, is_of_statement, translate, translated
from graph.errors import EngineError, QueryError
from graph.settings import Settings
from graph.statement import check_reading, returned_columns
from graph.values import plain

T = TypeVar("T")
Params = Mapping[str, Any]
Row = dict[str, Any]
EMBEDDED, NEO4J = "embedded", "neo4j"
CONSTRAINT_ATTEMPTS = 3
DYING_S = 0.5
FETCH_ROWS = 1000
FETCH_ROWS_READ = 100  # what an answer that is too large still sends once nobody takes it
WRITE = "WRITE"  # as neo4j.WRITE_ACCESS, which would load the driver
# On a server a write to one node makes writers wait for each other until their transactions end.
_TURN = "MERGE (s:State {id: 'turn'}) SET s.id = s.id"


@dataclass(frozen=True, slots=True)
class Result:
    """Rows of plain Python, keyed by column. `truncated`: there were more than the limit."""

    columns: list[str]
    rows: list[Row]
    truncated: bool


class Transaction:
    """Statements that become true together or not at all."""

    def __init__(self, transaction: neo4j.ManagedTransaction) -> None:
        """`transaction`: the driver's, open."""
        self._transaction = transaction

    def run(self, query: str, params: Params | None = None) -> list[Row]:
        """Run one statement of our own and return its rows."""
        return [_row(record) for record in self._transaction.run(query, dict(params or {}))]


def _row(record: neo4j.Record) -> Row:
    return dict(zip(record.keys(), map(plain, record.values()), strict=True))


def _ask(
    runner: neo4j.Session | neo4j.ManagedTransaction, query: str, given: dict[str, Any], most: int
) -> Result:
    result = runner.run(query, given)
    columns = list(result.keys())
    rows, more = take_rows(columns, (record.values() for record in result), most)
    return Result(columns or returned_columns(query), rows, more)


class _EnoughError(CancelledError):
    """Leaves a session at once. Closed in the usual way it would hear the rest of the answer first."""


class GraphStore:
    """The graph of one engine. A context manager; `close` lets go of the engine."""

    def __init__(self, settings: Settings, embedded: Embedded | None) -> None:
        """Connect to `embedded`, or to the server of `settings`.

        Raises EngineError where nobody answers, or not with this password.
        """
        self._settings = settings
        self.engine = EMBEDDED if embedded else NEO4J
        self._renewing = Lock()
        if not embedded:
            check_address(settings.uri)
        self._connect(embedded)
        self.version = self._hello()

    def _connect(self, embedded: Embedded | None) -> None:
        with translated(Facts(self._settings.uri, self._settings.timeout_s, None)):
            self._connected = connect(self._settings, embedded)
        # In a cluster whoever reads from here waits until what was written from here has come to its member.
        self._bookmarks = neo4j.GraphDatabase.bookmark_manager()

    @property
    def access(self) -> Access:
        """How to read: on the embedded engine as one who cannot write, on a server as the settings say."""
        return self._connected.reading

    @property
    def uri(self) -> str:
        """The engine's Bolt address."""
        return self.access.uri

    def _here(self) -> Connected:
        """The engine's drivers; an embedded engine that has ended, or was ended, is started again."""
        held = self._connected.embedded
        if held and not held.lives():
            with self._renewing:
                if self._connected.embedded is held:
                    self._connected.close()
                    self._connect(start_embedded(self._settings))
        return self._connected

    def _hello(self) -> str:
        """The engine's name and version, once both users have been let in."""
        here = self._here()
        try:
            with self._translated():
                for driver in {here.writer, here.reader}:
                    with self._session(driver) as session:
                        agent = str(session.run("RETURN 1").consume().server.agent)
        except EngineError:
            if here.embedded is None or here.embedded.lives(DYING_S):
                raise
            return self._hello()
        check_version(agent, self.uri)
        return agent

    def _session(self, driver: neo4j.Driver, mode: str = WRITE, fetch: int = FETCH_ROWS) -> neo4j.Session:
        """A session of the graph's database; in READ mode a cluster sends it to a member that reads."""
        return driver.session(
            database=self.access.database,
            default_access_mode=mode,
            bookmark_manager=self._bookmarks,
            fetch_size=fetch,
        )

    def _translated(self, reading: bool = False) -> contextlib.AbstractContextManager[None]:
        return translated(self._connected.facts, reading)

    def __enter__(self) -> Self:
        """Return the open store."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the store."""
        self.close()

    def close(self) -> None:
        """Close the connections and let go of the engine."""
        self._connected.close()

    def read(self, query: str, params: Params | None = None, limit: int | None = None) -> Result:
        """Ask one reading statement; at most `limit` rows (default: `settings.max_rows`), a cut is told.

        Raises QueryError where the statement is not a single reading one, is wrong, lacks a parameter, needs
        too much memory or runs longer than `settings.timeout_s`; EngineError where no engine answers.
        """
        most = self._settings.max_rows if limit is None else limit
        given = dict(params or {})
        check_reading(query)
        check_endless(query, given)
        if self.engine == EMBEDDED:
            return self._read_embedded(query, given, most)
        try:
            return call_within(
                self._settings.timeout_s + GRACE_S, lambda: self._read_server(query, given, most)
            )
        except TimeoutError as error:
            raise QueryError("query_timeout", seconds=self._settings.timeout_s) from error

    def _read_embedded(self, query: str, given: dict[str, Any], most: int) -> Result:
        """Ask as the reading user, and again where another's statement ended the engine meanwhile."""
        began = time.monotonic()
        while True:
            held = self._here().embedded
            assert held is not None
            try:
                return self._ask_embedded(held, query, given, most)
            except EngineError as error:
                late = time.monotonic() - began >= self._settings.timeout_s
                if error.key == "engine_gone" and held.lives(DYING_S):
                    # The statement's thread ran out of memory, and who knows which others did.
                    Thread(target=held.end, daemon=True).start()
                    raise QueryError("query_memory", reason=f"{self._settings.engine_mb} MB") from error
                if late:
                    raise QueryError("query_timeout", seconds=self._settings.timeout_s) from error
                if held.lives():
                    raise

    def _ask_embedded(self, held: Embedded, query: str, given: dict[str, Any], most: int) -> Result:
        with self._translated(reading=True), self._overdue(held):
            try:
                with self._session(self._connected.reader, neo4j.READ_ACCESS) as session:
                    answer = _ask(session, query, given, most)
                    if answer.truncated:
                        raise _EnoughError
            except _EnoughError:
                pass
            return answer

    def _read_server(self, query: str, given: dict[str, Any], most: int) -> Result:
        timed = neo4j.unit_of_work(timeout=self._settings.timeout_s)
        fetch = min(most + 1, FETCH_ROWS_READ)
        with (
            self._translated(reading=True),
            self._session(self._connected.reader, neo4j.READ_ACCESS, fetch) as session,
        ):
            return session.execute_read(
                timed(lambda transaction: self._ask_server(transaction, query, given, most))
            )

    def _ask_server(
        self, transaction: neo4j.ManagedTransaction, query: str, given: dict[str, Any], most: int
    ) -> Result:
        """Neo4j: refuse what the planner does not call a pure read; the driver may call this again."""
        try:
            plan = transaction.run(f"EXPLAIN {query}", given).consume()
            if plan.query_type != "r":
                raise QueryError("query_forbidden", reason=plan.query_type)
            return _ask(transaction, query, given, most)
        except neo4j.exceptions.Neo4jError as error:
            # The driver would ask again for what ran out of memory.
            if is_of_statement(error):
                raise translate(error, self._connected.facts, reading=True) from error
            raise

    def read_all(self, query: str, params: Params | None = None) -> list[Row]:
        """All rows of a reading statement of our own, without limits. Never for a user's statement."""
        with self._translated(), self._session(self._here().writer, neo4j.READ_ACCESS) as session:
            return session.execute_read(lambda transaction: Transaction(transaction).run(query, params))

    def write(self, query: str, params: Params | None = None) -> list[Row]:
        """Run one writing statement of our own and return its rows."""
        return self.transact(lambda transaction: transaction.run(query, params))

    def write_all(self, statements: Iterable[tuple[str, Params]]) -> None:
        """Run the statements in one transaction."""
        steps = list(statements)

        def run(transaction: Transaction) -> None:
            for query, params in steps:
                transaction.run(query, params)

        self.transact(run)

    def transact(self, work: Callable[[Transaction], T]) -> T:
        """Run `work` in one transaction and return what it returns. Writers take turns.

        `work` is run again where the engine asks for it (the driver does so) and where another program
        created the same node at once, which the second attempt finds.
        """
        with self._turn(), self._translated(), self._session(self._here().writer) as session:
            for attempt in range(CONSTRAINT_ATTEMPTS):
                try:
                    return session.execute_write(lambda transaction: self._work(transaction, work))
                except neo4j.exceptions.ConstraintError:
                    if attempt + 1 == CONSTRAINT_ATTEMPTS:
                        raise
        raise AssertionError("unreachable")

    def _turn(self) -> contextlib.AbstractContextManager[None]:
        """Nobody else writes meanwhile, nor is an embedded engine ended."""
        held = self._connected.embedded
        return held.writing() if held else contextlib.nullcontext()

    def _work(self, transaction: neo4j.ManagedTransaction, work: Callable[[Transaction], T]) -> T:
        if self.engine == NEO4J:
            transaction.run(_TURN).consume()
        return work(Transaction(transaction))

    def define(self, statement: str) -> None:
        """Run one statement that alters constraints or indexes; each is a transaction of its own.

        Asked again where an embedded engine was ended meanwhile: a definition may be repeated.
        """
        here = self._here()
        try:
            with self._turn(), self._translated(), self._session(here.writer) as session:
                session.execute_write(lambda transaction: transaction.run(statement).consume())
        except EngineError:
            if here.embedded is None or here.embedded.lives(DYING_S):
                raise
            self.define(statement)

    @contextlib.contextmanager
    def _overdue(self, held: Embedded) -> Iterator[None]:
        """Embedded: stop readers past the time limit, which the engine looks at only between rows.

        Within an expression it looks at nothing at all, so a statement may have to be ended with the engine.
        """
        limit = self._settings.timeout_s
        timers = Timer(limit + 1, self._stop_overdue), Timer(limit + GRACE_S - 1, held.end)
        for timer in timers:
            timer.daemon = True
            timer.start()
        try:
            yield
        finally:
            for timer in timers:
                timer.cancel()

    def _stop_overdue(self) -> None:
        with (
            contextlib.suppress(neo4j.exceptions.DriverError, neo4j.exceptions.Neo4jError),
            self._session(self._connected.writer) as session,
        ):
            overdue = [
                row["transactionId"]
                for row in session.run("SHOW TRANSACTIONS")
                if row["username"] == READER and row["elapsedTime"].seconds >= self._settings.timeout_s
            ]
            for identity in overdue:
                session.run(f"TERMINATE TRANSACTIONS '{identity}'").consume()


def open_store(settings: Settings) -> GraphStore:
    """The graph of `settings`: the server at `settings.uri`, else the embedded engine of `settings.home`.

    Raises EngineError where it does not start, does not answer or refuses the password.
    """
    embedded = None if settings.uri else start_embedded(settings)
    try:
        return GraphStore(settings, embedded)
    except BaseException:
        if embedded:
            embedded.close()
        raise


def prepare(store: GraphStore) -> None:
    """Make the keys and indexes of `graph.schema`, where they are not there yet.

    Raises EngineError where one is missing that this user has no right to make.
    """
    wanted, there = list(definitions()), set[str]()
    if store.engine == NEO4J:
        wanted.extend(word_indexes())
        # A user who only reads may look, but not even ask for what is there already.
        there.update(row["name"] for row in store.read_all("SHOW INDEXES YIELD name"))
    for definition in wanted:
        if definition.name not in there:
            store.define(definition.statement)
