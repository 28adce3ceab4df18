"""What the other people of the company make of their recaps: some know, some guess, some never look.

What each does is drawn from their name and the message, so that it is the same whenever it is asked. They learn: what
recaps brought to them they name more and more often, and what was held out hardly more than at first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from random import Random

from bot.core.cadence import Kind
from bot.core.rehearsal import Question
from bot.demo.company import SEED


@dataclass(frozen=True, slots=True, kw_only=True)
class Habits:
    """How likely a colleague is to do something; `least` and `most` are how often people answer at all.

    Whoever is offered names knows, or guesses among them. `known` is what is known from the kickoff alone, `seen` is
    added for each recap of a topic, `practice` for each recap whatever, and `around` is what one hears of the rest.
    """

    least: float = 0.8
    most: float = 0.97
    stops: float = 0.012
    shows: float = 0.06
    more: float = 0.15
    leaves: float = 0.2
    known: float = 0.2
    seen: float = 0.18
    practice: float = 0.02
    around: float = 0.004
    best: float = 0.88


HABITS = Habits()


class Deed(StrEnum):
    """What somebody does with a question."""

    RIGHT = "right"
    WRONG = "wrong"
    SHOW = "show"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What somebody makes of a message: an answer to each of its questions, or none, and what comes after them."""

    answers: tuple[tuple[Question, Deed], ...] = ()
    wants_more: bool = False
    stops: bool = False


def choose(handle: str, asked: Sequence[Question], *, habits: Habits = HABITS) -> Choice:
    """Say what somebody makes of the questions of one message, the same each time.

    >>> choose("pete", [])
    Choice(answers=(), wants_more=False, stops=False)
    """
    if not asked:
        return Choice()
    mood = Random(f"{SEED}:{handle}:{asked[0].purpose}:{asked[0].place}")  # noqa: S311
    eager = habits.least + Random(f"{SEED}:{handle}").random() * (habits.most - habits.least)  # noqa: S311
    if mood.random() < habits.stops:
        return Choice(stops=True)
    if mood.random() > eager:
        return Choice()
    answers = [(one, _deed(handle, one, habits)) for one in asked]
    return Choice(
        answers=tuple((one, deed) for one, deed in answers if deed),
        wants_more=asked[0].kind is Kind.RECAP and mood.random() < habits.more,
    )


def knows(question: Question, *, habits: Habits = HABITS) -> float:
    """Tell how likely it is that somebody knows whom to ask, without any name before them."""
    if question.held_out:
        return habits.known + habits.around * question.practice
    learned = habits.seen * question.seen + (habits.practice if question.seen else habits.around) * question.practice
    return min(habits.known + learned, habits.best)


def _deed(handle: str, question: Question, habits: Habits) -> Deed | None:
    """Answer one question; in a check somebody who does not know may leave it out."""
    draw = Random(f"{SEED}:{handle}:{question.purpose}:{question.place}:{question.topic}")  # noqa: S311
    if draw.random() < knows(question, habits=habits):
        return Deed.RIGHT
    if question.kind is Kind.CHECK:
        return None if draw.random() < habits.leaves else Deed.WRONG
    if draw.random() < habits.shows:
        return Deed.SHOW
    return Deed.RIGHT if draw.random() < 1 / max(question.offered, 1) else Deed.WRONG
