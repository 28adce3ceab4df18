"""Recaps come once a week, on somebody's own clock: what the zones really do is written out here by hand."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core import cadence
from bot.core.cadence import Occasion, Rules, daytime, moment, recaps, span

THURSDAY = date(2027, 1, 14)  # on which the kickoff ended
EVERY_ZONE = sorted(available_timezones())
often = settings(derandomize=True, database=None, deadline=None, max_examples=100)


def rules(**changed: object) -> Rules:
    """Give what is set by default, but for this."""
    return Rules(**({"last_day": THURSDAY} | changed))  # type: ignore[arg-type]


def slots(zone: str, first: date, weeks: int) -> list[str]:
    """Give when Tuesday's recaps come in so many weeks, in UTC."""
    found = recaps(rules(weeks=weeks), first=first)
    return [span(one, rules(), ZoneInfo(zone))[0].strftime("%m-%d %H:%M") for one in found]


@pytest.mark.parametrize(
    ("zone", "spring", "autumn"),
    [
        (  # 14 March and 7 November
            "America/New_York",
            ["03-09 14:30", "03-16 13:30", "03-23 13:30", "03-30 13:30", "04-06 13:30"],
            ["09-28 13:30", "10-05 13:30", "10-12 13:30", "10-19 13:30", "10-26 13:30", "11-02 13:30", "11-09 14:30"],
        ),
        (  # 28 March and 31 October
            "Europe/London",
            ["03-09 09:30", "03-16 09:30", "03-23 09:30", "03-30 08:30", "04-06 08:30"],
            ["09-28 08:30", "10-05 08:30", "10-12 08:30", "10-19 08:30", "10-26 08:30", "11-02 09:30", "11-09 09:30"],
        ),
        (  # 4 April and 3 October, the other way round, and the day before in UTC
            "Australia/Sydney",
            ["03-08 22:30", "03-15 22:30", "03-22 22:30", "03-29 22:30", "04-05 23:30"],
            ["09-27 23:30", "10-04 22:30", "10-11 22:30", "10-18 22:30", "10-25 22:30", "11-01 22:30", "11-08 22:30"],
        ),
        (  # never
            "Asia/Kolkata",
            ["03-09 04:00", "03-16 04:00", "03-23 04:00", "03-30 04:00", "04-06 04:00"],
            ["09-28 04:00", "10-05 04:00", "10-12 04:00", "10-19 04:00", "10-26 04:00", "11-02 04:00", "11-09 04:00"],
        ),
        (  # never, though the states around it do
            "America/Phoenix",
            ["03-09 16:30", "03-16 16:30", "03-23 16:30", "03-30 16:30", "04-06 16:30"],
            ["09-28 16:30", "10-05 16:30", "10-12 16:30", "10-19 16:30", "10-26 16:30", "11-02 16:30", "11-09 16:30"],
        ),
    ],
)
def test_half_past_nine_stays_half_past_nine_when_the_clocks_change(
    zone: str, spring: list[str], autumn: list[str]
) -> None:
    assert slots(zone, date(2027, 3, 8), 5) == spring
    assert slots(zone, date(2027, 9, 27), 7) == autumn


@pytest.mark.parametrize(
    ("zone", "day", "at", "instant"),
    [
        ("America/New_York", date(2027, 3, 14), time(2, 30), "2027-03-14T07:00"),  # skipped: from 2 to 3
        ("America/New_York", date(2027, 3, 14), time(2, 0), "2027-03-14T07:00"),
        ("America/New_York", date(2027, 3, 14), time(3, 0), "2027-03-14T07:00"),
        ("America/New_York", date(2027, 11, 7), time(1, 30), "2027-11-07T05:30"),  # twice; again at 06:30
        ("Australia/Lord_Howe", date(2027, 10, 3), time(2, 15), "2027-10-02T15:30"),  # half an hour is skipped
        ("Australia/Lord_Howe", date(2027, 4, 4), time(1, 45), "2027-04-03T14:45"),  # and half an hour repeated
        ("Pacific/Chatham", date(2027, 4, 6), time(9, 30), "2027-04-05T20:45"),
        ("Pacific/Chatham", date(2027, 3, 30), time(9, 30), "2027-03-29T19:45"),
        ("Asia/Kathmandu", date(2027, 2, 2), time(9, 30), "2027-02-02T03:45"),
        ("Australia/Eucla", date(2027, 2, 2), time(9, 30), "2027-02-02T00:45"),
        ("Pacific/Kiritimati", date(2027, 2, 2), time(9, 30), "2027-02-01T19:30"),
        ("Pacific/Apia", date(2027, 2, 2), time(9, 30), "2027-02-01T20:30"),
        ("Pacific/Pago_Pago", date(2027, 2, 2), time(9, 30), "2027-02-02T20:30"),  # a day later, next to Samoa
        ("Pacific/Apia", date(2011, 12, 30), time(9, 30), "2011-12-30T10:00"),  # a day that Samoa never had
    ],
)
def test_a_time_that_is_skipped_or_repeated_is_one_instant(zone: str, day: date, at: time, instant: str) -> None:
    assert moment(day, at, ZoneInfo(zone)) == datetime.fromisoformat(f"{instant}+00:00")


