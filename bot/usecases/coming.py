"""What is still to come to somebody and when it reaches them: one answer, for previews and for what they are told."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.core import cadence
from bot.core.absence import back_on
from bot.core.cadence import Occasion, Rules
from bot.core.outbox import State, Wait, Why
from bot.core.recaps import Member, Plan, PlanState
from bot.usecases import planning
from models import Outgoing, Person, Quiet

UNDER_WAY = {State.PENDING.value, State.SENDING.value, State.UNSURE.value}


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """A recap or a check with the moment at which it reaches somebody."""

    occasion: Occasion
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class _Waiting:
    """What is in the outbox for an occasion: until when it waits and may be sent, or that it is done with."""

    since: datetime
    expires: datetime
    is_over: bool


def to_come(session: Session, plan: Plan, member: Member, *, now: datetime, heeding: bool = True) -> Iterator[Coming]:
    """Give what is still to come to somebody who takes part, in order; `heeding` what they said about being quiet."""
    rules = plan.rules
    if rules is None:
        return
    columns = select(Person.away_until, Quiet.until).outerjoin(Quiet, Quiet.person_id == Person.id)
    away_until, until = session.execute(columns.where(Person.id == member.person_id)).one()
    where = cadence.zone(member.time_zone, otherwise=rules.time_zone)
    waiting = _waiting(session, plan, member)
    for one in planning.occasions(rules, member):
        due, ends = cadence.span(one, rules, where)
        row = waiting.get(planning.PURPOSE.format(kickoff=plan.kickoff_id, week=one.name))
        if row.is_over if row else due <= now and not _will_be_planned(plan, member, due):
            continue
        start, ends = (max(now, row.since), row.expires) if row else (max(now, due), ends)
        wait = not_yet(rules, where, away_until, now=start)
        at = wait.until if wait else start
        if at < ends and not (heeding and is_quiet(until, where, now=start)):
            yield Coming(occasion=one, at=at)


def member(session: Session, plan: Plan, rules: Rules, person_id: int, *, now: datetime) -> Member | None:
    """Give how somebody takes part, or how they will once they are enrolled; None if they do not."""
    if found := next(iter(planning.members(session, plan, Person.id == person_id)), None):
        return found
    here = select(Person.time_zone).where(Person.id == person_id, planning.takes_part(plan))
    row = session.execute(here).first()
    if row is None:
        return None
    is_new, where = plan.state is not PlanState.DRAFT, cadence.zone(row.time_zone, otherwise=rules.time_zone)
    first = cadence.first_week(rules, after=now, where=where) if is_new else cadence.monday(rules.last_day)
    return Member(person_id=person_id, time_zone=row.time_zone, enrolled_at=now, first_week=first, is_new=is_new)


def not_yet(rules: Rules, where: ZoneInfo, away_until: datetime | None, *, now: datetime) -> Wait | None:
    """Say until when somebody is not to be written to: until they are back, or until their next morning."""
    if day := back_on(away_until, time_zone=where.key, now=now):
        morning = cadence.moment(day, cadence.DAY_BEGINS, where)
        return Wait(until=cadence.daytime(morning, rules, where), why=Why.AWAY)
    daytime = cadence.daytime(now, rules, where)
    return Wait(until=daytime, why=Why.NIGHT) if daytime > now else None


def is_quiet(until: date | None, where: ZoneInfo, *, now: datetime) -> bool:
    """Tell whether somebody wants nothing on this day of theirs."""
    return until is not None and until > now.astimezone(where).date()


def _will_be_planned(plan: Plan, member: Member, due: datetime) -> bool:
    """Tell whether what is due already and not in the outbox yet will be put there."""
    since = max(member.enrolled_at, plan.started_at or member.enrolled_at)
    return plan.state is not PlanState.PAUSED and since <= due


def _waiting(session: Session, plan: Plan, member: Member) -> dict[str, _Waiting]:
    """Give what the outbox has for somebody, by purpose; what a pause keeps back goes out once it is over."""
    kept_back = Why.NOT_STARTED.value if plan.state is PlanState.PAUSED else None
    columns = (Outgoing.purpose, Outgoing.state, Outgoing.reason, Outgoing.ready_at, Outgoing.expires_at)
    rows = session.execute(select(*columns).where(Outgoing.person_id == member.person_id))
    return {
        row.purpose: _Waiting(
            since=row.ready_at,
            expires=row.expires_at,
            is_over=row.state not in UNDER_WAY and row.reason != kept_back,
        )
        for row in rows
    }
