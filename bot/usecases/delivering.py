"""The outbox: every message is claimed by one worker, sent once, and settled by what Slack said.

Whoever claims, commits, posts and only then settles. What a worker left behind that died in between may have been sent;
it is `unsure` until somebody has looked into the conversation. `bot/core/outbox.py` draws the states.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, delete, or_, select, update
from sqlalchemy.orm import Session

from bot.core.outbox import GRACE, SEND_TIMEOUT, Claimed, Skip, State, Wait, Why
from models import Outgoing, Person, Recap, Sender, table_of

KEEP = timedelta(days=400)  # sent messages, and the answers given in them
LOOK_AGAIN = timedelta(minutes=10)  # until a conversation that could not be read is looked into again
MESSAGES, RECAPS, PEOPLE = table_of(Outgoing), table_of(Recap), table_of(Person)
COLUMNS = (MESSAGES.c.id, MESSAGES.c.kind, MESSAGES.c.purpose, MESSAGES.c.person_id, MESSAGES.c.attempts)
TIMES = (MESSAGES.c.due_at, MESSAGES.c.expires_at, MESSAGES.c.claimed_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """A message that is being sent by a worker of which it is to be found out whether it lives."""

    message_id: str
    attempt: int
    sender_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Stale:
    """A sent message that shows what is not to be shown any more."""

    id: str
    person_id: int
    channel: str
    ts: str
    redraw_at: datetime


def join(session: Session, *, now: datetime) -> int:
    """Give a new worker its number."""
    sender = Sender(started_at=now)
    session.add(sender)
    session.flush()
    return sender.id


def claim(session: Session, sender_id: int, *, now: datetime) -> Claimed | None:
    """Give a message that is ready to the worker that asks, and to no other; None if there is none."""
    waiting = (
        select(MESSAGES.c.id)
        .where(MESSAGES.c.state == State.PENDING.value, MESSAGES.c.ready_at <= now)
        .order_by(MESSAGES.c.ready_at, MESSAGES.c.id)
        .limit(1)
        .with_for_update(skip_locked=True)
        .scalar_subquery()
    )
    return _taken(
        session,
        MESSAGES.c.id == waiting,
        state=State.SENDING.value,
        sender_id=sender_id,
        attempts=MESSAGES.c.attempts + 1,
        claimed_at=now,
        reason="",
    )


def confirm(session: Session, claimed: Claimed, *, now: datetime) -> bool:
    """Say that a claimed message is about to be posted; False if it is not this worker's any more."""
    return _moved(session, claimed, State.SENDING, claimed_at=now)


def sent(session: Session, claimed: Claimed, *, channel: str, ts: str, now: datetime) -> None:
    """Settle a message that Slack has taken."""
    seen(session, claimed.id, channel=channel, ts=ts, now=now)
    session.execute(update(PEOPLE).where(PEOPLE.c.id == claimed.person_id).values(channel=channel))


def seen(session: Session, message_id: str, *, channel: str, ts: str, now: datetime) -> None:
    """Settle a message that is there, because Slack said so, it was found, or somebody pressed one of its buttons."""
    session.execute(
        update(MESSAGES)
        .where(MESSAGES.c.id == message_id, MESSAGES.c.state.in_(["pending", "sending", "unsure", "expired"]))
        .values(state=State.SENT.value, channel=channel, ts=ts, sent_at=now, reason="")
    )
    asked = and_(RECAPS.c.message_id == message_id, RECAPS.c.asked_at.is_(None))
    session.execute(update(RECAPS).where(asked).values(asked_at=now))


def put_off(session: Session, claimed: Claimed, *, until: datetime, why: str = "") -> None:
    """Settle a message that was surely not sent, to be tried again then; beyond its time it expires."""
    state = State.PENDING if until < claimed.expires_at else State.EXPIRED
    _moved(session, claimed, State.SENDING, state=state.value, ready_at=until, sender_id=None, reason=why)


def set_aside(session: Session, claimed: Claimed, verdict: Skip | Wait) -> None:
    """Settle a message that is not to be sent, or not yet."""
    match verdict:
        case Wait(until=until, why=why):
            put_off(session, claimed, until=until, why=why.value)
        case Skip(why=why):
            state = State.EXPIRED if why is Why.TOO_LATE else State.CANCELLED
            _moved(session, claimed, State.SENDING, state=state.value, sender_id=None, reason=why.value)


def take_up(session: Session, purposes: str, *, now: datetime) -> None:
    """Let go out after all what was due before its plan was paused and not sent yet, if there is time left for it."""
    paused = (MESSAGES.c.state == State.CANCELLED.value, MESSAGES.c.reason == Why.NOT_STARTED.value)
    in_time = (MESSAGES.c.purpose.startswith(purposes), MESSAGES.c.expires_at > now)
    session.execute(update(MESSAGES).where(*paused, *in_time).values(state=State.PENDING.value, reason=""))


def refuse(session: Session, claimed: Claimed, *, reason: str) -> None:
    """Settle a message that Slack refuses for good."""
    _moved(session, claimed, State.SENDING, state=State.FAILED.value, sender_id=None, reason=reason[:200])


def doubt(session: Session, message_id: str, *, attempt: int, now: datetime) -> None:
    """Say that a message may have been sent; after a grace somebody looks, for Slack may show it late."""
    session.execute(
        update(MESSAGES)
        .where(MESSAGES.c.id == message_id, MESSAGES.c.attempts == attempt, MESSAGES.c.state == State.SENDING.value)
        .values(state=State.UNSURE.value, ready_at=now + GRACE, sender_id=None, reason="Slack's answer was lost")
    )


