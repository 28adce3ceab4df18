"""Stub."""

from datetime import datetime

from sqlalchemy.orm import Session

from bot.core.outbox import Claimed, Ready, Verdict


def ready(session: Session, claimed: Claimed, *, now: datetime) -> Verdict:
    """Stub."""
    return Ready(said=claimed.purpose)
