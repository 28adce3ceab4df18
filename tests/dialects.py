"""Both databases' dialects, each equal to all others of its kind, so that what one engine compiles serves the next."""

from sqlalchemy import Engine
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.engine.interfaces import CompiledCacheType

COMPILED: CompiledCacheType = {}


class Alike:
    """Makes one dialect as good as another when SQLAlchemy looks for a statement among those it has compiled."""

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other)

    def __hash__(self) -> int:
        return hash(type(self))

    @classmethod
    def engine_created(cls, engine: Engine) -> None:
        """Let the engine share what was compiled for others."""
        engine.update_execution_options(compiled_cache=COMPILED)


class Sqlite(Alike, SQLiteDialect_pysqlite):
    """SQLite's own."""

    supports_statement_cache = True


class Postgresql(Alike, PGDialect_psycopg):
    """PostgreSQL's own."""

    supports_statement_cache = True


def share() -> None:
    """Have every engine made from now on speak one of these."""
    registry.register("sqlite", __name__, Sqlite.__name__)
    registry.register("postgresql.psycopg", __name__, Postgresql.__name__)
