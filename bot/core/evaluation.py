"""How well a directory answers a list of questions whose answers are known: shares, counts, and what went wrong."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from bot.core.matching import Decision, Match, Outcome, decide
from bot.core.text import plain
from bot.errors import UserMistake

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

BINS = 10  # of confidence, each as wide
WORST = (Outcome.CARD, Outcome.CHOICE, Outcome.NOBODY)  # to be wrong with
LOSS = 50  # refusing may cost one question in fifty: two points of hit1, counted in whole questions to be exact


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question, the titles that answer it (none: it must be refused), and the row it stands in."""

    text: str
    expected: tuple[str, ...] = ()
    style: str | None = None
    row: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What came of a group of questions; a share without questions behind it is None."""

    n: int
    n_in_scope: int
    hit1: float | None
    hit3: float | None
    mrr: float | None
    auroc: float | None
    refused_at_2pt: float | None
    card_right: int
    card_wrong: int
    choice_right: int
    choice_wrong: int
    nobody: int
    card_wrong_share: float | None  # of all questions


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """Questions with about the same confidence in the first topic: how much that was, and for how many it was right."""

    least: float
    most: float
    n: int
    confidence: float | None  # on average
    right: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A topic as it was offered."""

    topic: str
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Miss:
    """A question that was not answered as it should have been."""

    question: str
    style: str | None
    expected: tuple[str, ...]
    outcome: str
    offered: tuple[Offer, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The figures of all questions and of each style, in the order the styles first appear, and every miss.

    The worst misses come first: wrong cards, the surest before all others, then wrong choices, then questions that
    nobody was named for, style by style.
    """

    overall: Figures
    styles: dict[str, Figures]
    confidence: tuple[Bin, ...]
    misses: tuple[Miss, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the report as plain dicts and tuples, ready for `json.dumps`."""
        return asdict(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One question and what became of it."""

    question: Question
    place: int | None  # of the best expected topic in the ranking, from 1
    confidence: float  # of the first topic, 0 if there is none
    decision: Decision
    right: bool  # as the person sees it: the card names, or the choice offers, an expected topic

    @property
    def in_scope(self) -> bool:
        """Tell whether some topic answers the question."""
        return bool(self.question.expected)

    @property
    def missed(self) -> bool:
        """Tell whether the person got a wrong offer, or none where there was one to make."""
        return not self.right if self.in_scope else self.decision.outcome != Outcome.NOBODY


def evaluate(
    questions: Iterable[Question], *, rank: Callable[[str], tuple[Match, ...]], titles: Mapping[int, str]
) -> Report:
    """Ask every question and judge what came back; an expected title that is not among `titles` stops it.

    Only `rank` is asked: `hit1`, `hit3` and `mrr` look at its full order, the counts at what a person would be shown.
    """
    topics: dict[str, set[int]] = {}
    for topic_id, title in titles.items():
        topics.setdefault(plain(title), set()).add(topic_id)
    expected = [(question, _expected(question, topics)) for question in questions]
    judged = [_judge(question, rank(question.text), topic_ids) for question, topic_ids in expected]
    threshold = _threshold(judged)
    styles = list(dict.fromkeys(each.question.style for each in judged if each.question.style))
    misses = sorted((each for each in judged if each.missed), key=lambda each: _badness(each, styles))
    return Report(
        overall=_figures(judged, threshold),
        styles={
            style: _figures([each for each in judged if each.question.style == style], threshold) for style in styles
        },
        confidence=_bins(judged),
        misses=tuple(_miss(each, titles) for each in misses),
    )


def _expected(question: Question, topics: Mapping[str, set[int]]) -> set[int]:
    """Look the expected topics up, by title."""
    for title in question.expected:
        if plain(title) not in topics:
            raise UserMistake(f'Row {question.row} expects "{title}", but the directory has no topic of that name.')
    return {topic_id for title in question.expected for topic_id in topics[plain(title)]}


def _judge(question: Question, ranking: tuple[Match, ...], expected: set[int]) -> Judged:
    """Compare what was found with what was expected."""
    decision = decide(ranking)
    seen = decision.matches[:1] if decision.outcome == Outcome.CARD else decision.matches
    return Judged(
        question=question,
        place=next((place for place, match in enumerate(ranking, 1) if match.topic_id in expected), None),
        confidence=ranking[0].confidence if ranking else 0.0,
        decision=decision,
        right=decision.outcome != Outcome.NOBODY and any(match.topic_id in expected for match in seen),
    )


def _threshold(judged: Sequence[Judged]) -> float | None:
    """Return the highest confidence to demand of the first topic so that hit1 falls by two points at most."""
    right = sorted(each.confidence for each in judged if each.place == 1)
    in_scope = sum(each.in_scope for each in judged)
    if not in_scope:
        return None
    spared = in_scope // LOSS
    return right[spared] if spared < len(right) else float("inf")


def _figures(judged: Sequence[Judged], threshold: float | None) -> Figures:
    """Count one group of questions."""
    inside = [each for each in judged if each.in_scope]
    outside = sorted(each.confidence for each in judged if not each.in_scope)
    shown = [(each.decision.outcome, each.right) for each in judged]
    return Figures(
        n=len(judged),
        n_in_scope=len(inside),
        hit1=_mean([each.place == 1 for each in inside]),
        hit3=_mean([each.place is not None and each.place <= 3 for each in inside]),
        mrr=_mean([1 / each.place if each.place else 0.0 for each in inside]),
        auroc=_mean([_above(each.confidence, outside) for each in inside]) if outside else None,
        refused_at_2pt=None if threshold is None else _mean([confidence < threshold for confidence in outside]),
        card_right=shown.count((Outcome.CARD, True)),
        card_wrong=shown.count((Outcome.CARD, False)),
        choice_right=shown.count((Outcome.CHOICE, True)),
        choice_wrong=shown.count((Outcome.CHOICE, False)),
        nobody=shown.count((Outcome.NOBODY, False)),
        card_wrong_share=_mean([each == (Outcome.CARD, False) for each in shown]),
    )


def _bins(judged: Sequence[Judged]) -> tuple[Bin, ...]:
    """Sort all questions by how sure the first topic was; one that found no topic was not sure of anything."""
    held: list[list[Judged]] = [[] for _ in range(BINS)]
    for each in judged:
        held[min(int(each.confidence * BINS), BINS - 1)].append(each)
    return tuple(
        Bin(
            least=number / BINS,
            most=(number + 1) / BINS,
            n=len(bin_),
            confidence=_mean([each.confidence for each in bin_]),
            right=sum(each.place == 1 for each in bin_),
        )
        for number, bin_ in enumerate(held)
    )


def _badness(missed: Judged, styles: Sequence[str]) -> tuple[int, float]:
    """Put what is worse first: in each of three groups the surest, or where nobody was named, by style."""
    outcome, style = missed.decision.outcome, missed.question.style
    if outcome is Outcome.NOBODY:
        return WORST.index(outcome), styles.index(style) if style else len(styles)
    return WORST.index(outcome), -missed.confidence


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None


def _above(confidence: float, ordered: Sequence[float]) -> float:
    """Return the share of confidences that this one is above, equal ones counting half."""
    return (bisect_left(ordered, confidence) + bisect_right(ordered, confidence)) / 2 / len(ordered)


def _miss(judged: Judged, titles: Mapping[int, str]) -> Miss:
    """Write down what was asked and what was offered."""
    return Miss(
        question=judged.question.text,
        style=judged.question.style,
        expected=judged.question.expected,
        outcome=judged.decision.outcome.value,
        offered=tuple(
            Offer(topic=titles[match.topic_id], confidence=match.confidence) for match in judged.decision.matches
        ),
    )
