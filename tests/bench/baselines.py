"""What the matcher is measured against: fuzzy ratios over names, BM25 over whole rows, and a sentence encoder alone."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from math import log1p

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process, utils

from bot.core.matching import Encoder, Entry, Index, Match
from bot.core.matching.stems import stem
from bot.core.text import words
from bot.encoder import Encoder as MiniLM
from bot.encoder import Floats, installed

Rank = Callable[[str], tuple[Match, ...]]
Method = Callable[[Sequence[Entry]], Rank]


def matcher(entries: Sequence[Entry]) -> Rank:
    """Return the matcher itself."""
    return Index.build(entries).rank


def understanding(entries: Sequence[Entry]) -> Rank:
    """Return the matcher with the sentence encoder, which has to be installed."""
    return Index.build(entries).understood(_needed()).rank


def nearest(entries: Sequence[Entry]) -> Rank:
    """Return the sentence encoder alone: the nearest text of any topic."""
    read = _needed()
    texts = read.texts([cell for entry in entries for cell in entry.cells])
    starts = np.cumsum([0, *(len(entry.cells) for entry in entries)])[:-1]
    return lambda question: _ranked(entries, np.maximum.reduceat(texts @ read.question(question), starts))


class Remembering:
    """The sentence encoder, which reads each text once in a process."""

    def __init__(self) -> None:
        self._encode = MiniLM.load().encode
        self._known: dict[str, Floats] = {}

    def texts(self, texts: Sequence[str]) -> Floats:
        """Give a row for each text."""
        missing = [text for text in dict.fromkeys(texts) if text not in self._known]
        self._known.update(zip(missing, self._encode(missing), strict=True))
        return np.array([self._known[text] for text in texts])

    def question(self, text: str) -> Floats:
        """Give the vector of one question."""
        vector: Floats = self.texts([text])[0]
        return vector


@cache
def encoder() -> Encoder | None:
    """Return the sentence encoder, None where it is not installed."""
    return Remembering() if installed() else None


def _needed() -> Encoder:
    found = encoder()
    if found is None:
        raise LookupError("the sentence encoder is not installed")
    return found


def wratio(entries: Sequence[Entry]) -> Rank:
    """Return the usual first choice: the best `fuzz.WRatio` of any name."""
    return _fuzzy(entries, fuzz.WRatio)


def token_set(entries: Sequence[Entry]) -> Rank:
    """Return the best `fuzz.token_set_ratio` of any name."""
    return _fuzzy(entries, fuzz.token_set_ratio)


def bm25_words(entries: Sequence[Entry]) -> Rank:
    """Return BM25 over the stems of whole rows."""
    return _bm25(entries, lambda text: [stem(word) for word in words(text)])


def bm25_characters(entries: Sequence[Entry]) -> Rank:
    """Return BM25 over the pieces of two to five characters of whole rows."""
    return _bm25(entries, _pieces)


def _fuzzy(entries: Sequence[Entry], scorer: Callable[..., float]) -> Rank:
    names = [name for entry in entries for name in entry.names]
    starts = np.cumsum([0, *(len(entry.names) for entry in entries)])[:-1]

    def rank(question: str) -> tuple[Match, ...]:
        alike = process.cdist([question], names, scorer=scorer, processor=utils.default_process)[0]
        return _ranked(entries, np.maximum.reduceat(alike, starts))

    return rank


def _bm25(entries: Sequence[Entry], terms: Callable[[str], Iterable[str]]) -> Rank:
    rows = [Counter(term for cell in entry.cells for term in terms(cell)) for entry in entries]
    holders = Counter(term for row in rows for term in row)
    typical = sum(row.total() for row in rows) / len(rows)

    def weight(term: str, row: Counter[str]) -> float:
        rarity = log1p((len(rows) - holders[term] + 0.5) / (holders[term] + 0.5))
        return rarity * row[term] * 2.2 / (row[term] + 1.2 * (0.25 + 0.75 * row.total() / typical))

    weights = [{term: weight(term, row) for term in row} for row in rows]

    def rank(question: str) -> tuple[Match, ...]:
        asked = set(terms(question))
        return _ranked(entries, np.array([sum(row.get(term, 0.0) for term in asked) for row in weights]))

    return rank


def _pieces(text: str) -> list[str]:
    spaced = f" {' '.join(words(text))} "
    return [spaced[at : at + size] for size in (2, 3, 4, 5) for at in range(len(spaced) - size + 1)]


def _ranked(entries: Sequence[Entry], scores: NDArray[np.floating]) -> tuple[Match, ...]:
    """Order topics by score; a baseline's only confidence is its score."""
    order = np.argsort(-scores, kind="stable")
    return tuple(
        Match(topic_id=entries[at].topic_id, score=float(scores[at]), confidence=float(scores[at])) for at in order
    )