@settings(often, max_examples=200)
@given(st.sampled_from(EVERY_ZONE), st.dates(date(2026, 1, 1), date(2029, 12, 31)), st.times())
def test_any_time_of_day_is_the_first_instant_at_which_clocks_show_it_or_later(zone: str, day: date, at: time) -> None:
    def shown(instant: datetime) -> datetime:
        return instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None)

    wanted = datetime.combine(day, at)
    found = moment(day, at, ZoneInfo(zone))
    before = (found - timedelta(minutes=15) * one for one in range(1, 100))
    assert shown(found) >= wanted
    assert shown(found - timedelta(seconds=1)) < wanted
    assert all(shown(instant) < wanted for instant in before)


def test_every_zone_of_the_world_has_one_slot_in_each_of_its_weeks() -> None:
    mondays = [date(2027, 1, 4) + number * cadence.WEEK for number in range(0, 60, 12)]
    plan = [one for first in mondays for one in recaps(rules(), first=first)]
    assert len({one.name for one in plan}) == len(plan) == 60
    for zone in EVERY_ZONE:
        where = ZoneInfo(zone)
        spans = [span(one, rules(), where) for one in plan]
        local = [due.astimezone(where).replace(tzinfo=None) for due, _ in spans]
        assert local == [datetime.combine(one.week + cadence.DAY, time(9, 30)) for one in plan], zone
        assert all(ends.astimezone(where).strftime("%a %H:%M") == "Fri 17:00" for _, ends in spans), zone
        assert all(ends < due for (_, ends), (due, _) in pairwise(spans)), zone


@often
@given(
    zone=st.sampled_from(EVERY_ZONE),
    last_day=st.dates(date(2026, 6, 1), date(2028, 6, 1)),
    weekday=st.integers(0, 6),
    at=st.times(),
    free=st.sets(st.integers(0, 100), max_size=40),
    blackout=st.integers(0, 12),
    fiscal_start=st.integers(1, 12),
    weeks=st.integers(0, 20),
)
def test_whatever_is_set_everything_comes_once_a_week_by_day_and_never_after_the_last_check(
    zone: str, last_day: date, weekday: int, at: time, free: set[int], blackout: int, fiscal_start: int, weeks: int
) -> None:
    holidays = frozenset(last_day + timedelta(days=one) for one in free)
    set_ = Rules(
        last_day=last_day,
        weekday=weekday,
        at=at,
        weeks=weeks,
        holidays=holidays,
        blackout=blackout,
        fiscal_start=fiscal_start,
    )
    where = ZoneInfo(zone)
    plan = cadence.occasions(set_)
    assert [one.day for one in plan if one.day][-1] == 90 == plan[-1].day
    assert len({one.name for one in plan}) == len(plan)
    assert all(one.on > last_day for one in plan)
    spans = [span(one, set_, where) for one in plan]
    assert spans == sorted(spans)
    for one, (due, ends) in zip(plan, spans, strict=True):
        assert cadence.monday(one.on) == one.week
        assert daytime(due, set_, where) == due < ends
        last = ends - timedelta(seconds=1)
        assert daytime(last, set_, where) == last, "until its end it may be sent"
        assert cadence.current(plan, set_, where, now=due) == cadence.current(plan, set_, where, now=last) == one
        assert cadence.current(plan, set_, where, now=ends) is None
        assert cadence.following(plan, set_, where, now=due - timedelta(seconds=1)) == one


def days(**changed: object) -> list[tuple[str, int]]:
    """Give the plan of everybody who was there: day by day, and which check."""
    return [(one.on.strftime("%a %d %b"), one.day) for one in cadence.occasions(rules(**changed))]