def left_behind(session: Session, *, now: datetime) -> list[Left]:
    """Give what has been sending for longer than any call may take, whoever has it.

    A claim that lies in the future was made before the clock was set back.
    """
    stale = or_(MESSAGES.c.claimed_at < now - SEND_TIMEOUT, MESSAGES.c.claimed_at > now + SEND_TIMEOUT)
    found = session.execute(
        select(MESSAGES.c.id, MESSAGES.c.attempts, MESSAGES.c.sender_id).where(
            MESSAGES.c.state == State.SENDING.value, stale
        )
    )
    return [Left(message_id=one, attempt=attempt, sender_id=sender) for one, attempt, sender in found]


def unsure(session: Session, *, now: datetime) -> Claimed | None:
    """Give a message that is to be looked for; others look for other ones meanwhile, and twice does no harm."""
    waiting = (
        select(MESSAGES.c.id)
        .where(MESSAGES.c.state == State.UNSURE.value, MESSAGES.c.ready_at <= now)
        .order_by(MESSAGES.c.ready_at, MESSAGES.c.id)
        .limit(1)
        .with_for_update(skip_locked=True)
        .scalar_subquery()
    )
    return _taken(session, MESSAGES.c.id == waiting, ready_at=now + SEND_TIMEOUT)


def not_there(session: Session, looked: Claimed, *, now: datetime) -> None:
    """Settle a message that was looked for and is not in the conversation: it was not sent."""
    state = State.PENDING if now < looked.expires_at else State.EXPIRED
    _moved(session, looked, State.UNSURE, state=state.value, ready_at=now, reason="")


def not_seen(session: Session, looked: Claimed, *, reason: str, again: datetime | None, now: datetime) -> None:
    """Leave a message unsure because the conversation could not be read; it is rather missed than sent twice."""
    _moved(session, looked, State.UNSURE, ready_at=again or now + LOOK_AGAIN, reason=reason[:200])


def stale(session: Session, *, now: datetime) -> Stale | None:
    """Give a message that is there and to be drawn anew, the one that waits longest."""
    row = session.execute(
        select(MESSAGES.c.id, MESSAGES.c.person_id, MESSAGES.c.channel, MESSAGES.c.ts, MESSAGES.c.redraw_at)
        .where(MESSAGES.c.redraw_at <= now, MESSAGES.c.ts != "")
        .order_by(MESSAGES.c.redraw_at, MESSAGES.c.id)
        .limit(1)
    ).first()
    return Stale(**row._asdict()) if row else None


def redrawn(session: Session, old: Stale, *, again: datetime | None = None) -> None:
    """Settle a message that was drawn anew, or that is to have its turn `again`, unless more was taken back since."""
    same = (MESSAGES.c.id == old.id, MESSAGES.c.redraw_at == old.redraw_at)
    session.execute(update(MESSAGES).where(*same).values(redraw_at=again))


def next_ones(session: Session, *, most: int, now: datetime) -> list[str]:
    """Give the Slack ids of those whose messages come next."""
    found = session.scalars(
        select(PEOPLE.c.slack_id)
        .join(MESSAGES, MESSAGES.c.person_id == PEOPLE.c.id)
        .where(MESSAGES.c.state == State.PENDING.value, MESSAGES.c.ready_at <= now, PEOPLE.c.slack_id.is_not(None))
        .order_by(MESSAGES.c.ready_at, MESSAGES.c.id)
        .limit(most)
    )
    return list(found)


def is_busy(session: Session, *, until: datetime) -> bool:
    """Tell whether anything is to be sent or looked for before a moment."""
    waits = MESSAGES.c.state.in_([State.PENDING.value, State.UNSURE.value])
    query = select(MESSAGES.c.id).where(waits, MESSAGES.c.ready_at <= until).limit(1)
    return session.scalar(query) is not None


def forget(session: Session, *, now: datetime) -> None:
    """Delete messages that are too old, with the questions in them."""
    session.execute(delete(Outgoing).where(Outgoing.due_at < now - KEEP))


def _taken(session: Session, which: ColumnElement[bool], **values: object) -> Claimed | None:
    row = session.execute(update(MESSAGES).where(which).values(**values).returning(*COLUMNS, *TIMES)).first()
    if row is None:
        return None
    who = session.execute(select(PEOPLE.c.slack_id, PEOPLE.c.channel).where(PEOPLE.c.id == row.person_id)).one()
    return Claimed(
        id=row.id,
        kind=row.kind,
        purpose=row.purpose,
        person_id=row.person_id,
        slack_id=who.slack_id or "",
        channel=who.channel,
        attempt=row.attempts,
        due_at=row.due_at,
        expires_at=row.expires_at,
        claimed_at=row.claimed_at or row.due_at,
    )


def _moved(session: Session, claimed: Claimed, was: State, **values: object) -> bool:
    """Change a message that is still in the state, and the attempt, in which it was given out."""
    mine = (MESSAGES.c.id == claimed.id, MESSAGES.c.attempts == claimed.attempt, MESSAGES.c.state == was.value)
    return session.connection().execute(update(MESSAGES).where(*mine).values(**values)).rowcount == 1
