"""The one gate that all workers go through before they post."""

from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from bot.core.pace import FURTHEST
from bot.usecases.upserts import insert
from models import Pace, table_of

GATE = table_of(Pace)
ONLY = GATE.c.id == 1


def opens(session: Session, *, now: datetime) -> datetime:
    """Lock the gate, and give when it opens; one that a clock set back has left far ahead opens now."""
    found: datetime | None = session.scalar(select(GATE.c.next_at).where(ONLY).with_for_update())
    if found is None:
        session.execute(insert(session, GATE).values(id=1, next_at=now).on_conflict_do_nothing())
        found = session.scalars(select(GATE.c.next_at).where(ONLY).with_for_update()).one()
    return now if found > now + FURTHEST else found


def take(session: Session, *, interval: float, now: datetime) -> datetime:
    """Give the moment at which one message may start, which nobody else is given."""
    at = max(opens(session, now=now), now)
    session.execute(update(GATE).where(ONLY).values(next_at=at + timedelta(seconds=interval)))
    return at


def push(session: Session, *, until: datetime, now: datetime) -> None:
    """Let nobody start before a moment, because Slack said so."""
    until = min(until, now + FURTHEST)
    if opens(session, now=now) < until:
        session.execute(update(GATE).where(ONLY).values(next_at=until))
