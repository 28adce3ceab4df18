"""What speaks for each topic, and how sure that makes one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from bot.core.matching.weights import MEANING, TRUST, WORDS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from bot.core.matching.meaning import Near
    from bot.core.matching.weights import Weights

MOST_FOUND = 3  # content words that add to the confidence
SEVERAL = 1.5  # two words, even if both are a little misspelt
ALONE = 0.6  # one word that merely occurs in a row, in no name, is no answer: "test" in "must be tested"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What speaks for each of several topics."""

    coverage: NDArray[np.float64]  # 0 to 1, in words: between the question and the topic's best text or name
    likeness: NDArray[np.float64]  # 0 to 1, in letters: between the question and all of the topic's texts
    named: NDArray[np.float64]  # 0 to 1: how right its name is
    found: NDArray[np.float64]  # how many content words of the question stand anywhere in the topic
    titled: NDArray[np.float64]  # how many of them stand in its names, or in those of its people
    learned: NDArray[np.float64]  # 0 to 1: how like the question is to what was confirmed for it
    topics: int  # how many topics the directory has
    length: float  # the weight of the question's content words
    near: Near | None = None  # in meaning, where there is a sentence encoder
    given: Weights | None = None  # other weights than the usual ones, to try them out

    @property
    def weights(self) -> Weights:
        """How much each kind counts."""
        return self.given or (MEANING if self.near else WORDS)

    @property
    def scores(self) -> NDArray[np.float64]:
        """What orders the topics: words and letters have an equal say, as they did wherever weights were learned."""
        weights, near = self.weights, self.near
        scores = self.coverage + self.likeness + weights.naming * self.named
        if near:
            scores = scores + weights.pair * near.pair + weights.row * near.row + weights.middle * near.middle
        return scores

    @property
    def confidences(self) -> NDArray[np.float64]:
        """From 0 to 1: how likely each topic is what was meant. The topics have to stand in order, the best first."""
        weights = self.weights
        odds = weights.doubt + self.pros @ np.array([getattr(weights, name) for name in TRUST])
        sure: NDArray[np.float64] = np.where(self.alone, ALONE, 1.0) / (1 + np.exp(-odds))
        return sure

    @property
    def alone(self) -> NDArray[np.bool_]:
        """Which topics have nothing for them but one word somewhere in the row."""
        return np.asarray((self.found > 0) & (self.found < SEVERAL) & (self.named + self.titled == 0))

    @property
    def pros(self) -> NDArray[np.float64]:
        """What the confidence rests on: a row for each topic, a column for each of its weights, as `TRUST` has them."""
        near, ones = self.near, np.ones(len(self.found))
        return np.stack(
            [
                self.coverage,
                np.log1p(self.topics) * self._leads,
                self.named,
                np.minimum(self.found, MOST_FOUND),
                np.log1p(self.length) * ones,
                near.nearest if near else 0 * ones,
                (near.elsewhere if near else 0) * ones,
            ],
            axis=1,
        )

    @property
    def _leads(self) -> NDArray[np.float64]:
        """The best topic's lead over the second, and how far each other topic lies behind the best."""
        best, *others = self.scores.tolist()
        return np.array([best - (others[0] if others else 0), *(other - best for other in others)])

    def of(self, places: NDArray[np.int64]) -> Evidence:
        """Return what speaks for some of the topics, in the order given."""
        return replace(
            self,
            coverage=self.coverage[places],
            likeness=self.likeness[places],
            named=self.named[places],
            found=self.found[places],
            titled=self.titled[places],
            learned=self.learned[places],
            near=self.near.of(places) if self.near else None,
        )
