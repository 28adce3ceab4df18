"""The plan of recaps: what it says, who takes part, and putting into the outbox what is due.

Everything here may be done by any number of workers at once and as often as one likes: a message is planned once.
"""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Column, ColumnElement, Table, and_, exists, false, or_, select
from sqlalchemy.orm import Session

from bot.core import cadence
from bot.core.cadence import Occasion, Rules
from bot.core.outbox import State, Why
from bot.core.recaps import Audience, Member, Plan, PlanState
from bot.core.results import Standing
from bot.usecases.upserts import insert
from models import Enrolment, Kickoff, Outgoing, Person, RecapMember, RecapPlan, new_id, table_of

PURPOSE = "recap:{kickoff}:{week}"  # with the person it names one message; the checks are of the same kind
MESSAGES, ENROLMENTS = table_of(Outgoing), table_of(Enrolment)

_Group = tuple[str | None, bool, date]  # the time zone's name, whether they are newcomers, the first week


@dataclass(frozen=True, slots=True, kw_only=True)
class _Slot:
    purpose: str
    kind: str
    due: datetime
    ends: datetime


def current(session: Session) -> Plan | None:
    """Give the plan of the current kickoff, as it is or as it would be; None where there is no kickoff yet."""
    kickoff = session.scalars(select(Kickoff).where(Kickoff.is_current.is_(True)).order_by(Kickoff.id.desc())).first()
    if kickoff is None:
        return None
    row = session.get(RecapPlan, kickoff.id)
    found = row or RecapPlan(kickoff_id=kickoff.id, changed_at=kickoff.created_at)
    return Plan(
        kickoff_id=kickoff.id,
        kickoff=kickoff.name,
        state=PlanState(found.state),
        rules=_rules(found, kickoff.last_day) if kickoff.last_day else None,
        audience=Audience(found.audience),
        seed=found.seed if row else first_seed(kickoff.id, kickoff.created_at),
        started_at=found.started_at,
    )


def takes_part(plan: Plan) -> ColumnElement[bool]:
    """Tell who takes part, as a condition on `Person`: employees in Slack whom the organizers want in it."""
    named = exists().where(
        RecapMember.kickoff_id == plan.kickoff_id,
        RecapMember.person_id == Person.id,
        RecapMember.is_in.is_(plan.audience is Audience.CHOSEN),
    )
    works_here = and_(Person.standing == Standing.EMPLOYEE.value, Person.slack_id.is_not(None))
    return and_(works_here, named if plan.audience is Audience.CHOSEN else ~named)


def plan_due(session: Session, *, now: datetime) -> int:
    """Put into the outbox what is due to anybody now, if the plan is started; give how much that was.

    Who has joined since is enrolled with it, and has their first recap at their first slot from then on.
    """
    plan = current(session)
    if plan is None or plan.rules is None or plan.state is not PlanState.STARTED:
        return 0
    enrol(session, plan, is_new=True, now=now)
    return _plan(session, plan, plan.rules, now=now)


def pass_over(session: Session, plan: Plan, *, now: datetime) -> int:
    """Leave out what came due while the plan was paused, for it is not made up for; give how much that was."""
    missed = {"state": State.CANCELLED.value, "reason": Why.MISSED.value}
    return _plan(session, plan, plan.rules, now=now, **missed) if plan.rules else 0


def enrol(session: Session, plan: Plan, *, is_new: bool, now: datetime) -> int:
    """Enrol everybody who takes part and is not enrolled yet; give how many that were.

    Newcomers are those who join once the kickoff is over: whoever is there before then was at it.
    """
    if plan.rules is None:
        return 0
    enrolled = exists().where(Enrolment.kickoff_id == plan.kickoff_id, Enrolment.person_id == Person.id)
    wanted = select(Person.id, Person.time_zone).where(takes_part(plan), ~enrolled).order_by(Person.id)
    found = session.execute(wanted).all()
    begins = {name: _begins(plan.rules, _zone(name, plan.rules), is_new=is_new, now=now) for _, name in found}
    rows = [
        {"kickoff_id": plan.kickoff_id, "person_id": person_id, "enrolled_at": now, **begins[name]}
        for person_id, name in found
    ]
    return _inserted(session, ENROLMENTS, rows, ENROLMENTS.c.kickoff_id, ENROLMENTS.c.person_id)


def occasions(plan: Rules, member: Member) -> tuple[Occasion, ...]:
    """Give everything that comes to one person who takes part; to newcomers weeks of their own, and no checks."""
    return _occasions(plan, member.first_week if member.is_new else None)


def members(session: Session, plan: Plan, *conditions: ColumnElement[bool]) -> list[Member]:
    """Give those who are enrolled and still take part."""
    found = session.execute(
        select(Person.id, Person.time_zone, Enrolment.enrolled_at, Enrolment.first_week, Enrolment.is_new)
        .join(Enrolment, Enrolment.person_id == Person.id)
        .where(Enrolment.kickoff_id == plan.kickoff_id, takes_part(plan), *conditions)
        .order_by(Person.id)
    )
    return [
        Member(person_id=person_id, time_zone=zone, enrolled_at=at, first_week=first, is_new=is_new)
        for person_id, zone, at, first, is_new in found
    ]


