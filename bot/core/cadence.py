"""When recaps come: one a week, on somebody's own clock, from the week after the kickoff on.

Days are those of a person's own zone, so that a plan is the same for everybody and only its moments differ. Weeks begin
on Monday and are named as ISO 8601 names them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

CHECKS = (2, 30, 60, 90)  # days after the kickoff's last day
MOST_WEEKS = 12
DAY_BEGINS, DAY_ENDS = time(9), time(17)  # nothing is sent outside of these, nor at weekends
LATEST = time(16, 30)  # slot of a day, so that there is time left to send in
FRIDAY = 4
WEEK = timedelta(days=7)
DAY = timedelta(days=1)
QUARTER = 3  # months
HORIZON = 400  # days that are looked through for one on which something may be sent


class Kind(StrEnum):
    """What comes in a week."""

    RECAP = "recap"
    CHECK = "check"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What the organizers set. `weekday` counts from Monday, 0; `blackout` is working days before a quarter's end.

    `fiscal_start` is the month in which a year of quarters begins, and `time_zone` that of people whose own is unknown.
    A weekday or time at which nothing is sent is taken for the nearest at which something is.
    """

    last_day: date
    weekday: int = 1
    at: time = time(9, 30)
    weeks: int = MOST_WEEKS
    holidays: frozenset[date] = frozenset()
    blackout: int = 0
    fiscal_start: int = 1
    time_zone: str = "UTC"


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """That a recap or a check comes on a day; `week` is its Monday, `day` how many days after the end a check is."""

    week: date
    on: date
    kind: Kind = Kind.RECAP
    day: int = 0

    @property
    def name(self) -> str:
        """Name it, the same for everybody.

        >>> Occasion(week=date(2027, 2, 8), on=date(2027, 2, 9)).name
        '2027-W06'
        """
        year, week, _ = self.week.isocalendar()
        return f"{year}-W{week:02}"


@lru_cache(maxsize=1024)  # zoneinfo itself keeps eight
def zone(name: str | None, *, otherwise: str = "UTC") -> ZoneInfo:
    """Give a time zone by its name; one that is not known is that of the kickoff, and at last UTC.

    >>> zone("Mars/Olympus", otherwise="Europe/Berlin").key, zone(None).key
    ('Europe/Berlin', 'UTC')
    """
    for one in (name, otherwise):
        try:
            return ZoneInfo(one or "")
        except (ZoneInfoNotFoundError, ValueError, OSError):
            continue
    return ZoneInfo("UTC")


def monday(day: date) -> date:
    """Give the Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def moment(day: date, at: time, where: ZoneInfo) -> datetime:
    """Give the instant of a time of day. One that is skipped is the first after the gap, one that repeats the first.

    >>> moment(date(2027, 3, 14), time(2, 30), ZoneInfo("America/New_York")).isoformat()
    '2027-03-14T07:00:00+00:00'
    """
    local = datetime.combine(day, at, where)
    found = local.astimezone(UTC)
    if found.astimezone(where).replace(tzinfo=None) == local.replace(tzinfo=None):
        return found
    return _end_of_gap(found, where)


def is_open(day: date, rules: Rules) -> bool:
    """Tell whether something may be sent on a day: a working day, no holiday, and not right before a quarter's end."""
    return day.weekday() <= FRIDAY and day not in rules.holidays and not _in_blackout(day, rules)


@lru_cache(maxsize=64)
def occasions(rules: Rules) -> tuple[Occasion, ...]:
    """Give everything that comes to those who were at the kickoff, in order.

    A check takes the place of its week's recap, the later of two the place of the other. The last check comes after the
    last of twelve weeks, and nothing after it.

    >>> plan = occasions(Rules(last_day=date(2027, 1, 14)))
    >>> [(one.on.isoformat(), one.day) for one in plan][:3], len(plan), plan[-1].day
    ([('2027-01-18', 2), ('2027-01-26', 0), ('2027-02-02', 0)], 13, 90)
    """
    checks = {one.week: one for one in _checks(rules)}
    first = monday(rules.last_day) + WEEK
    weekly = {one.week: one for one in recaps(rules, first=first)}
    return tuple(sorted((weekly | checks).values(), key=lambda one: one.on))


def recaps(rules: Rules, *, first: date) -> Iterator[Occasion]:
    """Give the recaps of so many weeks from a Monday on, without those in whose week there is no day left for one."""
    for number in range(min(rules.weeks, MOST_WEEKS)):
        if one := _recap(first + number * WEEK, rules):
            yield one