def test_twelve_weeks_begin_after_the_kickoff_and_checks_take_their_weeks_place() -> None:
    assert days() == [
        ("Mon 18 Jan", 2),  # the second day is a Saturday
        ("Tue 26 Jan", 0),
        ("Tue 02 Feb", 0),
        ("Tue 09 Feb", 0),
        ("Mon 15 Feb", 30),  # a Saturday again
        ("Tue 23 Feb", 0),
        ("Tue 02 Mar", 0),
        ("Tue 09 Mar", 0),
        ("Mon 15 Mar", 60),
        ("Tue 23 Mar", 0),
        ("Tue 30 Mar", 0),
        ("Tue 06 Apr", 0),
        ("Wed 14 Apr", 90),
    ]


@pytest.mark.parametrize(
    ("last_day", "first_two", "last"),
    [
        (date(2027, 1, 11), [("Wed 13 Jan", 2), ("Tue 19 Jan", 0)], ("Mon 12 Apr", 90)),  # in the kickoff's own week
        (date(2027, 1, 12), [("Thu 14 Jan", 2), ("Tue 19 Jan", 0)], ("Mon 12 Apr", 90)),
        (date(2027, 1, 13), [("Fri 15 Jan", 2), ("Tue 19 Jan", 0)], ("Tue 13 Apr", 90)),
        (date(2027, 1, 15), [("Mon 18 Jan", 2), ("Tue 26 Jan", 0)], ("Thu 15 Apr", 90)),
        (date(2027, 1, 16), [("Mon 18 Jan", 2), ("Tue 26 Jan", 0)], ("Fri 16 Apr", 90)),
        (date(2027, 1, 17), [("Tue 19 Jan", 2), ("Tue 26 Jan", 0)], ("Mon 19 Apr", 90)),  # a Sunday
    ],
)
def test_whatever_day_a_kickoff_ends_on_nothing_comes_before_its_end_or_after_the_last_check(
    last_day: date, first_two: list[tuple[str, int]], last: tuple[str, int]
) -> None:
    assert days(last_day=last_day)[:2] == first_two
    assert days(last_day=last_day)[-1] == last


def test_fewer_weeks_leave_the_checks_where_they_are() -> None:
    assert days(weeks=2) == [
        ("Mon 18 Jan", 2),
        ("Tue 26 Jan", 0),
        ("Mon 15 Feb", 30),
        ("Mon 15 Mar", 60),
        ("Wed 14 Apr", 90),
    ]
    assert [day for _, day in days(weeks=0)] == [2, 30, 60, 90]
    assert len(days(weeks=40)) == 13


def test_a_holiday_moves_a_recap_within_its_week_and_a_week_of_holidays_has_none() -> None:
    week = [date(2027, 2, day) for day in range(8, 13)]
    assert ("Wed 10 Feb", 0) in days(holidays=frozenset(week[:2]))
    assert ("Fri 12 Feb", 0) in days(holidays=frozenset(week[:4]))
    assert [day for day, _ in days(holidays=frozenset(week)) if "Feb" in day] == [
        "Tue 02 Feb",
        "Mon 15 Feb",
        "Tue 23 Feb",
    ]
    assert ("Mon 08 Feb", 0) not in days(holidays=frozenset(week[1:])), "it never comes earlier than it was said to"


def test_a_check_that_is_moved_into_the_next_week_takes_that_weeks_place() -> None:
    free = frozenset(date(2027, 2, day) for day in range(15, 20))
    assert [one for one in days(holidays=free) if "Feb" in one[0]][-2:] == [("Tue 09 Feb", 0), ("Mon 22 Feb", 30)]


def test_of_two_checks_that_end_up_in_one_week_only_the_later_comes() -> None:
    free = frozenset(date(2027, 2, 13) + timedelta(days=one) for one in range(30))
    assert [one for one in days(holidays=free) if one[1]] == [("Mon 18 Jan", 2), ("Mon 15 Mar", 60), ("Wed 14 Apr", 90)]


def test_where_nothing_may_ever_be_sent_nothing_is_planned() -> None:
    assert cadence.occasions(rules(blackout=80)) == ()


