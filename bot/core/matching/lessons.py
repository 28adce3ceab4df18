"""What was learned from use: words that people confirmed for a topic, laid over an index that stays as it is."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bot.core.matching.postings import Postings
from bot.core.matching.spelling import Spellings
from bot.core.matching.stems import stem

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from numpy.typing import NDArray

    from bot.core.matching.values import Taught
    from bot.core.matching.vocabulary import Reading, Vocabulary

EVERYBODY = 0  # stands for no asker in particular; people are numbered from 1


@dataclass(frozen=True, slots=True)
class Lessons:
    """The words of each lesson as arrays, with the topic they lead to and who may be led by them."""

    keys: dict[str, int]
    spellings: Spellings
    words: Postings
    lightness: NDArray[np.float64]  # one over the weight of all words of a lesson
    topics: NDArray[np.int64]
    askers: NDArray[np.int64]

    @classmethod
    def build(cls, lessons: Iterable[Taught], *, places: Mapping[int, int], vocabulary: Vocabulary) -> Lessons:
        """Take in what was taught of topics that are in the directory; `places` are those of their ids in the index."""
        kept = [one for one in lessons if one.topic_id in places and one.words]
        held = [dict.fromkeys(map(stem, one.words)) for one in kept]
        pairs = {(word, one.topic_id) for one, words in zip(kept, held, strict=True) for word in words}
        topics_of = Counter(word for word, _ in pairs)
        keys = {word: key for key, word in enumerate(topics_of)}
        weights = np.array([vocabulary.weigh(word, topics_of[word]) for word in keys])
        words = Postings.build([[keys[word] for word in words] for words in held], weights)
        return cls(
            keys=keys,
            spellings=Spellings.build(word for one in kept for word in one.words),
            words=words,
            lightness=1 / np.maximum(words.weigh(), 1e-9),
            topics=np.array([places[one.topic_id] for one in kept], np.int64),
            askers=np.array([one.asker or EVERYBODY for one in kept], np.int64),
        )

    def recall(self, reading: Reading, *, asker: int | None, topics: int) -> NDArray[np.float64]:
        """Return for each topic, from 0 to 1, how far the best lesson that counts for the asker covers the question."""
        recalled = np.zeros(topics)
        if not len(self.topics):
            return recalled
        meant = {key: likeness for word in reading.words for key, likeness in self._meant(word, reading)}
        shared = self.words.total(np.array(list(meant), int), np.array(list(meant.values()), float))
        covered = np.sqrt(np.minimum(np.square(shared) * self.lightness / reading.weight, 1))
        counts = np.isin(self.askers, (EVERYBODY, asker or EVERYBODY))
        np.maximum.at(recalled, self.topics[counts], covered[counts])
        return recalled

    def _meant(self, word: str, reading: Reading) -> list[tuple[int, float]]:
        """Return which learned words a word of the question may stand for, as typed or as the directory spells it."""
        for spelled in (word, reading.senses[word].spelled):
            if stem(spelled) in self.keys:
                return [(self.keys[stem(spelled)], 1.0)]
        if not reading.senses[word].content or reading.senses[word].meant:
            return []
        return [(self.keys[stem(known)], likeness) for known, likeness in self.spellings.near(word)]
