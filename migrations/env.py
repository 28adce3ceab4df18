"""Run migrations on a connection of their own.

SQLite needs care: a batch recreate of a parent table would delete its children's rows while foreign keys are enforced,
and without a transaction begun by us a migration that dies half way leaves a half-made table. So enforcement is off
while they run, each runs inside BEGIN IMMEDIATE, and the keys are checked before the commit.
"""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from alembic.runtime.migration import MigrationContext
from sqlalchemy import create_engine, event, pool, text

import models
from bot.config import Settings
from bot.errors import SettingMissing


def url() -> str:
    """The database that the caller named, else the one of the environment."""
    try:
        return context.config.attributes.get("url") or Settings.load().database_url
    except SettingMissing as missing:
        raise SystemExit(str(missing)) from None


def without_prefix(kind: str, item: Any, _autogen: AutogenContext) -> str | Literal[False]:
    """Write our own column type as the plain one it is kept as."""
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(item, models.UtcDateTime) else False


def run() -> None:
    """Upgrade or downgrade the database, a transaction for each revision."""
    engine = create_engine(url(), poolclass=pool.NullPool)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", lambda connection, _: setattr(connection, "isolation_level", None))
        event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    with engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=models.Base.metadata,
            render_item=without_prefix,
            render_as_batch=connection.dialect.name == "sqlite",
            transactional_ddl=True,
            transaction_per_migration=True,
            on_version_apply=check_keys,
        )
        with context.begin_transaction():
            context.run_migrations()
    engine.dispose()


def check_keys(ctx: MigrationContext, *_: Any, **__: Any) -> None:
    """Refuse a revision that leaves rows pointing at nothing."""
    connection = ctx.connection
    if connection is None:
        return
    if connection.dialect.name == "sqlite" and (broken := connection.execute(text("PRAGMA foreign_key_check")).all()):
        raise RuntimeError(f"this revision would leave {len(broken)} rows without their parent, in {broken[0][0]}")


run()
