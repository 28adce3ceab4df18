"""What somebody presses and chooses in a recap. The first answer counts; whatever is pressed again shows the same.

Each of these gives the message as it stands then. A question belongs to the person it was put to, and nothing that
anybody else presses changes it.
"""

from datetime import datetime

from sqlalchemy import ColumnElement, or_, select, update
from sqlalchemy.orm import Session

from bot.core import quiz
from bot.core.quiz import FEWEST_LETTERS, Form
from bot.core.recall import ONE_MORE
from bot.core.recapped import Recapped
from bot.core.results import Standing, Who
from bot.core.stats import OPEN
from bot.core.text import plain
from bot.errors import UserMistake
from bot.usecases import cards, composing, laying, planning, quieting, recapping
from bot.usecases.cards import PERSON, ROLE, TOPIC
from bot.usecases.directories import IN_FORCE
from bot.usecases.upserts import insert
from models import Outgoing, Recap, new_id, table_of

MOST_PEOPLE = 100
NO_SUCH_CHOICE = "That is not among what I offered. Please choose again."
TABLE = table_of(Recap)


def answer(session: Session, recap_id: str, place: int, *, by: int, now: datetime) -> Recapped:
    """Take what somebody pressed for their answer, unless they have answered before."""
    row = laying.theirs(session, recap_id, by=by)
    if row.form == Form.PICK or not 0 <= place < (len(row.options) or len(laying.TRUTHS)):
        raise UserMistake(NO_SUCH_CHOICE)
    is_right = place == row.correct
    if row.form == Form.WHO and not is_right:
        is_right = _is_right(session, row, row.options[place]["person"], now=now)
    return _answered(session, row, answer=str(place), is_right=is_right, now=now)


def show(session: Session, recap_id: str, *, by: int, now: datetime) -> Recapped:
    """Show the answer to somebody who would rather not guess, which counts as not known."""
    row = laying.theirs(session, recap_id, by=by)
    if row.form == Form.PICK:
        raise UserMistake(NO_SUCH_CHOICE)
    return _answered(session, row, answer="", is_right=False, now=now)


def one_more(session: Session, recap_id: str, *, by: int, now: datetime) -> Recapped:
    """Ask one more question in the same message, if this one is answered, the last, and not the third."""
    row = laying.theirs(session, recap_id, by=by)
    sent, plan = session.get_one(Outgoing, row.message_id), planning.current(session)
    following = select(Recap.id).where(Recap.message_id == row.message_id, Recap.place == row.place + 1)
    is_dry = False
    if row.answered_at and row.form != Form.PICK and row.place < ONE_MORE and not session.scalar(following):
        composed = recapping.one_more(session, plan, row, sent.purpose, now=now) if plan else None
        is_dry = composed is None
        if composed:
            values = {"id": new_id(), "message_id": row.message_id, "place": row.place + 1, "person_id": by}
            values |= composing.fields(composed) | {"asked_at": now, "answer": ""}
            new = insert(session, TABLE).values(values)
            session.execute(new.on_conflict_do_nothing(index_elements=["message_id", "place"]))
    return laying.message(session, row.message_id, by=by, now=now, is_dry=is_dry)


def choose(session: Session, recap_id: str, person_id: int, *, by: int, now: datetime) -> Recapped:
    """Keep whom somebody chose in a check; it may be changed until the check is done, or a week old and counted."""
    row = laying.theirs(session, recap_id, by=by)
    if row.form != Form.PICK or person_id not in {one.person_id for one in _people(session, besides=by)}:
        raise UserMistake(NO_SUCH_CHOICE)
    is_right = _is_right(session, row, person_id, now=now)
    counts = or_(Recap.answered_at.is_(None), Recap.asked_at > now - OPEN)
    is_open = (Recap.id == row.id, Recap.closed_at.is_(None), counts)
    _set(session, *is_open, answered_at=now, answer=str(person_id), is_right=is_right)
    return laying.message(session, row.message_id, by=by, now=now)


def done(session: Session, message_id: str, *, by: int, now: datetime) -> Recapped:
    """Close a check: what is chosen stays, and whom to ask is shown for each topic."""
    laying.message(session, message_id, by=by, now=now)  # which asks whose it is
    mine = (Recap.message_id == message_id, Recap.person_id == by, Recap.form == Form.PICK.value)
    _set(session, *mine, Recap.closed_at.is_(None), closed_at=now)
    return laying.message(session, message_id, by=by, now=now)


def unwant(session: Session, recap_id: str, *, by: int, now: datetime) -> Recapped:
    """Never ask somebody about this topic again."""
    row = laying.theirs(session, recap_id, by=by)
    quieting.unwant(session, by, row.topic_id, now=now)
    return laying.message(session, row.message_id, by=by, now=now)


def want(session: Session, recap_id: str, *, by: int, now: datetime) -> Recapped:
    """Ask somebody about this topic again, after all."""
    row = laying.theirs(session, recap_id, by=by)
    quieting.want(session, by, row.topic_id)
    return laying.message(session, row.message_id, by=by, now=now)


def message_of(session: Session, recap_id: str, *, by: int) -> str:
    """Give the message in which a question was put to somebody."""
    return laying.theirs(session, recap_id, by=by).message_id


def colleagues(session: Session, typed: str, *, asker: int) -> tuple[Who, ...]:
    """Find colleagues of whose name a word begins with what was typed; with less than two letters nobody."""
    wanted = plain(typed)
    if len(wanted) < FEWEST_LETTERS:
        return ()
    fitting = [one for one in _people(session, besides=asker) if f" {wanted}" in f" {plain(one.name)}"]
    return tuple(fitting[:MOST_PEOPLE])


def _is_right(session: Session, row: Recap, person_id: int, *, now: datetime) -> bool:
    """Tell whether somebody is right to be asked by now, whoever that was when it was written."""
    topic = cards.known(session, [row.topic_id], now=now, ever=True)[row.topic_id]
    return person_id in {one.person_id for one in quiz.right_ones(topic.held, asker=row.person_id)}


def _people(session: Session, *, besides: int) -> list[Who]:
    """Give every employee who stands in any role to a topic of the current kickoff, by name."""
    rows = session.connection().execute(
        select(*cards.WHO)
        .where(ROLE.person_id == PERSON.id, ROLE.topic_id == TOPIC.id, *IN_FORCE)
        .where(PERSON.standing == Standing.EMPLOYEE.value, PERSON.id != besides)
        .distinct()
        .order_by(PERSON.name, PERSON.id)
    )
    return [cards.who(row) for row in rows]


def _answered(session: Session, row: Recap, *, answer: str, is_right: bool, now: datetime) -> Recapped:
    _set(session, Recap.id == row.id, Recap.answered_at.is_(None), answered_at=now, answer=answer, is_right=is_right)
    return laying.message(session, row.message_id, by=row.person_id, now=now)


def _set(session: Session, *conditions: ColumnElement[bool], **values: object) -> None:
    """Change what still fulfils the conditions when its turn comes: of several at once the first wins."""
    session.execute(update(Recap).where(*conditions).values(**values).execution_options(synchronize_session=False))
