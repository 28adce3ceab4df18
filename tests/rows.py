"""Looking into the database of a running app."""

from sqlalchemy import select

from models import Request
from tests.office import Office


def is_settled(office: Office) -> bool:
    """Whether nothing that was asked is left to be answered."""
    with office.web.deps.sessions() as session:
        return session.scalars(select(Request.id).where(Request.state.in_(["open", "answering"]))).first() is None


def is_in_doubt(office: Office) -> bool:
    """Whether everything under way waits for a look at whether it was said."""
    with office.web.deps.sessions() as session:
        asked = session.scalars(select(Request).where(Request.state.in_(["open", "answering"]))).all()
        return bool(asked) and all(one.taken_at < one.received_at for one in asked)
