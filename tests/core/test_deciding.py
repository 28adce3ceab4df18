"""Claims about what a person is shown, and about how often that is right on the questions of the bench."""

import pytest

from bot.core.evaluation import Figures, Report, evaluate
from bot.core.matching import Match, Outcome, decide
from tests.bench import baselines
from tests.bench.tables import question_sets


def matches(*confidences: float, scores: tuple[float, ...] = (0.9, 0.8, 0.7, 0.6)) -> tuple[Match, ...]:
    """Return a ranking with these confidences."""
    return tuple(
        Match(topic_id=number, score=score, confidence=confidence)
        for number, (score, confidence) in enumerate(zip(scores, confidences, strict=False), 1)
    )


@pytest.mark.parametrize(
    ("ranking", "shown", "topics"),
    [
        ((), Outcome.NOBODY, []),
        (matches(0.9, 0.1, 0.1, 0.1), Outcome.CARD, [1, 2, 3]),
        (matches(0.9), Outcome.CARD, [1]),
        (matches(0.9, 0.01, scores=(0.9, 0.1)), Outcome.CARD, [1]),
        (matches(0.7, 0.5, 0.1), Outcome.CHOICE, [1, 2, 3]),
        (matches(0.3, 0.1, 0.01), Outcome.CHOICE, [1, 2, 3]),
        (matches(0.5, 0.01, scores=(0.9, 0.1)), Outcome.NOBODY, [1]),
        (matches(0.2, 0.06, 0.01), Outcome.NOBODY, [1, 2]),
        (matches(0.01, 0.01, scores=(0.0, 0.0)), Outcome.NOBODY, []),
    ],
)
def test_what_is_shown_follows_from_how_sure_it_is(
    ranking: tuple[Match, ...], shown: Outcome, topics: list[int]
) -> None:
    decision = decide(ranking)
    assert (decision.outcome, [match.topic_id for match in decision.matches]) == (shown, topics)


@pytest.fixture(scope="module")
def report() -> Report:
    """What became of the questions that the bench asks."""
    (questions,) = question_sets()
    return evaluate(questions.questions, rank=baselines.matcher(questions.entries), titles=questions.titles)


def test_the_right_topic_comes_first(report: Report) -> None:
    assert share(report.overall) >= 0.75
    assert share(report.styles["exact_or_alias"]) >= 0.99
    assert share(report.styles["typo_or_abbrev"]) >= 0.94
    assert share(report.styles["paraphrase_overlap"]) >= 0.93


def test_the_right_topic_comes_first_far_more_often_than_with_a_fuzzy_ratio(report: Report) -> None:
    (questions,) = question_sets()
    fuzzy = evaluate(questions.questions, rank=baselines.wratio(questions.entries), titles=questions.titles)
    assert share(report.overall) > share(fuzzy.overall) + 0.25


def test_a_card_is_hardly_ever_wrong(report: Report) -> None:
    assert report.overall.card_wrong <= 0.01 * report.overall.n
    assert report.styles["oos_near_miss"].card_wrong == 0


def test_confidence_tells_what_can_be_answered(report: Report) -> None:
    assert report.overall.auroc is not None
    assert report.overall.auroc >= 0.83
    assert report.overall.refused_at_2pt is not None
    assert report.overall.refused_at_2pt >= 0.5


def share(figures: Figures) -> float:
    """Return how often the right topic came first."""
    assert figures.hit1 is not None
    return figures.hit1
