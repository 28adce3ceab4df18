"""A peer's own words."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, one_of
from models.people import Person

STORY_KINDS = ("win", "loss", "outtake", "story")
STORY_SOURCES = ("sheet", "peer")


class Story(Base, kw_only=True):
    """A peer's own words on a topic, shown verbatim and signed, only once approved and never after withdrawal.

    Those of the `sheet` are the organizers' to change with it; those that a `peer` told are nobody's but theirs, and no
    sheet, edit or undo touches them.
    """

    __tablename__ = "stories"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    topic_id: Mapped[int] = mapped_column(ForeignKey("topics.id", ondelete="CASCADE"), index=True, init=False)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True, init=False)
    kind: Mapped[str] = mapped_column(one_of("kind", *STORY_KINDS), default="story")
    text: Mapped[str] = mapped_column(Text)
    approved_at: Mapped[datetime | None] = mapped_column(default=None)
    approved_by: Mapped[str] = mapped_column(String(320), default="")
    position: Mapped[int] = mapped_column(default=0, server_default="0")
    withdrawn_at: Mapped[datetime | None] = mapped_column(default=None)
    source: Mapped[str] = mapped_column(one_of("source", *STORY_SOURCES), default="sheet", server_default="sheet")
    told_at: Mapped[datetime | None] = mapped_column(default=None)
    declined_at: Mapped[datetime | None] = mapped_column(default=None)

    person: Mapped[Person] = relationship(lazy="raise_on_sql")
