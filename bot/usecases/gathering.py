"""What recaps are made of: the topics one may be asked about, their people and key points, and what was asked before.

Read for every message that goes out, so it is little, in plain columns, and of most topics next to nothing.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import BindParameter, bindparam, func, select
from sqlalchemy.orm import Session

from bot.core import recall
from bot.core.quiz import Form, Subject
from bot.core.recall import Past
from bot.core.recapped import Spark
from bot.core.recaps import Plan
from bot.core.results import Held, Role, Standing
from bot.usecases import cards
from bot.usecases.cards import PERSON, ROLE, STORY, TOPIC, WHO
from bot.usecases.directories import MAY_BE_SHOWN
from models import Recap, Unwanted, table_of

LONGEST_SPARK = 400  # characters of a story that goes before a question; nothing is cut, for it is somebody's words
RECAP, UNWANTED = table_of(Recap).c, table_of(Unwanted).c
KICKOFF: BindParameter[int] = bindparam("kickoff")
WHOSE: BindParameter[int] = bindparam("person")
# Built once, out of plain tables: these run for every message that goes out.
TOPICS = (
    select(TOPIC.id, TOPIC.title, TOPIC.kind, TOPIC.channel, TOPIC.session, TOPIC.link, TOPIC.archived_at)
    .where(TOPIC.kickoff_id == KICKOFF)
    .order_by(TOPIC.position, TOPIC.id)
)
OWN = select(ROLE.topic_id).where(ROLE.person_id == WHOSE)
OWNERS = (
    select(ROLE.topic_id, ROLE.kind, ROLE.since, ROLE.until, *WHO, PERSON.away_until, PERSON.time_zone)
    .where(ROLE.topic_id == TOPIC.id, TOPIC.kickoff_id == KICKOFF, TOPIC.archived_at.is_(None))
    .where(ROLE.kind == Role.OWNER.value, ROLE.person_id == PERSON.id, PERSON.standing == Standing.EMPLOYEE.value)
)
OWNERS_OF_KIND = OWNERS.where(TOPIC.kind == bindparam("kind"))
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Who is asked, on whose clock; `seed` is what everything is drawn from, the same for one message however often."""

    person_id: int
    where: ZoneInfo
    today: date
    seed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """The directory, as far as a choice among its topics is made, and what the reader was asked before.

    The topics are bare rows, without people and key points, which are read only for those that are asked about.
    """

    kickoff_id: int
    topics: dict[int, Any]
    held_out: frozenset[int]
    pasts: tuple[Past, ...]
    times: dict[int, int]
    own: frozenset[int]
    unwanted: frozenset[int]

    @property
    def wanted(self) -> list[int]:
        """The topics that the reader has not turned down, in the directory's order."""
        return [one for one in self.topics if one not in self.unwanted]


def board(session: Session, plan: Plan, reader: Reader) -> Board:
    """Read what is needed to choose among the topics of a kickoff, in a few plain columns."""
    run, whose = session.connection().execute, {"person": reader.person_id}
    topics = run(TOPICS, {"kickoff": plan.kickoff_id}).all()
    pasts = run(PASTS, whose).all()
    times = Counter(row.topic_id for row in pasts if row.form != Form.PICK)
    return Board(
        kickoff_id=plan.kickoff_id,
        topics={row.id: row for row in topics if row.archived_at is None},
        held_out=recall.held_out((row.id for row in topics), seed=plan.seed, person=reader.person_id),
        pasts=tuple(_past(row, reader.where) for row in pasts),
        times=times,
        own=frozenset(run(OWN, whose).scalars()),
        unwanted=frozenset(run(DISLIKED, whose).scalars()),
    )


def full(session: Session, found: Board, topic_ids: list[int], *, now: datetime) -> dict[int, Subject]:
    """Read the people and key points of a few topics."""
    held, points = defaultdict[int, list[Held]](list), _points(session, topic_ids)
    for row in session.connection().execute(cards.HELD, {"ids": topic_ids}):
        held[row.topic_id].append(cards.role_held(row, now=now))
    return {one: _subject(found.topics[one], held=held[one], key_points=points[one]) for one in topic_ids}


def with_owners(session: Session, found: Board, *, now: datetime, kind: str = "") -> list[Subject]:
    """Read who owns the topics of the kickoff, or those of one kind."""
    held = defaultdict[int, list[Held]](list)
    wanted = {"kickoff": found.kickoff_id} | ({"kind": kind} if kind else {})
    for row in session.connection().execute(OWNERS_OF_KIND if kind else OWNERS, wanted):
        held[row.topic_id].append(cards.role_held(row, now=now))
    topics = (row for row in found.topics.values() if kind in {"", row.kind})
    return [_subject(row, held=held[row.id]) for row in topics]


def with_points(session: Session, others: list[Subject], *, kind: str) -> list[Subject]:
    """Read the key points of the topics of one kind."""
    points = _points(session, [one.topic_id for one in others if one.kind == kind])
    return [replace(one, key_points=tuple(points[one.topic_id])) for one in others]


def told(session: Session, topic_id: int) -> list[Spark]:
    """Read the short stories on a topic that may be shown, as their tellers put them."""
    return [
        Spark(story_id=row.story_id, kind=row.kind, text=row.text, who=cards.who(row))
        for row in session.connection().execute(SPARKS, {"topic": topic_id})
    ]


def _points(session: Session, topic_ids: list[int]) -> defaultdict[int, list[str]]:
    found = defaultdict[int, list[str]](list)
    for topic_id, text in session.connection().execute(cards.POINTS, {"ids": topic_ids}):
        found[topic_id].append(text)
    return found


def _subject(row: Any, *, held: Iterable[Held], key_points: Iterable[str] = ()) -> Subject:
    return Subject(
        topic_id=row.id,
        title=row.title,
        kind=row.kind,
        held=tuple(held),
        places=(row.channel, row.session, row.link),
        key_points=tuple(key_points),
    )


def _past(row: Any, where: ZoneInfo) -> Past:
    at = row.answered_at or row.asked_at
    return Past(
        topic_id=row.topic_id, on=at.astimezone(where).date(), right=row.is_right, in_check=row.form == Form.PICK
    )
