"""Pieces of three to five characters: what two texts share however their words are inflected, joined or split.

The pieces of the directory are kept as sorted hashes with BM25 weights, one row per topic; no piece is kept as text.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bot.core.matching.postings import Postings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

SHORTEST, LONGEST = 3, 5
SATURATION = 1.2  # BM25's usual k1: how soon a repeated piece stops counting
LENGTH_SHARE = 0.75  # BM25's usual b: how far a long row is marked down
LEAST_SHARE = 0.2  # of a question: a best topic that shares less is measured against this, not against itself
BREAK = "\0"  # stands between two texts; no piece reaches across it
MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)  # 2**64 over the golden ratio: spreads neighbouring codes apart


@dataclass(frozen=True, slots=True)
class Grams:
    """How telling each known piece is, and which topics hold it."""

    hashes: NDArray[np.uint64]  # sorted
    rarities: NDArray[np.float64]
    unknown: float  # how telling a piece is that no topic holds
    postings: Postings

    @classmethod
    def build(cls, rows: Sequence[Sequence[str]]) -> Grams:
        """Take in the texts of each topic."""
        found, owners = _occurrences(rows)
        hashes, keys = np.unique(found, return_inverse=True)
        pairs, counts = np.unique(keys * len(rows) + owners, return_counts=True)
        keys, owners = np.divmod(pairs, len(rows))
        holders = np.bincount(keys, minlength=len(hashes))
        rarities = np.log1p((len(rows) - holders + 0.5) / (holders + 0.5))
        lengths = np.bincount(owners, counts, minlength=len(rows)) / max(counts.sum() / max(len(rows), 1), 1)
        dampers = SATURATION * (1 - LENGTH_SHARE + LENGTH_SHARE * lengths)
        weights = rarities[keys] * counts * (1 + SATURATION) / (counts + dampers[owners])
        return cls(
            hashes=hashes,
            rarities=rarities,
            unknown=float(np.log1p((len(rows) + 0.5) / 0.5)),
            postings=Postings.pack(keys, owners, weights, size=len(rows), known=len(hashes)),
        )

    def likeness(self, text: str) -> NDArray[np.float64]:
        """Return for each topic, from 0 to 1, what it shares with a text, beside the topic that shares most."""
        hashes = np.unique(np.concatenate([pieces for pieces, _ in _pieces(text)]))
        places = np.searchsorted(self.hashes, hashes)
        places = places[places < np.searchsorted(self.hashes, hashes, side="right")]
        shared = self.postings.total(places)
        rarity = self.rarities[places].sum() + self.unknown * (len(hashes) - len(places))
        most = max(float(shared.max()), LEAST_SHARE * (1 + SATURATION) * float(rarity))
        return np.asarray(shared / most, np.float64)


def _occurrences(rows: Sequence[Sequence[str]]) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """Return the hash of every piece of every row, and the number of its row."""
    texts = [BREAK.join((*row, "")) for row in rows]
    ends = np.cumsum([len(text) for text in texts])
    hashes, places = zip(*_pieces("".join(texts)), strict=True)
    return np.concatenate(hashes), np.searchsorted(ends, np.concatenate(places), side="right")


def _pieces(text: str) -> Iterator[tuple[NDArray[np.uint64], NDArray[np.int64]]]:
    """Return, for each size, the hash and the place of every piece that holds no break."""
    codes = np.frombuffer(text.encode("utf-32-le"), np.uint32).astype(np.uint64)
    hashes, whole = np.zeros(len(codes), np.uint64), np.ones(len(codes), bool)
    for size in range(1, LONGEST + 1):
        ahead = codes[size - 1 :]
        hashes, whole = hashes[: len(ahead)] * MULTIPLIER + ahead, whole[: len(ahead)] & (ahead != 0)
        if size >= SHORTEST:
            yield hashes[whole], np.flatnonzero(whole)
