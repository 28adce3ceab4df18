"""The plan of the recaps as organizers see it, and starting it: nothing is sent before they have.

    draft ──start──> started ──pause──> paused
                        ^──────start──────┘

What is started are the settings that were seen: whoever starts says by their mark which ones those were.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from bot.core import cadence
from bot.core.cadence import Rules
from bot.core.delivery import Tally
from bot.core.recaps import Plan, PlanState
from bot.core.schedule import Group, Note, PlanPage, Week, calendar
from bot.errors import UserMistake
from bot.usecases import arranging, delivering, planning, reporting_delivery
from models import Enrolment, Person, Quiet, table_of

STOPPED = Quiet.stopped_at.is_not(None)
ENROLMENTS = table_of(Enrolment)
PEOPLE = table_of(Person).outerjoin(table_of(Quiet), Quiet.person_id == Person.id)  # and what each wants


def page(session: Session, *, now: datetime, note: Note | None = None) -> PlanPage:
    """Lay out the plan as it is: its settings, and what goes to how many people when."""
    plan = planning.current(session)
    if plan is None:
        raise UserMistake(arranging.NO_KICKOFF)
    report = reporting_delivery.report(session)
    tallies = {one.week: one.tally for one in report.weeks}
    weeks = calendar(plan.rules, _groups(session, plan)) if plan.rules else ()
    return PlanPage(
        state=plan.state,
        settings=arranging.settings(session),
        people=_count(session, plan),
        stopped=_count(session, plan, STOPPED),
        weeks=tuple(_with_tally(one, tallies) for one in weeks),
        today=now.date(),
        total=report.total,
        troubles=report.troubles,
        first_on=_first_on(plan.rules, now=now),
        started_on=plan.started_at.date() if plan.started_at else None,
        note=note,
    )


def start(session: Session, mark: str, *, by: str, now: datetime) -> PlanPage:
    """Start the plan, or go on with it, if it is the one that was seen; of two at once one does."""
    kickoff = arranging.lock(session)
    plan = planning.current(session)
    if plan and plan.state is PlanState.STARTED:
        return page(session, now=now, note=Note.ALREADY)
    if plan is None or plan.rules is None:
        return page(session, now=now, note=Note.NOTHING)
    if arranging.settings(session).mark != mark:
        return page(session, now=now, note=Note.MOVED)
    row = arranging.row(session, kickoff, now=now)
    is_new, row.state = row.started_at is None, PlanState.STARTED.value
    row.started_at, row.changed_at, row.changed_by = row.started_at or now, now, by
    session.flush()
    if is_new and (started := planning.current(session)):
        planning.enrol(session, started, is_new=False, now=now)
    if not is_new:
        planning.pass_over(session, plan, now=now)
        delivering.take_up(session, planning.PURPOSE.format(kickoff=kickoff.id, week=""), now=now)
    return page(session, now=now, note=Note.STARTED if is_new else Note.RESUMED)


def pause(session: Session, *, by: str, now: datetime) -> PlanPage:
    """Send nothing until somebody goes on."""
    row = arranging.row(session, arranging.lock(session), now=now)
    if row.state != PlanState.STARTED.value:
        return page(session, now=now)
    row.state, row.changed_at, row.changed_by = PlanState.PAUSED.value, now, by
    session.flush()
    return page(session, now=now, note=Note.PAUSED)


def _groups(session: Session, plan: Plan) -> list[Group]:
    """Count those who want something, by when they joined and before which day they want nothing."""
    people = func.count(Person.id)
    wants = (planning.takes_part(plan), Quiet.stopped_at.is_(None))
    if plan.state is PlanState.DRAFT:
        everybody = select(Quiet.until, people).select_from(PEOPLE).where(*wants).group_by(Quiet.until)
        return [Group(people=count, quiet_until=until) for until, count in session.execute(everybody)]
    what = (Enrolment.is_new, Enrolment.first_week, Quiet.until)
    enrolled = (Enrolment.person_id == Person.id, Enrolment.kickoff_id == plan.kickoff_id)
    joined = select(*what, people).select_from(PEOPLE.join(ENROLMENTS, and_(*enrolled)))
    found = session.execute(joined.where(*wants).group_by(*what))
    return [
        Group(people=count, first_week=first if is_new else None, quiet_until=until)
        for is_new, first, until, count in found
    ]


def _count(session: Session, plan: Plan, *conditions: ColumnElement[bool]) -> int:
    query = select(func.count(Person.id)).select_from(PEOPLE)
    return session.scalar(query.where(planning.takes_part(plan), *conditions)) or 0


def _with_tally(week: Week, tallies: Mapping[str, Tally]) -> Week:
    """Say of a week what became of its messages."""
    return replace(week, tally=tallies.get(week.name, week.tally))


def _first_on(rules: Rules | None, *, now: datetime) -> date | None:
    """Give the day on which something comes next, on the kickoff's own clock."""
    if rules is None:
        return None
    where = cadence.zone(rules.time_zone)
    following = cadence.following(cadence.occasions(rules), rules, where, now=now)
    return following.on if following else None
