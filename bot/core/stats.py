"""Whether the kickoff stuck, in figures that name nobody.

Know-who is the share that names the right person unaided, of all who were asked. What is known of fewer than five
people is not told at all.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from statistics import fmean

from bot.core import cadence, intervals
from bot.core.cadence import CHECKS, Kind, Rules
from bot.core.intervals import Interval
from bot.core.recall import Arm

FEWEST = 5  # people of whom something is told
OPEN = cadence.WEEK  # so long after it was sent an answer counts for the day of its check, and a question is not missed


class Untold(StrEnum):
    """Why there is no figure."""

    NOBODY = "nobody was asked"
    FEW = "fewer than five people"


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """One question of a check that was sent, and what came of it in time; `week` as ISO 8601 names it."""

    person_id: int
    week: str
    arm: Arm
    asked_at: datetime
    answered_at: datetime | None
    is_right: bool

    @property
    def in_time(self) -> bool:
        """Whether it was answered while its check was open."""
        return self.answered_at is not None and self.answered_at - self.asked_at < OPEN


@dataclass(frozen=True, slots=True, kw_only=True)
class Know:
    """How many questions were asked, answered in time and answered right, the share of all asked, and its interval.

    `not_started` counts, of `people`, those who answered nothing at all of their check.
    """

    people: int
    not_started: int
    asked: int
    answered: int
    right: int
    share: float
    interval: Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class Gain:
    """How much more people know of recapped topics, as a mean over `people` of both; None if that cannot be bounded."""

    people: int
    points: float
    interval: Interval | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """What was known so many days after the kickoff; `is_open` while answers to its check still count."""

    day: int
    is_open: bool
    recapped: Know | Untold
    held_out: Know | Untold
    gain: Gain | Untold


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What became of the questions of a week's recaps: `expired` ones were sent a week ago and have no answer."""

    people: int
    sent: int
    answered: int
    right: int
    expired: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """The recaps of one week, without checks; `week` as ISO 8601 names it."""

    week: str
    counts: Counts | Untold


@dataclass(frozen=True, slots=True, kw_only=True)
class OptOuts:
    """How many people have stopped recaps, and how often somebody did not want a topic."""

    stopped: int = 0
    topics: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Asks:
    """How many questions were asked, how many got a name, and how many of those that were judged were of help."""

    asked: int = 0
    named: int = 0
    judged: int = 0
    helped: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Gaps:
    """Questions nobody could be named for: those that wait, and those that lead to somebody by now."""

    open: int = 0
    assigned: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Topics:
    """Topics of the kickoff: how many, how many were confirmed of late, how many were never asked about, and some."""

    topics: int = 0
    confirmed: int = 0
    never_asked: int = 0
    titles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Stats:
    """Everything that organizers see of it."""

    kickoff: str = ""
    days: tuple[Day, ...]
    weeks: tuple[Week, ...] = ()
    opt_outs: OptOuts = OptOuts()
    asks: Asks = Asks()
    gaps: Gaps = Gaps()
    topics: Topics = Topics()

    @property
    def latest(self) -> Day | None:
        """The day to speak of: the latest whose check is closed, else the latest that anything is known of."""
        told = [one for one in self.days if isinstance(one.recapped, Know)]
        return next(iter([one for one in reversed(told) if not one.is_open] or told[::-1]), None)


def share(part: int, whole: int) -> float | None:
    """Give a share, None of nothing.

    >>> share(1, 4), share(0, 0)
    (0.25, None)
    """
    return part / whole if whole else None


def check_day(week: str, rules: Rules) -> int | None:
    """Tell which check a week's was: by the plan, or where that was changed since, the last that was due by its Friday.

    >>> rules = Rules(last_day=date(2027, 1, 14))
    >>> check_day("2027-W03", rules), check_day("2027-W08", rules), check_day("2027-W01", rules)
    (2, 30, None)
    """
    for one in cadence.occasions(rules):
        if one.kind is Kind.CHECK and one.name == week:
            return one.day
    friday = date.fromisoformat(f"{week}-5")
    return max((day for day in CHECKS if rules.last_day + timedelta(days=day) <= friday), default=None)


def days(checked: Iterable[Checked], rules: Rules | None, *, now: datetime) -> tuple[Day, ...]:
    """Work out what was known at each check."""
    by_week = defaultdict[str, list[Checked]](list)
    for one in checked:
        by_week[one.week].append(one)
    by_day = defaultdict[int | None, list[Checked]](list)
    for week, found in by_week.items():
        by_day[check_day(week, rules) if rules else None].extend(found)
    return tuple(_day(day, by_day.get(day, []), now=now) for day in CHECKS)


def _day(day: int, checked: Sequence[Checked], *, now: datetime) -> Day:
    return Day(
        day=day,
        is_open=any(now - one.asked_at < OPEN for one in checked),
        recapped=_know(checked, Arm.RECAPPED),
        held_out=_know(checked, Arm.HELD_OUT),
        gain=_gain(checked),
    )


def _know(checked: Sequence[Checked], arm: Arm) -> Know | Untold:
    asked = [one for one in checked if one.arm is arm]
    people = {one.person_id for one in asked}
    if len(people) < FEWEST:
        return Untold.FEW if people else Untold.NOBODY
    right = sum(one.in_time and one.is_right for one in asked)
    started = {one.person_id for one in checked if one.in_time}
    return Know(
        people=len(people),
        not_started=len(people - started),
        asked=len(asked),
        answered=sum(one.in_time for one in asked),
        right=right,
        share=right / len(asked),
        interval=intervals.of_share(right, len(asked)),
    )


def _gain(checked: Sequence[Checked]) -> Gain | Untold:
    """Compare each person with themselves, which leaves out that some know more than others."""
    answers = defaultdict[int, dict[Arm, list[bool]]](lambda: {arm: [] for arm in Arm})
    for one in checked:
        answers[one.person_id][one.arm].append(one.in_time and one.is_right)
    both = [arms for arms in answers.values() if all(arms.values())]
    differences = [fmean(arms[Arm.RECAPPED]) - fmean(arms[Arm.HELD_OUT]) for arms in both]
    if len(differences) < FEWEST:
        return Untold.FEW if checked else Untold.NOBODY
    return Gain(people=len(both), points=fmean(differences), interval=intervals.of_mean(differences))
