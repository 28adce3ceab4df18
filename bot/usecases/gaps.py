"""Questions that nobody could be named for: kept, listed for organizers, and decided on by them.

    open ──assign──> assigned      what its words lead to is learned, and approved with it
      │ ^──reopen──────┘           which is undone
      └──dismiss──> dismissed      reopened in the same way

Whoever decides on one keeps the others waiting for a moment; they see what has become of it, and change nothing.
"""

import hashlib
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, func, literal, select, text, update
from sqlalchemy.orm import Session

from bot.core.gaps import Gap, GapState
from bot.core.lessons import LessonState
from bot.core.text import readable, words
from bot.errors import UserMistake
from bot.usecases import directories, teaching
from bot.usecases.directories import LESSON, TOPIC
from bot.usecases.upserts import insert
from models import Gap as Row
from models import GapAsker, Topic, table_of

LONGEST = 500  # characters of a question that an organizer needs to read
OPEN = text("state = 'open'")
NO_SUCH_GAP = "There is no such question on the list."
GAPS, ASKERS = table_of(Row), table_of(GapAsker)
GAP, ASKER = GAPS.c, ASKERS.c
PEOPLE = select(func.count()).where(ASKER.gap_id == GAP.id).scalar_subquery()
LINES = select(*GAP, TOPIC.title, PEOPLE.label("people")).select_from(
    GAPS.outerjoin(table_of(Topic), GAP.topic_id == TOPIC.id)
)

# Whether a lesson is approved still, and no other gap leads where it does.
TAUGHT_ALONE = select(LESSON.id).where(
    LESSON.id == bindparam("lesson"),
    LESSON.state == LessonState.APPROVED.value,
    ~select(GAP.id).where(GAP.lesson_id == LESSON.id, GAP.id != bindparam("gap")).exists(),
)


def record(session: Session, question: str, *, asker: int | None, now: datetime) -> None:
    """Put a question on the organizers' list; asked again in the same words it joins the open entry."""
    key = hashlib.sha256(" ".join(words(question)).encode()).hexdigest()
    added = insert(session, Row).values(key=key, question=question[:LONGEST], state="open", times=1, opened_at=now)
    gap_id = session.scalars(
        added.on_conflict_do_update(index_elements=["key"], index_where=OPEN, set_={"times": GAP.times + 1}).returning(
            Row.id
        )
    ).one()
    if asker is not None:
        wants = insert(session, GapAsker).values(gap_id=gap_id, person_id=asker, asked_at=now)
        session.execute(wants.on_conflict_do_nothing())


def waiting(session: Session, *, limit: int) -> tuple[Gap, ...]:
    """List the questions that wait for an organizer: the one asked most often first, then the oldest."""
    lines = LINES.where(GAP.state == GapState.OPEN.value).order_by(GAP.times.desc(), GAP.opened_at, GAP.id)
    return tuple(map(_drawn, session.execute(lines.limit(limit))))


def count(session: Session) -> int:
    """Count the questions that wait for an organizer."""
    return session.scalar(select(func.count()).where(GAP.state == GapState.OPEN.value)) or 0


def assign(session: Session, gap_id: int, topic_id: int, *, by: str, now: datetime) -> Gap:
    """Say which topic answers a question; from now on it leads there, for everybody."""
    directories.title(session, topic_id)
    teaching.count_up(session)
    if _moved(session, gap_id, GapState.ASSIGNED, by=by, now=now):
        people = session.scalars(select(ASKER.person_id).where(ASKER.gap_id == gap_id)).all()
        question = session.scalars(select(GAP.question).where(GAP.id == gap_id)).one()
        lesson_id = teaching.from_gap(session, question, topic_id, people=people, by=by, now=now)
        session.execute(update(GAPS).where(GAP.id == gap_id).values(topic_id=topic_id, lesson_id=lesson_id))
    return _as_it_is(session, gap_id)


def dismiss(session: Session, gap_id: int, *, by: str, now: datetime) -> Gap:
    """Say that a question is none for the directory."""
    _moved(session, gap_id, GapState.DISMISSED, by=by, now=now)
    return _as_it_is(session, gap_id)


def reopen(session: Session, gap_id: int, *, by: str, now: datetime) -> Gap:
    """Take back what was decided on a question, and unlearn what was learned from it.

    What another question has taught too, or what is not approved any more, stays as it is. If it was asked again
    meanwhile, it joins the entry that this opened.
    """
    teaching.count_up(session)
    gap = session.execute(select(*GAP).where(GAP.id == gap_id, GAP.state != "open").with_for_update()).first()
    if gap is None:
        return _as_it_is(session, gap_id)
    if gap.lesson_id and session.scalar(TAUGHT_ALONE, {"lesson": gap.lesson_id, "gap": gap.id}):
        teaching.decide(session, gap.lesson_id, LessonState.UNDONE, by=by, now=now)
    again = session.scalar(select(GAP.id).where(GAP.key == gap.key, GAP.state == "open"))
    if again is not None:
        return _joined(session, gap, again)
    anew = {"state": "open", "topic_id": None, "lesson_id": None, "decided_at": now, "decided_by": by}
    session.execute(update(GAPS).where(GAP.id == gap_id).values(**anew))
    return _as_it_is(session, gap_id)


def _moved(session: Session, gap_id: int, state: GapState, *, by: str, now: datetime) -> bool:
    """Decide on a question that is still open, and tell whether it was; of two at once one does."""
    decided = {"state": state.value, "decided_at": now, "decided_by": by}
    found = session.connection().execute(update(GAPS).where(GAP.id == gap_id, GAP.state == "open").values(**decided))
    return found.rowcount == 1


def _joined(session: Session, gap: Any, again: int) -> Gap:
    """Add who asked a question, and how often, to the entry that the same words have opened since."""
    askers = select(literal(again), ASKER.person_id, ASKER.asked_at).where(ASKER.gap_id == gap.id)
    wants = insert(session, ASKERS).from_select(["gap_id", "person_id", "asked_at"], askers)
    session.execute(wants.on_conflict_do_nothing())
    both = {"times": GAP.times + gap.times, "opened_at": gap.opened_at}
    session.execute(update(GAPS).where(GAP.id == again).values(**both))
    session.execute(delete(GAPS).where(GAP.id == gap.id))
    return _as_it_is(session, again)


def _as_it_is(session: Session, gap_id: int) -> Gap:
    row = session.execute(LINES.where(GAP.id == gap_id)).first()
    if row is None:
        raise UserMistake(NO_SUCH_GAP)
    return _drawn(row)


def _drawn(row: Any) -> Gap:
    return Gap(
        id=row.id,
        question=readable(row.question),
        times=row.times,
        people=row.people,
        since=row.opened_at.date(),
        state=GapState(row.state),
        title=row.title or "",
    )
