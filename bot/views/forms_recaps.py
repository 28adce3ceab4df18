"""The form of the recaps' settings."""

from collections.abc import Iterable

from slack_sdk.models.blocks import Block, DatePickerElement, Option

from bot.core import holidays
from bot.core.cadence import MOST_WEEKS
from bot.core.recaps import Audience
from bot.core.schedule import BLACKOUTS, TIMES, WEEKDAYS, Settings
from bot.views.blocks import Modal
from bot.views.entries import ENTRY, TYPED, choice, entry, line, modal, option, people
from bot.views.plan_words import MONTHS

SETTINGS_FORM = "recap_settings_form"
# The blocks, by the names of the fields of `Wanted`.
LAST_DAY, WEEKDAY, AT, WEEKS, HOLIDAYS = "last_day", "weekday", "at", "weeks", "holidays"
BLACKOUT, FISCAL_START, TIME_ZONE, AUDIENCE, ONLY, NEVER = (
    "blackout",
    "fiscal_start",
    "time_zone",
    "audience",
    "only",
    "never",
)

TITLE, SAVE = "Recaps", "Save"
LABELS = {
    LAST_DAY: ("Last day of the kickoff", "Recaps begin in the week after it; the checks count their days from it."),
    WEEKDAY: ("Day of the week", "If it is a holiday, the next day of that week that is none."),
    AT: ("Time", "On each person's own clock."),
    WEEKS: ("Weeks", ""),
    HOLIDAYS: ("Holidays", "One a line: 2026-12-24, 24 Dec 2026, or 2026-12-24 to 2027-01-03"),
    BLACKOUT: ("Quarter ends", "When everybody is busy closing deals."),
    FISCAL_START: ("The fiscal year begins in", "It tells when quarters end."),
    TIME_ZONE: ("Time zone of those whose own is not known", "For example: Europe/Berlin or America/New_York"),
    AUDIENCE: ("Who takes part", ""),
    ONLY: ("Only these", "Counts where only those you name take part."),
    NEVER: ("Never these", "Nobody among them gets a recap."),
}
WEEK, MANY_WEEKS = "1 week", "{n} weeks"
NO_BLACKOUT, LAST_DAYS = "Make no difference", "Nothing on the last {n} working days"
AUDIENCES = {Audience.EVERYBODY: "Everybody who works here", Audience.CHOSEN: "Only those I name below"}


def settings(form: Settings, *, private: str) -> Modal:
    """Draw the settings as they are, to be changed."""
    blocks = [
        _day(form),
        _menu(WEEKDAY, [option(name, value=str(n)) for n, name in enumerate(WEEKDAYS)], chosen=form.weekday),
        _menu(AT, _times(), chosen=form.at.isoformat("minutes")),
        _menu(WEEKS, [_weeks(n) for n in range(1, MOST_WEEKS + 1)], chosen=form.weeks),
        _typed(HOLIDAYS, holidays.written(form.holidays), multiline=True),
        _menu(BLACKOUT, [_blackout(n) for n in BLACKOUTS], chosen=form.blackout),
        _menu(FISCAL_START, [option(name, value=str(n)) for n, name in enumerate(MONTHS, 1)], chosen=form.fiscal_start),
        _typed(TIME_ZONE, form.time_zone),
        _menu(AUDIENCE, [option(name, value=one.value) for one, name in AUDIENCES.items()], chosen=form.audience.value),
        _people(ONLY, form, is_in=True),
        _people(NEVER, form, is_in=False),
    ]
    return modal(TITLE, blocks, callback=SETTINGS_FORM, submit=SAVE, private=private)


def _day(form: Settings) -> Block:
    label, hint = LABELS[LAST_DAY]
    picker = DatePickerElement(action_id=ENTRY, initial_date=form.last_day.isoformat() if form.last_day else None)
    return entry(label, picker, block=LAST_DAY, hint=hint, optional=False)


def _menu(block: str, options: Iterable[Option], *, chosen: object) -> Block:
    label, hint = LABELS[block]
    return entry(label, choice(list(options), chosen=str(chosen)), block=block, hint=hint, optional=False)


def _typed(block: str, value: str, *, multiline: bool = False) -> Block:
    label, hint = LABELS[block]
    return entry(label, line(value[:TYPED], multiline=multiline), block=block, hint=hint, optional=block == HOLIDAYS)


def _people(block: str, form: Settings, *, is_in: bool) -> Block:
    label, hint = LABELS[block]
    chosen = [one.who.slack_id for one in form.named if one.is_in is is_in and one.can_be_chosen and one.who.slack_id]
    return entry(label, people(chosen), block=block, hint=hint)


def _times() -> list[Option]:
    return [option(one.isoformat("minutes"), value=one.isoformat("minutes")) for one in TIMES]


def _weeks(count: int) -> Option:
    return option(WEEK if count == 1 else MANY_WEEKS.format(n=count), value=str(count))


def _blackout(days: int) -> Option:
    return option(LAST_DAYS.format(n=days) if days else NO_BLACKOUT, value=str(days))
