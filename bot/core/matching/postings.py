"""A sparse table kept as arrays: which owners hold a key, and what it weighs with each of them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Postings:
    """For each key the owners that hold it, ascending, and a weight for each."""

    starts: NDArray[np.int64]  # the owners of key k stand at starts[k] to starts[k + 1]
    owners: NDArray[np.int32]
    weights: NDArray[np.float32]
    size: int  # how many owners there are

    @classmethod
    def build(cls, held: Sequence[Collection[int]], weights: NDArray[np.float64]) -> Postings:
        """Turn the keys that each owner holds into the owners that hold each key; a key weighs the same with all."""
        keys = np.fromiter(chain.from_iterable(held), np.int64)
        owners = np.repeat(np.arange(len(held)), [len(each) for each in held])
        order = np.argsort(keys, kind="stable")
        return cls.pack(keys[order], owners[order], weights[keys[order]], size=len(held), known=len(weights))

    @classmethod
    def pack(
        cls, keys: NDArray[np.int64], owners: NDArray[np.int64], weights: NDArray[np.float64], *, size: int, known: int
    ) -> Postings:
        """Keep what is already sorted by key; `known` is how many keys there are."""
        starts = np.searchsorted(keys, np.arange(known + 1))
        return cls(starts, owners.astype(np.int32), weights.astype(np.float32), size)

    def total(self, keys: NDArray[np.int64], factors: NDArray[np.float64] | None = None) -> NDArray[np.float64]:
        """Return for each owner what it holds of these keys, each key's weight multiplied by its factor."""
        begins, ends = self.starts[keys], self.starts[keys + 1]
        runs = [slice(begin, end) for begin, end in zip(begins.tolist(), ends.tolist(), strict=True)]
        if not runs:
            return np.zeros(self.size)
        owners = np.concatenate([self.owners[run] for run in runs])
        weights = np.concatenate([self.weights[run] for run in runs])
        return self._sum(owners, weights if factors is None else weights * np.repeat(factors, ends - begins))

    def weigh(self) -> NDArray[np.float64]:
        """Return for each owner the weight of all it holds."""
        return self._sum(self.owners, self.weights)

    def _sum(self, owners: NDArray[np.int32], weights: NDArray[np.floating]) -> NDArray[np.float64]:
        return np.bincount(owners, weights, minlength=self.size).astype(np.float64, copy=False)
