"""Looking ahead: what would be sent at a moment, without sending or keeping anything."""

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from bot.core.ahead import LookAhead
from bot.deps import Deps
from bot.usecases import looking_ahead


def look(deps: Deps, *, at: datetime) -> LookAhead:
    """Find out by doing all of it but the sending, out of everybody's way, and take that back."""
    on_copies = _in_copy_of_file if deps.engine.dialect.name == "sqlite" else _in_copies_of_tables
    with on_copies(deps) as session:
        found = looking_ahead.at(session, now=at)
        session.rollback()
    return found


@contextmanager
def _in_copy_of_file(deps: Deps) -> Iterator[Session]:
    """Give a copy of an SQLite file, for that lets one write at a time."""
    with tempfile.TemporaryDirectory(prefix="sko-ahead-") as folder:
        copy = Path(folder) / "copy.db"
        with closing(sqlite3.connect(str(deps.engine.url.database))) as source, closing(sqlite3.connect(copy)) as into:
            source.backup(into)
        with _own_connection(deps, f"sqlite:///{copy}") as session:
            yield session


@contextmanager
def _in_copies_of_tables(deps: Deps) -> Iterator[Session]:
    """Give a connection to PostgreSQL that writes to tables of its own."""
    with _own_connection(deps, deps.settings.database_url) as session:
        looking_ahead.set_aside(session)
        yield session


@contextmanager
def _own_connection(deps: Deps, url: str) -> Iterator[Session]:
    """Give a session on a connection that no other use has prepared statements on."""
    own = Deps.build(deps.settings.model_copy(update={"database_url": url}), now=deps.now)
    try:
        with own.sessions() as session:
            yield session
    finally:
        own.engine.dispose()
