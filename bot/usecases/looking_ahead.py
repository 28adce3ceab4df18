"""What would be sent at a moment: found out by planning and composing it, which whoever asks takes back."""

from datetime import datetime

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from bot.core import cadence
from bot.core.ahead import Ahead, LookAhead
from bot.core.cadence import Kind, Rules
from bot.core.outbox import Claimed, Skip, State, Wait
from bot.core.recaps import Plan, PlanState
from bot.core.results import Who
from bot.usecases import arranging, planning, recapping
from models import Enrolment, Kickoff, Outgoing, Person, Recap, RecapPlan, Topic, table_of

WRITTEN = (Kickoff, RecapPlan, Enrolment, Outgoing, Recap)  # or locked


def set_aside(session: Session) -> None:
    """Put copies in the place of the tables that are written, for the rest of a transaction on PostgreSQL.

    Rows in the real ones would have everybody wait who plans or claims the same. Temporary tables are found before
    others of their name (PostgreSQL documentation, `search_path`).
    """
    for name in (table_of(one).name for one in WRITTEN):
        session.execute(text(f"CREATE TEMPORARY TABLE copy (LIKE {name} INCLUDING ALL) ON COMMIT DROP"))
        session.execute(text(f"INSERT INTO copy TABLE {name}"))
        session.execute(text(f"ALTER TABLE copy RENAME TO {name}"))


def at(session: Session, *, now: datetime) -> LookAhead:
    """Tell what would be sent at a moment, and what it would say; it is all written, and not to be kept."""
    plan = planning.current(session)
    if plan is None or plan.rules is None:
        return LookAhead(at=now)
    if plan.state is not PlanState.STARTED:
        _start(session, plan, now=now)
    planning.plan_due(session, now=now)
    waiting = session.execute(
        select(Outgoing, Person)
        .join(Person, Person.id == Outgoing.person_id)
        .where(Outgoing.state == State.PENDING.value, Outgoing.ready_at <= now)
        .order_by(Outgoing.ready_at, Person.name, Person.id)
    ).all()
    messages = tuple(_ahead(session, plan.rules, message, person, now=now) for message, person in waiting)
    return LookAhead(at=now, state=plan.state, messages=messages)


def _start(session: Session, plan: Plan, *, now: datetime) -> None:
    """Do as if the plan had been started before this week."""
    arranging.row(session, arranging.lock(session), now=now).state = PlanState.STARTED.value
    session.flush()
    if plan.state is PlanState.DRAFT:
        planning.enrol(session, plan, is_new=False, now=now - cadence.WEEK)


def _ahead(session: Session, rules: Rules, message: Outgoing, person: Person, *, now: datetime) -> Ahead:
    claimed = Claimed(
        id=message.id,
        kind=message.kind,
        purpose=message.purpose,
        person_id=person.id,
        slack_id=person.slack_id or "",
        channel=person.channel,
        attempt=message.attempts + 1,
        due_at=message.due_at,
        expires_at=message.expires_at,
        claimed_at=now,
    )
    verdict = recapping.ready(session, claimed, now=now)
    session.flush()
    asks = (
        select(Topic.title, Recap.form)
        .join(Topic, Topic.id == Recap.topic_id)
        .where(Recap.message_id == message.id)
        .order_by(Recap.place)
    )
    return Ahead(
        who=Who(person_id=person.id, name=person.name, slack_id=person.slack_id),
        time_zone=cadence.zone(person.time_zone, otherwise=rules.time_zone).key,
        kind=Kind(message.kind),
        due_at=message.due_at,
        asks=tuple((title, form) for title, form in session.execute(asks)),
        why=verdict.why if isinstance(verdict, Skip | Wait) else None,
        until=verdict.until if isinstance(verdict, Wait) and verdict.until < message.expires_at else None,
    )
