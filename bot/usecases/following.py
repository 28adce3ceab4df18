"""Short sentences in a conversation that refer to what was asked before."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from bot.core.matching import Outcome, decide
from bot.core.results import Answer, Aside, Choice, Others, Remember
from bot.index import IndexCache
from bot.usecases import asking, cards, directories
from models import Ask

FRESH = timedelta(hours=2)  # how long a conversation remembers its topic


def who_else(session: Session, *, asker: int, now: datetime) -> Answer:
    """Name everybody else on the topic asked about last; a choice that is still open is offered again."""
    ask = _last(session, asker=asker, now=now)
    if ask is None:
        return Aside.NO_TOPIC_YET
    topics = cards.known(session, {one.topic_id for one in ask.suggestions})
    offered = [one for one in ask.suggestions if one.topic_id in topics]
    topic = _topic(ask, topics)
    if topic is None:
        options = tuple(cards.option(one, topics) for one in offered)
        return Choice(question=ask.text, options=options) if options else Aside.NO_TOPIC_YET
    named = {one.person_id for one in offered if one.shown_at and one.topic_id == topic.topic_id}
    return Others(title=topic.title, people=topic.people(ask.text, besides={*named, asker}))


def key_points(session: Session, *, asker: int, now: datetime) -> Answer:
    """Repeat what is worth remembering of the topic asked about last."""
    ask = _last(session, asker=asker, now=now)
    topics = cards.known(session, {one.topic_id for one in ask.suggestions}) if ask else {}
    topic = _topic(ask, topics) if ask else None
    if topic is None:
        return Aside.NO_TOPIC_YET
    return Remember(title=topic.title, key_points=topic.key_points, link=topic.link, channel=topic.channel)


def and_also(session: Session, index: IndexCache, rest: str, *, asker: int, now: datetime) -> Answer:
    """Answer "and pricing?": on its own if that is clear enough, else together with the question before it."""
    ask = _last(session, asker=asker, now=now)
    if ask is not None:
        ranked = index.at(directories.version(session))
        alone, together = decide(ranked.rank(rest)), decide(ranked.rank(f"{rest} {ask.text}"))
        before = {one.topic_id for one in ask.suggestions if one.shown_at}
        is_new = together.outcome is Outcome.CARD and together.matches[0].topic_id not in before
        if alone.outcome is not Outcome.CARD and is_new:
            return asking.answer(session, rest, together, surface="dm", asker=asker, now=now)
    return asking.who(session, index, rest, surface="dm", asker=asker, now=now)


def _last(session: Session, *, asker: int, now: datetime) -> Ask | None:
    """Find the last question of the conversation that led to anything."""
    return session.scalars(
        select(Ask)
        .where(Ask.asker_id == asker, Ask.surface == "dm", Ask.asked_at > now - FRESH, Ask.outcome != "nobody")
        .order_by(Ask.id.desc())
        .limit(1)
        .options(selectinload(Ask.suggestions))
    ).one_or_none()


def _topic(ask: Ask, topics: dict[int, cards.Known]) -> cards.Known | None:
    """Tell which topic the conversation is about: the one whose card was shown last."""
    shown = [one for one in ask.suggestions if one.shown_at and one.topic_id in topics]
    return topics[max(shown, key=lambda one: (one.shown_at, one.place)).topic_id] if shown else None
