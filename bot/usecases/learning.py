"""What was learned from use, as organizers see it and decide on it."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, literal, or_, select
from sqlalchemy.orm import Session

from bot.core import lessons as rules
from bot.core.lessons import Lesson, LessonKind, LessonState, Proposed
from bot.errors import UserMistake
from bot.usecases import correcting, directories, teaching
from bot.usecases.directories import IN_FORCE, LESSON, TEACHING, TOPIC

NO_SUCH_LESSON = "There is no such lesson any more: whoever taught it took it back, or its topic is gone."
WAITS = case((LESSON.state == LessonState.WAITING.value, 1), else_=0)
PEOPLE = select(func.count()).where(TEACHING.lesson_id == LESSON.id).scalar_subquery()
LINES = (
    select(*LESSON, TOPIC.title, PEOPLE.label("people"))
    .where(LESSON.topic_id == TOPIC.id, *IN_FORCE)
    .order_by(WAITS.desc(), LESSON.taught_at.desc(), LESSON.id)
)
# From which states a decision leads on: what is approved is undone before it is rejected, what is rejected stays so
# until it is approved.
OPEN = {
    LessonState.APPROVED: {LessonState.WAITING, LessonState.UNDONE, LessonState.REJECTED},
    LessonState.REJECTED: {LessonState.WAITING, LessonState.UNDONE},
    LessonState.UNDONE: {LessonState.WAITING, LessonState.APPROVED},
}


def propose(session: Session, suggestion_id: str, topic_id: int, *, by: int, now: datetime) -> Proposed:
    """Take in which topic it should have been; it counts for nobody before an organizer approves it."""
    suggestion = correcting.find(session, suggestion_id, by=by)
    title = directories.title(session, topic_id)
    learned = teaching.learnable(session, topic_id, suggestion.ask.text)
    if not learned.words:
        return Proposed(title=title, state=None)
    teaching.count_up(session)
    lesson_id, state = teaching.teach(session, learned, topic_id=topic_id, kind=LessonKind.CORRECTION, now=now)
    teaching.attend(session, lesson_id, [by], kind=LessonKind.CORRECTION, suggestion_id=suggestion.id, now=now)
    return Proposed(title=title, state=state)


def lessons(session: Session, *, limit: int, after: str | None = None) -> tuple[Lesson, ...]:
    """List what was learned of the topics in force: what waits for a decision first, then the newest.

    `after` is the id of the last line that was seen.
    """
    lines = LINES.limit(limit)
    if after and (last := session.execute(LINES.where(LESSON.id == after)).first()):
        lines = lines.where(_comes_after(last))
    return _drawn(session, lines)


def approve(session: Session, lesson_id: str, *, by: str, now: datetime, seen: LessonState | None = None) -> Lesson:
    """Have a lesson count for everybody, also one that was rejected or undone before.

    Of two organizers at once one decides: with `seen`, the state that was looked at, nothing happens to a lesson that
    is in another one by now. What comes back is the lesson as it is.
    """
    return _decided(session, lesson_id, LessonState.APPROVED, by=by, now=now, seen=seen)


def reject(session: Session, lesson_id: str, *, by: str, now: datetime, seen: LessonState | None = None) -> Lesson:
    """Have the words of a lesson count for nobody on this topic, whoever teaches them again."""
    return _decided(session, lesson_id, LessonState.REJECTED, by=by, now=now, seen=seen)


def undo(session: Session, lesson_id: str, *, by: str, now: datetime, seen: LessonState | None = None) -> Lesson:
    """Take an approval or what helped back, for everybody who taught it; it may be taught anew."""
    return _decided(session, lesson_id, LessonState.UNDONE, by=by, now=now, seen=seen)


def _decided(
    session: Session, lesson_id: str, state: LessonState, *, by: str, now: datetime, seen: LessonState | None
) -> Lesson:
    """Decide on a lesson if it is still in a state that allows it; others who decide wait meanwhile."""
    teaching.count_up(session)
    found = session.scalar(select(LESSON.state).where(LESSON.id == lesson_id))
    if found in OPEN[state] and seen in {None, found}:
        teaching.decide(session, lesson_id, state, by=by, now=now)
    lines = _drawn(session, LINES.where(LESSON.id == lesson_id))
    if not lines:
        raise UserMistake(NO_SUCH_LESSON)
    return lines[0]


def _comes_after(last: Any) -> ColumnElement[bool]:
    """Tell which lines stand below one, in the order of the list."""
    waits = literal(int(last.state == LessonState.WAITING))
    same = and_(waits == WAITS, LESSON.taught_at == last.taught_at, LESSON.id > last.id)
    return or_(waits > WAITS, and_(waits == WAITS, LESSON.taught_at < last.taught_at), same)


def _drawn(session: Session, lines: Select[Any]) -> tuple[Lesson, ...]:
    rows = session.execute(lines).all()  # first: what is taught in between is in the next listing
    kept = {one.id: one for one in directories.learned(session)}
    reaches = rules.reached(kept.values())
    return tuple(
        Lesson(
            id=row.id,
            kind=LessonKind(row.kind),
            title=row.title,
            words=tuple(row.words.split()),
            people=row.people,
            on=row.taught_at.date(),
            state=LessonState(row.state),
            reach=rules.reach(kept[row.id], reaches),
        )
        for row in rows
        if row.id in kept
    )
