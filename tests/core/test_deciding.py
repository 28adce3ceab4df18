"""Claims about what a person is shown, and about how often that is right on the questions of the bench."""

from functools import cache

import pytest

from bot.core.evaluation import Figures, Report, evaluate
from bot.core.matching import Match, Outcome, decide
from tests.bench import baselines
from tests.bench.tables import question_sets


def matches(*confidences: float) -> tuple[Match, ...]:
    """Return a ranking with these confidences."""
    return tuple(
        Match(topic_id=number, score=1 / number, confidence=confidence)
        for number, confidence in enumerate(confidences, 1)
    )


@pytest.mark.parametrize(
    ("ranking", "shown", "topics"),
    [
        ((), Outcome.NOBODY, []),
        (matches(0.9, 0.1, 0.1, 0.1), Outcome.CARD, [1, 2, 3]),
        (matches(0.9), Outcome.CARD, [1]),
        (matches(0.9, 0.05), Outcome.CARD, [1]),
        (matches(0.7, 0.5, 0.1), Outcome.CHOICE, [1, 2, 3]),
        (matches(0.3, 0.1, 0.01), Outcome.CHOICE, [1, 2]),
        (matches(0.5, 0.01), Outcome.CHOICE, [1]),
        (matches(0.2, 0.06, 0.01), Outcome.NOBODY, [1, 2]),
        (matches(0.01, 0.01), Outcome.NOBODY, []),
    ],
)
def test_what_is_shown_follows_from_how_sure_it_is(
    ranking: tuple[Match, ...], shown: Outcome, topics: list[int]
) -> None:
    decision = decide(ranking)
    assert (decision.outcome, [match.topic_id for match in decision.matches]) == (shown, topics)


SETS = {one.name: one for one in question_sets()}


@pytest.fixture(scope="module", params=SETS)
def company(request: pytest.FixtureRequest) -> str:
    """One of the companies whose questions the bench asks."""
    return str(request.param)


@cache
def report(company: str) -> Report:
    """Tell what became of a company's questions."""
    asked = SETS[company]
    return evaluate(asked.questions, rank=baselines.matcher(asked.entries), titles=asked.titles)


def test_the_right_topic_comes_first(company: str) -> None:
    found = report(company)
    assert share(found.overall) >= 0.76
    assert share(found.styles["exact_or_alias"]) >= 0.99
    assert share(found.styles["typo_or_abbrev"]) >= 0.96
    assert share(found.styles["paraphrase_overlap"]) >= 0.97


def test_the_right_topic_comes_first_far_more_often_than_with_a_fuzzy_ratio(company: str) -> None:
    asked = SETS[company]
    fuzzy = evaluate(asked.questions, rank=baselines.wratio(asked.entries), titles=asked.titles)
    assert share(report(company).overall) > share(fuzzy.overall) + 0.25


def test_a_card_is_hardly_ever_wrong(company: str) -> None:
    found = report(company).overall
    assert found.card_wrong <= 0.04 * found.n
    assert found.card_wrong <= 0.07 * (found.card_right + found.card_wrong)


def test_confidence_tells_what_can_be_answered(company: str) -> None:
    found = report(company).overall
    assert found.auroc is not None
    assert found.auroc >= 0.75
    assert found.refused_at_2pt is not None
    assert found.refused_at_2pt >= 0.45


def share(figures: Figures) -> float:
    """Return how often the right topic came first."""
    assert figures.hit1 is not None
    return figures.hit1
