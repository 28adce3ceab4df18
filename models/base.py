"""What every table shares: naming, identity, aware times."""

import secrets
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime, Dialect, Enum, MetaData, Table
from sqlalchemy.orm import DeclarativeBase, MappedAsDataclass
from sqlalchemy.types import TypeDecorator

NAMING = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

TYPEABLE = "abcdefghjkmnpqrstuvwxyz23456789"


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment, kept and read back in UTC; a naive one is refused.

    SQLite keeps no zone, so what comes back from it is marked as the UTC it was stored in.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Refuse naive times, turn the rest into UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a time without a zone cannot be stored: {value!r}")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Give every time back aware, in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(MappedAsDataclass, DeclarativeBase, kw_only=True, eq=False):
    """The common ancestor of all tables."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {datetime: UtcDateTime()}  # noqa: RUF012 - read by SQLAlchemy as it stands


def table_of(row: type[Base]) -> Table:
    """Give the plain table of a mapped class, for statements that need no unit of work."""
    return Base.metadata.tables[row.__tablename__]


def one_of(name: str, *values: str) -> Enum:
    """Build a column type that holds one of a few words, checked by the database itself."""
    return Enum(*values, name=name, native_enum=False, create_constraint=True, length=32)


def new_id(*_: Any) -> str:
    """Make an opaque identifier that nobody can guess; it may be shown to Slack."""
    return secrets.token_urlsafe(12)


def short_id(*_: Any) -> str:
    """Make an identifier that people can type: eight letters and digits of which no two look alike."""
    return "".join(secrets.choice(TYPEABLE) for _ in range(8))
