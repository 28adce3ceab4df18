"""What became of the messages of the current kickoff: sent, late, waiting, and what was not sent, and why."""

from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Interval, and_, func, literal, select
from sqlalchemy.orm import Session

from bot.core.delivery import LATE, Pile, Report, Trouble, Weekly, tally
from bot.core.outbox import State
from bot.core.results import Who
from bot.usecases import arranging, planning
from models import Outgoing, Person, table_of

MESSAGES, PEOPLE = table_of(Outgoing).c, table_of(Person).c
MINUTES = 24 * 60  # of a day, in which SQLite tells how far apart two moments are
TROUBLED = (State.FAILED, State.UNSURE)


def report(session: Session) -> Report:
    """Tell what became of every message of the current kickoff."""
    kickoff = session.scalars(arranging.CURRENT).first()
    if kickoff is None:
        return Report()
    piles = _piles(session, kickoff.id)
    return Report(
        kickoff=kickoff.name,
        total=tally(piles),
        weeks=tuple(Weekly(week=week, tally=tally(same)) for week, same in groupby(piles, key=lambda pile: pile.week)),
        troubles=_troubles(session, kickoff.id),
    )


def _piles(session: Session, kickoff_id: int) -> list[Pile]:
    """Count messages by week, state and reason, in the order of the weeks."""
    late = and_(MESSAGES.state == State.SENT.value, _is_late(session)).label("late")
    what = (MESSAGES.purpose, MESSAGES.state, MESSAGES.reason, late)
    found = session.execute(
        select(*what, func.count()).where(_of(kickoff_id)).group_by(*what).order_by(MESSAGES.purpose, MESSAGES.state)
    )
    return [
        Pile(week=_week(purpose), state=State(state), reason=reason, is_late=bool(is_late), count=count)
        for purpose, state, reason, is_late, count in found
    ]


def _troubles(session: Session, kickoff_id: int) -> tuple[Trouble, ...]:
    """Name those whom a message did not reach for good, or perhaps."""
    found = session.execute(
        select(MESSAGES.purpose, MESSAGES.state, MESSAGES.reason, PEOPLE.id, PEOPLE.name, PEOPLE.slack_id)
        .where(_of(kickoff_id), MESSAGES.person_id == PEOPLE.id, MESSAGES.state.in_([one.value for one in TROUBLED]))
        .order_by(MESSAGES.purpose.desc(), PEOPLE.name, PEOPLE.id)
    )
    return tuple(
        Trouble(
            week=_week(row.purpose),
            who=Who(person_id=row.id, name=row.name, slack_id=row.slack_id),
            state=State(row.state),
            reason=row.reason,
        )
        for row in found
    )


def _of(kickoff_id: int) -> ColumnElement[bool]:
    return MESSAGES.purpose.startswith(planning.PURPOSE.format(kickoff=kickoff_id, week=""), autoescape=True)


def _is_late(session: Session) -> ColumnElement[Any]:
    if session.get_bind().dialect.name == "postgresql":
        return MESSAGES.sent_at > MESSAGES.due_at + literal(LATE, Interval())
    apart = func.julianday(MESSAGES.sent_at) - func.julianday(MESSAGES.due_at)
    return apart * MINUTES > LATE.total_seconds() / 60


def _week(purpose: str) -> str:
    return purpose.rpartition(":")[2]
