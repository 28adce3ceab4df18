"""What somebody is asked next: which topic, in which form, and what goes before it. Nothing is written here."""

import random
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from bot.core import quiz, recall
from bot.core.calling import INHERITED
from bot.core.quiz import Drawn, Form, Subject
from bot.core.recall import Arm, Rank
from bot.core.recapped import Spark
from bot.usecases import gathering
from bot.usecases.gathering import Board, Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class Composed:
    """A question about a topic, ready to be asked."""

    subject: Subject
    drawn: Drawn
    spark: Spark | None = None
    arm: Arm | None = None


def recap(
    session: Session, found: Board, reader: Reader, *, now: datetime, rather: int | None = None
) -> Composed | None:
    """Compose the one question that is due to somebody, if there is one; `rather` about this topic, if that may be."""
    topics = [one for one in found.wanted if one not in found.held_out]
    theirs = (one for one in topics if one in found.own and found.topics[one].kind in INHERITED)
    ranks = dict.fromkeys(theirs, Rank.ACCOUNT)
    while topics:
        topic_id = _next(found, topics, reader, ranks, rather=rather)
        if topic_id is None:
            return None
        if composed := _composed(session, found, topic_id, reader, now=now):
            return composed
        topics.remove(topic_id)
    return None


def check(session: Session, found: Board, reader: Reader, *, seed: str, now: datetime) -> tuple[Composed, ...]:
    """Compose a check: topics of both arms, in an order that tells nothing, and no names offered."""
    topics, held, person = found.wanted, found.held_out, reader.person_id
    while True:
        arms = recall.check_topics(topics, found.pasts, held=held, seed=seed, person=person)
        full = gathering.full(session, found, [*arms[0], *arms[1]], now=now)
        useless = [one for one in full if not _is_askable(full[one], reader)]
        if not useless:
            break
        topics = [one for one in topics if one not in useless]
    chosen = [
        Composed(subject=full[topic_id], drawn=Drawn(form=Form.PICK), arm=arm)
        for arm, some in zip((Arm.RECAPPED, Arm.HELD_OUT), arms, strict=True)
        for topic_id in some
    ]
    random.Random(reader.seed).shuffle(chosen)  # noqa: S311
    return tuple(chosen)


def fields(composed: Composed) -> dict[str, Any]:
    """Give what is kept of a question that is asked."""
    drawn, people, texts = composed.drawn, composed.drawn.people, composed.drawn.texts
    return {
        "topic_id": composed.subject.topic_id,
        "form": drawn.form.value,
        "arm": composed.arm.value if composed.arm else None,
        "options": [{"person": one.person_id} for one in people] or [{"text": one} for one in texts],
        "correct": drawn.correct,
        "statement": drawn.statement,
        "story_id": composed.spark.story_id if composed.spark else None,
    }


def _next(found: Board, topics: list[int], reader: Reader, ranks: dict[int, Rank], *, rather: int | None) -> int | None:
    """Give the topic that is due next; `rather` this one, as long as it is due."""
    for some in ([one for one in topics if one == rather], topics):
        due = recall.next_topic(some, found.pasts, today=reader.today, ranks=ranks)
        if due is not None:
            return due
    return None


def _composed(session: Session, found: Board, topic_id: int, reader: Reader, *, now: datetime) -> Composed | None:
    """Compose a question about a topic, or None if there is none to be made."""
    subject = gathering.full(session, found, [topic_id], now=now)[topic_id]
    if not _is_askable(subject, reader):
        return None
    times, seed = found.times.get(topic_id, 0), f"{reader.seed}:{topic_id}"
    near = [] if times else gathering.with_owners(session, found, kind=subject.kind, now=now)
    drawn = quiz.draw(subject, near, asker=reader.person_id, times=0, seed=seed)
    if drawn is None or drawn.form is not Form.WHO:  # only then are the others of use
        others = gathering.with_points(session, gathering.with_owners(session, found, now=now), kind=subject.kind)
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
    safe = [
        one
        for one in gathering.told(session, subject.topic_id)
        if one.who.person_id not in silent and not quiz.gives_away(one.text, people=people, texts=texts)
    ]
    return random.Random(reader.seed).choice(safe) if safe else None  # noqa: S311


def _is_askable(subject: Subject, reader: Reader) -> bool:
    """Tell whether somebody would be named for a topic, and that it is not the reader, who is no owner of it either."""
    first = quiz.named(subject)
    named = {one.person_id for one in quiz.owners(subject.held)}
    return first is not None and reader.person_id not in named | {first.who.person_id}
