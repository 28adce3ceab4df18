"""Which row is a topic that is known already, under a new name."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from bot.core.sheets.keys import key_of
from bot.core.text import folded

CLOSE = 75  # of 100; titles that are less alike are those of two topics, as far as titles can tell
AKIN = 50  # of 100; titles that are less alike have nothing in common
MOST_PAIRS = 4_000_000  # titles held against each other; what is larger is another sheet altogether


@dataclass(frozen=True, slots=True, kw_only=True)
class Titled:
    """What tells a topic from others besides its name; `owners` by every name and address that they are known by."""

    title: str
    owners: frozenset[str] = frozenset()
    aliases: tuple[str, ...] = ()
    key_points: tuple[str, ...] = ()
    link: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairs:
    """New names and the old ones they belong to, by their places: those that are sure, and those to be asked about."""

    sure: dict[int, int]
    likely: dict[int, int]


def pair(new: Sequence[Titled], old: Sequence[Titled]) -> Pairs:
    """Find the topics that were renamed.

    It is sure where the old name became an alias or an alias the name, or where nobody else has the same key points,
    and the names are somewhat alike or an owner is the same. Where that is not so, where only the page is the same, or
    names are merely close, somebody has to say: one letter makes another account.

    >>> was = [Titled(title="Kreasly", key_points=("Weak on groups",)), Titled(title="Acme North")]
    >>> now = [Titled(title="Kreasly-X", key_points=("Weak on groups",)), Titled(title="Acme South")]
    >>> pair(now, was)
    Pairs(sure={0: 0}, likely={1: 1})
    """
    found = _Found(new, old)
    found.match(_name, _aliases)
    found.match(_aliases, _name)
    found.match(_points, _points)
    sure = {place: other for place, other in found.pairs.items() if akin(new[place], old[other])}
    found.match(_link, _link)
    found.match_closest()
    return Pairs(sure=sure, likely={place: other for place, other in found.pairs.items() if place not in sure})


def akin(one: Titled, other: Titled) -> bool:
    """Tell whether two may be the same topic at all: a name that is somewhat alike, or an owner of both.

    >>> akin(Titled(title="Kreasly"), Titled(title="Kreasly X")), akin(Titled(title="Pricing"), Titled(title="Robots"))
    (True, False)
    """
    ours, theirs = folded(one.title), folded(other.title)
    alike = max(fuzz.token_sort_ratio(ours, theirs), fuzz.ratio(_joined(ours), _joined(theirs)))
    return alike >= AKIN or not one.owners.isdisjoint(other.owners)


Marks = Callable[[Titled], Iterable[Hashable]]


def _name(one: Titled) -> tuple[str, ...]:
    return (key_of(one.title),)


def _aliases(one: Titled) -> tuple[str, ...]:
    return tuple(key_of(alias) for alias in one.aliases)


def _points(one: Titled) -> tuple[Hashable, ...]:
    return (one.key_points,) if one.key_points else ()


def _link(one: Titled) -> tuple[str, ...]:
    return (one.link,) if one.link else ()


class _Found:
    """Pairs as they are found, each topic once."""

    def __init__(self, new: Sequence[Titled], old: Sequence[Titled]) -> None:
        self.pairs: dict[int, int] = {}
        self._new, self._old = new, old
        self._taken: set[int] = set()

    def match(self, of_new: Marks, of_old: Marks) -> None:
        """Join what shares a mark that one alone has on either side."""
        ours = [(mark, place) for place, one in enumerate(self._new) for mark in of_new(one)]
        theirs = [(mark, place) for place, one in enumerate(self._old) for mark in of_old(one)]
        times, others = Counter(mark for mark, _ in ours), Counter(mark for mark, _ in theirs)
        places = dict(theirs)
        for mark, place in ours:
            if times[mark] == others[mark] == 1:
                self._join(place, places[mark])

    def match_closest(self) -> None:
        """Join names that are close, the closest first."""
        new = [place for place in range(len(self._new)) if place not in self.pairs]
        old = [place for place in range(len(self._old)) if place not in self._taken]
        if not new or not old or len(new) * len(old) > MOST_PAIRS:
            return
        ours = [folded(self._new[place].title) for place in new]
        theirs = [folded(self._old[place].title) for place in old]
        scores = np.maximum(_alike(ours, theirs), _alike(list(map(_joined, ours)), list(map(_joined, theirs))))
        rows, columns = np.nonzero(scores)
        for row, column in sorted(zip(rows.tolist(), columns.tolist(), strict=True), key=lambda at: -int(scores[at])):
            self._join(new[row], old[column])

    def _join(self, place: int, other: int) -> None:
        if place not in self.pairs and other not in self._taken:
            self.pairs[place] = other
            self._taken.add(other)


def _alike(ours: list[str], theirs: list[str]) -> NDArray[np.uint8]:
    """Hold names against names; 0 for what is not close."""
    found: NDArray[np.uint8] = process.cdist(
        ours, theirs, scorer=fuzz.token_sort_ratio, score_cutoff=CLOSE, dtype=np.uint8
    )
    return found


def _joined(name: str) -> str:
    return name.replace(" ", "")
