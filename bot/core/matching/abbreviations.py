"""Words that people cut short: "roi calc", "fcst cadence", "deal review brd"; read by the company they keep."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.core.matching.frames import is_frame
from bot.core.matching.stems import stem

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

SHORTEST_CUT = 3  # "cal" may be a calendar, "pt" is a part only because p and t are its ends


@dataclass(frozen=True, slots=True)
class Abbreviations:
    """Which words stand side by side in names, by their stems; only beside such a neighbour is a word read as cut."""

    beside: dict[str, tuple[str, ...]]

    @classmethod
    def build(cls, names: Iterable[Sequence[str]]) -> Abbreviations:
        """Take in all names, as words."""
        beside = defaultdict[str, dict[str, None]](dict)
        for name in names:
            for first, second in pairwise([word for word in name if not is_frame(word)]):
                beside[stem(first)][second] = beside[stem(second)][first] = None
        return cls({word: tuple(others) for word, others in beside.items()})

    def read(self, word: str, neighbours: Iterable[str]) -> str | None:
        """Return the word that this one is short for, if one of its neighbours in the question stands beside that.

        >>> Abbreviations.build([["roi", "calculator"], ["deal", "board"]]).read("calc", ["roi"])
        'calculator'
        """
        likely = (other for neighbour in neighbours for other in self.beside.get(stem(neighbour), ()))
        return next((other for other in likely if is_short_for(word, other)), None)


def is_short_for(short: str, word: str) -> bool:
    """Tell whether somebody in a hurry might have written it so: its beginning, or the letters that carry it.

    >>> is_short_for("calc", "calculator"), is_short_for("brd", "board"), is_short_for("south", "north")
    (True, True, False)
    """
    cut = short.removesuffix("s")
    if len(short) >= len(word) or short[0] != word[0]:
        return False
    return (len(cut) >= SHORTEST_CUT and word.startswith(cut)) or (word[-1] == short[-1] and _within(short, word))


def _within(short: str, word: str) -> bool:
    letters = iter(word)
    return all(letter in letters for letter in short)
