"""The plan of recaps: what it says, who takes part, and putting into the outbox what is due.

Everything here may be done by any number of workers at once and as often as one likes: a message is planned once.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, and_, exists, select
from sqlalchemy.orm import Session

from bot.core import cadence
from bot.core.cadence import Occasion, Rules
from bot.core.recaps import Audience, Member, Plan, PlanState
from bot.core.results import Standing
from bot.usecases.upserts import insert
from models import Enrolment, Kickoff, Outgoing, Person, RecapMember, RecapPlan, new_id, table_of

BATCH = 1000  # rows of one statement
PURPOSE = "recap:{kickoff}:{week}"  # with the person it names one message; the checks are of the same kind
MESSAGES, ENROLMENTS = table_of(Outgoing), table_of(Enrolment)


def current(session: Session) -> Plan | None:
    """Give the plan of the current kickoff, as it is or as it would be; None where there is no kickoff yet."""
    kickoff = session.scalars(select(Kickoff).where(Kickoff.is_current.is_(True))).first()
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
    planned = 0
    for occasion, where, people in _due(session, plan, plan.rules, now=now):
        due, ends = cadence.span(occasion, plan.rules, where)
        purpose = PURPOSE.format(kickoff=plan.kickoff_id, week=occasion.name)
        rows: list[dict[str, object]] = [
            {
                "id": new_id(),
                "purpose": purpose,
                "kind": occasion.kind.value,
                "person_id": person_id,
                "state": "pending",
                "due_at": due,
                "expires_at": ends,
                "ready_at": due,
                "attempts": 0,
                "channel": "",
                "ts": "",
                "reason": "",
            }
            for person_id in people
        ]
        planned += _inserted(session, rows)
    return planned


def enrol(session: Session, plan: Plan, *, is_new: bool, now: datetime) -> int:
    """Enrol everybody who takes part and is not enrolled yet; give how many that were."""
    if plan.rules is None:
        return 0
    enrolled = exists().where(Enrolment.kickoff_id == plan.kickoff_id, Enrolment.person_id == Person.id)
    found = session.execute(select(Person.id, Person.time_zone).where(takes_part(plan), ~enrolled)).all()
    first = cadence.monday(plan.rules.last_day) + cadence.WEEK
    rows: list[dict[str, object]] = [
        {
            "kickoff_id": plan.kickoff_id,
            "person_id": person_id,
            "first_week": cadence.first_week(plan.rules, after=now, where=_zone(zone, plan.rules)) if is_new else first,
            "is_new": is_new,
            "enrolled_at": now,
        }
        for person_id, zone in found
    ]
    for batch in _batches(rows):
        session.execute(insert(session, ENROLMENTS).values(batch).on_conflict_do_nothing())
    return len(rows)


def occasions(plan: Rules, member: Member) -> tuple[Occasion, ...]:
    """Give everything that comes to one person who takes part; to newcomers weeks of their own, and no checks."""
    return tuple(cadence.recaps(plan, first=member.first_week)) if member.is_new else cadence.occasions(plan)


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


def _due(
    session: Session, plan: Plan, rules: Rules, *, now: datetime
) -> Iterator[tuple[Occasion, ZoneInfo, list[int]]]:
    """Give what is due now to whom, by time zone, leaving out what is planned already.

    Somebody is asked from the first slot after they were enrolled: nothing that was missed before is made up for.
    """
    groups = defaultdict[tuple[ZoneInfo, date | None], list[Member]](list)
    for member in members(session, plan):
        groups[_zone(member.time_zone, rules), member.first_week if member.is_new else None].append(member)
    for (where, _), found in groups.items():
        occasion = cadence.current(occasions(rules, found[0]), rules, where, now=now)
        if occasion is None:
            continue
        due, _ = cadence.span(occasion, rules, where)
        wanted = {one.person_id for one in found if one.enrolled_at <= due}
        purpose = PURPOSE.format(kickoff=plan.kickoff_id, week=occasion.name)
        planned = set(session.scalars(select(Outgoing.person_id).where(Outgoing.purpose == purpose)))
        if people := sorted(wanted - planned):
            yield occasion, where, people


def _inserted(session: Session, rows: list[dict[str, object]]) -> int:
    """Insert messages unless somebody else just did; give how many were new."""
    new = 0
    for batch in _batches(rows):
        done = session.execute(
            insert(session, MESSAGES)
            .values(batch)
            .on_conflict_do_nothing(index_elements=["purpose", "person_id"])
            .returning(MESSAGES.c.id)
        )
        new += len(done.all())
    return new


def _batches(rows: list[dict[str, object]]) -> Iterator[Sequence[dict[str, object]]]:
    return (rows[start : start + BATCH] for start in range(0, len(rows), BATCH))


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
