"""Learning from what people say of an answer, and unlearning it.

Whoever teaches, unlearns or decides counts the lessons' number up first, before touching a lesson or a gap, and so
keeps all others who want to do the same waiting until the transaction ends.
"""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Select, and_, case, delete, or_, select, union_all, update
from sqlalchemy.orm import Session

from bot.core.lessons import Content, LessonKind, LessonState, content
from bot.core.matching.stems import stem
from bot.core.text import words
from bot.usecases.directories import ALIAS, DIRECTORY, LESSON, TEACHING, TOPIC
from bot.usecases.upserts import insert
from models import Directory, Lesson, Suggestion, Teaching, Topic, short_id, table_of


def from_answer(session: Session, suggestion: Suggestion, *, asker: int, now: datetime) -> None:
    """Learn from an answer that helped; saying it twice teaches once.

    Only whoever asked can teach with it: a press of somebody else, in a channel, says nothing of words they never used.
    """
    topic_id, learned = suggestion.topic_id, learnable(session, suggestion.topic_id, suggestion.ask.text)
    if suggestion.ask.asker_id != asker or not learned.words:
        return
    said = (TEACHING.person_id == asker, TEACHING.kind == LessonKind.HELPED.value)
    if not session.execute(_teachings(topic_id, learned).where(*said)).first():
        count_up(session)
        lesson_id, _ = teach(session, learned, topic_id=topic_id, kind=LessonKind.HELPED, now=now)
        attend(session, lesson_id, [asker], kind=LessonKind.HELPED, suggestion_id=suggestion.id, now=now)


def take_back(session: Session, suggestion: Suggestion, *, by: int) -> None:
    """Unlearn what led its asker to an answer that was not right: all they taught of the topic in any of these words.

    What an organizer has decided on stays as decided.
    """
    if suggestion.ask.asker_id != by:
        return
    theirs = select(TEACHING.id, TEACHING.lesson_id, LESSON.words).where(
        TEACHING.person_id == by, LESSON.id == TEACHING.lesson_id, LESSON.topic_id == suggestion.topic_id
    )
    asked = set(map(stem, words(suggestion.ask.text)))
    found = [row for row in session.execute(theirs) if asked & set(map(stem, row.words.split()))]
    if found:
        count_up(session)
        _forget(session, {row.id for row in found}, {row.lesson_id for row in found})


def move(session: Session, person: int, *, to: int) -> None:
    """Have what somebody taught count as taught by another row of theirs, for the same person twice is not two."""
    theirs, held = TEACHING.person_id == person, select(TEACHING.lesson_id).where(TEACHING.person_id == to)
    if session.scalar(select(TEACHING.id).where(theirs).limit(1)) is None:
        return
    count_up(session)
    session.execute(delete(table_of(Teaching)).where(theirs, TEACHING.lesson_id.in_(held)))
    session.execute(update(table_of(Teaching)).where(theirs).values(person_id=to))


def from_gap(
    session: Session, question: str, topic_id: int, *, people: Iterable[int], by: str, now: datetime
) -> str | None:
    """Learn from an organizer what a question is about; give the lesson's id, None if it held nothing to learn.

    The number was counted up before.
    """
    learned = learnable(session, topic_id, question)
    if not learned.words:
        return None
    lesson_id, _ = teach(session, learned, topic_id=topic_id, kind=LessonKind.GAP, now=now)
    attend(session, lesson_id, people, kind=LessonKind.GAP, now=now)
    decide(session, lesson_id, LessonState.APPROVED, by=by, now=now)
    return lesson_id


def learnable(session: Session, topic_id: int, question: str) -> Content:
    """Find what a question can teach of a topic."""
    aliases = select(ALIAS.topic_id, ALIAS.name).join(table_of(Topic)).where(TOPIC.archived_at.is_(None))
    titles = select(TOPIC.id, TOPIC.title).where(TOPIC.archived_at.is_(None) | (TOPIC.id == topic_id))
    named = session.execute(union_all(titles, aliases)).all()
    names = [name for named_id, name in named if named_id == topic_id]
    return content(question, names=names, others=(name for named_id, name in named if named_id != topic_id))


