"""What a person says of an answer: another one, not the right person, that helped."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from bot.core.matching import OFFER_AT
from bot.core.results import Answer, Nobody, Offer
from bot.errors import UserMistake
from bot.usecases import cards, gaps, teaching
from bot.usecases.cards import Table
from models import Ask, Suggestion

TOO_OLD = "That answer is too old to act on. Ask again and I will look it up afresh."
NOT_YOURS = "Only the person who asked can say that. Ask me yourself and I will answer you."


def pick(session: Session, suggestion_id: str, *, by: int, now: datetime) -> Answer:
    """Show the card of another topic that was offered."""
    suggestion = find(session, suggestion_id, by=by)
    suggestion.shown_at = now
    return _drawn(session, suggestion, by=by, now=now)


def helped(session: Session, suggestion_id: str, *, by: int, now: datetime) -> Answer:
    """Record that the person offered was the right one, and learn from it; saying it twice changes nothing."""
    suggestion = find(session, suggestion_id, by=by)
    if suggestion.verdict is None:
        suggestion.verdict, suggestion.judged_at = "helped", now
    if suggestion.verdict == "helped":
        teaching.from_answer(session, suggestion, asker=by, now=now)
    return _drawn(session, suggestion, by=by, now=now)


def wrong_person(session: Session, suggestion_id: str, *, by: int, now: datetime) -> Answer:
    """Record that the person offered was not the right one, and offer the next best at once.

    The next on the same topic comes first, then the other topics that were close. Pressing twice offers nobody new.
    """
    suggestion = find(session, suggestion_id, by=by)
    ask = suggestion.ask
    if suggestion.verdict != "wrong":
        suggestion.verdict, suggestion.judged_at = "wrong", now
        teaching.take_back(session, suggestion, by=by)
        table = cards.laid(session, ask, reader=by, now=now)
        following = _next_person(suggestion, table, asker=ask.asker_id) or _next_topic(ask, table)
        if following is None:
            gaps.record(session, ask.text, asker=by, now=now)
        else:
            following.shown_at = now
        session.flush()
    table = cards.laid(session, ask, reader=by, now=now)
    shown = [one for one in table.offers if one.shown_at and one.verdict != "wrong"]
    if not shown:
        title = table.topics[_offer(suggestion, table).topic_id].title
        return Nobody(question=ask.text, topic=title, after_others=True, suggestion_id=suggestion.id)
    return cards.draw(table, max(shown, key=cards.latest), is_next=True)


def find(session: Session, suggestion_id: str, *, by: int) -> Suggestion:
    """Read a suggestion with its ask, and keep others from judging it meanwhile; a private answer is its asker's."""
    suggestion = session.scalars(
        select(Suggestion)
        .where(Suggestion.id == suggestion_id)
        .options(joinedload(Suggestion.ask).options(selectinload(Ask.suggestions)))
        .with_for_update(of=Suggestion)
    ).one_or_none()
    if suggestion is None:
        raise UserMistake(TOO_OLD)
    if suggestion.ask.asker_id != by and suggestion.ask.surface != "mention":
        raise UserMistake(NOT_YOURS)
    return suggestion


def _drawn(session: Session, suggestion: Suggestion, *, by: int, now: datetime) -> Answer:
    """Draw the card of a suggestion as it is now; if nobody can be named by now, the organizers are told."""
    table = cards.laid(session, suggestion.ask, reader=by, now=now)
    drawn = cards.draw(table, _offer(suggestion, table))
    if isinstance(drawn, Nobody):
        gaps.record(session, suggestion.ask.text, asker=by, now=now)
    return drawn


def _offer(suggestion: Suggestion, table: Table) -> Offer:
    """Find a suggestion among what is still in the directory."""
    found = next((one for one in table.offers if one.suggestion_id == suggestion.id), None)
    if found is None:
        raise UserMistake(TOO_OLD)
    return found


def _next_person(suggestion: Suggestion, table: Table, *, asker: int | None) -> Suggestion | None:
    """Offer the next person named for the same topic whom nobody has seen in this answer yet."""
    topic = table.topics[_offer(suggestion, table).topic_id]
    seen = {one.person_id for one in table.offers if one.shown_at} | {table.reader, asker}
    following = next(iter(topic.people(table.question, besides=seen)), None)
    if following is None:
        return None
    made = Suggestion(
        topic_id=topic.topic_id,
        person_id=following.who.person_id,
        place=len(table.offers),
        confidence=suggestion.confidence,
    )
    suggestion.ask.suggestions.append(made)
    return made


def _next_topic(ask: Ask, table: Table) -> Suggestion | None:
    """Offer the next topic that was close, if somebody else can be named for it."""
    seen = {one.person_id for one in table.offers if one.shown_at}
    likely = (one for one in ask.suggestions if one.confidence >= OFFER_AT)  # what is merely close is no answer
    unseen = (one for one in likely if one.shown_at is None and one.topic_id in table.topics)
    return next((one for one in unseen if one.person_id is not None and one.person_id not in seen), None)
