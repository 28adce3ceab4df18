"""What goes into the matcher and what comes out of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One topic as the matcher reads it: everything a rep might call it, say of it, or remember it by."""

    topic_id: int
    title: str
    aliases: tuple[str, ...] = ()
    kind: str = ""
    key_points: tuple[str, ...] = ()
    people: tuple[str, ...] = ()  # owners, presenters, backups, peers and former holders, by name
    stories: tuple[str, ...] = ()
    session: str = ""
    day: str = ""
    channel: str = ""
    link: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """The title and the aliases: what a question may call the topic."""
        return (self.title, *self.aliases)

    @property
    def cells(self) -> tuple[str, ...]:
        """Every text of the topic, names and people first; the address of its page says nothing and is left out."""
        rest = (*self.key_points, *self.stories, self.session, self.day, self.kind, self.channel)
        return (*self.names, *self.people, *filter(None, rest))


class Encoder(Protocol):
    """Gives texts vectors of length 1 that lie close together where the meaning does."""

    def texts(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Give a row for each text of a directory; the texts are few, and asked for again and again."""

    def question(self, text: str) -> NDArray[np.float32]:
        """Give the vector of one question."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taught:
    """Words that lead to a topic because somebody confirmed it; `asker` is whom they count for, None for everybody."""

    topic_id: int
    words: tuple[str, ...]
    asker: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """What of a topic stands in a question, for those who want to know why it was found."""

    name: str = ""  # of the topic, if the question says it, be it with a slip
    words: tuple[tuple[str, str], ...] = ()  # as asked, and as the directory spells them
    people: tuple[str, ...] = ()
    places: tuple[str, ...] = ()  # session and day
    learned: float = 0.0  # 0 to 1: how like it is to what somebody confirmed
    meaning: float | None = None  # -1 to 1: how near in meaning; None without a sentence encoder


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """How well one topic answers a question: `score` orders the topics, `confidence` (0 to 1) says how sure that is."""

    topic_id: int
    score: float
    confidence: float
    misread: tuple[tuple[str, str], ...] = ()  # what of its names was read otherwise than typed; of the best alone
    reason: Reason | None = None


class Outcome(StrEnum):
    """What the person is shown: one answer, up to three to choose from, or an honest "nobody yet"."""

    CARD = "card"
    CHOICE = "choice"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """The outcome and the topics that go with it: the answer and up to two others, the choice, or the closest three."""

    outcome: Outcome
    matches: tuple[Match, ...]
