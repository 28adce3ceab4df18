"""Recaps on their way out: whether somebody gets theirs now, what it asks, and what would come next.

What a message asks is decided when it is sent, so that what was said, left or archived since it was planned counts. It
is kept with the message: drawn again after a failed attempt it asks the same, under the same ids.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.core import cadence
from bot.core.cadence import Kind, Rules
from bot.core.outbox import Claimed, Ready, Skip, Verdict, Why
from bot.core.recapped import NextRecap, Open, Recapped, Typed
from bot.core.recaps import Plan, PlanState
from bot.core.results import Standing, Who
from bot.usecases import coming, composing, gathering, laying, planning
from bot.usecases.composing import Composed
from bot.usecases.gathering import Reader
from models import Person, Quiet, Recap, new_id


@dataclass(frozen=True, slots=True, kw_only=True)
class _Person:
    """Somebody with all that decides whether they get a recap."""

    who: Who
    standing: Standing
    where: ZoneInfo
    away_until: datetime | None
    takes_part: bool
    stopped_at: datetime | None
    until: date | None


def ready(session: Session, claimed: Claimed, *, now: datetime) -> Verdict:
    """Say what a claimed message asks, or why it is not sent, or not yet."""
    plan = planning.current(session)
    if plan is None or plan.rules is None or plan.state is not PlanState.STARTED or not _is_of(plan, claimed.purpose):
        return Skip(why=Why.NOT_STARTED)
    person = _person(session, plan, plan.rules, claimed.person_id)
    against = _unfit(person, today=now.astimezone(person.where).date())
    if against:
        return Skip(why=against)
    if now >= claimed.expires_at:
        return Skip(why=Why.TOO_LATE)
    wait = coming.not_yet(plan.rules, person.where, person.away_until, now=now)
    return wait or _asked(session, plan, person, claimed, now=now)


def preview(session: Session, person_id: int, *, now: datetime) -> NextRecap:
    """Say what comes next to somebody and when, as if it were sent then; nothing is written."""
    plan = planning.current(session)
    if plan is None or plan.rules is None:
        row = session.get_one(Person, person_id)
        who = Who(person_id=row.id, name=row.name, slack_id=row.slack_id)
        return NextRecap(who=who, time_zone=cadence.zone(None).key, why=Why.NOT_SET)
    person = _person(session, plan, plan.rules, person_id)
    nothing = NextRecap(who=person.who, time_zone=person.where.key, why=_unfit(person, today=date.max))
    if nothing.why:
        return nothing
    member = coming.member(session, plan, plan.rules, person_id, now=now)
    found = next(coming.to_come(session, plan, member, now=now), None) if member else None
    if found is None:
        return NextRecap(who=person.who, time_zone=person.where.key, why=Why.NOTHING_DUE)
    following, at = found.occasion, found.at
    purpose = planning.PURPOSE.format(kickoff=plan.kickoff_id, week=following.name)
    composed = _composed(session, plan, _reader(plan, person, purpose, now=at), following.kind, now=at)
    return NextRecap(
        who=person.who,
        time_zone=person.where.key,
        at=at,
        kind=following.kind,
        day=following.day,
        said=_said("", following.kind, following.day, [""] * len(composed), composed) if composed else None,
        why=None if composed else Why.NOTHING_DUE,
    )


def one_more(session: Session, plan: Plan, row: Recap, purpose: str, *, now: datetime) -> Composed | None:
    """Compose what somebody is asked after this question, in the same message; None if nothing is due any more."""
    if plan.rules is None or plan.state is PlanState.DRAFT or not _is_of(plan, purpose):
        return None
    person = _person(session, plan, plan.rules, row.person_id)
    reader = _reader(plan, person, f"{purpose}:{row.place + 1}", now=now)
    return next(iter(_composed(session, plan, reader, Kind.RECAP, now=now)), None)


def _asked(session: Session, plan: Plan, person: _Person, claimed: Claimed, *, now: datetime) -> Ready | Skip:
    """Compose what a message asks, and keep it; what was kept before stays as far as it still holds."""
    kind, reader = Kind(claimed.kind), _reader(plan, person, claimed.purpose, now=now)
    kept = {row.place: row for row in session.scalars(select(Recap).where(Recap.message_id == claimed.id))}
    rather = kept[0].topic_id if kept else None
    composed = _composed(session, plan, reader, kind, rather=rather, now=now)
    ids = [_keep(session, claimed, place, one, kept.pop(place, None)) for place, one in enumerate(composed)]
    for left_over in kept.values():
        session.delete(left_over)
    if not composed:
        return Skip(why=Why.NOTHING_DUE)
    day = laying.day_of(plan, claimed.purpose) if kind is Kind.CHECK else 0
    return Ready(said=_said(claimed.id, kind, day, ids, composed))


def _composed(
    session: Session, plan: Plan, reader: Reader, kind: Kind, *, now: datetime, rather: int | None = None
) -> tuple[Composed, ...]:
    board = gathering.board(session, plan, reader)
    if kind is Kind.CHECK:
        return composing.check(session, board, reader, seed=plan.seed, now=now)
    found = composing.recap(session, board, reader, now=now, rather=rather)
    return (found,) if found else ()


def _keep(session: Session, claimed: Claimed, place: int, composed: Composed, row: Recap | None) -> str:
    """Keep a question under the id that it has, or a new one."""
    if row is None:
        row_id = new_id()
        session.add(
            Recap(
                id=row_id, message_id=claimed.id, place=place, person_id=claimed.person_id, **composing.fields(composed)
            )
        )
        return row_id
    for name, value in composing.fields(composed).items():
        if getattr(row, name) != value:
            setattr(row, name, value)
    return row.id


def _said(message_id: str, kind: Kind, day: int, ids: Sequence[str], composed: Sequence[Composed]) -> Recapped:
    parts = tuple(_part(recap_id, one) for recap_id, one in zip(ids, composed, strict=True))
    return Recapped(message_id=message_id, kind=kind, day=day, parts=parts)


def _part(recap_id: str, composed: Composed) -> Open | Typed:
    title, drawn = composed.subject.title, composed.drawn
    if composed.arm:
        return Typed(recap_id=recap_id, title=title)
    return Open(
        recap_id=recap_id,
        title=title,
        form=drawn.form,
        offered=tuple(one.name for one in drawn.people) or drawn.texts or laying.TRUTHS,
        statement=drawn.statement,
        spark=composed.spark,
    )


def _is_of(plan: Plan, purpose: str) -> bool:
    """Tell whether a message belongs to the kickoff that is current."""
    return purpose.startswith(planning.PURPOSE.format(kickoff=plan.kickoff_id, week=""))


def _unfit(person: _Person, *, today: date) -> Why | None:
    """Say why somebody gets nothing on a day, or on no day at all."""
    if person.standing is not Standing.EMPLOYEE:
        return Why.LEFT
    if person.who.slack_id is None:
        return Why.NOT_IN_SLACK
    if not person.takes_part:
        return Why.NOT_IN_AUDIENCE
    if person.stopped_at:
        return Why.STOPPED
    return Why.PAUSED if person.until and person.until > today else None


def _reader(plan: Plan, person: _Person, purpose: str, *, now: datetime) -> Reader:
    return Reader(
        person_id=person.who.person_id,
        where=person.where,
        today=now.astimezone(person.where).date(),
        seed=f"{plan.seed}:{person.who.person_id}:{purpose}",
    )


def _person(session: Session, plan: Plan, rules: Rules, person_id: int) -> _Person:
    columns = (Person.id, Person.name, Person.slack_id, Person.standing, Person.time_zone, Person.away_until)
    said = (Quiet.stopped_at, Quiet.until, planning.takes_part(plan).label("takes_part"))
    found = select(*columns, *said).outerjoin(Quiet, Quiet.person_id == Person.id).where(Person.id == person_id)
    row = session.execute(found).one()
    return _Person(
        who=Who(person_id=row.id, name=row.name, slack_id=row.slack_id),
        standing=Standing(row.standing),
        where=cadence.zone(row.time_zone, otherwise=rules.time_zone),
        away_until=row.away_until,
        takes_part=row.takes_part,
        stopped_at=row.stopped_at,
        until=row.until,
    )
