"""Playing an invented company, as the demo does: when its kickoff was, when something comes next, who is asked what."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.core import cadence
from bot.core.cadence import Kind, Rules
from bot.core.recaps import Member, Plan, PlanState
from bot.core.rehearsal import Question
from bot.core.results import Role, Standing
from bot.usecases import planning
from models import Kickoff, Outgoing, Person, Recap, RecapPlan, Topic
from models import Role as Holding

TRUTHS = 2  # true and false
NAMED = (Role.OWNER, Role.BACKUP)  # who may be named, in the order in which they are asked


def prepare(session: Session, *, last_day: date, seed: str, time_zone: str, now: datetime) -> None:
    """Say on which day the current kickoff ended, and from what its recaps are drawn, so that they are always the same.

    Nothing is started by that.
    """
    kickoff = session.scalars(select(Kickoff).where(Kickoff.is_current.is_(True))).one()
    kickoff.last_day = last_day
    session.add(RecapPlan(kickoff_id=kickoff.id, seed=seed, time_zone=time_zone, changed_at=now))
    session.flush()


def next_moment(session: Session, *, now: datetime) -> datetime | None:
    """Give the next moment at which something comes to anybody, None where nothing is to come."""
    plan, rules = _started(session)
    if plan is None or rules is None:
        return None
    waiting = select(func.min(Outgoing.ready_at)).where(Outgoing.state == "pending", Outgoing.ready_at > now)
    coming = _slots(rules, planning.members(session, plan), now=now)
    return min([*coming, *filter(None, [session.scalar(waiting)])], default=None)


def slot_of(session: Session, slack_id: str, *, kind: Kind | None = None, now: datetime) -> datetime | None:
    """Give the moment at which the next thing, or the next of a kind, comes to one person, None where there is none."""
    plan, rules = _started(session)
    if plan is None or rules is None:
        return None
    member = planning.members(session, plan, Person.slack_id == slack_id)
    return min(_slots(rules, member, kind=kind, now=now), default=None)


def questions(session: Session, *, since: datetime, now: datetime) -> tuple[Question, ...]:
    """Give the questions that were sent since a moment and that nobody has answered, in the order of their messages."""
    rows = session.execute(
        select(Recap, Outgoing, Person.slack_id, Topic.title)
        .join(Outgoing, Outgoing.id == Recap.message_id)
        .join(Person, Person.id == Recap.person_id)
        .join(Topic, Topic.id == Recap.topic_id)
        .where(Outgoing.state == "sent", Outgoing.sent_at >= since, Recap.asked_at <= now, Recap.answered_at.is_(None))
        .order_by(Outgoing.sent_at, Outgoing.id, Recap.place)
    ).all()
    names = _names(session, {recap.topic_id for recap, *_ in rows})
    seen, practice = _before(session, {recap.person_id for recap, *_ in rows}, {message.id for _, message, *_ in rows})
    return tuple(
        Question(
            recap_id=recap.id,
            message_id=message.id,
            purpose=message.purpose,
            kind=Kind(message.kind),
            slack_id=slack_id or "",
            place=recap.place,
            topic=topic,
            offered=len(recap.options) or (TRUTHS if recap.form == "truth" else 0),
            right=recap.correct,
            names=names.get(recap.topic_id, ()),
            seen=seen[recap.person_id, recap.topic_id],
            practice=practice[recap.person_id],
            held_out=recap.arm == "held out",
        )
        for recap, message, slack_id, topic in rows
    )


def _started(session: Session) -> tuple[Plan | None, Rules | None]:
    """Give the plan that is under way, and its rules."""
    plan = planning.current(session)
    return (plan, plan.rules) if plan and plan.state is PlanState.STARTED else (None, None)


def _slots(rules: Rules, members: Iterable[Member], *, kind: Kind | None = None, now: datetime) -> Iterator[datetime]:
    """Give when something comes next to each group of people who are sent things at the same moments."""
    groups: dict[tuple[ZoneInfo, date | None], Member] = {}
    for member in members:
        where = cadence.zone(member.time_zone, otherwise=rules.time_zone)
        groups.setdefault((where, member.first_week if member.is_new else None), member)
    for (where, _), member in groups.items():
        coming = [one for one in planning.occasions(rules, member) if kind in (None, one.kind)]
        if following := cadence.following(coming, rules, where, now=now):
            yield cadence.span(following, rules, where)[0]


def _names(session: Session, topics: Collection[int]) -> dict[int, tuple[str, ...]]:
    """Give whom it is right to name for each topic: its owners who work here, else its backups."""
    rows = session.execute(
        select(Holding.topic_id, Holding.kind, Person.name)
        .join(Person, Person.id == Holding.person_id)
        .where(Holding.topic_id.in_(topics), Holding.kind.in_(NAMED), Person.standing == Standing.EMPLOYEE.value)
        .order_by(Holding.position)
    )
    found = defaultdict[tuple[int, str], list[str]](list)
    for topic_id, kind, name in rows:
        found[topic_id, kind].append(name)
    return {
        topic_id: tuple(next(filter(None, (found.get((topic_id, kind.value)) for kind in NAMED)), ()))
        for topic_id in topics
    }


def _before(
    session: Session, people: Collection[int], messages: Collection[str]
) -> tuple[Counter[tuple[int, int]], Counter[int]]:
    """Count the recaps of each person before these messages, by topic and in all."""
    rows = session.execute(
        select(Recap.person_id, Recap.topic_id)
        .join(Outgoing, Outgoing.id == Recap.message_id)
        .where(
            Recap.person_id.in_(people),
            Recap.asked_at.is_not(None),
            Outgoing.kind == Kind.RECAP.value,
            Outgoing.id.not_in(messages),
        )
    ).all()
    return Counter((person, topic) for person, topic in rows), Counter(person for person, _ in rows)
