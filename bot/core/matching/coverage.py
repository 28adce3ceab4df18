"""How much of a question a topic's texts explain, and how much of those texts the question spells out."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from bot.core.matching.postings import Postings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from bot.core.matching.vocabulary import Reading, Vocabulary


@dataclass(frozen=True, slots=True)
class Explained:
    """What the words of a question come to, for each topic."""

    coverage: NDArray[np.float64]  # 0 to 1: the geometric mean of what the best cell and the question cover
    found: NDArray[np.float64]  # how many content words stand anywhere in the topic, a misspelt one counting less
    titled: NDArray[np.float64]  # how many of them stand in one of its names, or in that of a person of it


@dataclass(frozen=True, slots=True)
class Coverage:
    """Which words stand in which cell, in which topic, and in whose names."""

    cells: Postings
    topics: Postings
    names: Postings
    lightness: NDArray[np.float64]  # one over the weight of all words of a cell
    starts: NDArray[np.int64]  # where each topic's cells begin; every topic has one

    @classmethod
    def build(
        cls, rows: Sequence[Sequence[Sequence[str]]], *, named: Sequence[int], vocabulary: Vocabulary
    ) -> Coverage:
        """Take in the words of each cell of each topic; so many of its first cells are names, its own or of people."""
        known = [[vocabulary.known(cell) for cell in row] for row in rows]
        each, weights = np.ones(len(vocabulary.weights)), np.array(vocabulary.weights)
        cells = Postings.build(list(chain.from_iterable(known)), weights)
        return cls(
            cells=cells,
            topics=Postings.build([set().union(*row) for row in known], each),
            names=Postings.build([set().union(*row[:count]) for row, count in zip(known, named, strict=True)], each),
            lightness=1 / np.maximum(cells.weigh(), 1e-9),
            starts=np.cumsum([0, *map(len, known)])[:-1],
        )

    def of(self, reading: Reading) -> Explained:
        """Return what the words of a question come to."""
        meant = [(key, likeness, sense.content) for sense in reading.senses.values() for key, likeness in sense.meant]
        columns = np.array(meant, float).reshape(-1, 3).T
        keys, likeness, content = columns[0].astype(int), columns[1], columns[1] * columns[2]
        shares = np.square(self.cells.total(keys, likeness)) * self.lightness
        return Explained(
            coverage=np.sqrt(np.minimum(np.maximum.reduceat(shares, self.starts) / reading.weight, 1)),
            found=self.topics.total(keys, content),
            titled=self.names.total(keys, content),
        )
