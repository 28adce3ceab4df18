"""Laying a recap out as it stands: what is open, what was answered, and whom to ask about it by now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.core import cadence
from bot.core.cadence import Kind
from bot.core.quiz import TRUE, Form
from bot.core.recall import ONE_MORE
from bot.core.recapped import Answered, Open, Recapped, Spark, Typed
from bot.core.recaps import Plan
from bot.core.results import Card, Standing, Who
from bot.core.text import folded
from bot.errors import UserMistake
from bot.usecases import cards, planning, quieting
from bot.usecases.cards import PERSON, STORY, TOPIC, WHO, Known
from bot.usecases.directories import MAY_BE_SHOWN
from models import Outgoing, Recap, Unwanted

TRUTHS = ("True", "False")
TOO_OLD = "That question is gone. Ask me anything you like meanwhile."
NOT_YOURS = "That question was put to somebody else, so only they can answer it."


@dataclass(frozen=True, slots=True, kw_only=True)
class _Around:
    """Everything that the questions of a message are about, read at once."""

    reader: int
    topics: dict[int, Known]
    in_force: frozenset[int]
    people: dict[int, Who]
    left: frozenset[int]
    sparks: dict[int, Spark]
    unwanted: frozenset[int]


def theirs(session: Session, recap_id: str, *, by: int) -> Recap:
    """Find a question that was put to somebody; nobody else gets to see or to answer it."""
    row = session.get(Recap, recap_id)
    if row is None:
        raise UserMistake(TOO_OLD)
    if row.person_id != by:
        raise UserMistake(NOT_YOURS)
    return row


def message(session: Session, message_id: str, *, by: int, now: datetime, is_dry: bool = False) -> Recapped:
    """Lay out a message as it stands now, for the person it was sent to; `is_dry` says that nothing more is due."""
    sent = session.get(Outgoing, message_id)
    theirs = select(Recap).where(Recap.message_id == message_id).order_by(Recap.place)
    rows = session.scalars(theirs.execution_options(populate_existing=True)).all()
    if sent is None or not rows:
        raise UserMistake(TOO_OLD)
    if sent.person_id != by:
        raise UserMistake(NOT_YOURS)
    around, kind = _around(session, rows, reader=by, now=now), Kind(sent.kind)
    quiet = quieting.quietness(session, by, now=now)
    may_go_on = kind is Kind.RECAP and not is_dry and not quiet.is_quiet and len(rows) <= ONE_MORE
    return Recapped(
        message_id=message_id,
        kind=kind,
        day=day_of(planning.current(session), sent.purpose) if kind is Kind.CHECK else 0,
        parts=tuple(_part(row, around) for row in rows),
        quiet=quiet,
        more=rows[-1].id if may_go_on and rows[-1].answered_at else "",
        is_dry=is_dry,
    )


def last(session: Session, person_id: int, *, now: datetime) -> Recapped | None:
    """Lay out the last recap that somebody got, or give None before the first."""
    asked = select(Recap.message_id).join(Outgoing, Outgoing.id == Recap.message_id)
    theirs = asked.where(Recap.person_id == person_id, Recap.asked_at.is_not(None))
    message_id = session.scalar(theirs.order_by(Outgoing.due_at.desc()).limit(1))
    return message(session, message_id, by=person_id, now=now) if message_id else None


def question(row: Recap, *, title: str, people: Sequence[Who], spark: Spark | None) -> Open:
    """Lay out a question that waits for its answer; `people` are those it offers, if it does."""
    return Open(
        recap_id=row.id,
        title=title,
        form=Form(row.form),
        offered=offered(row, {one.person_id: one for one in people}),
        statement=row.statement,
        spark=spark,
    )


def offered(row: Recap, people: dict[int, Who]) -> tuple[str, ...]:
    """Give what is offered, in words."""
    if row.form == Form.TRUTH:
        return TRUTHS
    return tuple(people[one["person"]].name if "person" in one else one["text"] for one in row.options)


def day_of(plan: Plan | None, purpose: str) -> int:
    """Tell how many days after the kickoff a check comes; 0 if the plan does not know it any more."""
    if plan is None or plan.rules is None:
        return 0
    days = {one.name: one.day for one in cadence.occasions(plan.rules)}
    return days.get(purpose.rpartition(":")[2], 0)


def _part(row: Recap, around: _Around) -> Open | Typed | Answered:
    title = around.topics[row.topic_id].title
    if row.form == Form.PICK and not row.closed_at:
        return Typed(recap_id=row.id, title=title, chosen=around.people.get(_number(row.answer)))
    if row.form == Form.PICK or row.answered_at:
        return _answered(row, around)
    spark = around.sparks.get(row.story_id or 0)
    return question(row, title=title, people=tuple(around.people.values()), spark=spark)


def _answered(row: Recap, around: _Around) -> Answered:
    topic = around.topics[row.topic_id]
    now, shown = cards.now_named(topic, reader=around.reader), offered(row, around.people)
    right = row.options[row.correct].get("person") if row.correct is not None and row.options else None
    is_named = isinstance(now, Card) and now.first.who.person_id == right
    has_left = right in around.left
    picked = _picked(row)
    is_away = any(one.back_on for one in topic.held if one.who.person_id == right)  # and the card says until when
    chosen = around.people.get(picked) if row.form == Form.PICK else None
    return Answered(
        recap_id=row.id,
        title=topic.title,
        form=Form(row.form),
        is_right=bool(row.is_right),
        chosen=chosen.name if chosen else shown[int(row.answer)] if shown and row.answer else "",
        correct=shown[row.correct] if row.correct is not None else "",
        now=now,
        is_gone=row.topic_id not in around.in_force,
        statement=row.statement,
        is_true=row.correct == TRUE,
        was=around.people.get(right) if right and not is_named and (has_left or not is_away) else None,
        was_left=has_left,
        is_unwanted=row.topic_id in around.unwanted,
        is_elsewhere=picked not in around.left and picked not in {one.who.person_id for one in topic.held},
        is_outdated=_is_outdated(row, topic),
    )


def _picked(row: Recap) -> int:
    """Give the person who was chosen; 0 for nobody, and where no people are offered."""
    if row.form == Form.PICK:
        return _number(row.answer)
    found: int = row.options[int(row.answer)].get("person", 0) if row.options and row.answer else 0
    return found


def _is_outdated(row: Recap, topic: Known) -> bool:
    """Tell whether the directory says something else by now of a place or a key point than when it was asked about."""
    if row.form == Form.WHERE and row.correct is not None:
        return row.options[row.correct]["text"] not in {topic.channel, topic.session, topic.link}
    is_said = folded(row.statement) in map(folded, topic.key_points)
    return row.form == Form.TRUTH and is_said != (row.correct == TRUE)


def _around(session: Session, rows: Sequence[Recap], *, reader: int, now: datetime) -> _Around:
    """Read what the questions of one message are about, with those that left the directory since."""
    ids = {row.topic_id for row in rows}
    people = {one["person"] for row in rows for one in row.options if "person" in one}
    people |= {_number(row.answer) for row in rows if row.form == Form.PICK}
    run = session.connection().execute
    found = run(select(*WHO).where(PERSON.id.in_(people))).all() if people else []
    told = select(STORY.id.label("story_id"), STORY.kind, STORY.text, *WHO).where(
        STORY.id.in_([row.story_id for row in rows if row.story_id and not row.answered_at]),
        STORY.person_id == PERSON.id,
        PERSON.standing == Standing.EMPLOYEE.value,
        *MAY_BE_SHOWN,
    )
    in_force = run(select(TOPIC.id).where(TOPIC.id.in_(ids), TOPIC.archived_at.is_(None))).scalars()
    unwanted = select(Unwanted.topic_id).where(Unwanted.person_id == reader, Unwanted.topic_id.in_(ids))
    return _Around(
        reader=reader,
        topics=cards.known(session, ids, now=now, ever=True),
        in_force=frozenset(in_force),
        people={row.person_id: cards.who(row) for row in found},
        left=frozenset(row.person_id for row in found if row.standing != Standing.EMPLOYEE),
        sparks={
            row.story_id: Spark(story_id=row.story_id, kind=row.kind, text=row.text, who=cards.who(row))
            for row in run(told)
        },
        unwanted=frozenset(session.scalars(unwanted)),
    )


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else 0
