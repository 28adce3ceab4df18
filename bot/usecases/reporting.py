"""Whether the kickoff stuck, counted out of what was asked and answered. Who answered what is in nothing given back."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, case, distinct, exists, func, select
from sqlalchemy.orm import Session

from bot.core import stats as figures
from bot.core.gaps import GapState
from bot.core.recall import Arm
from bot.core.recaps import Plan
from bot.core.stats import Asks, Checked, Counts, Gaps, OptOuts, Stats, Topics, Untold, Week
from bot.usecases import planning
from models import Ask, Gap, Outgoing, Quiet, Recap, Role, Suggestion, Topic, Unwanted

CHECK_FORM = "pick"  # the form that checks alone have
OF_LATE = timedelta(days=90)  # so long a confirmation counts
TITLES = 5  # never-asked topics that are named


def stats(session: Session, *, now: datetime) -> Stats:
    """Count everything that organizers see; with nothing to count it is all zeros."""
    plan = planning.current(session)
    checked = _checked(session, plan) if plan else []
    return Stats(
        kickoff=plan.kickoff if plan else "",
        days=figures.days(checked, plan.rules if plan else None, now=now),
        weeks=_weeks(session, plan, now=now) if plan else (),
        opt_outs=_opt_outs(session),
        asks=_asks(session),
        gaps=_gaps(session),
        topics=_topics(session, plan, now=now) if plan else Topics(),
    )


def _checked(session: Session, plan: Plan) -> list[Checked]:
    """Read every question of a check that was sent, also to those who have left since."""
    found = session.execute(
        select(Recap.person_id, Outgoing.purpose, Recap.arm, Recap.asked_at, Recap.answered_at, Recap.is_right)
        .join(Outgoing, Outgoing.id == Recap.message_id)
        .where(_ours(plan), Recap.form == CHECK_FORM)
    )
    return [
        Checked(
            person_id=person_id,
            week=_week(purpose),
            arm=Arm(arm),
            asked_at=asked_at,
            answered_at=answered_at,
            is_right=bool(is_right),
        )
        for person_id, purpose, arm, asked_at, answered_at, is_right in found
        if arm and asked_at
    ]


def _weeks(session: Session, plan: Plan, *, now: datetime) -> tuple[Week, ...]:
    """Count the questions of recaps week by week; in a week with few people nothing is told."""
    missed = and_(Recap.answered_at.is_(None), Recap.asked_at <= now - figures.OPEN)
    found = session.execute(
        select(
            Outgoing.purpose,
            func.count(distinct(Recap.person_id)),
            func.count(),
            func.count(Recap.answered_at),
            _times(Recap.is_right.is_(True)),
            _times(missed),
        )
        .join(Outgoing, Outgoing.id == Recap.message_id)
        .where(_ours(plan), Recap.form != CHECK_FORM, Recap.asked_at.is_not(None))
        .group_by(Outgoing.purpose)
    )
    weeks = [
        Week(
            week=_week(purpose),
            counts=Counts(people=people, sent=sent, answered=answered, right=right, expired=expired)
            if people >= figures.FEWEST
            else Untold.FEW,
        )
        for purpose, people, sent, answered, right, expired in found
    ]
    return tuple(sorted(weeks, key=lambda one: one.week))


def _opt_outs(session: Session) -> OptOuts:
    stopped = session.scalar(select(func.count()).where(Quiet.stopped_at.is_not(None)))
    return OptOuts(stopped=stopped or 0, topics=session.scalar(select(func.count()).select_from(Unwanted)) or 0)


def _asks(session: Session) -> Asks:
    asked, named = session.execute(
        select(func.count(), _times(Ask.outcome.in_(["card", "choice"]))).select_from(Ask)
    ).one()
    helped = Suggestion.verdict == "helped"
    judged, found = session.execute(
        select(func.count(distinct(Suggestion.ask_id)), func.count(distinct(case((helped, Suggestion.ask_id))))).where(
            Suggestion.verdict.is_not(None)
        )
    ).one()
    return Asks(asked=asked, named=named, judged=judged, helped=found)


def _gaps(session: Session) -> Gaps:
    found = {state: count for state, count in session.execute(select(Gap.state, func.count()).group_by(Gap.state))}  # noqa: C416
    return Gaps(open=found.get(GapState.OPEN.value, 0), assigned=found.get(GapState.ASSIGNED.value, 0))


def _topics(session: Session, plan: Plan, *, now: datetime) -> Topics:
    """Count the topics of the kickoff, those whose owner was confirmed of late, and those nobody was ever shown."""
    ours = and_(Topic.kickoff_id == plan.kickoff_id, Topic.archived_at.is_(None))
    owned = exists().where(Role.topic_id == Topic.id, Role.kind == "owner")
    topics, confirmed = session.execute(
        select(func.count(), _times(and_(Topic.confirmed_at > now - OF_LATE, owned))).where(ours)
    ).one()
    shown = exists().where(Suggestion.topic_id == Topic.id, Suggestion.shown_at.is_not(None))
    never = session.scalars(select(Topic.title).where(ours, ~shown).order_by(Topic.position, Topic.id)).all()
    return Topics(topics=topics, confirmed=confirmed, never_asked=len(never), titles=tuple(never[:TITLES]))


def _ours(plan: Plan) -> ColumnElement[bool]:
    return Outgoing.purpose.startswith(planning.PURPOSE.format(kickoff=plan.kickoff_id, week=""), autoescape=True)


def _week(purpose: str) -> str:
    return purpose.rpartition(":")[2]


def _times(condition: ColumnElement[bool]) -> ColumnElement[int]:
    """Count the rows of which something is true; 0 of none, where a sum would be nothing."""
    return func.count(case((condition, 1)))
