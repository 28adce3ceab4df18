"""What is learned from use: which words of a question are worth it, and for whom they count.

A word of a topic counts for everybody once two different people's questions taught it, or an organizer approved a
lesson with it; until then for those alone whose question it was. A rejected one counts for nobody, whoever says it
again. Of several decisions on one word of a topic the latest holds.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from hashlib import sha256

from bot.core.matching import Taught
from bot.core.matching.frames import is_frame
from bot.core.matching.stems import stem
from bot.core.matching.vocabulary import Vocabulary
from bot.core.text import words

SHORTEST = 3  # letters of a word that teaches something
MOST = 20  # words that teach something: a question with more is a pasted letter, and nobody knows which of them count
FOR_EVERYBODY = 2  # people
CODE = 6  # digits of a word that is the number of an account, an invoice or a ticket; "iso20022" has five
BEGIN = r"(?<![^\s<>|])"  # of what stands between spaces; tried anywhere else, a long word would take seconds
PRIVATE = re.compile(
    rf"<@[^<>]*>|{BEGIN}[^\s<>|]*@[^\s<>|]+|{BEGIN}[^\w\s<>|]*\w[\w-]*(?:\.[\w-]+)+/[^\s<>|]*"
    r"|(?:https?://|www\.)[^\s<>|]+",
    re.IGNORECASE,
)


class LessonKind(StrEnum):
    """How something came to be learned."""

    HELPED = "helped"
    CORRECTION = "correction"
    GAP = "gap"


class LessonState(StrEnum):
    """What the organizers made of it; `waiting` for them does not keep what helped from counting."""

    WAITING = "waiting"
    APPROVED = "approved"
    REJECTED = "rejected"
    UNDONE = "undone"


class Reach(StrEnum):
    """For whom a lesson counts just now: everybody, those whose questions taught it, nobody."""

    EVERYBODY = "everybody"
    ASKERS = "askers"
    NOBODY = "nobody"


def waits(state: LessonState, reach: Reach) -> bool:
    """Tell whether it takes an organizer to make a lesson count for everybody: two people may have done so before."""
    return state is LessonState.WAITING and reach is not Reach.EVERYBODY


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """One line of what was learned: `people` is how many taught it, never who, and `on` the day of the latest."""

    id: str
    kind: LessonKind
    title: str
    words: tuple[str, ...]
    people: int
    on: date
    state: LessonState
    reach: Reach

    @property
    def waits(self) -> bool:
        """Whether it takes an organizer to make it count for everybody."""
        return waits(self.state, self.reach)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """A correction that was taken in; without a state, the question held no word that teaches something."""

    title: str
    state: LessonState | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What a question can teach of a topic: words it is not called by, and in which setting of words it is."""

    words: tuple[str, ...] = ()
    setting: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """What is the same for the same words, whatever their order and endings."""
        return sha256(" ".join(sorted(map(stem, self.words))).encode()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A lesson as it is kept; `askers` are those whose question it was, None for one who has been deleted since."""

    id: str
    topic_id: int
    words: tuple[str, ...]
    setting: tuple[str, ...]
    state: LessonState
    decided_at: datetime | None
    askers: tuple[int | None, ...]

    @property
    def counts(self) -> bool:
        """Whether it counts for anybody, unless other decisions are against it."""
        return self.state is LessonState.APPROVED or (self.state is LessonState.WAITING and bool(self.askers))


Reaches = Mapping[tuple[int, str], Reach]


def content(question: str, *, names: Iterable[str], others: Iterable[str] = ()) -> Content:
    """Find what a question can teach of a topic with these names, where other topics have others.

    Nothing is learned from what the names say already, misspelt or in two pieces, nor from wrapping such as "who
    knows", nor from the whole name of another topic: whoever asked for two was shown one of them. For the sake of
    privacy neither are words of one or two letters, plain numbers and long codes, mentions of people, addresses,
    telephone numbers, or anything of a pasted letter.

    >>> content("who quotes Mortgages, +49 30 901820, ana@example.com, like nordkasa?", names=["NordKassa"])
    Content(words=('quotes', 'mortgages'), setting=('nordkassa',))
    """
    reading = Vocabulary.build([words(name) for name in names]).read(words(PRIVATE.sub(" ", question)))
    senses = [(word, sense) for word, sense in reading.senses.items() if sense.content]
    learned = {stem(word): word for word, sense in senses if not sense.meant and _teaches(word)}
    said = frozenset(map(stem, reading.words))
    for telling in (_telling(name) for name in others):
        if telling <= said:
            learned = {stemmed: word for stemmed, word in learned.items() if stemmed not in telling}
    if not learned or len(learned) > MOST:
        return Content()
    setting = dict.fromkeys(sense.spelled for _, sense in senses if sense.meant)
    return Content(words=tuple(learned.values()), setting=tuple(setting))


def taught(lessons: Iterable[Kept]) -> list[Taught]:
    """Give what the matcher may use of lessons, word by word."""
    lessons = list(lessons)
    reaches = reached(lessons)
    return list(dict.fromkeys(one for lesson in lessons if lesson.counts for one in _taught(lesson, reaches)))


def reached(lessons: Iterable[Kept]) -> Reaches:
    """Tell how far each word of each topic reaches, by its stem."""
    decided: dict[tuple[int, str], LessonState] = {}
    known: dict[tuple[int, str], set[int | None]] = defaultdict(set)
    gone: dict[tuple[int, str], int] = defaultdict(int)
    for lesson in sorted((one for one in lessons if one.state is not LessonState.UNDONE), key=_in_order):
        deleted = lesson.askers.count(None)
        for word in _keys(lesson):
            known[word].update(lesson.askers)
            gone[word] = max(gone[word], deleted)  # who taught two lessons may be one; who taught the same one is not
            if lesson.state is not LessonState.WAITING:
                decided[word] = lesson.state
    return {word: _reach(decided.get(word), len(people - {None}) + gone[word]) for word, people in known.items()}


def reach(lesson: Kept, reaches: Reaches) -> Reach:
    """Tell for whom a lesson counts: for everybody only if all of its words do."""
    found = {reaches[word] for word in _keys(lesson)} if lesson.counts else set()
    if found == {Reach.EVERYBODY}:
        return Reach.EVERYBODY
    return Reach.ASKERS if found - {Reach.NOBODY} else Reach.NOBODY


def _telling(name: str) -> frozenset[str]:
    return frozenset(stem(word) for word in words(name) if not is_frame(word))


def _teaches(word: str) -> bool:
    return len(word) >= SHORTEST and not word.isnumeric() and sum(map(str.isdigit, word)) < CODE


def _keys(lesson: Kept) -> list[tuple[int, str]]:
    return [(lesson.topic_id, stem(word)) for word in lesson.words]


def _in_order(lesson: Kept) -> tuple[float, bool]:
    """Put the latest decision last; of two in the same moment the careful one holds."""
    return lesson.decided_at.timestamp() if lesson.decided_at else 0.0, lesson.state is LessonState.REJECTED


def _reach(decided: LessonState | None, people: int) -> Reach:
    if decided is LessonState.REJECTED:
        return Reach.NOBODY
    return Reach.EVERYBODY if decided or people >= FOR_EVERYBODY else Reach.ASKERS


def _taught(lesson: Kept, reaches: Reaches) -> Iterator[Taught]:
    """Give what everybody may use of a lesson, and what its askers may use besides."""
    reach_of = dict(zip(lesson.words, map(reaches.__getitem__, _keys(lesson)), strict=True))
    shared = tuple(word for word, reach in reach_of.items() if reach is Reach.EVERYBODY)
    if shared:
        yield Taught(topic_id=lesson.topic_id, words=shared + lesson.setting)
    own = tuple(word for word, reach in reach_of.items() if reach is not Reach.NOBODY)
    if own != shared:
        for asker in filter(None, lesson.askers):
            yield Taught(topic_id=lesson.topic_id, words=own + lesson.setting, asker=asker)
