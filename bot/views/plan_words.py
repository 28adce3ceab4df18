"""The plan of the recaps in words, for Slack and for a terminal alike."""

from collections.abc import Callable, Iterator, Sequence

from bot.core.cadence import CHECKS, DAY, FRIDAY, Kind
from bot.core.delivery import Tally
from bot.core.holidays import ranges
from bot.core.outbox import Why
from bot.core.recapped import NextRecap
from bot.core.recaps import Audience, PlanState
from bot.core.schedule import WEEKDAYS, Blocked, PlanPage, Settings, Week
from bot.views.blocks import listed

Shown = Callable[[str], str]  # makes what people wrote harmless, where that is read

STATES = {
    PlanState.DRAFT: "Not started: nothing is sent before you start them.",
    PlanState.STARTED: "Going out since {day}.",
    PlanState.PAUSED: "Paused: nothing is sent until you go on, and what comes due meanwhile is not made up for.",
}
NO_LAST_DAY = "On which day did the kickoff end? Say so in the settings; then the recaps can be started."
ENDED = "The kickoff ended on {day}. The checks come {days} days after it, each in place of that week's recap."
WEEKLY = "Every {weekday} at {at} on each person's own clock, for {weeks}. Where somebody's clock is not known: {zone}."
NO_HOLIDAYS, HOLIDAYS = "No holidays.", "Nothing {days}."
NO_BLACKOUT = "Quarter ends make no difference."
BLACKOUT = "Nothing on the last {n} working days of a quarter; the fiscal year begins in {month}."
EVERYBODY, CHOSEN = "Everybody who works here takes part", "Those you named take part: {names}"
NEVER = ", but never {names}"
PEOPLE, STOPPED = " ({people}{stopped}).", ", of whom {n} stopped"
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
NAMES_SHOWN, DAYS_SHOWN = 12, 12
MORE = "{n} more"

WEEK_OF = "Week of {day:%-d %b %Y}"
ON = "{day:%a %-d %b %Y}"
RECAP, CHECK = "recap", "check, day {day}"
NEWCOMERS = "recap for {people} who joined later"
BLOCKED = {
    Blocked.HOLIDAYS: "nothing: holidays",
    Blocked.BLACKOUT: "nothing: the quarter ends",
    Blocked.BOTH: "nothing: holidays, and the quarter ends",
}
OVER = "over, nothing was sent"
SENT_TO = "sent to {sent} of {all}"
COUNTS = {
    "late": "{n} of them late",
    "waiting": "{n} waiting",
    "skipped": "{n} skipped",
    "expired": "{n} too late to send",
    "unsure": "{n} unsure",
    "failed": "{n} refused by Slack",
}


def state(page: PlanPage) -> str:
    """Say whether recaps go out."""
    return STATES[page.state].format(day=f"{page.started_on:%-d %B %Y}" if page.started_on else "")


def settings(page: PlanPage, *, shown: Shown) -> list[str]:
    """Say what is set, a sentence or two each."""
    found = page.settings
    weeks = "1 week" if found.weeks == 1 else f"{found.weeks} weeks"
    weekly = WEEKLY.format(weekday=WEEKDAYS[found.weekday], at=f"{found.at:%H:%M}", weeks=weeks, zone=found.time_zone)
    days = ", ".join(map(str, CHECKS[:-1]))
    ended = ENDED.format(day=f"{found.last_day:%-d %B %Y}", days=f"{days} and {CHECKS[-1]}") if found.last_day else ""
    return [ended or NO_LAST_DAY, weekly, f"{_holidays(found)} {_blackout(found)}", _audience(page, shown)]


def week(found: Week, page: PlanPage) -> tuple[str, str]:
    """Say of a week when something comes, and what to how many people, or what became of it."""
    when = ON.format(day=found.on) if found.on else WEEK_OF.format(day=found.week)
    if found.tally.all:
        return when, f"{_kind(found)} · {SENT_TO.format(sent=found.tally.sent, all=found.tally.all)}"
    if found.blocked:
        return when, BLOCKED[found.blocked]
    if _is_over(found, page):
        return when, OVER
    return when, " · ".join(_coming(found))


def people(count: int) -> str:
    """Count people."""
    return "1 person" if count == 1 else f"{count} people"


def names(given: Sequence[str], *, shown: Shown, most: int = NAMES_SHOWN) -> str:
    """Name people, or count those that would be too many."""
    return listed([*map(shown, given[:most]), *([MORE.format(n=len(given) - most)] if len(given) > most else [])])


def tally(found: Tally) -> str:
    """Say what became of messages."""
    counts = ((text, getattr(found, what)) for what, text in COUNTS.items())
    return ", ".join([SENT_TO.format(sent=found.sent, all=found.all), *(text.format(n=n) for text, n in counts if n)])


def why(found: NextRecap) -> str:
    """Say why nothing comes to somebody."""
    return found.why.value if found.why else Why.NOTHING_DUE.value


def _is_over(found: Week, page: PlanPage) -> bool:
    """Tell whether nothing comes in a week any more: it is past, or its day was before anybody started the plan."""
    if found.on is None or found.week + FRIDAY * DAY < page.today:
        return True
    is_past = page.first_on is None or found.on < page.first_on
    return is_past and (page.started_on is None or page.started_on >= found.on)


def _coming(found: Week) -> Iterator[str]:
    if found.people or not found.newcomers:
        yield f"{_kind(found)} · {people(found.people)}"
    if found.newcomers:
        yield NEWCOMERS.format(people=people(found.newcomers))


def _kind(found: Week) -> str:
    return CHECK.format(day=found.day) if found.kind is Kind.CHECK else RECAP


def _holidays(found: Settings) -> str:
    days = [
        f"on {first:%-d %b %Y}" if first == last else f"from {first:%-d %b %Y} to {last:%-d %b %Y}"
        for first, last in ranges(found.holidays)
    ]
    return HOLIDAYS.format(days=names(days, shown=str, most=DAYS_SHOWN)) if days else NO_HOLIDAYS


def _blackout(found: Settings) -> str:
    return BLACKOUT.format(n=found.blackout, month=MONTHS[found.fiscal_start - 1]) if found.blackout else NO_BLACKOUT


def _audience(page: PlanPage, shown: Shown) -> str:
    chosen = [one.who.name for one in page.settings.named if one.is_in]
    never = [one.who.name for one in page.settings.named if not one.is_in]
    is_chosen = page.settings.audience is Audience.CHOSEN
    told = CHOSEN.format(names=names(chosen, shown=shown)) if is_chosen else EVERYBODY
    if never:
        told += NEVER.format(names=names(never, shown=shown))
    stopped = STOPPED.format(n=page.stopped) if page.stopped else ""
    return told + PEOPLE.format(people=people(page.people), stopped=stopped)
