"""What somebody is asked next: which topic, in which form, and what goes before it. Nothing is written here."""

import random
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import BindParameter, bindparam, func, select
from sqlalchemy.orm import Session

from bot.core import quiz, recall
from bot.core.calling import INHERITED
from bot.core.quiz import Drawn, Form, Subject
from bot.core.recall import Past, Rank
from bot.core.recapped import Spark
from bot.core.recaps import Plan
from bot.core.results import Held, Standing
from bot.usecases import cards
from bot.usecases.cards import PERSON, POINT, ROLE, STORY, TOPIC, WHO
from bot.usecases.directories import MAY_BE_SHOWN
from models import Recap, Unwanted, table_of

LONGEST_SPARK = 400  # characters of a story that goes before a question; nothing is cut, for it is somebody's words
RECAP, UNWANTED = table_of(Recap).c, table_of(Unwanted).c
KICKOFF: BindParameter[int] = bindparam("kickoff")
WHOSE: BindParameter[int] = bindparam("person")
IN_FORCE = (TOPIC.kickoff_id == KICKOFF, TOPIC.archived_at.is_(None))
# Built once, out of plain tables: these run for every message that goes out.
TOPICS = (
    select(TOPIC.id, TOPIC.title, TOPIC.kind, TOPIC.channel, TOPIC.session, TOPIC.link, TOPIC.archived_at)
    .where(TOPIC.kickoff_id == KICKOFF)
    .order_by(TOPIC.position, TOPIC.id)
)
HELD = (
    select(ROLE.topic_id, ROLE.kind, ROLE.since, ROLE.until, *WHO, PERSON.away_until, PERSON.time_zone)
    .where(ROLE.topic_id == TOPIC.id, ROLE.person_id == PERSON.id, *IN_FORCE)
    .order_by(ROLE.position, ROLE.id)
)
POINTS = select(POINT.topic_id, POINT.text).where(POINT.topic_id == TOPIC.id, *IN_FORCE).order_by(POINT.position)
PASTS = (
    select(RECAP.topic_id, RECAP.form, RECAP.asked_at, RECAP.answered_at, RECAP.is_right)
    .where(RECAP.person_id == WHOSE, RECAP.asked_at.is_not(None))
    .order_by(func.coalesce(RECAP.answered_at, RECAP.asked_at), RECAP.id)
)
DISLIKED = select(UNWANTED.topic_id).where(UNWANTED.person_id == WHOSE)
SPARKS = (
    select(STORY.id.label("story_id"), STORY.kind, STORY.text, *WHO)
    .where(STORY.topic_id == bindparam("topic"), STORY.person_id == PERSON.id, *MAY_BE_SHOWN)
    .where(PERSON.standing == Standing.EMPLOYEE.value, func.length(STORY.text) <= LONGEST_SPARK)
    .order_by(STORY.position, STORY.id)
)