def test_before_a_quarters_end_nothing_is_sent() -> None:
    """The last five working days of March 2027 are the 25th to the 31st, Easter or not."""
    plan = [day for day, _ in days(blackout=5) if "Mar" in day or "Apr" in day]
    assert plan == ["Tue 02 Mar", "Tue 09 Mar", "Mon 15 Mar", "Tue 23 Mar", "Thu 01 Apr", "Tue 06 Apr", "Wed 14 Apr"]
    open_ = [day for day in range(22, 32) if cadence.is_open(date(2027, 3, day), rules(blackout=5))]
    assert open_ == [22, 23, 24]


def test_a_check_that_falls_into_the_blackout_comes_right_after_it() -> None:
    plan = [one for one in days(last_day=date(2027, 1, 28), blackout=5) if "Mar" in one[0] or "Apr" in one[0]]
    assert plan[2:6] == [("Tue 16 Mar", 0), ("Tue 23 Mar", 0), ("Thu 01 Apr", 60), ("Tue 06 Apr", 0)]


@pytest.mark.parametrize(
    ("fiscal_start", "last_days"),
    [
        (1, ["31 Mar", "30 Jun", "30 Sep", "31 Dec"]),
        (2, ["30 Apr", "30 Jul", "29 Oct"]),  # the ends of July and October are a Saturday and a Sunday
        (3, ["31 May", "31 Aug", "30 Nov"]),
        (11, ["30 Apr", "30 Jul", "29 Oct"]),
    ],
)
def test_the_quarters_are_those_of_the_fiscal_year(fiscal_start: int, last_days: list[str]) -> None:
    set_ = rules(blackout=1, fiscal_start=fiscal_start)
    year = (date(2027, 3, 1) + timedelta(days=one) for one in range(306))
    closed = [day for day in year if day.weekday() < 5 and not cadence.is_open(day, set_)]
    assert [day.strftime("%d %b") for day in closed] == last_days


def test_weeks_are_named_across_new_year_as_calendars_name_them() -> None:
    plan = cadence.occasions(rules(last_day=date(2026, 12, 10), weekday=4))
    assert [(one.on.isoformat(), one.name) for one in plan][:5] == [
        ("2026-12-14", "2026-W51"),
        ("2026-12-25", "2026-W52"),
        ("2027-01-01", "2026-W53"),  # the Friday of the last week of 2026
        ("2027-01-08", "2027-W01"),
        ("2027-01-11", "2027-W02"),  # the check of the 9th, a Saturday
    ]


def test_what_may_be_sent_late_may_be_sent_until_the_week_is_over() -> None:
    friday = rules(weekday=4, at=time(16, 30))
    one = Occasion(week=date(2027, 2, 1), on=date(2027, 2, 5))
    due, ends = span(one, friday, ZoneInfo("Europe/Berlin"))
    assert (due.isoformat(), ends.isoformat()) == ("2027-02-05T15:30:00+00:00", "2027-02-05T16:00:00+00:00")


def test_a_week_is_over_with_its_last_working_day() -> None:
    free = rules(holidays=frozenset([date(2027, 2, 4), date(2027, 2, 5)]))
    plan = cadence.occasions(free)
    where = ZoneInfo("Europe/Berlin")
    one = next(one for one in plan if one.on == date(2027, 2, 2))
    assert span(one, free, where)[1] == datetime(2027, 2, 3, 16, tzinfo=UTC)
    assert cadence.current(plan, free, where, now=datetime(2027, 2, 4, 9, tzinfo=UTC)) is None


@pytest.mark.parametrize(("at", "sent"), [(time(3), time(9)), (time(8, 59), time(9)), (time(22), time(16, 30))])
def test_a_time_at_night_is_taken_for_the_nearest_of_the_day(at: time, sent: time) -> None:
    where = ZoneInfo("America/Los_Angeles")
    one = Occasion(week=date(2027, 2, 1), on=date(2027, 2, 5))
    due, ends = span(one, rules(weekday=4, at=at), where)
    assert due.astimezone(where).time() == sent
    assert due < ends


def test_a_weekend_is_taken_for_friday() -> None:
    assert days(weekday=6)[1] == ("Fri 29 Jan", 0)


NEW_YORK = ZoneInfo("America/New_York")


