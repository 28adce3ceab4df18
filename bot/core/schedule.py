"""What organizers set and see of the recaps: the settings, and the calendar of what goes to how many people when."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from enum import StrEnum

from bot.core import cadence
from bot.core.cadence import Kind, Occasion, Rules
from bot.core.delivery import Tally, Trouble
from bot.core.recaps import Audience, PlanState
from bot.core.results import Standing, Who

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
TIMES = tuple(time(minute // 60, minute % 60) for minute in range(9 * 60, 16 * 60 + 31, 30))
BLACKOUTS = (0, 5, 10)  # working days before a quarter's end
MONTHS = 12
MARK = 16  # characters by which settings are told from other ones


class Blocked(StrEnum):
    """Why nothing comes in a week in which something would."""

    HOLIDAYS = "holidays"
    BLACKOUT = "blackout"
    BOTH = "both"


class Note(StrEnum):
    """What just happened to a plan."""

    STARTED = "started"
    RESUMED = "resumed"
    PAUSED = "paused"
    SAVED = "saved"
    ALREADY = "already"  # somebody had started it before
    MOVED = "moved"  # the settings are not those that were seen, so nothing was started
    NOTHING = "nothing"  # there is nothing to start


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Somebody the organizers named: to take part (`is_in`), or never to."""

    who: Who
    is_in: bool
    standing: Standing = Standing.EMPLOYEE

    @property
    def can_be_chosen(self) -> bool:
        """Whether a menu of colleagues shows them: Slack refuses one that names an account that is gone."""
        return bool(self.who.slack_id) and self.standing is not Standing.LEFT


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything organizers set. Those who are `named` take part where only they do, or never."""

    kickoff_id: int
    kickoff: str
    last_day: date | None
    weekday: int
    at: time
    weeks: int
    holidays: frozenset[date]
    blackout: int
    fiscal_start: int
    time_zone: str
    audience: Audience
    named: tuple[Named, ...] = ()

    @property
    def mark(self) -> str:
        """Tell these settings from any others, so that nobody starts or overwrites what they have not seen."""
        people = sorted((one.who.person_id, one.is_in) for one in self.named)
        days = sorted(one.isoformat() for one in self.holidays)
        rules = (self.kickoff_id, self.last_day, self.weekday, self.at, self.weeks, self.blackout, self.fiscal_start)
        told = repr((*map(str, rules), self.time_zone, self.audience.value, days, people))
        return hashlib.sha256(told.encode()).hexdigest()[:MARK]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """The form of the settings as it was sent; people as Slack ids. `mark` is of the settings that it began with."""

    mark: str
    last_day: str
    weekday: str
    at: str
    weeks: str
    holidays: str
    blackout: str
    fiscal_start: str
    time_zone: str
    audience: str
    only: tuple[str, ...] = ()
    never: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """People to whom the same comes: those of the kickoff (`first_week` is None), or who joined for a first week.

    `quiet_until` is the day before which they want nothing.
    """

    people: int
    first_week: date | None = None
    quiet_until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """What comes in a week: to `people` of the kickoff, and recaps to those who joined later.

    `on` is the day, None in a week in which nothing is sent because it is `blocked`. `tally` is what became of it.
    """

    week: date
    on: date | None
    kind: Kind = Kind.RECAP
    day: int = 0
    people: int = 0
    newcomers: int = 0
    blocked: Blocked | None = None
    tally: Tally = field(default_factory=Tally)

    @property
    def name(self) -> str:
        """Name it as messages do."""
        return Occasion(week=self.week, on=self.week).name


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPage:
    """The plan as organizers see it before they start it. Of those who take part, some have stopped.

    `today` is the day on which it is looked at, and `first_on` the one on which something comes next, if anything does.
    """

    state: PlanState
    settings: Settings
    people: int
    stopped: int
    weeks: tuple[Week, ...]
    today: date
    total: Tally = field(default_factory=Tally)
    troubles: tuple[Trouble, ...] = ()
    first_on: date | None = None
    started_on: date | None = None
    note: Note | None = None

    @property
    def reached(self) -> int:
        """How many people get something, as far as is known."""
        return self.people - self.stopped


def calendar(rules: Rules, groups: Iterable[Group]) -> tuple[Week, ...]:
    """Lay out the weeks from the kickoff to the last day on which anything comes to anybody.

    >>> weeks = calendar(Rules(last_day=date(2027, 1, 14)), [Group(people=9)])
    >>> [(one.on.isoformat(), one.kind.value, one.people) for one in weeks][:2]
    [('2027-01-18', 'check', 9), ('2027-01-26', 'recap', 9)]
    """
    everybody = list(groups)
    found = {one.week: one for one in _of_kickoff(rules, [one for one in everybody if one.first_week is None])}
    for group in everybody:
        for occasion in cadence.recaps(rules, first=group.first_week) if group.first_week else ():
            known = found.get(occasion.week)
            before = known if known and known.on else Week(week=occasion.week, on=occasion.on)
            people = 0 if _is_quiet(group, occasion.on) else group.people
            found[occasion.week] = _with_newcomers(before, people)
    return tuple(found[week] for week in sorted(found))


def _of_kickoff(rules: Rules, groups: list[Group]) -> Iterator[Week]:
    """Lay out what comes to those who were at the kickoff, and the weeks that are left out."""
    plan = cadence.occasions(rules)
    for one in plan:
        people = sum(group.people for group in groups if not _is_quiet(group, one.on))
        yield Week(week=one.week, on=one.on, kind=one.kind, day=one.day, people=people)
    taken, last = {one.week for one in plan}, plan[-1].week if plan else rules.last_day
    first = cadence.monday(rules.last_day) + cadence.WEEK
    for number in range(rules.weeks):
        week = first + number * cadence.WEEK
        if week not in taken and week <= last:
            yield Week(week=week, on=None, blocked=_why(week, rules))


def _why(week: date, rules: Rules) -> Blocked:
    days = (week + timedelta(days=number) for number in range(rules.weekday, cadence.FRIDAY + 1))
    holidays = {day in rules.holidays for day in days}
    if len(holidays) > 1:
        return Blocked.BOTH
    return Blocked.HOLIDAYS if True in holidays else Blocked.BLACKOUT


def _is_quiet(group: Group, on: date) -> bool:
    return group.quiet_until is not None and group.quiet_until > on


def _with_newcomers(week: Week, people: int) -> Week:
    return Week(
        week=week.week,
        on=week.on,
        kind=week.kind,
        day=week.day,
        people=week.people,
        newcomers=week.newcomers + people,
    )
