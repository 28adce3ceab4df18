"""Looking ahead: what would be sent at a moment, without sending or keeping anything."""

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

from bot.core.ahead import LookAhead
from bot.deps import Deps
from bot.usecases import looking_ahead


def look(deps: Deps, *, at: datetime) -> LookAhead:
    """Find out by doing all of it but the sending, and take that back."""
    with _aside(deps) as aside, aside.sessions() as session:
        found = looking_ahead.at(session, now=at)
        session.rollback()
    return found


@contextmanager
def _aside(deps: Deps) -> Iterator[Deps]:
    """Give a database in which this is in nobody's way: an SQLite file lets one write at a time, so a copy of it."""
    if deps.engine.dialect.name != "sqlite":
        yield deps
        return
    with tempfile.TemporaryDirectory(prefix="sko-ahead-") as folder:
        copy = Path(folder) / "copy.db"
        with closing(sqlite3.connect(str(deps.engine.url.database))) as source, closing(sqlite3.connect(copy)) as into:
            source.backup(into)
        aside = Deps.build(deps.settings.model_copy(update={"database_url": f"sqlite:///{copy}"}), now=deps.now)
        try:
            yield aside
        finally:
            aside.engine.dispose()
