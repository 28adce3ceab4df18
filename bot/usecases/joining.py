"""Two rows turn out to be one person: what recaps keep of them goes along, so that a stop stays a stop."""

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from models import Enrolment, Outgoing, Quiet, Recap, RecapMember, Unwanted

# What there is once for a person and something else: of two rows the one that stays is that of the row joined to.
ONCE = (
    (Enrolment, Enrolment.kickoff_id, Enrolment.person_id),
    (RecapMember, RecapMember.kickoff_id, RecapMember.person_id),
    (Unwanted, Unwanted.topic_id, Unwanted.person_id),
    (Outgoing, Outgoing.purpose, Outgoing.person_id),
)


def join(session: Session, person: int, *, to: int) -> None:
    """Have what one row of somebody got, answered and wished for count for another row of theirs."""
    for table, what, whose in ONCE:
        held = select(what).where(whose == to).scalar_subquery()
        session.execute(update(table).where(whose == person, what.not_in(held)).values(person_id=to))
    moved = select(Outgoing.id).where(Outgoing.person_id == to).scalar_subquery()
    session.execute(update(Recap).where(Recap.person_id == person, Recap.message_id.in_(moved)).values(person_id=to))
    _quiet(session, person, to=to)


def _quiet(session: Session, person: int, *, to: int) -> None:
    """Join what both rows wished for: whoever stopped anywhere has stopped, and the longer pause counts."""
    theirs, other = session.get(Quiet, to), session.get(Quiet, person)
    if other is None:
        return
    if theirs is None:
        session.execute(update(Quiet).where(Quiet.person_id == person).values(person_id=to))
        return
    theirs.stopped_at = theirs.stopped_at or other.stopped_at
    theirs.until = max(filter(None, (theirs.until, other.until)), default=None)
    session.execute(delete(Quiet).where(Quiet.person_id == person))
