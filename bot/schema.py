"""Which revision the tables are at, and how to bring them to this version's."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, inspect, text
from sqlalchemy.exc import OperationalError

from bot.errors import DatabaseAway, SchemaBehind

if TYPE_CHECKING:
    from alembic.config import Config

MIGRATIONS = Path(__file__).parent.parent / "migrations"
AWAY = (
    "The database cannot be reached just now. Check DATABASE_URL, and that its server runs or its file may be written."
)
EMPTY = "The database has no tables yet: run `alembic upgrade head`."
BEHIND = "The database is at revision {found}, this version needs {wanted}: run `alembic upgrade head`."


def upgrade(url: str) -> None:
    """Bring the database at `url` to this version's tables."""
    from alembic import command  # slow to load, and not needed again

    command.upgrade(_config(url), "head")


def check(engine: Engine) -> str:
    """Give the revision the tables are at; raise the one sentence that says what to do when it is not ours."""
    wanted = _head()
    try:
        with engine.connect() as connection:
            found = _revision(connection)
    except OperationalError:
        raise DatabaseAway(AWAY) from None
    if found is None:
        raise SchemaBehind(EMPTY)
    if found != wanted:
        raise SchemaBehind(BEHIND.format(found=found, wanted=wanted))
    return found


def ensure(engine: Engine) -> str:
    """Like `check`, but an embedded database that is still empty gets its tables at once."""
    try:
        return check(engine)
    except SchemaBehind:
        if engine.dialect.name != "sqlite" or inspect(engine).get_table_names():
            raise
    upgrade(engine.url.render_as_string(hide_password=False))
    return check(engine)


@cache
def _head() -> str:
    """Give the newest revision, with which the name of its file begins."""
    return max(file.name for file in MIGRATIONS.glob("versions/[0-9]*.py")).partition("_")[0]


def _revision(connection: Connection) -> str | None:
    """Give the revision that Alembic noted, None where it never was."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    noted: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return noted


def _config(url: str) -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["url"] = url
    return config
