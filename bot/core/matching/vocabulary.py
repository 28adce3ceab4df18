"""Every word of the directory: how telling it is, how it is spelled, and what a question's words mean by it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import TYPE_CHECKING

import numpy as np

from bot.core.matching.abbreviations import Abbreviations
from bot.core.matching.frames import is_frame
from bot.core.matching.spelling import Spellings
from bot.core.matching.stems import stem

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

FRAME_SHARE = 0.2  # of what its rarity promises: "who" in a single title must not answer every "who"
CUT_SHORT = 0.8  # how like a word is to what it is short for
SHORTEST_JOINED = 4  # "nord kassa" may be one word, "a p" may not


@dataclass(frozen=True, slots=True)
class Sense:
    """What the directory makes of one word of a question."""

    spelled: str  # as the directory spells it
    weight: float  # how telling it is
    content: bool  # not merely a frame word
    meant: tuple[tuple[int, float], ...]  # the keys it may stand for, each with its likeness


@dataclass(frozen=True, slots=True)
class Reading:
    """A question as the directory understands it."""

    words: list[str]  # as asked, but a word written in two pieces made one
    senses: dict[str, Sense]  # of each different word
    weight: float  # how much there is to explain: all senses together


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The directory's words, one key for all forms of a word."""

    keys: dict[str, int]
    forms: dict[str, int]  # the same by each form that the directory spells, which spares their stems
    weights: list[float]
    unknown: float  # what a word weighs that the directory does not have
    spellings: Spellings
    apart: frozenset[str]  # two words that stand beside each other; together they may be a word too
    abbreviations: Abbreviations

    @classmethod
    def build(cls, rows: Sequence[Sequence[str]], *, names: Iterable[Sequence[str]] = ()) -> Vocabulary:
        """Take in the words of each topic, and those of all names."""
        stems = {word: stem(word) for word in dict.fromkeys(chain.from_iterable(rows))}
        holders = Counter(stemmed for row in rows for stemmed in {stems[word]: None for word in row})
        keys = {stemmed: key for key, stemmed in enumerate(holders)}
        return cls(
            keys=keys,
            forms={word: keys[stemmed] for word, stemmed in stems.items()},
            weights=[_weight(word, len(rows) / held) for word, held in holders.items()],
            unknown=float(np.log1p(2 * len(rows))),  # as if half a topic had it: a little more than the rarest
            spellings=Spellings.build(word for row in rows for word in row if not is_frame(word)),
            apart=frozenset(first + second for row in rows for first, second in pairwise(row)),
            abbreviations=Abbreviations.build(names),
        )

    def known(self, words: Iterable[str]) -> set[int]:
        """Return the keys of words that the directory has."""
        return {self.forms[word] for word in words}

    def weigh(self, stemmed: str, topics: int) -> float:
        """Return how telling a word is that was learned for so many topics; never more than the directory says."""
        key = self.keys.get(stemmed)
        return min(self.unknown if key is None else self.weights[key], self.unknown / topics)

    def read(self, asked: Sequence[str]) -> Reading:
        """Find out what each word of a question means here."""
        words = self._joined(asked)
        senses = {word: self._sense(word, beside) for word, beside in _neighbours(words).items()}
        return Reading(words, senses, sum(sense.weight for sense in senses.values()))

    def _joined(self, asked: Sequence[str]) -> list[str]:
        """Make one word of two neighbours that the directory knows only as one."""
        words: list[str] = []
        for word in asked:
            joined = words[-1] + word if words else ""
            if words and len(joined) >= SHORTEST_JOINED and joined not in self.apart and self._key(joined) is not None:
                words[-1] = joined
            else:
                words.append(word)
        return words

    def _key(self, word: str) -> int | None:
        key = self.forms.get(word)
        return self.keys.get(stem(word)) if key is None else key

    def _sense(self, word: str, beside: Sequence[str]) -> Sense:
        """Look a word up, or else what it is short for beside such neighbours, or what it may be a slip of."""
        key = self._key(word)
        if key is not None:
            return Sense(word, self.weights[key], not is_frame(word), ((key, 1.0),))
        if is_frame(word):
            return Sense(word, FRAME_SHARE * self.unknown, content=False, meant=())
        whole = self.abbreviations.read(word, beside)
        near = [(whole, CUT_SHORT)] if whole else self.spellings.near(word)
        meant = {self.forms[known]: likeness for known, likeness in near}
        weight = max((self.weights[key] for key in meant), default=self.unknown)
        return Sense(near[0][0] if near else word, weight, content=True, meant=tuple(meant.items()))


def _neighbours(words: Sequence[str]) -> dict[str, list[str]]:
    """Return what stands beside each word, once what a question is wrapped in is left out."""
    beside: dict[str, list[str]] = {word: [] for word in words}
    for first, second in pairwise([word for word in words if not is_frame(word)]):
        beside[first].append(second)
        beside[second].append(first)
    return beside


def _weight(word: str, rarity: float) -> float:
    """Return how telling a word is that stands in one of so many topics."""
    return float(np.log1p(rarity)) * (FRAME_SHARE if is_frame(word) else 1)