def first_week(rules: Rules, *, after: datetime, where: ZoneInfo) -> date:
    """Give the Monday of the first week whose slot is still to come, as newcomers have it.

    It is none before recaps begin for everybody, and none in which nothing is sent.
    """
    week = max(monday(after.astimezone(where).date()), monday(rules.last_day) + WEEK)
    for later in range(HORIZON // 7):
        one = _recap(week + later * WEEK, rules)
        if one and span(one, rules, where)[0] > after:
            return one.week
    return week


def span(occasion: Occasion, rules: Rules, where: ZoneInfo) -> tuple[datetime, datetime]:
    """Give when something is due, and until when it may still be sent: the end of the same working week."""
    at = min(max(rules.at, DAY_BEGINS), LATEST)
    days = (occasion.week + timedelta(days=one) for one in range(FRIDAY, -1, -1))
    last = next((one for one in days if one > occasion.on and is_open(one, rules)), occasion.on)
    return moment(occasion.on, at, where), moment(last, DAY_ENDS, where)


def current(plan: Iterable[Occasion], rules: Rules, where: ZoneInfo, *, now: datetime) -> Occasion | None:
    """Give what is due now and may still be sent, or None."""
    week = monday(now.astimezone(where).date())
    for one in plan:
        if one.week == week:
            due, ends = span(one, rules, where)
            return one if due <= now < ends else None
    return None


def following(plan: Iterable[Occasion], rules: Rules, where: ZoneInfo, *, now: datetime) -> Occasion | None:
    """Give what comes next, or None after the last."""
    return next((one for one in plan if span(one, rules, where)[0] > now), None)


def daytime(now: datetime, rules: Rules, where: ZoneInfo) -> datetime:
    """Give the first moment from `now` on at which something may be sent: now, or the next morning that is open.

    >>> berlin, rules = ZoneInfo("Europe/Berlin"), Rules(last_day=date(2027, 1, 14))
    >>> daytime(datetime(2027, 2, 5, 20, tzinfo=UTC), rules, berlin).isoformat()  # a Friday evening
    '2027-02-08T08:00:00+00:00'
    """
    local = now.astimezone(where)
    if is_open(local.date(), rules) and DAY_BEGINS <= local.time() < DAY_ENDS:
        return now
    day = local.date() if local.time() < DAY_BEGINS else local.date() + DAY
    for _ in range(HORIZON):
        if is_open(day, rules):
            return moment(day, DAY_BEGINS, where)
        day += DAY
    return moment(day, DAY_BEGINS, where)


def _recap(week: date, rules: Rules) -> Occasion | None:
    """Give the recap of a week: on the day that is set, or the next that is open."""
    days = (week + timedelta(days=one) for one in range(min(rules.weekday, FRIDAY), FRIDAY + 1))
    day = next((one for one in days if is_open(one, rules)), None)
    return Occasion(week=week, on=day) if day else None


def _checks(rules: Rules) -> Iterator[Occasion]:
    for days in CHECKS:
        nominal = rules.last_day + timedelta(days=days)
        later = (nominal + one * DAY for one in range(HORIZON))
        if day := next((one for one in later if is_open(one, rules)), None):
            yield Occasion(week=monday(day), on=day, kind=Kind.CHECK, day=days)


def _in_blackout(day: date, rules: Rules) -> bool:
    """Tell whether fewer working days than the blackout has are left of the quarter, this one included."""
    if not rules.blackout:
        return False
    ends = _quarter_ends(day, rules.fiscal_start)
    left = sum((day + timedelta(days=one)).weekday() <= FRIDAY for one in range((ends - day).days + 1))
    return left <= rules.blackout


def _quarter_ends(day: date, fiscal_start: int) -> date:
    months = QUARTER - (day.month - fiscal_start) % QUARTER  # to the first month of the next quarter
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, 1) - DAY


def _end_of_gap(found: datetime, where: ZoneInfo) -> datetime:
    """Find the first instant after a gap, which lies in the day before, by halving that to the second."""
    early, late = int((found - DAY).timestamp()), int(found.timestamp())
    offset = found.astimezone(where).utcoffset()
    while late - early > 1:
        middle = (early + late) // 2
        if datetime.fromtimestamp(middle, where).utcoffset() == offset:
            late = middle
        else:
            early = middle
    return datetime.fromtimestamp(late, UTC)
