"""Names anywhere in a question: misspelt, run together or split, but always the whole name."""

from __future__ import annotations

from dataclasses import dataclass
from math import prod, sqrt
from typing import TYPE_CHECKING

import numpy as np

from bot.core.matching.frames import is_frame
from bot.core.matching.spelling import MOST_SLIPS, Spellings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from bot.core.matching.vocabulary import Reading

MOST_WORDS = 8  # longer names are sentences; their words and letters speak for them
MOST_MISSPELT = 4  # as many words of a question are taken together when slips are forgiven
SHORTEST_INITIALS = 3
INITIALS = 0.3  # initials that nobody listed are a guess: enough to be mentioned, not to be the answer
AND = frozenset({"and", "und", "et"})  # "UK and Ireland" is also "UK & Ireland"


@dataclass(frozen=True, slots=True)
class Names:
    """All names, without the spaces in them, and the topics they belong to."""

    topics: dict[str, tuple[int, ...]]
    initials: dict[str, tuple[int, ...]]
    spellings: Spellings
    words: int  # so many words of a question may be one name,
    letters: int  # and so many letters

    @classmethod
    def build(cls, rows: Sequence[Sequence[Sequence[str]]]) -> Names:
        """Take in the names of each topic, as words; initials count where no two topics share them."""
        named = _by_topic((_together(name), topic) for topic, names in enumerate(rows) for name in names)
        initials = _by_topic((_initials(name), topic) for topic, names in enumerate(rows) for name in names)
        longest = max((len(name) for names in rows for name in names), default=0)
        return cls(
            topics=named,
            initials={short: topics for short, topics in initials.items() if len(topics) == 1},
            spellings=Spellings.build(named),
            words=min(longest + 1, MOST_WORDS),
            letters=max(map(len, named), default=0) + MOST_SLIPS,
        )

    def find(self, reading: Reading, *, topics: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return for each topic, from 0 to 1, how like one of its names a run of words is, and what that covers.

        The second is the geometric mean of the likeness and the share of the question that the run makes up.
        """
        alike, covered = np.zeros(topics), np.zeros(topics)
        for run, together in self._runs(reading.words):
            for topic, likeness in self._meant(run, together, reading):
                share = sum(reading.senses[word].weight for word in set(run)) / reading.weight
                alike[topic] = max(alike[topic], likeness)
                covered[topic] = max(covered[topic], sqrt(likeness * share))
        return alike, covered

    def _runs(self, words: Sequence[str]) -> Iterator[tuple[Sequence[str], str]]:
        """Return every run of words that may be a name, as it is and without its spaces."""
        for start in range(len(words)):
            together = ""
            for end in range(start, min(start + self.words, len(words))):
                together += "" if words[end] in AND else words[end]
                if len(together) > self.letters:
                    break
                yield words[start : end + 1], together

    def _meant(self, run: Sequence[str], together: str, reading: Reading) -> list[tuple[int, float]]:
        """Return the topics whose name a run of words is, letter by letter or else with a slip, and how alike it is."""
        if together in self.topics:
            return [(topic, 1.0) for topic in self.topics[together]]
        if together in self.initials:
            return [(topic, INITIALS) for topic in self.initials[together]]
        spelled = "".join(reading.senses[word].spelled for word in run)
        if spelled in self.topics:
            likeness = prod(max((like for _, like in reading.senses[word].meant), default=1.0) for word in run)
            return [(topic, likeness) for topic in self.topics[spelled]]
        wrapped = not (reading.senses[run[0]].content and reading.senses[run[-1]].content)
        near = [] if wrapped or len(run) > MOST_MISSPELT else self.spellings.near(together)
        return [(topic, likeness) for name, likeness in near for topic in self.topics[name]]


def _together(words: Sequence[str]) -> str:
    return "".join(word for word in words if word not in AND)


def _initials(words: Sequence[str]) -> str:
    """Return the initials of a long name, unless they are a word that questions are full of."""
    letters = "".join(word[0] for word in words if word not in AND)
    return letters if len(letters) >= SHORTEST_INITIALS and not is_frame(letters) else ""


def _by_topic(pairs: Iterable[tuple[str, int]]) -> dict[str, tuple[int, ...]]:
    """Return the topics of each name, each once and in order."""
    gathered: dict[str, dict[int, None]] = {}
    for name, topic in pairs:
        if name:
            gathered.setdefault(name, {})[topic] = None
    return {name: tuple(topics) for name, topics in gathered.items()}
