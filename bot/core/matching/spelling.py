"""Which known spellings could somebody have meant: a lossless sieve over letter sets, then edit distance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from rapidfuzz.distance import OSA

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

SHORTEST_FORGIVEN = 4  # three letters and fewer have to be right: one edit turns "PCI" into "PCR"
LETTERS_PER_EDIT = 5  # one slip in a word of four to nine letters, two from ten on, three from fifteen on
MOST_EDITS = 3


def edits_forgiven(length: int) -> int:
    """Return how many slips a word of this many letters may hold and still be taken for a misspelling."""
    return 0 if length < SHORTEST_FORGIVEN else min(max(1, length // LETTERS_PER_EDIT), MOST_EDITS)


def letters(text: str) -> int:
    """Return the set of a text's characters as 64 bits.

    One edit changes at most two members of the set, so two texts whose sets differ in more than
    twice the edits forgiven need not be compared at all.
    """
    bits = 0
    for character in text:
        bits |= 1 << (ord(character) & 63)
    return bits


@dataclass(frozen=True, slots=True)
class Spellings:
    """A list of known spellings that can be searched by a misspelt one."""

    texts: tuple[str, ...]  # shortest first
    sets: NDArray[np.uint64]
    starts: NDArray[np.int64]  # starts[n] is where the texts of n characters begin
    places: dict[str, int]

    @classmethod
    def build(cls, texts: Iterable[str]) -> Spellings:
        """Sort distinct texts by length and note each one's letters."""
        ordered = tuple(sorted(set(texts), key=lambda text: (len(text), text)))
        lengths = [len(text) for text in ordered]
        return cls(
            texts=ordered,
            sets=np.array([letters(text) for text in ordered], np.uint64),
            starts=np.searchsorted(lengths, np.arange(max(lengths, default=0) + 2)),
            places={text: place for place, text in enumerate(ordered)},
        )

    def near(self, text: str) -> list[tuple[int, int]]:
        """Return the place and the edits of every known spelling that this text may be a slip of."""
        edits = edits_forgiven(len(text))
        if not edits:
            return []
        top = len(self.starts) - 1
        first, last = self.starts[min(max(len(text) - edits, SHORTEST_FORGIVEN), top)], self.starts[min(len(text) + edits + 1, top)]
        differing = np.bitwise_count(self.sets[first:last] ^ np.uint64(letters(text)))
        likely = np.flatnonzero(differing <= 2 * edits) + first
        found = ((int(place), OSA.distance(text, self.texts[place], score_cutoff=edits)) for place in likely)
        return [(place, distance) for place, distance in found if distance <= edits]
