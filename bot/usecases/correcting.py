"""What a person says of an answer: another one, not the right person, that helped."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from bot.core.results import Answer, Nobody
from bot.errors import UserMistake
from bot.usecases import cards, gaps
from models import Ask, Suggestion

TOO_OLD = "That answer is too old to act on. Ask again and I will look it up afresh."
NOT_YOURS = "Only the person who asked can say that. Ask me yourself and I will answer you."


def pick(session: Session, suggestion_id: str, *, by: int, now: datetime) -> Answer:
    """Show the card of another topic that was offered."""
    suggestion, topics = _find(session, suggestion_id, by=by)
    suggestion.shown_at = now
    return cards.draw(suggestion.ask, suggestion, topics)


def helped(session: Session, suggestion_id: str, *, by: int, now: datetime) -> Answer:
    """Record that the person offered was the right one; saying it twice changes nothing."""
    suggestion, topics = _find(session, suggestion_id, by=by)
    if suggestion.verdict is None:
        suggestion.verdict, suggestion.judged_at = "helped", now
    return cards.draw(suggestion.ask, suggestion, topics)


def wrong_person(session: Session, suggestion_id: str, *, by: int, now: datetime) -> Answer:
    """Record that the person offered was not the right one, and offer the next best at once.

    The next on the same topic comes first, then the other topics that were close. Pressing twice offers nobody new.
    """
    suggestion, topics = _find(session, suggestion_id, by=by)
    ask = suggestion.ask
    if suggestion.verdict is None:
        suggestion.verdict, suggestion.judged_at = "wrong", now
        following = _next_person(ask, suggestion, topics) or _next_topic(ask, topics)
        if following is None:
            gaps.record(session, ask.text, asker=ask.asker_id, now=now)
        else:
            following.shown_at = now
    session.flush()
    shown = [one for one in ask.suggestions if one.shown_at and one.verdict is None and one.topic_id in topics]
    if not shown:
        return Nobody(question=ask.text, topic=topics[suggestion.topic_id].title)
    latest = max(shown, key=lambda one: (one.shown_at, one.place))
    return cards.draw(ask, latest, topics, instead_of=_name(suggestion, topics))


def _find(session: Session, suggestion_id: str, *, by: int) -> tuple[Suggestion, dict[int, cards.Known]]:
    """Read a suggestion with its ask and the topics offered there; a private answer belongs to who asked."""
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
    topics = cards.known(session, {one.topic_id for one in suggestion.ask.suggestions})
    if suggestion.topic_id not in topics:
        raise UserMistake(TOO_OLD)
    return suggestion, topics


def _next_person(ask: Ask, suggestion: Suggestion, topics: dict[int, cards.Known]) -> Suggestion | None:
    """Offer the next person named for the same topic whom nobody has seen in this answer yet."""
    seen = {one.person_id for one in ask.suggestions if one.shown_at} | {ask.asker_id}
    following = next(iter(topics[suggestion.topic_id].people(ask.text, besides=seen)), None)
    if following is None:
        return None
    made = Suggestion(
        topic_id=suggestion.topic_id,
        person_id=following.who.person_id,
        place=len(ask.suggestions),
        confidence=suggestion.confidence,
    )
    ask.suggestions.append(made)
    return made


def _next_topic(ask: Ask, topics: dict[int, cards.Known]) -> Suggestion | None:
    """Offer the next topic that was close, if somebody else can be named for it."""
    seen = {one.person_id for one in ask.suggestions if one.shown_at}
    unseen = (one for one in ask.suggestions if one.shown_at is None and one.topic_id in topics)
    return next((one for one in unseen if one.person_id is not None and one.person_id not in seen), None)


def _name(suggestion: Suggestion, topics: dict[int, cards.Known]) -> str:
    held = topics[suggestion.topic_id].held
    return next((one.who.name for one in held if one.who.person_id == suggestion.person_id), "")
