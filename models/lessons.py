"""What was learned from use."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, one_of, short_id

LESSON_KINDS = ("helped", "correction", "gap")
LESSON_STATES = ("waiting", "approved", "rejected", "undone")


class Lesson(Base, kw_only=True):
    """Words that lead to a topic because people said so. Never the sentence they were taken from, nor who said it.

    Words that are the same but for their endings and order are one lesson, whoever teaches it; `key` is what they
    share. An organizer decides on all of it at once. It goes with its topic.
    """

    __tablename__ = "lessons"
    __table_args__ = (UniqueConstraint("topic_id", "key"),)

    id: Mapped[str] = mapped_column(String(16), primary_key=True, default_factory=short_id)
    topic_id: Mapped[int] = mapped_column(ForeignKey("topics.id", ondelete="CASCADE"))
    key: Mapped[str] = mapped_column(String(64))
    kind: Mapped[str] = mapped_column(one_of("kind", *LESSON_KINDS))
    words: Mapped[str] = mapped_column(Text)
    setting: Mapped[str] = mapped_column(Text, default="")
    state: Mapped[str] = mapped_column(one_of("state", *LESSON_STATES), default="waiting")
    taught_at: Mapped[datetime]
    decided_at: Mapped[datetime | None] = mapped_column(default=None)
    decided_by: Mapped[str] = mapped_column(String(320), default="")


class Teaching(Base, kw_only=True):
    """That one person taught a lesson, and with which answer; once they are deleted, only that somebody did."""

    __tablename__ = "teachings"
    __table_args__ = (UniqueConstraint("lesson_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    lesson_id: Mapped[str] = mapped_column(ForeignKey("lessons.id", ondelete="CASCADE"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"), index=True)
    kind: Mapped[str] = mapped_column(one_of("kind", *LESSON_KINDS))
    suggestion_id: Mapped[str | None] = mapped_column(
        ForeignKey("suggestions.id", ondelete="SET NULL"), index=True, default=None
    )
    taught_at: Mapped[datetime]
