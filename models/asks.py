"""Questions, and what was offered for them."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, new_id, one_of

SURFACES = ("command", "dm", "mention", "shortcut", "cli")
OUTCOMES = ("card", "choice", "nobody")
VERDICTS = ("helped", "wrong")


class Ask(Base, kw_only=True):
    """One question by one person. Its text is emptied once it is too old to keep."""

    __tablename__ = "asks"
    __table_args__ = (Index("ix_asks_asker_id_id", "asker_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    asker_id: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"), default=None)
    surface: Mapped[str] = mapped_column(one_of("surface", *SURFACES))
    text: Mapped[str] = mapped_column(Text)
    outcome: Mapped[str] = mapped_column(one_of("outcome", *OUTCOMES))
    asked_at: Mapped[datetime] = mapped_column(index=True)

    suggestions: Mapped[list["Suggestion"]] = relationship(
        default_factory=list,
        lazy="raise_on_sql",
        cascade="all, delete-orphan",
        order_by="Suggestion.place",
        back_populates="ask",
    )


class Suggestion(Base, kw_only=True):
    """An offered (topic, person); a button carries its id."""

    __tablename__ = "suggestions"

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default_factory=new_id)
    ask_id: Mapped[int] = mapped_column(ForeignKey("asks.id", ondelete="CASCADE"), index=True, init=False)
    topic_id: Mapped[int] = mapped_column(ForeignKey("topics.id", ondelete="CASCADE"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), default=None)
    place: Mapped[int] = mapped_column(default=0)
    confidence: Mapped[float] = mapped_column(default=0.0)
    shown_at: Mapped[datetime | None] = mapped_column(default=None)
    verdict: Mapped[str | None] = mapped_column(one_of("verdict", *VERDICTS), default=None)
    judged_at: Mapped[datetime | None] = mapped_column(default=None)

    ask: Mapped[Ask] = relationship(lazy="raise_on_sql", back_populates="suggestions", init=False)
