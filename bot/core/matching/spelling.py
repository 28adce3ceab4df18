"""Which known spelling somebody meant: a sieve over sets of letters that loses nothing, then the distance in edits."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

SHORTEST_FORGIVEN = 4  # three letters have to be right: one slip makes another company of "PCI" or "NK"
LETTERS_A_SLIP = 6  # one slip is forgiven in up to eleven letters, two in up to seventeen,
MOST_SLIPS = 3  # and three in anything longer
STEEPNESS = 2  # likeness falls with the square: one slip in eight letters costs a quarter, two in fourteen as much


@dataclass(frozen=True, slots=True)
class Spellings:
    """Known spellings that can be searched by a misspelt one."""

    texts: tuple[str, ...]  # shortest first
    letters: NDArray[np.uint64]  # the set of letters of each, as 64 bits
    starts: list[int]  # the texts of n letters stand at starts[n] to starts[n + 1]

    @classmethod
    def build(cls, texts: Iterable[str]) -> Spellings:
        """Take in all texts that are long enough for a slip."""
        kept = sorted({text for text in texts if len(text) >= SHORTEST_FORGIVEN}, key=lambda text: (len(text), text))
        lengths = [len(text) for text in kept]
        return cls(
            texts=tuple(kept),
            letters=np.array([_letters(text) for text in kept], np.uint64),
            starts=[bisect_left(lengths, length) for length in range(max(lengths, default=0) + 2)],
        )

    def near(self, text: str) -> list[tuple[str, float]]:
        """Return the spellings the fewest slips away, if few enough, each with its likeness from 0 to 1.

        The most plausible comes first: people rarely get the first letter wrong.

        >>> [known for known, _ in Spellings.build(["routing", "quoting", "lantern"]).near("ruoting")]
        ['routing', 'quoting']
        """
        slips = min(max(1, len(text) // LETTERS_A_SLIP), MOST_SLIPS)
        likely = self._likely(text, slips) if len(text) >= SHORTEST_FORGIVEN else []
        found = process.extract(text, likely, scorer=OSA.distance, score_cutoff=slips, limit=None)
        fewest = min((distance for _, distance, _ in found), default=0)
        nearest = [known for known, distance, _ in found if distance == fewest]
        nearest.sort(key=lambda known: known[0] != text[0])
        return [(known, (1 - fewest / max(len(text), len(known))) ** STEEPNESS) for known in nearest]

    def _likely(self, text: str, slips: int) -> list[str]:
        """Return all texts of about this length and these letters.

        One edit changes a text's length by one at most and its set of letters by two at most,
        so what differs by more than that cannot be within reach.
        """
        longest = len(self.starts) - 1
        first, last = self.starts[min(len(text) - slips, longest)], self.starts[min(len(text) + slips + 1, longest)]
        differing = np.bitwise_count(self.letters[first:last] ^ _letters(text))
        return [self.texts[first + place] for place in (differing <= 2 * slips).nonzero()[0].tolist()]


def _letters(text: str) -> np.uint64:
    """Return the set of a text's characters as bits; two characters may share one."""
    return np.uint64(sum({1 << (ord(character) & 63) for character in text}))