@pytest.mark.parametrize(
    ("joined", "week"),
    [
        ("2027-02-02T09:29", date(2027, 2, 1)),
        ("2027-02-02T09:30", date(2027, 2, 8)),  # that slot is there already
        ("2027-02-07T23:59", date(2027, 2, 8)),  # a Sunday, on which it is Monday in UTC
        ("2027-02-08T00:00", date(2027, 2, 8)),
    ],
)
def test_newcomers_begin_with_their_first_slot(joined: str, week: date) -> None:
    after = datetime.fromisoformat(joined).replace(tzinfo=NEW_YORK)
    assert cadence.first_week(rules(), after=after, where=NEW_YORK) == week


def test_a_slot_that_a_holiday_moved_is_still_to_come_for_newcomers() -> None:
    free = rules(holidays=frozenset([date(2027, 2, 2)]))
    joined = datetime(2027, 2, 2, 12, tzinfo=NEW_YORK)
    assert cadence.first_week(free, after=joined, where=NEW_YORK) == date(2027, 2, 1)
    assert next(recaps(free, first=date(2027, 2, 1))).on == date(2027, 2, 3)


def test_newcomers_lose_none_of_their_weeks_to_holidays_before_the_first() -> None:
    free = rules(holidays=frozenset(date(2027, 2, day) for day in range(1, 13)))
    joined = datetime(2027, 2, 1, 12, tzinfo=NEW_YORK)
    first = cadence.first_week(free, after=joined, where=NEW_YORK)
    assert first == date(2027, 2, 15)
    assert len(list(recaps(free, first=first))) == 12


def test_nobody_is_asked_before_everybody_is() -> None:
    joined = datetime(2026, 12, 1, 12, tzinfo=NEW_YORK)
    assert cadence.first_week(rules(), after=joined, where=NEW_YORK) == date(2027, 1, 18)
    during = datetime(2027, 1, 12, 8, tzinfo=NEW_YORK)
    assert cadence.first_week(rules(), after=during, where=NEW_YORK) == date(2027, 1, 18)


def test_where_nothing_is_ever_sent_a_first_week_is_found_all_the_same() -> None:
    closed = rules(blackout=80)
    week = cadence.first_week(closed, after=datetime(2027, 2, 2, tzinfo=UTC), where=NEW_YORK)
    assert list(recaps(closed, first=week)) == []


@pytest.mark.parametrize(
    "name", ["Mars/Olympus", "", None, "America", "../../etc/passwd", "Europe/Berlin\0", "x" * 300]
)
def test_a_zone_that_nobody_knows_is_that_of_the_kickoff(name: str | None) -> None:
    assert cadence.zone(name, otherwise="America/Chicago").key == "America/Chicago"
    assert cadence.zone(name, otherwise="Nowhere").key == "UTC"


@often
@given(
    st.sampled_from(EVERY_ZONE),
    st.integers(0, 731 * 24 * 60),
    st.sets(st.dates(date(2027, 1, 1), date(2028, 12, 31)), max_size=30),
    st.integers(0, 12),
)
def test_nothing_is_ever_sent_at_night_at_a_weekend_or_on_a_holiday(
    zone: str, minute: int, holidays: set[date], blackout: int
) -> None:
    set_, where = rules(holidays=frozenset(holidays), blackout=blackout), ZoneInfo(zone)
    now = datetime(2027, 1, 1, tzinfo=UTC) + timedelta(minutes=minute)
    found = daytime(now, set_, where)
    local = found.astimezone(where)
    assert found >= now
    assert time(9) <= local.time() < time(17)
    assert local.weekday() < 5
    assert local.date() not in holidays
    assert cadence.is_open(local.date(), set_)
    assert daytime(found, set_, where) == found
    assert found == now or (local.hour, local.minute) == (9, 0), "as early as may be"


@pytest.mark.parametrize(
    ("now", "then"),
    [
        ("2027-02-01T08:59:59", "2027-02-01T09:00:00"),
        ("2027-02-01T09:00:00", "2027-02-01T09:00:00"),
        ("2027-02-01T16:59:59", "2027-02-01T16:59:59"),
        ("2027-02-01T17:00:00", "2027-02-02T09:00:00"),
        ("2027-02-05T17:00:00", "2027-02-08T09:00:00"),  # Friday evening
        ("2027-03-12T20:00:00", "2027-03-15T09:00:00"),  # the clocks change in between
    ],
)
def test_the_day_begins_at_nine_and_ends_at_five(now: str, then: str) -> None:
    given_, wanted = (datetime.fromisoformat(one).replace(tzinfo=NEW_YORK) for one in (now, then))
    assert daytime(given_, rules(), NEW_YORK) == wanted
