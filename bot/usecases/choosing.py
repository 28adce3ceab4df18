"""Topics to choose from, found while somebody types."""

from collections.abc import Iterator
from datetime import datetime
from itertools import islice

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.core.results import Choosable
from bot.core.text import plain
from bot.index import IndexCache
from bot.usecases import cards, directories
from bot.usecases.directories import IN_FORCE, TOPIC

MOST = 100  # topics in a menu
TITLES = select(TOPIC.id, TOPIC.title).where(*IN_FORCE).order_by(TOPIC.position, TOPIC.id)


def topics(
    session: Session, index: IndexCache, typed: str, *, asker: int, now: datetime, most: int = MOST
) -> tuple[Choosable, ...]:
    """Find topics of which a word begins with what was typed, then those that it may mean; with nothing typed, all."""
    titles = {row.id: row.title for row in session.connection().execute(TITLES)}
    wanted = plain(typed)
    ids = list(islice(titles, most)) if not wanted else _fitting(titles, wanted)[:most]
    ids += [one for one in _meant(session, index, typed, asker=asker) if one in titles and one not in ids]
    known = cards.known(session, ids[:most], now=now)
    return tuple(_choosable(known[one], asker=asker) for one in ids[:most] if one in known)


def _fitting(titles: dict[int, str], wanted: str) -> list[int]:
    """Give the topics with a word that begins so; those whose title does come first."""
    spaced = {topic_id: f" {plain(title)}" for topic_id, title in titles.items()}
    fitting = [topic_id for topic_id, title in spaced.items() if f" {wanted}" in title]
    return sorted(fitting, key=lambda topic_id: not spaced[topic_id].startswith(f" {wanted}"))


def _meant(session: Session, index: IndexCache, typed: str, *, asker: int) -> Iterator[int]:
    """Give the topics that the matcher finds, the best first; those it tells no figures of are left out."""
    ranking = index.at(directories.version(session)).rank(typed, asker=asker)
    return (match.topic_id for match in ranking if match.score > 0)


def _choosable(topic: cards.Known, *, asker: int) -> Choosable:
    first = next(iter(topic.people("", besides=[asker])), None)
    return Choosable(topic_id=topic.topic_id, title=topic.title, who=first.who if first else None)
