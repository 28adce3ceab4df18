"""What can be asked about, what it is called, and how people stand to it."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, one_of
from models.people import Person
from models.stories import Story

KINDS = (
    "competitor",
    "product",
    "feature",
    "pricing",
    "process",
    "tool",
    "segment",
    "territory",
    "account",
    "partner",
    "legal/security",
    "comp plan",
    "strategy",
    "customer story",
    "skill",
    "logistics",
    "other",
)
ROLES = ("owner", "presenter", "backup", "peer", "former")


class Topic(Base, kw_only=True):
    """What can be asked about. A topic that left the sheet is archived, so that what was asked keeps its meaning.

    `changed_in` is the version of the directory that changed it last.
    """

    __tablename__ = "topics"
    __table_args__ = (UniqueConstraint("kickoff_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    kickoff_id: Mapped[int] = mapped_column(ForeignKey("kickoffs.id", ondelete="CASCADE"))
    key: Mapped[str] = mapped_column(String(200))
    title: Mapped[str] = mapped_column(String(200))
    kind: Mapped[str] = mapped_column(one_of("kind", *KINDS), default="other")
    position: Mapped[int] = mapped_column(default=0)
    session: Mapped[str] = mapped_column(String(300), default="")
    day: Mapped[str] = mapped_column(String(100), default="")
    link: Mapped[str] = mapped_column(Text, default="")
    channel: Mapped[str] = mapped_column(String(100), default="")
    confirmed_at: Mapped[datetime | None] = mapped_column(default=None)
    archived_at: Mapped[datetime | None] = mapped_column(default=None)
    changed_in: Mapped[int] = mapped_column(default=0, server_default="0")

    aliases: Mapped[list["Alias"]] = relationship(
        default_factory=list, lazy="raise_on_sql", cascade="all, delete-orphan", order_by="Alias.position"
    )
    key_points: Mapped[list["KeyPoint"]] = relationship(
        default_factory=list, lazy="raise_on_sql", cascade="all, delete-orphan", order_by="KeyPoint.position"
    )
    roles: Mapped[list["Role"]] = relationship(
        default_factory=list, lazy="raise_on_sql", cascade="all, delete-orphan", order_by="Role.position"
    )
    stories: Mapped[list[Story]] = relationship(
        default_factory=list, lazy="raise_on_sql", cascade="all, delete-orphan", order_by=(Story.position, Story.id)
    )


class Alias(Base, kw_only=True):
    """Another name of a topic."""

    __tablename__ = "aliases"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    topic_id: Mapped[int] = mapped_column(ForeignKey("topics.id", ondelete="CASCADE"), index=True, init=False)
    name: Mapped[str] = mapped_column(String(200))
    position: Mapped[int] = mapped_column(default=0)


class KeyPoint(Base, kw_only=True):
    """One of the few things worth remembering about a topic."""

    __tablename__ = "key_points"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    topic_id: Mapped[int] = mapped_column(ForeignKey("topics.id", ondelete="CASCADE"), index=True, init=False)
    text: Mapped[str] = mapped_column(Text)
    position: Mapped[int] = mapped_column(default=0)


class Role(Base, kw_only=True):
    """How a person stands to a topic; a former holder may have dates."""

    __tablename__ = "roles"
    __table_args__ = (UniqueConstraint("topic_id", "person_id", "kind"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    topic_id: Mapped[int] = mapped_column(ForeignKey("topics.id", ondelete="CASCADE"), init=False)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True, init=False)
    kind: Mapped[str] = mapped_column(one_of("kind", *ROLES))
    position: Mapped[int] = mapped_column(default=0)
    since: Mapped[date | None] = mapped_column(default=None)
    until: Mapped[date | None] = mapped_column(default=None)

    person: Mapped[Person] = relationship(lazy="raise_on_sql")
