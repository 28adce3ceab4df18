"""What the bot says unprompted: the outbox, the pace at which it goes out, and the workers that send it."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, new_id, one_of

MESSAGE_KINDS = ("recap", "check")
MESSAGE_STATES = ("pending", "sending", "sent", "unsure", "failed", "expired", "cancelled")


class Outgoing(Base, kw_only=True):
    """One message to one person, sent once. What it says is drawn when it is sent; until then this is all there is.

    `purpose` and person make it the only one of its kind: `recap:1:2027-W06` is week 6 of kickoff 1. The id is the mark
    by which it is found again in the conversation. `ready_at` is when it may be tried (again), `attempts` counts who
    claimed it, `sender_id` is the worker that has it while it is `sending`, and `claimed_at` when it began. `redraw_at`
    is set once what it shows is not to be shown any more, until it has been drawn anew.
    """

    __tablename__ = "messages"
    __table_args__ = (
        UniqueConstraint("purpose", "person_id"),
        Index("ix_messages_state_ready_at", "state", "ready_at"),
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default_factory=new_id)
    purpose: Mapped[str] = mapped_column(String(80))
    kind: Mapped[str] = mapped_column(one_of("kind", *MESSAGE_KINDS))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    state: Mapped[str] = mapped_column(one_of("state", *MESSAGE_STATES), default="pending")
    due_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    ready_at: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(default=0)
    sender_id: Mapped[int | None] = mapped_column(default=None)
    claimed_at: Mapped[datetime | None] = mapped_column(default=None)
    sent_at: Mapped[datetime | None] = mapped_column(default=None)
    channel: Mapped[str] = mapped_column(String(32), default="")
    ts: Mapped[str] = mapped_column(String(32), default="")
    reason: Mapped[str] = mapped_column(String(200), default="")
    redraw_at: Mapped[datetime | None] = mapped_column(default=None, index=True)


class Pace(Base, kw_only=True):
    """One row: when the next message of all workers may start. What Slack puts off (429) moves it for everybody."""

    __tablename__ = "pace"

    id: Mapped[int] = mapped_column(primary_key=True, default=1)
    next_at: Mapped[datetime]


class Sender(Base, kw_only=True):
    """A worker, known by its number; whether it lives is told by the lock it holds, not by any time."""

    __tablename__ = "senders"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    started_at: Mapped[datetime]