class Arm(StrEnum):
    """What a topic of a check is to whoever is asked."""

    RECAPPED = "recapped"
    HELD_OUT = "held out"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Who is asked, on whose clock; `seed` is what everything is drawn from, the same for one message however often."""

    person_id: int
    where: ZoneInfo
    today: date
    seed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Composed:
    """A question about a topic, ready to be asked."""

    subject: Subject
    drawn: Drawn
    spark: Spark | None = None
    arm: Arm | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """The directory, as far as questions are made of it, and what the reader was asked before."""

    subjects: dict[int, Subject]
    held_out: frozenset[int]
    pasts: tuple[Past, ...]
    times: dict[int, int]
    unwanted: frozenset[int]

    def askable(self, reader: Reader) -> list[int]:
        """Give the topics that the reader may be asked: those somebody else is named for, and that they want."""
        return [one for one in self.subjects if one not in self.unwanted and _is_askable(self.subjects[one], reader)]


def board(session: Session, plan: Plan, reader: Reader, *, now: datetime) -> Board:
    """Read the whole directory of a kickoff in a few plain columns, without any story."""
    run, kickoff, whose = session.connection().execute, {"kickoff": plan.kickoff_id}, {"person": reader.person_id}
    held, points = defaultdict[int, list[Held]](list), defaultdict[int, list[str]](list)
    for row in run(HELD, kickoff):
        held[row.topic_id].append(cards.role_held(row, now=now))
    for topic_id, text in run(POINTS, kickoff):
        points[topic_id].append(text)
    topics = run(TOPICS, kickoff).all()
    pasts = run(PASTS, whose).all()
    times = defaultdict[int, int](int)
    for past in pasts:
        times[past.topic_id] += past.form != Form.PICK
    return Board(
        subjects={row.id: _subject(row, held, points) for row in topics if row.archived_at is None},
        held_out=recall.held_out((row.id for row in topics), seed=plan.seed, person=reader.person_id),
        pasts=tuple(_past(row, reader.where) for row in pasts),
        times=times,
        unwanted=frozenset(session.connection().scalars(DISLIKED, whose)),
    )


def recap(session: Session, found: Board, reader: Reader, *, rather: int | None = None) -> Composed | None:
    """Compose the one question that is due to somebody, if there is one; `rather` about this topic, if that may be."""
    topics = [one for one in found.askable(reader) if one not in found.held_out]
    ranks = {one: Rank.ACCOUNT for one in topics if _is_theirs(found.subjects[one], reader)}
    while topics:
        wanted = [one for one in topics if one == rather]
        topic_id = _next(found, wanted, reader, ranks) or _next(found, topics, reader, ranks)
        if topic_id is None:
            return None
        if composed := _composed(session, found, topic_id, reader):
            return composed
        topics.remove(topic_id)
    return None


def check(found: Board, reader: Reader, *, seed: str) -> tuple[Composed, ...]:
    """Compose a check: topics of both arms, in an order that tells nothing, and no names offered."""
    held, person = found.held_out, reader.person_id
    arms = recall.check_topics(found.askable(reader), found.pasts, held=held, seed=seed, person=person)
    chosen = [
        Composed(subject=found.subjects[topic_id], drawn=Drawn(form=Form.PICK), arm=arm)
        for arm, topics in zip((Arm.RECAPPED, Arm.HELD_OUT), arms, strict=True)
        for topic_id in topics
    ]
    random.Random(reader.seed).shuffle(chosen)  # noqa: S311
    return tuple(chosen)


def _next(found: Board, topics: list[int], reader: Reader, ranks: dict[int, Rank]) -> int | None:
    return recall.next_topic(topics, found.pasts, today=reader.today, ranks=ranks)


def _composed(session: Session, found: Board, topic_id: int, reader: Reader) -> Composed | None:
    subject, times = found.subjects[topic_id], found.times.get(topic_id, 0)
    others = list(found.subjects.values())
    seed = f"{reader.seed}:{topic_id}"
    drawn = quiz.draw(subject, others, asker=reader.person_id, times=times, seed=seed)
    if drawn is None:
        return None
    return Composed(subject=subject, drawn=drawn, spark=_spark(session, subject, drawn, reader))


def _spark(session: Session, subject: Subject, drawn: Drawn, reader: Reader) -> Spark | None:
    """Find a colleague's words that tell nothing of the answer, nor come from anybody who is offered."""
    right = quiz.named(subject, besides=reader.person_id)
    people = [*drawn.people, *([right.who] if right else [])]
    texts = (*drawn.texts, *subject.key_points, *filter(None, subject.places), drawn.statement)
    silent = {reader.person_id, *(one.person_id for one in people)}
    told = session.connection().execute(SPARKS, {"topic": subject.topic_id}).all()
    safe = [
        Spark(story_id=row.story_id, kind=row.kind, text=row.text, who=cards.who(row))
        for row in told
        if row.person_id not in silent and not quiz.gives_away(row.text, people=people, texts=texts)
    ]
    return random.Random(reader.seed).choice(safe) if safe else None  # noqa: S311


def _is_askable(subject: Subject, reader: Reader) -> bool:
    """Tell whether somebody would be named for a topic, and that it is not the reader."""
    first = quiz.named(subject)
    return first is not None and first.who.person_id != reader.person_id


def _is_theirs(subject: Subject, reader: Reader) -> bool:
    """Tell whether a topic is an account or a territory that the reader has to do with."""
    return subject.kind in INHERITED and any(one.who.person_id == reader.person_id for one in subject.held)


def _subject(row: Any, held: dict[int, list[Held]], points: dict[int, list[str]]) -> Subject:
    return Subject(
        topic_id=row.id,
        title=row.title,
        kind=row.kind,
        held=tuple(held[row.id]),
        places=(row.channel, row.session, row.link),
        key_points=tuple(points[row.id]),
    )


def _past(row: Any, where: ZoneInfo) -> Past:
    at = row.answered_at or row.asked_at
    return Past(
        topic_id=row.topic_id, on=at.astimezone(where).date(), right=row.is_right, in_check=row.form == Form.PICK
    )
