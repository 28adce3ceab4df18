"""The engine for either database, with the settings that were measured to lose nothing."""

import sqlite3
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Engine, PoolResetState, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import ConnectionPoolEntry

LOCK_PATIENCE = 2  # seconds to wait for SQLite's writer or for a PostgreSQL connection; a person waits three at most
THREADS = 24  # connections a process may hold: one for each thread that serves, and a few to spare
FORGOTTEN = 10  # seconds that a worker may do nothing in an open transaction; one that was stopped does
RESYNC = 60.0  # seconds between looks at the database server's clock
TOLD_NOTHING = 2.0  # seconds until the next look while it has never told anything

PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=NORMAL",
    "PRAGMA foreign_keys=ON",
    f"PRAGMA busy_timeout={LOCK_PATIENCE * 1000}",
)


def connect(url: str, *, durable: bool = False) -> Engine:
    """Make the engine for `url`; nothing is opened before its first use, and no error of it repeats people's words.

    `durable` makes SQLite wait for the disk at every commit, for processes that promise a message was sent once.
    """
    if make_url(url).get_backend_name() == "sqlite":
        return _sqlite(url, durable=durable)
    engine = create_engine(
        url,
        hide_parameters=True,
        pool_size=THREADS,
        max_overflow=0,
        pool_timeout=LOCK_PATIENCE,
        connect_args={"connect_timeout": LOCK_PATIENCE, "tcp_user_timeout": LOCK_PATIENCE * 1000},
    )
    if durable:
        event.listen(engine, "connect", _let_go)
    return engine


def _let_go(connection: Any, _record: Any) -> None:
    """Have the server end a transaction that its process has forgotten, so that nobody waits for its locks."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET idle_in_transaction_session_timeout = '{FORGOTTEN}s'")
    connection.commit()


def _sqlite(url: str, *, durable: bool) -> Engine:
    """SQLite whose transactions are begun by us: writers take the write lock first, so that none can lose an update.

    Within a process writers queue for their turn. Left to SQLite they would ask for the lock at growing intervals, and
    the unlucky ones wait for seconds.
    """
    engine = create_engine(
        url, hide_parameters=True, pool_size=THREADS, max_overflow=0, connect_args={"timeout": LOCK_PATIENCE}
    )

    @event.listens_for(engine, "connect")
    def _prepare(connection: sqlite3.Connection, _record: Any) -> None:
        connection.isolation_level = None
        for pragma in PRAGMAS:
            connection.execute(pragma)
        if durable:
            connection.execute("PRAGMA synchronous=FULL")

    turn = threading.Lock()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        if connection.get_execution_options().get("reading", False):
            connection.exec_driver_sql("BEGIN")
            return
        connection.info["has_turn"] = turn.acquire(timeout=LOCK_PATIENCE)
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    @event.listens_for(engine, "reset")
    def _end(_connection: sqlite3.Connection, record: ConnectionPoolEntry, _state: PoolResetState) -> None:
        if record.info.pop("has_turn", False):
            turn.release()

    return engine


def reading(engine: Engine) -> Engine:
    """Give the same engine for looking only: it waits for no writer, and spares PostgreSQL the BEGIN and COMMIT."""
    if engine.dialect.name == "sqlite":
        return engine.execution_options(reading=True)
    return at_once(engine)


def at_once(engine: Engine) -> Engine:
    """Give the same engine for deeds of one statement, which PostgreSQL needs no BEGIN and COMMIT for."""
    return engine if engine.dialect.name == "sqlite" else engine.execution_options(isolation_level="AUTOCOMMIT")


def clock(engine: Engine) -> Callable[[], datetime]:
    """Give the one source of wall time: the server's clock on PostgreSQL, the host's on SQLite."""
    return _host_time if engine.dialect.name == "sqlite" else ServerClock(engine)


def _host_time() -> datetime:
    return datetime.now(UTC)


class ServerClock:
    """The PostgreSQL server's time, asked for once a minute and carried on by the monotonic clock in between.

    While the server is away the last answer is carried on, and before the first one the host's clock serves.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._lock = threading.Lock()
        self._asked: float | None = None
        self._is_told = False
        self._told = _host_time(), time.monotonic()  # replaced as one, for readers take no lock

    def __call__(self) -> datetime:
        """Tell the time, aware and in UTC."""
        now = time.monotonic()
        if (self._asked is None or now - self._asked > RESYNC) and self._lock.acquire(blocking=False):
            try:
                self._asked = now
                self._ask()
            finally:
                self._lock.release()
        server, at = self._told
        return server + timedelta(seconds=time.monotonic() - at)

    def _ask(self) -> None:
        try:
            with self._engine.connect() as connection:
                told: datetime = connection.execute(text("SELECT clock_timestamp()")).scalar_one()
        except SQLAlchemyError:
            if not self._is_told:
                self._asked = time.monotonic() - RESYNC + TOLD_NOTHING
            return
        self._is_told = True
        self._told = told.astimezone(UTC), time.monotonic()
