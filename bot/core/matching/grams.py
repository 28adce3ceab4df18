"""Pieces of three to five characters, BM25-weighted: what two texts share however their words are put together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bot.core.matching.postings import Postings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

SIZES = (2, 3, 4, 5)
SATURATION, LENGTH_SHARE = 1.2, 0.75
MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
BREAK = "\x00"


def pieces(text: str) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    codes = np.frombuffer(text.encode("utf-32-le"), np.uint32).astype(np.uint64) + np.uint64(1)
    breaks = np.flatnonzero(codes == 1)
    hashes, found, places = np.zeros_like(codes), [], []
    gaps = np.zeros(len(codes), bool)
    gaps[breaks] = True
    for size in range(1, SIZES[-1] + 1):
        n = len(codes) - size + 1
        if n <= 0:
            break
        hashes = (hashes[:n] * MULTIPLIER + codes[size - 1 :]) 
        hashes = (hashes ^ (hashes >> np.uint64(29))) * MULTIPLIER
        gaps = gaps[:n] | (codes[size - 1 :] == 1)
        if size in SIZES:
            keep = np.flatnonzero(~gaps)
            found.append(hashes[keep])
            places.append(keep)
    if not found:
        return np.zeros(0, np.uint64), np.zeros(0, np.int64)
    return np.concatenate(found), np.concatenate(places)


@dataclass(frozen=True, slots=True)
class Grams:
    keys: NDArray[np.uint64]
    idf: NDArray[np.float32]
    postings: Postings
    size: int
    unknown: float

    @classmethod
    def build(cls, texts: Sequence[str]) -> Grams:
        joined = BREAK.join(texts) + BREAK
        hashes, places = pieces(joined)
        ends = np.cumsum([len(text) + 1 for text in texts])
        owners = np.searchsorted(ends, places, side="right")
        n = len(texts)
        keys, key = np.unique(hashes, return_inverse=True)
        pair, tf = np.unique(key * n + owners, return_counts=True)
        key, owner = np.divmod(pair, n)
        df = np.bincount(key, minlength=len(keys))
        idf = np.log(1 + (n - df + 0.5) / (df + 0.5))
        length = np.bincount(owner, tf, minlength=n)
        norm = SATURATION * (1 - LENGTH_SHARE + LENGTH_SHARE * length / max(length.mean(), 1))
        w = idf[key] * tf * (1 + SATURATION) / (tf + norm[owner])
        starts = np.concatenate([[0], np.cumsum(df)])
        return cls(keys, idf.astype(np.float32), Postings(starts, owner.astype(np.int32), w.astype(np.float32)), n, float(np.log(1 + (n + .5) / .5)))

    def scores(self, text: str) -> tuple[NDArray[np.float64], float]:
        hashes = np.unique(pieces(text)[0])
        if not len(self.keys) or not len(hashes):
            return np.zeros(self.size), 0.0
        at = np.minimum(np.searchsorted(self.keys, hashes), len(self.keys) - 1)
        at = at[self.keys[at] == hashes]
        owners, weights, _ = self.postings.gather(at)
        return np.bincount(owners, weights, minlength=self.size), float(self.idf[at].sum() + (len(hashes) - len(at)) * self.unknown)
