"""One PostgreSQL database for many tests: emptied between them, and made anew once its tables are not the same."""

from __future__ import annotations

import itertools
import os
import time

import psycopg
import pytest

from bot import schema
from bot.config import Settings

PUBLIC = "relnamespace = 'public'::regnamespace"
TABLES = f"SELECT relname FROM pg_class WHERE {PUBLIC} AND relkind = 'r' AND relname <> 'alembic_version' ORDER BY 1"
RESTART = f"SELECT setval(oid::regclass, 1, false) FROM pg_class WHERE {PUBLIC} AND relkind = 'S'"
SHAPE = f"""
    SELECT array_agg((oid, xmin) ORDER BY oid)::text FROM pg_class WHERE {PUBLIC}
    UNION ALL SELECT array_agg((attrelid, attnum, a.xmin) ORDER BY attrelid, attnum)::text
        FROM pg_attribute a JOIN pg_class ON pg_class.oid = attrelid WHERE {PUBLIC}
    UNION ALL SELECT array_agg(version_num)::text FROM alembic_version
"""  # every change of a table writes a row here anew, and with it the number of the transaction
END = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s"

# For tests of what is said; what is kept is tested on both databases, in tests/usecases.
EMBEDDED = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


class Databases:
    """Gives databases with all tables and no rows, one at a time.

    Each has a name of its own, so that whoever is still busy with the one before finds nothing. To make one takes a
    server a hundred times as long as to delete a few rows and give it another name.
    """

    def __init__(self, server: str) -> None:
        self._server = server
        self._admin = psycopg.connect(server, autocommit=True)
        self._names = (f"sko_test_{os.getpid()}_{number}" for number in itertools.count())
        self._name = ""
        self._empty = ""
        self._shape: list[tuple[object, ...]] = []

    def fresh(self) -> str:
        """Give the address of the next; the one before is gone."""
        before, self._name = self._name, next(self._names)
        if before:
            self._turn_out(before)
            self._admin.execute(f'ALTER DATABASE "{before}" RENAME TO "{self._name}"')
            self._admin.execute(f'ALTER DATABASE "{self._name}" ALLOW_CONNECTIONS true')
        if not before or not self._emptied():
            self._made()
        return self._address

    def close(self) -> None:
        """Leave nothing behind, for the server may not be ours."""
        self._drop()
        self._admin.close()

    @property
    def _address(self) -> str:
        return Settings(DATABASE_URL=f"{self._server.rsplit('/', 1)[0]}/{self._name}").database_url

    def _emptied(self) -> bool:
        """Delete all rows, unless more than rows has changed."""
        try:
            with self._connected() as connection:
                same = self._shape == connection.execute(SHAPE).fetchall()
                if same:
                    connection.execute(self._empty)
                return same
        except psycopg.Error:
            return False

    def _made(self) -> None:
        self._drop()
        self._admin.execute(f'CREATE DATABASE "{self._name}" TEMPLATE template0')
        schema.upgrade(self._address)
        with self._connected() as connection:
            tables = [name for (name,) in connection.execute(TABLES)]
            self._shape = connection.execute(SHAPE).fetchall()
            filled = [name for name in tables if connection.execute(f'SELECT 1 FROM "{name}"').fetchone()]
        assert filled == [], "what a migration writes would be deleted after the first test"
        deletions = ", ".join(f'"no {name}" AS (DELETE FROM "{name}")' for name in tables)
        self._empty = f"WITH {deletions} {RESTART}"  # in one statement, so that no table has to come before another

    def _connected(self) -> psycopg.Connection:
        return psycopg.connect(self._server, dbname=self._name)

    def _turn_out(self, name: str) -> None:
        """End every connection, and wait until all have ended: the server itself would look again only after 0.1 s."""
        self._admin.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false')
        deadline = time.monotonic() + 10
        while self._admin.execute(END, [name]).fetchall():
            assert time.monotonic() < deadline, f"somebody does not leave {name}"
            time.sleep(0.002)

    def _drop(self) -> None:
        self._admin.execute(f'DROP DATABASE IF EXISTS "{self._name}" WITH (FORCE)')
