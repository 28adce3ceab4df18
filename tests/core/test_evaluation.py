"""Claims about judging a directory by questions whose answers are known."""

import json

import pytest

from bot.core.evaluation import Question, Report, evaluate
from bot.core.matching import Match
from bot.errors import UserMistake

LANTERN, LEDGER, BEACON, COMPASS = 1, 2, 3, 4
TITLES = {LANTERN: "Lantern", LEDGER: "Quay Ledger", BEACON: "Beacon", COMPASS: "Compass"}
FIGURES = [
    "n",
    "n_in_scope",
    "hit1",
    "hit3",
    "mrr",
    "auroc",
    "refused_at_2pt",
    "card_right",
    "card_wrong",
    "choice_right",
    "choice_wrong",
    "nobody",
    "card_wrong_share",
]


def ranking(*topics: int, sure: float) -> tuple[Match, ...]:
    """Rank all topics, these first; the first is this sure and the others are far behind."""
    order = [*topics, *(topic for topic in TITLES if topic not in topics)]
    first, *others = order
    behind = [Match(topic_id=topic, score=0.5 - place / 100, confidence=0.0) for place, topic in enumerate(others)]
    return (Match(topic_id=first, score=0.9, confidence=sure), *behind)


def asked(*answers: tuple[str, str, tuple[Match, ...]], styles: tuple[str | None, ...] = ()) -> Report:
    """Evaluate (question, expected titles, ranking) triples."""
    questions = [
        Question(
            text=text,
            expected=tuple(filter(None, expected.split("|"))),
            style=styles[number] if styles else None,
            row=number + 2,
        )
        for number, (text, expected, _) in enumerate(answers)
    ]
    rankings = {text: found for text, _, found in answers}
    return evaluate(questions, rank=rankings.__getitem__, titles=TITLES)


def test_hits_look_at_the_full_ranking_whatever_was_shown() -> None:
    report = asked(
        ("first", "Lantern", ranking(LANTERN, sure=0.01)),
        ("third", "Lantern", ranking(LEDGER, BEACON, LANTERN, sure=0.99)),
        ("fourth", "Lantern", ranking(LEDGER, BEACON, COMPASS, LANTERN, sure=0.01)),
        ("any of two", "Compass|Lantern", ranking(LEDGER, LANTERN, sure=0.01)),
        ("refuse", "", ranking(LANTERN, sure=0.01)),
    )
    assert report.overall.n == 5
    assert report.overall.n_in_scope == 4
    assert report.overall.hit1 == 1 / 4
    assert report.overall.hit3 == 3 / 4
    assert report.overall.mrr == pytest.approx((1 + 1 / 3 + 1 / 4 + 1 / 2) / 4)


def test_a_question_that_finds_nothing_is_no_hit_and_no_confidence() -> None:
    report = asked(("?!", "Lantern", ()), ("lol", "", ranking(BEACON, sure=0.1)))
    assert (report.overall.hit1, report.overall.mrr, report.overall.auroc) == (0, 0, 0)


def test_auroc_compares_every_pair_and_counts_ties_half() -> None:
    report = asked(
        ("sure", "Lantern", ranking(LANTERN, sure=0.9)),
        ("tied", "Lantern", ranking(LEDGER, sure=0.4)),
        ("refuse, tied", "", ranking(LANTERN, sure=0.4)),
        ("refuse, surer", "", ranking(LANTERN, sure=0.8)),
    )
    assert report.overall.auroc == (1 + 1 + 0.5 + 0) / 4


def hundred(*, lost: list[float], refuse: list[float]) -> Report:
    """Ask a hundred answerable questions: all are right, surely but for these; and some to refuse, this surely."""
    sure = [0.95] * (100 - len(lost))
    inside = [(f"in {number}", "Lantern", ranking(LANTERN, sure=each)) for number, each in enumerate([*lost, *sure])]
    outside = [(f"out {number}", "", ranking(LANTERN, sure=each)) for number, each in enumerate(refuse)]
    return asked(*inside, *outside)


