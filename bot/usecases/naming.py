"""Which topic it should have been, said by whoever read the answer."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from bot.core.desk import Corrected
from bot.core.matching import Outcome
from bot.core.results import Nobody
from bot.errors import UserMistake
from bot.usecases import cards, correcting, directories, gaps, learning
from bot.usecases.cards import Known
from models import Ask, Suggestion


def after_others(session: Session, suggestion_id: str, topic_id: int, *, by: int, now: datetime) -> Corrected:
    """Take in which topic it should have been, when the person named before was not the right one."""
    return _corrected(session, correcting.find(session, suggestion_id, by=by).ask, topic_id, by=by, now=now)


def after_nobody(session: Session, ask_id: int, topic_id: int, *, by: int, now: datetime) -> Corrected:
    """Take in which topic it should have been, when nobody was named; only whoever asked can say so."""
    asked = select(Ask).where(Ask.id == ask_id, Ask.asker_id == by).with_for_update()
    ask = session.scalars(asked.options(selectinload(Ask.suggestions))).one_or_none()
    if ask is None:
        raise UserMistake(correcting.TOO_OLD)
    return _corrected(session, ask, topic_id, by=by, now=now)


def _corrected(session: Session, ask: Ask, topic_id: int, *, by: int, now: datetime) -> Corrected:
    """Propose the topic to the organizers, and show whom to ask about it now."""
    if not ask.text:
        raise UserMistake(correcting.TOO_OLD)
    topic = cards.known(session, [topic_id], now=now).get(topic_id)
    if topic is None:
        raise UserMistake(directories.NO_SUCH_TOPIC)
    suggestion = _suggested(ask, topic, by=by)
    is_news = suggestion.shown_at is None and ask.outcome != Outcome.NOBODY  # else the organizers have the question
    suggestion.shown_at = now
    session.flush()
    proposed = learning.propose(session, suggestion.id, topic.topic_id, by=by, now=now)
    drawn = cards.draw(cards.laid(session, ask, reader=by, now=now), cards.offered(suggestion))
    if isinstance(drawn, Nobody) and is_news:
        gaps.record(session, ask.text, asker=by, now=now)
    return Corrected(title=proposed.title, state=proposed.state, now=drawn)


def _suggested(ask: Ask, topic: Known, *, by: int) -> Suggestion:
    """Find the topic among what was offered and not turned down, or offer it now."""
    open_ones = (one for one in ask.suggestions if one.topic_id == topic.topic_id and one.verdict != "wrong")
    if offered := next(open_ones, None):
        return offered
    first = next(iter(topic.people(ask.text, besides=[by])), None)
    made = Suggestion(
        topic_id=topic.topic_id, person_id=first.who.person_id if first else None, place=len(ask.suggestions)
    )
    ask.suggestions.append(made)
    return made
