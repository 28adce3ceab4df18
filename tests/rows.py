"""Looking into the database of a running app."""

from sqlalchemy import select

from models import Request
from tests.office import Office


def is_settled(office: Office) -> bool:
    """Whether nothing that was asked is left to be answered."""
    with office.web.deps.sessions() as session:
        return session.scalars(select(Request.id).where(Request.state.in_(["open", "answering"]))).first() is None