def count_up(session: Session) -> None:
    """Have every process read the lessons anew, once this is committed."""
    session.execute(update(table_of(Directory)).values(lessons=DIRECTORY.lessons + 1))


def teach(
    session: Session, learned: Content, *, topic_id: int, kind: LessonKind, now: datetime
) -> tuple[str, LessonState]:
    """Keep a lesson, or join the one of the same words; give its id, and what the organizers made of it.

    One that was undone begins anew. The setting shrinks to what all who taught it had in common; a correction, which
    counts for nobody yet, leaves that of others alone.
    """
    undone = LESSON.state == LessonState.UNDONE.value
    gives_way = or_(undone, LESSON.kind == LessonKind.CORRECTION.value)
    row = {"id": short_id(), "topic_id": topic_id, "key": learned.key, "kind": kind.value, "taught_at": now}
    row |= {"words": " ".join(learned.words), "setting": " ".join(learned.setting)}
    made = insert(session, table_of(Lesson)).values(**row, state=LessonState.WAITING.value, decided_by="")
    kept = made.on_conflict_do_update(
        index_elements=["topic_id", "key"],
        set_={
            "taught_at": now,
            "kind": case((gives_way, kind.value), else_=LESSON.kind),
            "state": case((undone, LessonState.WAITING.value), else_=LESSON.state),
            "setting": case((undone, row["setting"]), else_=LESSON.setting),
        },
    ).returning(LESSON.id, LESSON.state, LESSON.setting)
    lesson = session.execute(kept).one()
    common = " ".join(word for word in lesson.setting.split() if word in learned.setting)
    if common != lesson.setting and kind is not LessonKind.CORRECTION:
        session.execute(update(table_of(Lesson)).where(LESSON.id == lesson.id).values(setting=common))
    return lesson.id, LessonState(lesson.state)


def attend(
    session: Session,
    lesson_id: str,
    people: Iterable[int],
    *,
    kind: LessonKind,
    now: datetime,
    suggestion_id: str | None = None,
) -> None:
    """Note who taught a lesson, each once; that an answer helped counts for more than whatever was said before."""
    said = {"kind": kind.value, "suggestion_id": suggestion_id, "taught_at": now}
    rows = [{"lesson_id": lesson_id, "person_id": person, **said} for person in people]
    if not rows:
        return
    made, same = insert(session, table_of(Teaching)).values(rows), ["lesson_id", "person_id"]
    if kind is LessonKind.HELPED:
        session.execute(made.on_conflict_do_update(index_elements=same, set_=said))
    else:
        session.execute(made.on_conflict_do_nothing(index_elements=same))


def decide(session: Session, lesson_id: str, state: LessonState, *, by: str, now: datetime) -> None:
    """Note what an organizer made of a lesson; of one that is undone nobody is known any more who taught it."""
    decided = {"state": state.value, "decided_at": now, "decided_by": by}
    session.execute(update(table_of(Lesson)).where(LESSON.id == lesson_id).values(**decided))
    if state is LessonState.UNDONE:
        session.execute(delete(table_of(Teaching)).where(TEACHING.lesson_id == lesson_id))


def _teachings(topic_id: int, learned: Content) -> Select[tuple[int, str]]:
    """Find who taught the same words of a topic."""
    same = and_(LESSON.id == TEACHING.lesson_id, LESSON.topic_id == topic_id, LESSON.key == learned.key)
    return select(TEACHING.id, TEACHING.lesson_id).where(same)


def _forget(session: Session, teachings: set[int], lessons: set[str]) -> None:
    """Delete that somebody taught something, and what nobody teaches now and no organizer has decided on."""
    session.execute(delete(table_of(Teaching)).where(TEACHING.id.in_(teachings)))
    taught = select(TEACHING.id).where(TEACHING.lesson_id == LESSON.id).exists()
    undecided = LESSON.state == LessonState.WAITING.value
    session.execute(delete(table_of(Lesson)).where(LESSON.id.in_(lessons), undecided, ~taught))
