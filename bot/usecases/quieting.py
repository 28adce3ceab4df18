"""Who wants no recaps, until when, and about which topics not. What somebody said stays said, whatever is planned.

None of it touches answers to questions: who is quiet asks as before.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from bot.core import cadence
from bot.core.recapped import Quietness
from bot.core.recaps import PlanState
from bot.errors import UserMistake
from bot.usecases import coming, planning
from bot.usecases.coming import Coming
from bot.usecases.upserts import insert
from models import Person, Quiet, Unwanted

FURTHEST = timedelta(days=400)
NOT_AHEAD = "That day is not ahead of us. Choose one from tomorrow on."
TOO_FAR = "That is more than a year ahead. Press Stop instead; you can come back at any time."


def mute(session: Session, person_id: int, *, now: datetime) -> Quietness:
    """Stop the recaps of somebody, until they say otherwise."""
    row = _row(session, person_id, now=now)
    row.stopped_at = row.stopped_at or now
    row.changed_at = now
    return quietness(session, person_id, now=now)


def resume(session: Session, person_id: int, *, now: datetime) -> Quietness:
    """Let the recaps of somebody come again, whatever they had said before."""
    row = _row(session, person_id, now=now)
    row.stopped_at = row.until = None
    row.changed_at = now
    return quietness(session, person_id, now=now)


def snooze(session: Session, person_id: int, *, now: datetime) -> Quietness:
    """Leave the next week's recap out; this week's where it is still to come."""
    today = now.astimezone(_zone(session, person_id)).date()
    this_week = cadence.monday(today)
    following = next(_coming(session, person_id, *PlanState, now=now, heeding=False), None)
    is_to_come = following is not None and following.occasion.week <= this_week
    return _until(session, person_id, this_week + cadence.WEEK * (1 if is_to_come else 2), now=now)


def pause(session: Session, person_id: int, day: date, *, now: datetime) -> Quietness:
    """Leave out everything before a day."""
    today = now.astimezone(_zone(session, person_id)).date()
    if day <= today:
        raise UserMistake(NOT_AHEAD)
    if day > today + FURTHEST:
        raise UserMistake(TOO_FAR)
    return _until(session, person_id, day, now=now, at_least=False)


def unwant(session: Session, person_id: int, topic_id: int, *, now: datetime) -> None:
    """Keep somebody from being asked about a topic again."""
    said = {"person_id": person_id, "topic_id": topic_id, "said_at": now}
    session.execute(insert(session, Unwanted).values(**said).on_conflict_do_nothing())


def want(session: Session, person_id: int, topic_id: int) -> None:
    """Let somebody be asked about a topic again."""
    session.execute(delete(Unwanted).where(Unwanted.person_id == person_id, Unwanted.topic_id == topic_id))


def quietness(session: Session, person_id: int, *, now: datetime) -> Quietness:
    """Tell whether somebody wants recaps just now, and when the next one comes to them."""
    row = session.get(Quiet, person_id)
    where = _zone(session, person_id)
    until = row.until if row and coming.is_quiet(row.until, where, now=now) else None
    if row and row.stopped_at:
        return Quietness(is_stopped=True, until=until)
    following = next(_coming(session, person_id, PlanState.STARTED, now=now, heeding=True), None)
    return Quietness(until=until, next_on=following.at.astimezone(where).date() if following else None)


def _coming(session: Session, person_id: int, *states: PlanState, now: datetime, heeding: bool) -> Iterator[Coming]:
    """Give what is still to come to somebody, if the recaps are in one of these states."""
    plan = planning.current(session)
    if plan is None or plan.rules is None or plan.state not in states:
        return iter(())
    member = coming.member(session, plan, plan.rules, person_id, now=now)
    return coming.to_come(session, plan, member, now=now, heeding=heeding) if member else iter(())


def _until(session: Session, person_id: int, day: date, *, now: datetime, at_least: bool = True) -> Quietness:
    """Leave out what comes before a day; `at_least` keeps a later one that was said before."""
    row = _row(session, person_id, now=now)
    row.until = max(row.until, day) if at_least and row.until else day
    row.changed_at = now
    return quietness(session, person_id, now=now)


def _row(session: Session, person_id: int, *, now: datetime) -> Quiet:
    """Give what somebody said before; a row is made by the first of several who need it at once."""
    made = insert(session, Quiet).values(person_id=person_id, changed_at=now).on_conflict_do_nothing()
    session.execute(made)
    return session.scalars(select(Quiet).where(Quiet.person_id == person_id).with_for_update()).one()


def _zone(session: Session, person_id: int) -> ZoneInfo:
    """Give whose clock counts: the person's, or that of the plan."""
    plan = planning.current(session)
    otherwise = plan.rules.time_zone if plan and plan.rules else "UTC"
    return cadence.zone(session.scalar(select(Person.time_zone).where(Person.id == person_id)), otherwise=otherwise)
