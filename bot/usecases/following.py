"""Short sentences in a conversation that refer to what was asked before."""

from datetime import datetime, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, selectinload

from bot.core.matching import Outcome, decide
from bot.core.results import Answer, Aside, Asked, Choice, Help, Others, Remember
from bot.index import IndexCache
from bot.usecases import asking, cards, directories
from bot.usecases.cards import Table
from models import Ask, Suggestion

FRESH = timedelta(hours=2)  # how long a conversation remembers its topic


def who_else(session: Session, *, asker: int, now: datetime) -> Answer:
    """Name everybody else on the topic asked about last; a choice that is still open is offered again."""
    table = _last(session, asker=asker, now=now)
    if table is None or not table.offers:
        return Aside.NO_TOPIC_YET
    topic = _topic(table)
    if topic is None:
        return Choice(question=table.question, options=tuple(cards.option(table, one) for one in table.offers))
    named = {one.person_id for one in table.offers if one.shown_at and one.topic_id == topic.topic_id}
    return Others(title=topic.title, people=topic.people(table.question, besides={*named, asker}))


def key_points(session: Session, *, asker: int, now: datetime) -> Answer:
    """Repeat what is worth remembering of the topic asked about last."""
    table = _last(session, asker=asker, now=now)
    topic = _topic(table) if table else None
    if topic is None:
        return Aside.NO_TOPIC_YET
    return Remember(title=topic.title, key_points=topic.key_points, link=topic.link, channel=topic.channel)


def and_also(session: Session, index: IndexCache, rest: str, *, asker: int, now: datetime) -> Asked | Help:
    """Answer "and pricing?": on its own if that is clear enough, else together with the question before it."""
    table = _last(session, asker=asker, now=now)
    if table is not None:
        ranked = index.at(directories.version(session))
        alone = decide(ranked.rank(rest, asker=asker))
        together = decide(ranked.rank(f"{rest} {table.question}", asker=asker))
        before = {one.topic_id for one in table.offers if one.shown_at}
        is_new = together.outcome is Outcome.CARD and together.matches[0].topic_id not in before
        if alone.outcome is not Outcome.CARD and is_new:
            return asking.answer(session, rest, together, surface="dm", asker=asker, now=now)
    return asking.who(session, index, rest, surface="dm", asker=asker, now=now)


def _last(session: Session, *, asker: int, now: datetime) -> Table | None:
    """Find the last question of the conversation that led to anything."""
    ask = session.scalars(
        select(Ask)
        .where(Ask.asker_id == asker, Ask.surface == "dm", Ask.asked_at > now - FRESH)
        .where(or_(Ask.outcome != "nobody", Ask.suggestions.any(Suggestion.shown_at.is_not(None))))
        .order_by(Ask.id.desc())
        .limit(1)
        .options(selectinload(Ask.suggestions))
    ).one_or_none()
    return cards.laid(session, ask, reader=asker, now=now) if ask else None


def _topic(table: Table) -> cards.Known | None:
    """Tell which topic the conversation is about: the one whose card was shown last."""
    shown = [one for one in table.offers if one.shown_at]
    return table.topics[max(shown, key=cards.latest).topic_id] if shown else None
