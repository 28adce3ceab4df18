"""What becomes of a message of the outbox."""

from datetime import datetime

from sqlalchemy import func, update
from sqlalchemy.orm import Session

from models import Outgoing, Recap


def seen(session: Session, message_id: str, *, channel: str, ts: str, now: datetime) -> None:
    """Note that a message is there, for somebody has just pressed something in it."""
    values = {"state": "sent", "channel": channel, "ts": ts, "sent_at": func.coalesce(Outgoing.sent_at, now)}
    waiting = Outgoing.state.in_(["pending", "sending", "unsure"])
    session.execute(update(Outgoing).where(Outgoing.id == message_id, waiting).values(values))
    unasked = (Recap.message_id == message_id, Recap.asked_at.is_(None))
    session.execute(update(Recap).where(*unasked).values(asked_at=now))
