"""The calendar of the recaps, days as organizers type them, and what tells one plan from another."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core import holidays, zones
from bot.core.cadence import Rules, is_open
from bot.core.recaps import Audience
from bot.core.results import Who
from bot.core.schedule import Blocked, Group, Named, Settings, calendar

RULES = Rules(last_day=date(2027, 1, 14))
SETTINGS = Settings(
    kickoff_id=1,
    kickoff="Kickoff 2027",
    last_day=date(2027, 1, 14),
    weekday=1,
    at=time(9, 30),
    weeks=12,
    holidays=frozenset(),
    blackout=5,
    fiscal_start=1,
    time_zone="UTC",
    audience=Audience.EVERYBODY,
)


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("2026-12-24", ["2026-12-24"]),
        ("24 Dec 2026", ["2026-12-24"]),
        ("24. December 2026", ["2026-12-24"]),
        ("Dec 24th, 2026", ["2026-12-24"]),
        ("  3 SEPT 2027 ,", ["2027-09-03"]),
        ("2026-12-31 to 2027-01-01", ["2026-12-31", "2027-01-01"]),
        ("31 Dec 2026 – 1 Jan 2027", ["2026-12-31", "2027-01-01"]),
        ("2026-12-31..2027-01-01", ["2026-12-31", "2027-01-01"]),
        ("2026-12-31 - 2026-12-31", ["2026-12-31"]),
        ("\n\n2027-01-01\n\n2027-01-01\n", ["2027-01-01"]),
        ("", []),
    ],
)
def test_days_are_read_as_people_type_them(typed: str, days: list[str]) -> None:
    found = holidays.read(typed)
    assert (sorted(one.isoformat() for one in found.days), found.wrong) == (days, ())


@pytest.mark.parametrize(
    "typed",
    [
        "Easter",
        "2026-02-30",
        "24/12/2026",  # nobody can tell the month of 3/4/2026
        "24 Dec",
        "2027-01-03 to 2026-12-24",
        "2026-12-24 to New Year",
        "2026-12-24 to 2027-12-24",
        "2026-12-24 to 2026-12-25 to 2026-12-26",
        "2026-12-24 2026-12-25",
        "0000-01-01",
        "x" * 3000,
        " - " * 900,
    ],
)
def test_a_line_that_is_no_day_is_named(typed: str) -> None:
    found = holidays.read(f"2027-01-01\n{typed}")
    assert (sorted(found.days), len(found.wrong)) == ([date(2027, 1, 1)], 1)


@given(st.sets(st.dates(date(2026, 1, 1), date(2027, 12, 31)), max_size=60))
@settings(derandomize=True, max_examples=60)
def test_days_are_read_back_as_they_were_written(days: set[date]) -> None:
    assert holidays.read(holidays.written(days)).days == days


@pytest.mark.parametrize(
    ("typed", "name"),
    [("Europe/Berlin", "Europe/Berlin"), ("america/new york", "America/New_York"), ("utc", "UTC"), ("../etc", None)],
)
def test_a_time_zone_is_found_by_its_name(typed: str, name: str | None) -> None:
    assert zones.read(typed) == name


def test_a_week_without_a_day_says_why() -> None:
    off = frozenset(date(2027, 2, 1) + timedelta(days=one) for one in range(5))
    rules = replace(RULES, holidays=off, blackout=7, weeks=12)
    blocked = {one.week: one.blocked for one in calendar(rules, [Group(people=3)]) if one.on is None}
    assert blocked == {date(2027, 2, 1): Blocked.HOLIDAYS, date(2027, 3, 22): Blocked.BLACKOUT}
    rules = replace(RULES, holidays=frozenset({date(2027, 3, 24)}), blackout=10)
    blocked = {one.week: one.blocked for one in calendar(rules, [Group(people=3)]) if one.on is None}
    assert blocked == {date(2027, 3, 22): Blocked.BOTH}


def test_weeks_that_nobody_asked_for_are_not_called_blocked() -> None:
    weeks = calendar(replace(RULES, weeks=2), [Group(people=3)])
    assert [(one.kind.value, one.day) for one in weeks] == [
        ("check", 2),
        ("recap", 0),
        ("check", 30),
        ("check", 60),
        ("check", 90),
    ]


@given(st.integers(0, 4), st.integers(0, 10), st.sets(st.integers(0, 120), max_size=40), st.integers(1, 12))
@settings(derandomize=True, max_examples=60)
def test_the_calendar_has_a_week_once_and_no_closed_day(
    weekday: int, blackout: int, closed: set[int], weeks: int
) -> None:
    days = frozenset(RULES.last_day + timedelta(days=one) for one in closed)
    rules = replace(RULES, weekday=weekday, blackout=blackout, holidays=days, weeks=weeks)
    groups = [Group(people=3), Group(people=2, first_week=date(2027, 2, 15))]
    found = calendar(rules, groups)
    assert [one.week for one in found] == sorted({one.week for one in found})
    assert all(one.on is None or is_open(one.on, rules) for one in found)
    assert all((one.on is None) == (one.blocked is not None) for one in found)


def test_people_who_want_nothing_until_a_day_are_not_counted_before_it() -> None:
    groups = [Group(people=3), Group(people=2, quiet_until=date(2027, 2, 2))]
    assert [one.people for one in calendar(RULES, groups)][:3] == [3, 3, 5]


@pytest.mark.parametrize(
    "other",
    [
        {"last_day": date(2027, 1, 15)},
        {"at": time(10)},
        {"holidays": frozenset({date(2027, 1, 1)})},
        {"audience": Audience.CHOSEN},
        {"named": (Named(who=Who(person_id=1, name="Ana"), is_in=True),)},
        {"named": (Named(who=Who(person_id=1, name="Ana"), is_in=False),)},
        {"time_zone": "Europe/Berlin"},
        {"kickoff_id": 2},
    ],
)
def test_a_plan_is_told_from_any_other_by_its_mark(other: dict[str, object]) -> None:
    assert replace(SETTINGS, **other).mark != SETTINGS.mark  # type: ignore[arg-type]
    assert replace(SETTINGS, kickoff="Another name").mark == SETTINGS.mark
