"""The directory made ready for questions: built once, never changed, shared by all threads."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from bot.core.matching.clauses import clauses
from bot.core.matching.coverage import Coverage
from bot.core.matching.deciding import decide
from bot.core.matching.evidence import Evidence
from bot.core.matching.grams import Grams
from bot.core.matching.lessons import Lessons
from bot.core.matching.meaning import Meaning
from bot.core.matching.misreading import misread
from bot.core.matching.names import Names
from bot.core.matching.reasons import reason
from bot.core.matching.values import Encoder, Entry, Match, Outcome, Taught
from bot.core.matching.vocabulary import Vocabulary
from bot.core.text import words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from bot.core.matching.vocabulary import Reading

FIRST_WORDS, LAST_WORDS = 50, 30  # of a pasted letter, where the question usually stands
TELLING = 10  # so many matches carry figures; nobody reads further, and making ten thousand would outlast the matching
SEVERAL = 2  # topics that parts of a question are sure of
AS_A_NAME = 2  # to this power learned words are a name: only where there is hardly anything else in the question
TIE = 1e-12  # a later topic's handicap, so that equal ones keep their order; six times faster than a stable sort


@dataclass(frozen=True, slots=True)
class Index:
    """What all topics are called and say, as arrays."""

    entries: tuple[Entry, ...]
    untold: tuple[Match, ...]  # one for each of them, in their order
    vocabulary: Vocabulary
    coverage: Coverage
    grams: Grams
    names: Names
    lessons: Lessons | None = None
    meaning: Meaning | None = None

    @classmethod
    def build(cls, entries: Iterable[Entry]) -> Index:
        """Read all topics; a fifth of a second for a thousand with five names each, a second with all their texts."""
        entries = tuple(entries)
        cells = [[words(cell) for cell in entry.cells] for entry in entries]
        names = [row[: len(entry.names)] for row, entry in zip(cells, entries, strict=True)]
        vocabulary = Vocabulary.build(
            [list(chain.from_iterable(row)) for row in cells], names=chain.from_iterable(names)
        )
        return cls(
            entries=entries,
            untold=tuple(Match(topic_id=entry.topic_id, score=0.0, confidence=0.0) for entry in entries),
            vocabulary=vocabulary,
            coverage=Coverage.build(
                cells, named=[len(entry.names) + len(entry.people) for entry in entries], vocabulary=vocabulary
            ),
            grams=Grams.build([[_spaced(cell) for cell in row] for row in cells]),
            names=Names.build(names),
        )

    def understood(self, encoder: Encoder) -> Index:
        """Return the same index with what its texts mean; the encoder may take its time over them."""
        return replace(self, meaning=Meaning.build(self.entries, encoder)) if self.entries else self

    def taught(self, lessons: Iterable[Taught]) -> Index:
        """Return the same index with these lessons and no others laid over it; nothing is built anew."""
        places = {match.topic_id: place for place, match in enumerate(self.untold)}
        return replace(self, lessons=Lessons.build(lessons, places=places, vocabulary=self.vocabulary))

    def rank(self, question: str, *, asker: int | None = None, why: bool = False) -> tuple[Match, ...]:
        """Return every topic, the best first; equal ones in the order they were given.

        What `asker` alone has confirmed counts for them. Only the first ten say how well they match, the others all say
        0; with `why` these ten also say what they rest on. Of two questions in one the answers to both come first.

        >>> index = Index.build([Entry(topic_id=1, title="Lantern"), Entry(topic_id=2, title="Pay by link")])
        >>> [match.topic_id for match in index.rank("who knows paybylink?")]
        [2, 1]
        """
        if not self.entries or not words(question):
            return ()
        whole = self._rank(question, asker=asker, why=why)
        parts = [decide(self._rank(part, asker=asker, why=why)) for part in clauses(question)]
        sure = {part.matches[0].topic_id: part.matches[0] for part in parts if part.outcome is Outcome.CARD}
        if len(sure) < SEVERAL:
            return whole
        return (*sure.values(), *(match for match in whole if match.topic_id not in sure))

    def _rank(self, question: str, *, asker: int | None, why: bool) -> tuple[Match, ...]:
        reading = self.read(question)
        evidence = self.weigh(question, reading, asker=asker)
        order = np.argsort(np.arange(len(self.entries)) * TIE - evidence.scores)
        told = self._told(evidence, order[:TELLING], reading, why=why)
        return (*told, *map(self.untold.__getitem__, order[TELLING:].tolist()))

    def read(self, question: str) -> Reading:
        """Find out what each word of a question means here."""
        return self.vocabulary.read(_ends(words(question)))

    def weigh(self, question: str, reading: Reading, *, asker: int | None = None) -> Evidence:
        """Gather what speaks for each topic, in the order given."""
        explained = self.coverage.of(reading)
        named, covered = self.names.find(reading, topics=len(self.entries))
        likeness = self.grams.likeness(_spaced([reading.senses[word].spelled for word in reading.words]))
        learned = np.zeros(len(self.entries))
        if self.lessons:
            learned = self.lessons.recall(reading, asker=asker, topics=len(self.entries))
        return Evidence(
            coverage=np.maximum(np.maximum(explained.coverage, covered), learned),
            likeness=np.maximum(likeness, learned),
            named=np.maximum(named, learned**AS_A_NAME),
            found=explained.found,
            titled=explained.titled,
            learned=learned,
            topics=len(self.entries),
            length=sum(sense.weight for sense in reading.senses.values() if sense.content),
            near=self.meaning.of(question) if self.meaning else None,
        )

    def _told(self, evidence: Evidence, first: NDArray[np.int64], reading: Reading, *, why: bool) -> list[Match]:
        """Say how well the first topics match and how sure that is, and why if that is asked for."""
        telling = evidence.of(first)
        scores, confidences = telling.scores.tolist(), telling.confidences.tolist()
        entries = [self.entries[place] for place in first.tolist()]
        return [
            Match(
                topic_id=entry.topic_id,
                score=scores[place],
                confidence=confidences[place],
                misread=() if place else misread(entry, reading),
                reason=reason(entry, place, reading=reading, evidence=telling) if why else None,
            )
            for place, entry in enumerate(entries)
        ]


def _ends(asked: list[str]) -> list[str]:
    """Return the beginning and the end of what was asked, so that a long letter costs no more than a short one."""
    return asked if len(asked) <= FIRST_WORDS + LAST_WORDS else [*asked[:FIRST_WORDS], *asked[-LAST_WORDS:]]


def _spaced(text: list[str]) -> str:
    return f" {' '.join(text)} "