def test_refusing_may_cost_exactly_two_points() -> None:
    report = hundred(lost=[0.1, 0.2, 0.3], refuse=[0.05, 0.15, 0.25, 0.3, 0.4])
    assert report.overall.refused_at_2pt == 3 / 5


def test_tied_confidences_are_refused_together_or_not_at_all() -> None:
    report = hundred(lost=[0.1, 0.2, 0.2, 0.2], refuse=[0.05, 0.15, 0.2, 0.25])
    assert report.overall.refused_at_2pt == 2 / 4


def test_refusing_questions_that_were_wrong_anyway_costs_nothing() -> None:
    wrong = [(f"wrong {number}", "Lantern", ranking(LEDGER, sure=0.5)) for number in range(10)]
    report = asked(*wrong, ("refuse", "", ranking(LANTERN, sure=0.99)))
    assert report.overall.refused_at_2pt == 1


def test_styles_are_held_against_the_threshold_of_all() -> None:
    report = asked(
        ("a", "Lantern", ranking(LANTERN, sure=0.6)),
        ("b", "", ranking(LANTERN, sure=0.5)),
        ("c", "", ranking(LANTERN, sure=0.7)),
        styles=("plain", "near", "far"),
    )
    assert report.overall.refused_at_2pt == 1 / 2
    assert report.styles["near"].refused_at_2pt == 1
    assert report.styles["far"].refused_at_2pt == 0


def test_a_figure_without_questions_behind_it_is_none() -> None:
    report = asked(
        ("a", "Lantern", ranking(LANTERN, sure=0.9)),
        ("b", "", ranking(LANTERN, sure=0.9)),
        styles=("inside", "outside"),
    )
    inside, outside = report.styles["inside"], report.styles["outside"]
    assert (inside.hit1, inside.auroc, inside.refused_at_2pt) == (1, None, None)
    assert (outside.n, outside.n_in_scope) == (1, 0)
    assert (outside.hit1, outside.hit3, outside.mrr, outside.auroc) == (None, None, None, None)


def test_no_questions_at_all_give_no_figures() -> None:
    report = evaluate([], rank=lambda _: (), titles=TITLES)
    assert (report.overall.n, report.overall.hit1, report.overall.refused_at_2pt) == (0, None, None)
    assert report.misses == ()


def test_only_questions_to_refuse_leave_no_hit_to_protect() -> None:
    report = asked(("lol", "", ranking(LANTERN, sure=0.1)))
    assert report.overall.refused_at_2pt is None


def choice(*topics: int) -> tuple[Match, ...]:
    """Rank these topics so close together that a person is asked to choose."""
    return tuple(Match(topic_id=topic, score=0.5, confidence=0.3) for topic in topics)


def test_outcomes_are_counted_as_a_person_would_see_them() -> None:
    report = asked(
        ("card right", "Lantern", ranking(LANTERN, sure=0.9)),
        ("card wrong", "Lantern", ranking(LEDGER, LANTERN, sure=0.9)),
        ("card refused", "", ranking(LEDGER, sure=0.9)),
        ("choice right", "Lantern", choice(LEDGER, LANTERN)),
        ("choice wrong", "Lantern", choice(LEDGER, BEACON)),
        ("choice refused", "", choice(LEDGER, BEACON)),
        ("nobody in scope", "Lantern", ranking(LANTERN, sure=0.1)),
        ("nobody refused", "", ranking(LANTERN, sure=0.1)),
    )
    seen = report.overall
    assert (seen.card_right, seen.card_wrong, seen.choice_right, seen.choice_wrong, seen.nobody) == (1, 2, 1, 2, 2)
    assert [miss.question for miss in report.misses] == [
        "card wrong",
        "card refused",
        "choice wrong",
        "choice refused",
        "nobody in scope",
    ]


