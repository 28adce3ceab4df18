"""Questions that nobody could be named for."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, one_of

GAP_STATES = ("open", "assigned", "dismissed")


class Gap(Base, kw_only=True):
    """A question without a person, waiting for an organizer; the same words asked again join the open one.

    Once it is assigned, `topic_id` is the topic that answers it, and `lesson_id` what was learned from that.
    """

    __tablename__ = "gaps"
    __table_args__ = (
        Index(
            "uq_gaps_open_key",
            "key",
            unique=True,
            sqlite_where=text("state = 'open'"),
            postgresql_where=text("state = 'open'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    key: Mapped[str] = mapped_column(String(64))
    question: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(one_of("state", *GAP_STATES), default="open")
    times: Mapped[int] = mapped_column(default=1)
    opened_at: Mapped[datetime]
    topic_id: Mapped[int | None] = mapped_column(ForeignKey("topics.id", ondelete="SET NULL"), default=None)
    lesson_id: Mapped[str | None] = mapped_column(ForeignKey("lessons.id", ondelete="SET NULL"), default=None)
    decided_at: Mapped[datetime | None] = mapped_column(default=None)
    decided_by: Mapped[str] = mapped_column(String(320), default="", server_default="")

    askers: Mapped[list["GapAsker"]] = relationship(
        default_factory=list, lazy="raise_on_sql", cascade="all, delete-orphan"
    )


class GapAsker(Base, kw_only=True):
    """Somebody who asked it and wants to be told."""

    __tablename__ = "gap_askers"

    gap_id: Mapped[int] = mapped_column(ForeignKey("gaps.id", ondelete="CASCADE"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), primary_key=True, index=True)
    asked_at: Mapped[datetime]
