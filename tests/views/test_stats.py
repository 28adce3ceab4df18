"""The number is said in one sentence, and nothing is written that nobody knows."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from typing import Any

import pytest

from bot.core.intervals import Interval
from bot.core.stats import Asks, Counts, Day, Gain, Gaps, Know, OptOuts, Stats, Topics, Untold, Week
from bot.demo.rules import check_message
from bot.views import stats as views
from bot.views.blocks import Message
from tests.views.test_answers import HOSTILE, everything


def know(share: float, low: float, high: float) -> Know:
    return Know(
        people=24,
        not_started=3,
        asked=48,
        answered=42,
        right=round(48 * share),
        share=share,
        interval=Interval(low, high),
    )


def gain(points: float, low: float, high: float) -> Gain:
    return Gain(people=24, points=points, interval=Interval(low, high))


DAY_30 = Day(
    day=30, is_open=False, recapped=know(0.64, 0.5, 0.76), held_out=know(0.46, 0.33, 0.6), gain=gain(0.18, 0.05, 0.31)
)
NOTHING = tuple(
    Day(day=day, is_open=False, recapped=Untold.NOBODY, held_out=Untold.NOBODY, gain=Untold.NOBODY)
    for day in (2, 30, 60, 90)
)
EMPTY = Stats(days=NOTHING)
FULL = Stats(
    kickoff="Kickoff 2027",
    days=(NOTHING[0], DAY_30, *NOTHING[2:]),
    weeks=tuple(
        Week(week=f"2027-W{week:02}", counts=Counts(people=24, sent=24, answered=20, right=15, expired=4))
        for week in range(3, 16)
    ),
    opt_outs=OptOuts(stopped=1, topics=2),
    asks=Asks(asked=120, named=108, judged=40, helped=35),
    gaps=Gaps(open=3, assigned=5),
    topics=Topics(topics=45, confirmed=40, never_asked=12, titles=("Kreasly-X", "Help line", "Benelux")),
)


def is_taken(message: Message) -> None:
    """Have the strict stand-in look at a message."""
    payload = message.payload()
    check_message(payload["text"], payload["blocks"])


def of(day: Day) -> Stats:
    return replace(EMPTY, days=(NOTHING[0], day, *NOTHING[2:]))


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (
            DAY_30,
            "At day 30, 64 % name the right person unaided, 18 points above topics that were not recapped "
            "(95 % CI 5 to 31).",
        ),
        (
            replace(DAY_30, gain=gain(-0.04, -0.12, 0.04), is_open=True),
            "So far, at day 30, 64 % name the right person unaided, 4 points below topics that were not recapped "
            "(95 % CI −12 to 4).",
        ),
        (
            replace(DAY_30, gain=gain(0.01, -0.05, 0.07)),
            "At day 30, 64 % name the right person unaided, 1 point above topics that were not recapped "
            "(95 % CI −5 to 7).",
        ),
        (
            replace(DAY_30, gain=gain(0.004, -0.05, 0.058)),
            "At day 30, 64 % name the right person unaided, no more and no fewer than of topics that were not recapped "
            "(95 % CI −5 to 6).",
        ),
        (
            replace(DAY_30, gain=Gain(people=5, points=1.0, interval=None)),
            "At day 30, 64 % name the right person unaided, 100 points above topics that were not recapped "
            "(too few different answers for an interval).",
        ),
        (
            replace(DAY_30, held_out=Untold.FEW, gain=Untold.FEW),
            "At day 30, 64 % name the right person unaided (95 % CI 50 to 76).",
        ),
        (replace(NOTHING[1], recapped=Untold.FEW), views.NOT_YET),
        (NOTHING[1], views.NOT_YET),
    ],
)
def test_the_number_is_said_in_one_sentence(day: Day, said: str) -> None:
    assert views.headline(of(day)) == said
    assert views.report(of(day)).text == said
    assert views.lines(of(day)).splitlines()[0] == said


def test_below_it_stands_what_it_rests_on() -> None:
    told = views.lines(FULL)
    assert (
        "• Day 30: 64 % (50 to 76) of recapped topics, 46 % (33 to 60) of those that are not; 18 points apart "
        "(5 to 31). 24 were asked, 3 did not start\n" in told
    )
    assert "• Day 60: nobody was asked yet\n" in told
    assert "• 2027-W04: 24 asked, 20 answered, 15 right, 4 expired\n" in told
    assert "Opt-outs: 1 person stopped recaps, 2 topics not wanted any more\n" in told
    assert "Asked: 120 questions, 90 % got a name, 88 % of the 40 that were judged helped\n" in told
    assert "Gaps: 3 open, 5 assigned\n" in told
    assert "Never asked about: 12 of 45 topics (Kreasly-X, Help line, Benelux and more)\n" in told
    assert "Owners: 40 of 45 topics confirmed within 90 days\n" in told


def test_a_group_of_fewer_than_five_has_no_figure_in_its_line() -> None:
    few = of(replace(DAY_30, held_out=Untold.FEW, gain=Untold.FEW))
    assert "64 % (50 to 76) of recapped topics, fewer than five people, so no figures of those that are not." in (
        views.lines(few)
    )
    assert "• Day 30: fewer than five people, so no figures\n" in views.lines(
        of(Day(day=30, is_open=False, recapped=Untold.FEW, held_out=Untold.FEW, gain=Untold.FEW))
    )
    week = replace(EMPTY, weeks=(Week(week="2027-W04", counts=Untold.FEW),))
    assert "• 2027-W04: fewer than five people, so no figures\n" in views.lines(week)


def test_with_nothing_to_count_there_are_zeros_and_nothing_else() -> None:
    told = views.lines(EMPTY)
    assert "Asked: 0 questions\nGaps: 0 open, 0 assigned\nNever asked about: 0 of 0 topics\n" in told
    assert "nan" not in told.lower()
    is_taken(views.report(EMPTY))


def test_slack_takes_the_longest_there_is_and_a_title_pings_nobody() -> None:
    topics = Topics(topics=9999, confirmed=9999, never_asked=9999, titles=(HOSTILE,) * 5)
    drawn = views.report(replace(FULL, days=(DAY_30,) * 4, topics=topics))
    is_taken(drawn)
    assert "<!channel>" not in everything(drawn)


def figures(value: Any) -> list[float]:
    match value:
        case dict():
            return [one for inner in value.values() for one in figures(inner)]
        case list():
            return [one for inner in value for one in figures(inner)]
        case int() | float():
            return [value]
    return []


@pytest.mark.parametrize("stats", [FULL, EMPTY])
def test_programs_get_figures_that_are_numbers_and_the_same_names_each_time(stats: Stats) -> None:
    told = json.loads(json.dumps(views.as_json(stats), allow_nan=False))
    assert [one["day"] for one in told["days"]] == [2, 30, 60, 90]
    names = {"people", "not_started", "asked", "answered", "right", "share", "interval"}
    assert all(one[arm].keys() == names for one in told["days"] for arm in ("recapped", "held_out"))
    assert all(map(math.isfinite, figures(told)))
    assert set(figures(told)) - {2, 30, 60, 90} == {0} or stats is FULL


def test_programs_read_why_something_is_not_told() -> None:
    told = views.as_json(of(replace(DAY_30, held_out=Untold.FEW, gain=Untold.FEW)))
    assert told["days"][1]["recapped"]["interval"] == {"low": 0.5, "high": 0.76}
    assert told["days"][1]["held_out"] == told["days"][1]["gain"] == {"untold": "fewer than five people"}