def _plan(session: Session, plan: Plan, rules: Rules, *, now: datetime, **values: str) -> int:
    """Put into the outbox what is due and not there yet."""
    slots = _slots(session, plan, rules, now=now)
    planned = 0
    for purpose in sorted({slot.purpose for slot in slots.values()}):
        rows = _rows(session, plan, {group: slot for group, slot in slots.items() if slot.purpose == purpose})
        new = [row | values for row in rows]
        planned += _inserted(session, MESSAGES, new, MESSAGES.c.purpose, MESSAGES.c.person_id)
    return planned


def _slots(session: Session, plan: Plan, rules: Rules, *, now: datetime) -> dict[_Group, _Slot]:
    """Give what is due now by the clocks and weeks that people have; mostly nothing, and then nobody is looked at."""
    found: dict[_Group, _Slot] = {}
    weeks = select(Person.time_zone, Enrolment.is_new, Enrolment.first_week).distinct()
    for name, is_new, first in session.execute(weeks.join(Enrolment).where(Enrolment.kickoff_id == plan.kickoff_id)):
        where = _zone(name, rules)
        occasion = cadence.current(_occasions(rules, first if is_new else None), rules, where, now=now)
        if occasion:
            due, ends = cadence.span(occasion, rules, where)
            purpose = PURPOSE.format(kickoff=plan.kickoff_id, week=occasion.name)
            found[name, is_new, first] = _Slot(purpose=purpose, kind=occasion.kind.value, due=due, ends=ends)
    return found


def _rows(session: Session, plan: Plan, slots: dict[_Group, _Slot]) -> list[dict[str, object]]:
    """Give the messages of one week that are due and not planned yet, in the order of people.

    The order is the same for everybody who plans, so that no two of them wait for each other. Somebody is asked from
    the first slot after they were enrolled and the plan was started: what was missed before is not made up for.
    """
    purpose = next(iter(slots.values())).purpose
    since = max(slot.due for slot in slots.values())
    zones = {name for name, _, _ in slots}
    planned = exists().where(Outgoing.purpose == purpose, Outgoing.person_id == Person.id)
    found = session.execute(
        select(Person.id, Person.time_zone, Enrolment.is_new, Enrolment.first_week, Enrolment.enrolled_at)
        .join(Enrolment, Enrolment.person_id == Person.id)
        .where(Enrolment.kickoff_id == plan.kickoff_id, Enrolment.enrolled_at <= since, takes_part(plan), ~planned)
        .where(or_(Person.time_zone.in_(zones - {None}), Person.time_zone.is_(None) if None in zones else false()))
        .order_by(Person.id)
    )
    return [
        _row(slot, person_id)
        for person_id, name, is_new, first, at in found
        if (slot := slots.get((name, is_new, first))) and max(at, plan.started_at or at) <= slot.due
    ]


def _row(slot: _Slot, person_id: int) -> dict[str, object]:
    return {
        "id": new_id(),
        "purpose": slot.purpose,
        "kind": slot.kind,
        "person_id": person_id,
        "state": "pending",
        "due_at": slot.due,
        "expires_at": slot.ends,
        "ready_at": slot.due,
        "attempts": 0,
        "channel": "",
        "ts": "",
        "reason": "",
    }


def _begins(rules: Rules, where: ZoneInfo, *, is_new: bool, now: datetime) -> dict[str, object]:
    """Tell from which week somebody takes part who is enrolled now, and whether as a newcomer."""
    if is_new and now.astimezone(where).date() > rules.last_day:
        return {"is_new": True, "first_week": cadence.first_week(rules, after=now, where=where)}
    return {"is_new": False, "first_week": cadence.monday(rules.last_day) + cadence.WEEK}


def _inserted(session: Session, table: Table, rows: list[dict[str, object]], *unique: Column[Any]) -> int:
    """Insert rows unless somebody else just did, all in one go; give how many were new."""
    if not rows:
        return 0
    new = insert(session, table).on_conflict_do_nothing(index_elements=unique)
    done = session.connection().execute(new, rows, execution_options={"preserve_rowcount": True})
    return done.rowcount


@lru_cache(maxsize=256)
def _occasions(rules: Rules, first: date | None) -> tuple[Occasion, ...]:
    """Give the occasions of newcomers by their first week, or of those who were at the kickoff."""
    return cadence.occasions(rules) if first is None else tuple(cadence.recaps(rules, first=first))


def first_seed(kickoff_id: int, created_at: datetime) -> str:
    """Give the seed that a plan will have once it is kept, so that what is previewed before is what is sent then."""
    return hashlib.sha256(f"{kickoff_id}:{created_at.isoformat()}".encode()).hexdigest()[:16]


def _rules(row: RecapPlan, last_day: date) -> Rules:
    hour, minute = divmod(row.minute, 60)
    return Rules(
        last_day=last_day,
        weekday=row.weekday,
        at=time(hour, minute),
        weeks=row.weeks,
        holidays=frozenset(map(date.fromisoformat, row.holidays)),
        blackout=row.blackout,
        fiscal_start=row.fiscal_start,
        time_zone=row.time_zone,
    )


def _zone(name: str | None, rules: Rules) -> ZoneInfo:
    return cadence.zone(name, otherwise=rules.time_zone)
