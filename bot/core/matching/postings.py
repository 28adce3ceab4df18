"""A sparse table kept as arrays: for each key, where it occurs and what it weighs there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Postings:
    """For each of `len(starts) - 1` keys, the owners it occurs in and its weight in each of them."""

    starts: NDArray[np.int64]
    owners: NDArray[np.int32]
    weights: NDArray[np.float32]

    def gather(self, keys: NDArray[np.int64]) -> tuple[NDArray[np.int32], NDArray[np.float32], NDArray[np.int64]]:
        """Return owners and weights of all these keys in one run, and how many belong to each key."""
        begins = self.starts[keys]
        counts = self.starts[keys + 1] - begins
        shifts = np.repeat(begins - np.cumsum(counts) + counts, counts)
        places = shifts + np.arange(len(shifts))
        return self.owners[places], self.weights[places], counts
