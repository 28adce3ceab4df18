"""Questions that nobody could be named for."""

import hashlib
from datetime import datetime

from sqlalchemy import text
from sqlalchemy.orm import Session

from bot.core.text import words
from bot.usecases.upserts import insert
from models import Gap, GapAsker

LONGEST = 500  # characters of a question that an organizer needs to read
OPEN = text("state = 'open'")


def record(session: Session, question: str, *, asker: int | None, now: datetime) -> None:
    """Put a question on the organizers' list; asked again in the same words it joins the open entry."""
    key = hashlib.sha256(" ".join(words(question)).encode()).hexdigest()
    added = insert(session, Gap).values(key=key, question=question[:LONGEST], state="open", times=1, opened_at=now)
    gap_id = session.scalars(
        added.on_conflict_do_update(
            index_elements=["key"], index_where=OPEN, set_={"times": Gap.__table__.c.times + 1}
        ).returning(Gap.id)
    ).one()
    if asker is not None:
        wants = insert(session, GapAsker).values(gap_id=gap_id, person_id=asker, asked_at=now)
        session.execute(wants.on_conflict_do_nothing())
