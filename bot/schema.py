"""Which revision the tables are at, and how to bring them to this version's."""

from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect
from sqlalchemy.exc import OperationalError

from bot.errors import DatabaseAway, SchemaBehind

MIGRATIONS = Path(__file__).parent.parent / "migrations"
AWAY = (
    "The database cannot be reached just now. Check DATABASE_URL, and that its server runs or its file may be written."
)
EMPTY = "The database has no tables yet: run `alembic upgrade head`."
BEHIND = "The database is at revision {found}, this version needs {wanted}: run `alembic upgrade head`."


def upgrade(url: str) -> None:
    """Bring the database at `url` to this version's tables."""
    command.upgrade(_config(url), "head")


def check(engine: Engine) -> str:
    """Give the revision the tables are at; raise the one sentence that says what to do when it is not ours."""
    wanted = _head()
    try:
        with engine.connect() as connection:
            found = MigrationContext.configure(connection).get_current_revision()
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
def _head() -> str | None:
    return ScriptDirectory.from_config(_config("")).get_current_head()


def _config(url: str) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["url"] = url
    return config
