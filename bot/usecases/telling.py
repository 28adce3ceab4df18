"""Stories that colleagues tell in their own words: told, approved by an organizer, and taken back at will.

Whoever decides keeps the others waiting for a moment; they see what has become of it, and change nothing. A story that
was taken back stays where it is, seen by its author alone, so that no sheet and no step back brings its words again.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, insert, or_, select, update
from sqlalchemy.orm import Session

from bot.core.results import Standing, Who
from bot.core.stories import LONGEST, PAGE, TOLD, Story, StoryKind, StoryPage, StoryState
from bot.errors import UserMistake
from bot.usecases import directories
from bot.usecases.directories import IN_FORCE
from models import Outgoing, Person, Recap, Topic, table_of
from models import Story as Row

NO_TOPIC = "Choose the topic that it is about."
NO_KIND = "Choose what it is."
NO_WORDS = "There are no words in it yet."
TOO_LONG = "{most} characters at most, this has {count}."
NO_SUCH_STORY = "There is no such story."
NOT_YOURS = "Only whoever told a story can withdraw it."
STORIES, MESSAGES = table_of(Row), table_of(Outgoing)
STORY, TOPIC, PERSON, RECAP, MESSAGE = (table_of(row).c for row in (Row, Topic, Person, Recap, Outgoing))
UNDECIDED = (STORY.approved_at.is_(None), STORY.declined_at.is_(None), STORY.withdrawn_at.is_(None))
OF_PEERS = STORY.source == "peer"
LINES = (
    select(*STORY, TOPIC.title, PERSON.name, PERSON.slack_id)
    .join_from(STORIES, table_of(Topic), STORY.topic_id == TOPIC.id)
    .join(table_of(Person), STORY.person_id == PERSON.id)
)
WAITING = (  # a story on a topic that is out of the directory waits with it
    *(OF_PEERS, *UNDECIDED, *IN_FORCE),
    PERSON.standing == Standing.EMPLOYEE.value,
)


class Wrong(UserMistake):
    """What was told cannot be kept; each argument that is wrong has a sentence."""

    def __init__(self, fields: dict[str, str]) -> None:
        super().__init__(" ".join(fields.values()))
        self.fields = fields


def tell(session: Session, *, topic_id: int, kind: str, text: str, by: int, now: datetime) -> int:
    """Keep what somebody tells, and give its id; the same words on the same topic are one story until taken back."""
    told = text.strip()
    _check(session, topic_id=topic_id, kind=kind, text=told)
    session.execute(select(PERSON.id).where(PERSON.id == by).with_for_update(key_share=True))  # one at a time
    same = (STORY.person_id == by, STORY.topic_id == topic_id, STORY.text == told)
    there = select(STORY.id).where(*same, STORY.withdrawn_at.is_(None), STORY.declined_at.is_(None))
    if found := session.scalar(there.order_by(STORY.id).limit(1)):
        return int(found)
    row = {"topic_id": topic_id, "person_id": by, "kind": kind, "text": told, "source": "peer", "told_at": now}
    made = insert(STORIES).values(**row, approved_by="", position=0).returning(STORY.id)
    return int(session.execute(made).scalar_one())


def page(session: Session, *, by: int, before: int | None = None) -> StoryPage:
    """Lay out what somebody told, after the last story of the page before."""
    mine = LINES.where(STORY.person_id == by).order_by(STORY.id.desc())
    found = mine.where(STORY.id < before) if before else mine
    return StoryPage(own=_read(session.execute(found.limit(PAGE + 1)).all()), before=before)


def waiting(session: Session) -> tuple[Story, ...]:
    """List the stories that wait for an organizer, the oldest first."""
    return _read(session.execute(LINES.where(*WAITING).order_by(STORY.id).limit(PAGE + 1)).all())


def count(session: Session) -> int:
    """Count the stories that wait for an organizer."""
    lines = LINES.where(*WAITING).with_only_columns(func.count())
    return session.scalar(lines) or 0


def approve(session: Session, story_id: int, *, by: str, now: datetime) -> Story:
    """Let a story be shown, unless it was decided on or taken back before."""
    return _decided(session, story_id, *UNDECIDED, approved_at=now, approved_by=by)


def decline(session: Session, story_id: int, *, by: str, now: datetime) -> Story:  # noqa: ARG001 - as the others
    """Keep a story from being shown, unless it was decided on or taken back before."""
    return _decided(session, story_id, *UNDECIDED, declined_at=now)


def reopen(session: Session, story_id: int, *, by: str, now: datetime) -> Story:  # noqa: ARG001 - as the others
    """Take back what was decided on a story; from now on it is shown to nobody, until somebody decides again."""
    decided = or_(STORY.approved_at.is_not(None), STORY.declined_at.is_not(None))
    still = (OF_PEERS, decided, STORY.withdrawn_at.is_(None))
    topic_id = session.scalar(
        select(STORY.topic_id).where(STORY.id == story_id, *still, STORY.approved_at.is_not(None))
    )
    if topic_id:
        _draw_anew(session, topic_id, now=now)
    return _decided(session, story_id, *still, approved_at=None, declined_at=None, approved_by="")


def withdraw(session: Session, story_id: int, *, by: int, now: datetime) -> Story:
    """Take one's own words back, wherever they stand: from a form or a sheet; from now on nobody is shown them.

    Messages that show them are marked, to be drawn anew by a worker.
    """
    mine = session.execute(select(*STORY).where(STORY.id == story_id, STORY.person_id == by)).first()
    if mine is None:
        raise UserMistake(NOT_YOURS if as_it_is(session, story_id) else NO_SUCH_STORY)
    same = (STORY.person_id == by, STORY.topic_id == mine.topic_id, STORY.text == mine.text)
    session.execute(update(STORIES).where(*same, STORY.withdrawn_at.is_(None)).values(withdrawn_at=now))
    _draw_anew(session, mine.topic_id, now=now)
    return as_it_is(session, story_id)


def move(session: Session, person: int, *, to: int) -> None:
    """Have what somebody told count as told by another row of theirs."""
    session.execute(update(STORIES).where(STORY.person_id == person).values(person_id=to))


def as_it_is(session: Session, story_id: int) -> Story:
    """Give a story as it stands now."""
    found = _read(session.execute(LINES.where(STORY.id == story_id)).all())
    if not found:
        raise UserMistake(NO_SUCH_STORY)
    return found[0]


def _check(session: Session, *, topic_id: int, kind: str, text: str) -> None:
    wrong = {}
    try:
        directories.title(session, topic_id)
    except UserMistake as gone:
        wrong["topic_id"] = str(gone) if topic_id else NO_TOPIC
    if kind not in TOLD:
        wrong["kind"] = NO_KIND
    if not text or len(text) > LONGEST:
        wrong["text"] = TOO_LONG.format(most=LONGEST, count=len(text)) if text else NO_WORDS
    if wrong:
        raise Wrong(wrong)


def _draw_anew(session: Session, topic_id: int, *, now: datetime) -> None:
    """Mark the messages about a topic that show its stories, or may do so once they are there."""
    on_it = select(RECAP.message_id).where(RECAP.topic_id == topic_id)
    shown = or_(MESSAGE.ts != "", MESSAGE.state.in_(["sending", "unsure"]))
    session.execute(update(MESSAGES).where(MESSAGE.id.in_(on_it), shown).values(redraw_at=now))


def _decided(session: Session, story_id: int, *still: ColumnElement[bool], **values: object) -> Story:
    """Decide on a story that is still as it has to be for that; of two at once one does, and both see what it is."""
    session.execute(update(STORIES).where(STORY.id == story_id, OF_PEERS, *still).values(**values))
    return as_it_is(session, story_id)


def _read(rows: Any) -> tuple[Story, ...]:
    return tuple(
        Story(
            id=row.id,
            title=row.title,
            kind=StoryKind(row.kind),
            text=row.text,
            who=Who(person_id=row.person_id, name=row.name, slack_id=row.slack_id),
            state=_state(row),
            told_on=row.told_at.date() if row.told_at else None,
        )
        for row in rows
    )


def _state(row: Any) -> StoryState:
    if row.withdrawn_at is not None:
        return StoryState.WITHDRAWN
    if row.approved_at is not None:
        return StoryState.SHOWN
    return StoryState.WAITING if row.declined_at is None else StoryState.DECLINED