def test_the_worst_misses_come_first() -> None:
    report = asked(
        ("nobody, of the second style", "Lantern", ranking(LANTERN, sure=0.2)),
        ("nobody, without a style", "Lantern", ranking(LANTERN, sure=0.2)),
        ("choice", "Lantern", choice(LEDGER, BEACON)),
        ("card", "Lantern", ranking(LEDGER, sure=0.7)),
        ("nobody, of the first style", "Lantern", ranking(LANTERN, sure=0.1)),
        ("surer card", "", ranking(LEDGER, sure=0.9)),
        ("right", "Lantern", ranking(LANTERN, sure=0.9)),
        styles=("b", None, "a", "b", "a", None, "b"),
    )
    assert [miss.question for miss in report.misses] == [
        "surer card",
        "card",
        "choice",
        "nobody, of the second style",
        "nobody, of the first style",
        "nobody, without a style",
    ]


def test_confidence_is_held_against_what_came_of_it() -> None:
    report = asked(
        ("a", "Lantern", ranking(LANTERN, sure=0.82)),
        ("b", "Lantern", ranking(LANTERN, sure=0.86)),
        ("c", "", ranking(LANTERN, sure=0.84)),
        ("d", "Lantern", ranking(LANTERN, sure=1.0)),
        ("e", "Lantern", ()),
    )
    bins = {(each.least, each.most): each for each in report.confidence}
    assert len(bins) == 10
    assert (bins[0.8, 0.9].n, bins[0.8, 0.9].right) == (3, 2)
    assert bins[0.8, 0.9].confidence == pytest.approx(0.84)
    assert (bins[0.9, 1.0].n, bins[0.9, 1.0].right) == (1, 1)
    assert (bins[0.0, 0.1].n, bins[0.0, 0.1].right, bins[0.5, 0.6].confidence) == (1, 0, None)


def test_wrong_cards_are_told_as_a_share_of_all_questions() -> None:
    report = asked(
        ("a", "Lantern", ranking(LANTERN, sure=0.9)),
        ("b", "Lantern", ranking(LEDGER, sure=0.9)),
        ("c", "", ranking(LANTERN, sure=0.9)),
        ("d", "", ranking(LANTERN, sure=0.1)),
    )
    assert report.overall.card_wrong_share == 2 / 4


def test_a_miss_says_what_was_expected_and_what_was_offered() -> None:
    report = asked(("who?", "Lantern|Compass", choice(LEDGER, BEACON)), styles=("hard",))
    assert json.loads(json.dumps(report.as_json()))["misses"] == [
        {
            "question": "who?",
            "style": "hard",
            "expected": ["Lantern", "Compass"],
            "outcome": "choice",
            "offered": [{"topic": "Quay Ledger", "confidence": 0.3}, {"topic": "Beacon", "confidence": 0.3}],
        }
    ]


def test_overall_and_every_style_have_the_same_figures() -> None:
    report = asked(
        ("a", "Lantern", ranking(LANTERN, sure=0.9)),
        ("b", "", ranking(LANTERN, sure=0.1)),
        ("c", "", ranking(LANTERN, sure=0.1)),
        styles=("exact", None, "chat"),
    ).as_json()
    assert list(report) == ["overall", "styles", "confidence", "misses"]
    assert list(report["overall"]) == FIGURES
    assert {style: list(figures) for style, figures in report["styles"].items()} == {"exact": FIGURES, "chat": FIGURES}


def test_expected_titles_are_read_as_people_type_them() -> None:
    report = asked(("a", "  quay  LEDGER", ranking(LEDGER, sure=0.9)))
    assert report.overall.hit1 == 1


def test_an_expected_topic_that_is_not_listed_stops_with_its_row_before_anything_is_asked() -> None:
    questions = [Question(text="a", expected=("Lantern",), row=2), Question(text="b", expected=("Latern",), row=3)]
    never: dict[str, tuple[Match, ...]] = {}
    with pytest.raises(UserMistake, match=r'Row 3 expects "Latern"'):
        evaluate(questions, rank=never.__getitem__, titles=TITLES)
