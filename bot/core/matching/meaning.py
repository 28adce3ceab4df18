"""What a question means, whatever its words: how near a sentence encoder sees it to what each topic says."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from bot.core.matching.elsewhere import ELSEWHERE
from bot.core.text import readable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from bot.core.matching.values import Encoder, Entry

LONGEST = 600  # characters of a question; the encoder reads about as much, and a pasted letter says it early or late
TINY = 1e-9


@dataclass(frozen=True, slots=True)
class Near:
    """How near a question lies to each topic, from -1 to 1, and to what is none of a directory's business."""

    nearest: NDArray[np.float32]  # to the nearest text of the topic
    pair: NDArray[np.float32]  # to its two nearest texts, on average
    row: NDArray[np.float32]  # to its names and key points read as one text, seen from the middle of all topics
    middle: NDArray[np.float32]  # to the middle of its texts, seen from the middle of all topics
    elsewhere: float

    def of(self, places: NDArray[np.int64]) -> Near:
        """Return how near it lies to some of the topics, in the order given."""
        return Near(self.nearest[places], self.pair[places], self.row[places], self.middle[places], self.elsewhere)


@dataclass(frozen=True, slots=True)
class Centred:
    """A vector for each topic, seen from the middle of all of them: what topics have in common tells none apart."""

    vectors: NDArray[np.float32]
    origin: NDArray[np.float32]

    @classmethod
    def build(cls, vectors: NDArray[np.float32]) -> Centred:
        """Move the origin into the middle."""
        origin = vectors.mean(axis=0)
        return cls(_unit(vectors - origin), origin)

    def near(self, question: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return how near a question lies to each."""
        return np.asarray(self.vectors @ _unit(question - self.origin))


@dataclass(frozen=True, slots=True)
class Meaning:
    """The vectors of all that topics say; who is named for them means nothing and is left out."""

    encoder: Encoder
    texts: NDArray[np.float32]
    starts: NDArray[np.int64]  # where each topic's texts begin; every topic has two at least
    rows: Centred
    middles: Centred
    elsewhere: NDArray[np.float32]

    @classmethod
    def build(cls, entries: Sequence[Entry], encoder: Encoder) -> Meaning:
        """Have all texts read; the encoder may know them from before."""
        said = [_said(entry) for entry in entries]
        starts = np.cumsum([0, *map(len, said)])[:-1]
        texts = encoder.texts(list(chain.from_iterable(said)))
        sizes = np.array([len(each) for each in said], np.float32)
        return cls(
            encoder=encoder,
            texts=texts,
            starts=starts,
            rows=Centred.build(encoder.texts([_row(entry) for entry in entries])),
            middles=Centred.build(np.divide(np.add.reduceat(texts, starts), sizes[:, None], dtype=np.float32)),
            elsewhere=encoder.texts(ELSEWHERE),
        )

    def of(self, question: str) -> Near:
        """Read a question, and return how near it lies to each topic."""
        asked = self.encoder.question(readable(question)[:LONGEST])
        likeness = self.texts @ asked
        nearest = np.maximum.reduceat(likeness, self.starts)
        sizes = np.diff(self.starts, append=len(likeness))
        first = np.flatnonzero(likeness == np.repeat(nearest, sizes))
        likeness[first[np.searchsorted(first, self.starts)]] = -1
        return Near(
            nearest=nearest,
            pair=np.asarray((nearest + np.maximum.reduceat(likeness, self.starts)) / 2, np.float32),
            row=self.rows.near(asked),
            middle=self.middles.near(asked),
            elsewhere=float((self.elsewhere @ asked).max()),
        )


def _said(entry: Entry) -> list[str]:
    kind = f"{entry.kind}: {entry.title}" if entry.kind else entry.title
    return [*entry.names, *entry.key_points, *entry.stories, kind]


def _row(entry: Entry) -> str:
    return f"{', '.join(entry.names)}. {' '.join(entry.key_points)}"


def _unit(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.asarray(vectors / np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), TINY))
