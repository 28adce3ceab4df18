"""Which topic of the directory each row of a sheet is."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.core import renaming
from bot.core.plans import Choices, Content, Likely
from bot.core.renaming import Titled, akin
from bot.core.sheets import Draft, Field, Topic
from bot.core.sheets.keys import key_of
from bot.core.text import folded, plain
from bot.usecases.importing.stored import Contents, Stored

KEYS = {"key", "topic key"}
SMALL = 6  # digits; a number shorter than that may be anything


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairing:
    """The topic of each row, by the key of its title; rows that have none are new. `likely` ones are to be asked."""

    stored: dict[str, Stored]
    likely: tuple[Likely, ...]
    missing: tuple[Stored, ...]


def pair(draft: Draft, contents: Contents, choices: Choices) -> Pairing:
    """Find the topic of each row: by its title, else by the sheet's own key, else as the organizer or its words say.

    The title goes first, for a running number that somebody calls an id says nothing. A topic that left the sheet
    comes back under its title.
    """
    search = _Search()
    live = {key_of(one.content.title): one for one in contents.present}
    gone = {key_of(one.content.title): one for one in contents.topics.values() if one.is_archived}
    by_key = {one.key: one for one in contents.topics.values()}
    search.take((topic, live.get(topic.key)) for topic in draft.topics)
    search.take((topic, _by_id(draft, topic, by_key.get(topic.id))) for topic in draft.topics if topic.id)
    search.take((topic, contents.topics.get(choices.same.get(topic.key, 0))) for topic in draft.topics)
    search.take((topic, gone.get(topic.key)) for topic in draft.topics)
    new = [topic for topic in draft.topics if topic.key not in search.found]
    old = [
        one
        for one in contents.present
        if one.id not in search.taken and draft.left_out.isdisjoint({one.key, key_of(one.content.title)})
    ]
    pairs = renaming.pair([_titled(topic) for topic in new], [_titled(one.content) for one in old])
    asked = [place for place in pairs.likely if new[place].key not in choices.same]
    search.take((new[place], old[other]) for place, other in pairs.sure.items() if new[place].key not in choices.same)
    likely = tuple(_likely(new[place], old[pairs.likely[place]]) for place in asked)
    waiting = {one.topic_id for one in likely}
    return Pairing(
        stored=search.found,
        likely=likely,
        missing=tuple(one for one in old if one.id not in search.taken and one.id not in waiting),
    )


class _Search:
    """Pairs found so far, each topic once."""

    def __init__(self) -> None:
        self.found: dict[str, Stored] = {}
        self.taken: set[int] = set()

    def take(self, pairs: Iterable[tuple[Topic, Stored | None]]) -> None:
        """Keep what is found, unless either is taken."""
        for topic, stored in pairs:
            if stored and topic.key not in self.found and stored.id not in self.taken:
                self.found[topic.key] = stored
                self.taken.add(stored.id)


def _titled(one: Topic | Content) -> Titled:
    owners = frozenset(name for owner in one.owners for name in (folded(owner.name), owner.email) if name)
    return Titled(title=one.title, owners=owners, aliases=one.aliases, key_points=one.key_points, link=one.link)


def _by_id(draft: Draft, topic: Topic, stored: Stored | None) -> Stored | None:
    """Trust what the sheet calls a row by; a small number is trusted only where more speaks for it."""
    is_key = any(column.field is Field.KEY and plain(column.name) in KEYS for column in draft.columns)
    is_small = topic.id.isdecimal() and len(topic.id) < SMALL
    return stored if stored and (is_key or not is_small or akin(_titled(topic), _titled(stored.content))) else None


def _likely(topic: Topic, stored: Stored) -> Likely:
    return Likely(row=topic.row, key=topic.key, title=topic.title, topic_id=stored.id, old=stored.content.title)
