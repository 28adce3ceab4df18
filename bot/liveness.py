"""Whether a worker lives, told by the lock it holds and by no clock.

A lock that ends with its process cannot be wrong about the time: a lease that a clock ends was seen to let two workers
send the same message. On PostgreSQL it is an advisory lock of a session of its own, which needs a direct connection,
not a pooler that lends one for a transaction. On SQLite it is a lock on a file beside the database.
"""

import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from typing import Protocol

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import SQLAlchemyError

KEY = 736_111  # the first half of our advisory locks; the second is the worker's number
HOLD = text("SELECT pg_try_advisory_lock(:key, :number)")
TEST = text(
    "SELECT NOT EXISTS (SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND granted "
    "AND database = (SELECT oid FROM pg_database WHERE datname = current_database()) "
    "AND classid = :key AND objid = :number)"
)


class Locks(Protocol):
    """The locks by which workers on one database are known to live."""

    def hold(self, number: int) -> None:
        """Hold a worker's lock until this process ends, or `release`."""

    def is_held(self) -> bool:
        """Tell whether ours is still held: a database that was away may have let go of it."""

    def is_free(self, number: int) -> bool:
        """Tell whether nobody holds the lock of some worker."""

    def release(self) -> None:
        """Let go of ours."""


def locks(engine: Engine) -> Locks:
    """Give the locks that fit the database."""
    return _FileLocks(engine) if engine.dialect.name == "sqlite" else _SessionLocks(engine)


class _SessionLocks:
    """Advisory locks of one session that is kept open for nothing else."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine.execution_options(isolation_level="AUTOCOMMIT")
        self._session: Connection | None = None
        self._number = 0

    def hold(self, number: int) -> None:
        self.release()
        self._session = self._engine.connect()
        self._session.execute(HOLD, {"key": KEY, "number": number})
        self._number = number

    def is_held(self) -> bool:
        if self._session is None:
            return False
        try:
            return not self._session.execute(TEST, {"key": KEY, "number": self._number}).scalar_one()
        except SQLAlchemyError:
            return False

    def is_free(self, number: int) -> bool:
        with self._engine.connect() as looking:
            return bool(looking.execute(TEST, {"key": KEY, "number": number}).scalar_one())

    def release(self) -> None:
        session, self._session = self._session, None
        if session is not None:
            with suppress(SQLAlchemyError):
                session.invalidate()  # ends it, and the lock with it, rather than lend it to somebody else
            session.close()


class _FileLocks:
    """Files beside the database, each locked by the process whose number it bears."""

    def __init__(self, engine: Engine) -> None:
        self._database = Path(engine.url.database or "").resolve()  # one file, by whatever name
        self._held: sqlite3.Connection | None = None
        self._number = 0

    def hold(self, number: int) -> None:
        self.release()
        self._held, self._number = self._opened(number), number
        self._held.execute("BEGIN EXCLUSIVE")

    def is_held(self) -> bool:
        return self._held is not None

    def is_free(self, number: int) -> bool:
        file = self._file(number)
        if not file.exists():
            return True
        with closing(self._opened(number)) as tried:
            try:
                tried.execute("BEGIN EXCLUSIVE")
            except sqlite3.OperationalError:
                return False
            file.unlink(missing_ok=True)
            return True

    def release(self) -> None:
        held, self._held = self._held, None
        if held is not None:
            held.close()
            self._file(self._number).unlink(missing_ok=True)

    def _file(self, number: int) -> Path:
        return self._database.with_name(f"{self._database.name}-worker-{number}")

    def _opened(self, number: int) -> sqlite3.Connection:
        return sqlite3.connect(self._file(number), timeout=0, isolation_level=None, check_same_thread=False)
