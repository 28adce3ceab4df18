"""What speaks for each topic, and how sure that makes one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Logistic weights, fitted on whole and cut-down directories of four kinds (a made-up company, bank help, a voice
# assistant, account names; ten to a hundred and eighty topics), each kind judged by weights fitted on the others.
COVERED = 3.7  # for a text and a question that cover each other
AHEAD = 1.6  # for the lead over the next topic, times the logarithm of how many topics there are to lead over
NAMED = 2.4  # for a name that is right, letter by letter or nearly
FOUND = 0.8  # for each content word found,
MOST_FOUND = 3  # up to three
DOUBT = 5.0  # what all of that has to outweigh
SEVERAL = 1.5  # two words, even if both are a little misspelt
ALONE = 0.6  # one word that merely occurs in a row, in no name, is no answer: "test" in "must be tested"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What speaks for each of several topics."""

    coverage: NDArray[np.float64]  # 0 to 1, in words: between the question and the topic's best text or name
    likeness: NDArray[np.float64]  # 0 to 1, in letters: between the question and all of the topic's texts
    named: NDArray[np.float64]  # 0 to 1: how right its name is
    found: NDArray[np.float64]  # how many content words of the question stand anywhere in the topic
    titled: NDArray[np.float64]  # how many of them stand in its names
    topics: int  # how many topics the directory has

    @property
    def scores(self) -> NDArray[np.float64]:
        """From 0 to 1; words and letters have an equal say, as they did wherever their weights were learned."""
        return (self.coverage + self.likeness) / 2

    @property
    def confidences(self) -> NDArray[np.float64]:
        """From 0 to 1: how likely each topic is what was meant. The topics have to stand in order, the best first."""
        alone = (self.found < SEVERAL) & (self.named + self.titled == 0)
        pro = COVERED * self.coverage + AHEAD * np.log1p(self.topics) * self._leads + NAMED * self.named
        odds = np.exp(pro + FOUND * np.minimum(self.found, MOST_FOUND) - DOUBT)
        sure: NDArray[np.float64] = np.where(alone, ALONE, 1.0) * odds / (1 + odds)
        return sure

    @property
    def _leads(self) -> NDArray[np.float64]:
        """The best topic's lead over the second, and how far each other topic lies behind the best."""
        best, *others = self.scores.tolist()
        return np.array([best - (others[0] if others else 0), *(other - best for other in others)])

    def of(self, places: NDArray[np.int64]) -> Evidence:
        """Return what speaks for some of the topics, in the order given."""
        return Evidence(
            coverage=self.coverage[places],
            likeness=self.likeness[places],
            named=self.named[places],
            found=self.found[places],
            titled=self.titled[places],
            topics=self.topics,
        )
