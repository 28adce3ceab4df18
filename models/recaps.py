"""Recaps: the plan of a kickoff, who takes part, what each asked for, and every question with what became of it."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, new_id, one_of

PLAN_STATES = ("draft", "started", "paused")
AUDIENCES = ("everybody", "chosen")
FORMS = ("who", "where", "truth", "pick")
ARMS = ("recapped", "held out")


class RecapPlan(Base, kw_only=True):
    """How a kickoff is recapped. Nothing is sent unless it is `started`.

    `weekday` counts from Monday, 0; `minute` is that of the day. `holidays` are ISO dates. `blackout` is how many
    working days before a quarter's end nothing is sent, and `fiscal_start` the month in which a year of quarters
    begins. `time_zone` is for people whose own is not known. `seed` decides which topics are held out for whom.
    """

    __tablename__ = "recap_plans"

    kickoff_id: Mapped[int] = mapped_column(ForeignKey("kickoffs.id", ondelete="CASCADE"), primary_key=True)
    state: Mapped[str] = mapped_column(one_of("state", *PLAN_STATES), default="draft")
    weekday: Mapped[int] = mapped_column(default=1)
    minute: Mapped[int] = mapped_column(default=9 * 60 + 30)
    weeks: Mapped[int] = mapped_column(default=12)
    holidays: Mapped[list[str]] = mapped_column(JSON, default_factory=list)
    blackout: Mapped[int] = mapped_column(default=5)
    fiscal_start: Mapped[int] = mapped_column(default=1)
    time_zone: Mapped[str] = mapped_column(String(64), default="UTC")
    audience: Mapped[str] = mapped_column(one_of("audience", *AUDIENCES), default="everybody")
    seed: Mapped[str] = mapped_column(String(32), default_factory=new_id)
    started_at: Mapped[datetime | None] = mapped_column(default=None)
    changed_at: Mapped[datetime]
    changed_by: Mapped[str] = mapped_column(String(320), default="")


class RecapMember(Base, kw_only=True):
    """Somebody the organizers named: to take part where only those named do (`is_in`), or never to."""

    __tablename__ = "recap_members"

    kickoff_id: Mapped[int] = mapped_column(ForeignKey("kickoffs.id", ondelete="CASCADE"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), primary_key=True, index=True)
    is_in: Mapped[bool]


class Enrolment(Base, kw_only=True):
    """That somebody takes part, from the week that begins on this Monday. Newcomers joined after the plan was started.

    Newcomers have weeks of their own and no checks, for they were not at the kickoff.
    """

    __tablename__ = "enrolments"

    kickoff_id: Mapped[int] = mapped_column(ForeignKey("kickoffs.id", ondelete="CASCADE"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), primary_key=True, index=True)
    first_week: Mapped[date]
    is_new: Mapped[bool] = mapped_column(default=False)
    enrolled_at: Mapped[datetime]


class Quiet(Base, kw_only=True):
    """That somebody wants no recaps: since `stopped_at`, or before the day `until`. It outlives a kickoff."""

    __tablename__ = "quiets"

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), primary_key=True)
    stopped_at: Mapped[datetime | None] = mapped_column(default=None)
    until: Mapped[date | None] = mapped_column(default=None)
    changed_at: Mapped[datetime]


class Unwanted(Base, kw_only=True):
    """A topic that somebody does not want to be asked about again."""

    __tablename__ = "unwanted_topics"

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), primary_key=True)
    topic_id: Mapped[int] = mapped_column(ForeignKey("topics.id", ondelete="CASCADE"), primary_key=True, index=True)
    said_at: Mapped[datetime]


class Recap(Base, kw_only=True):
    """One question to one person, and the answer, which nobody else ever reads by name.

    Those of one message are told apart by `place`. `options` are what is offered: `{"person": 7}` or `{"text": "…"}`;
    `correct` is the place of the right one, None where people type. `arm` is set in checks: whether the topic is
    recapped to this person or held out. `asked_at` is when it was seen to be sent. `answer` is the place of what was
    chosen, or in checks the id of the person; empty where somebody had it shown. `is_right` is None until then.
    `closed_at` is when a check was done with, so that what was chosen in it stays.
    """

    __tablename__ = "recaps"
    __table_args__ = (
        UniqueConstraint("message_id", "place"),
        Index("ix_recaps_person_id_topic_id", "person_id", "topic_id"),
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default_factory=new_id)
    message_id: Mapped[str] = mapped_column(ForeignKey("messages.id", ondelete="CASCADE"))
    place: Mapped[int] = mapped_column(default=0)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    topic_id: Mapped[int] = mapped_column(ForeignKey("topics.id", ondelete="CASCADE"), index=True)
    form: Mapped[str] = mapped_column(one_of("form", *FORMS))
    arm: Mapped[str | None] = mapped_column(one_of("arm", *ARMS), default=None)
    options: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default_factory=list)
    correct: Mapped[int | None] = mapped_column(default=None)
    statement: Mapped[str] = mapped_column(Text, default="")
    story_id: Mapped[int | None] = mapped_column(
        ForeignKey("stories.id", ondelete="SET NULL"), index=True, default=None
    )
    asked_at: Mapped[datetime | None] = mapped_column(default=None)
    answered_at: Mapped[datetime | None] = mapped_column(default=None)
    answer: Mapped[str] = mapped_column(String(32), default="")
    is_right: Mapped[bool | None] = mapped_column(default=None)
    closed_at: Mapped[datetime | None] = mapped_column(default=None)
