"""The plan of the recaps for organizers: its settings and its calendar, to look at before it is started."""

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from slack_sdk.models.blocks import ButtonElement, ConfirmObject, DividerBlock

from bot.core.cadence import Kind
from bot.core.outbox import State
from bot.core.recapped import NextRecap
from bot.core.recaps import PlanState
from bot.core.schedule import Note, PlanPage
from bot.views import plan_words, recaps
from bot.views.blocks import Message, actions, button, message, name, section, small, words
from bot.views.keeping import NO_ID, OPEN_RECAPS

SETTINGS = "recap_settings"
START = "start_recaps"
PAUSE = "pause_recaps"

TITLE = "Recaps of {kickoff}"
HEADING = "*Recaps of {kickoff}.* {state}"
POINT = "• {text}"
CALENDAR = "*What goes out when*"
LINE = "*{when}* · {what}"
WEEKS_SHOWN = 26
MORE_WEEKS = "and {n} more weeks"
SO_FAR = "*So far:* {tally}."
NOT_REACHED = "*Could not be reached:* {people}."
UNSURE = "*Nobody can tell whether it arrived:* {people}."
TROUBLE = "{name} ({reason})"
TROUBLES_SHOWN = 10
NOBODY = "Nobody takes part, so there is nothing to start."
ALL_OVER = "All of these days are over. Is the day on which the kickoff ended right?"
SEE_FIRST = "See what somebody will read: `/sko recap preview @colleague`."

SETTINGS_LABEL, START_LABEL, PAUSE_LABEL, GO_ON_LABEL = "Settings…", "Start", "Pause", "Go on"
SHOW_AGAIN = "Look again"
CONFIRM_TITLE = "Start the recaps?"
CONFIRM = "To {people}, for the first time on {day:%A %-d %B %Y} at {at:%H:%M} on their own clock."
NOT_YET = "Not yet"
NOTES = {
    Note.STARTED: "*Started.* The first one comes on {day}.",
    Note.RESUMED: "*Going on.* What was on its way before the pause comes in working hours, the next one on {day}.",
    Note.PAUSED: "*Paused.* Nothing is sent until somebody presses *Go on*.",
    Note.SAVED: "*Saved.* This is the plan now.",
    Note.ALREADY: "They have been started already, nothing is sent twice.",
    Note.MOVED: "*Nothing was started:* somebody has changed the settings since you looked. This is the plan now.",
    Note.NOTHING: "*Nothing was started:* the day on which the kickoff ended is not known.",
}
SAVED_LATER = "*Saved.* It holds for what is still to come; what is on its way already stays as it was."
LATER = "a day that is still to come"

PREVIEW_TEXT = "What {name} gets next"
PREVIEW = "*What {name} gets next:* {what}, on {at:%A %-d %B %Y at %H:%M} ({zone}). Nobody is told that you looked."
PREVIEW_KINDS = {Kind.RECAP: "a recap", Kind.CHECK: "the check of day {day}"}
NOTHING_NEXT = "{name} gets nothing: {why}."


def reply(said: PlanPage | NextRecap) -> Message:
    """Draw the plan, or what comes next to somebody."""
    return page(said) if isinstance(said, PlanPage) else preview(said)


def page(found: PlanPage) -> Message:
    """Draw the plan as it is, with what can be done about it."""
    kickoff = words(found.settings.kickoff, most=100)
    points = plan_words.settings(found, shown=words)
    return message(
        TITLE.format(kickoff=kickoff),
        section(_note(found)) if found.note else None,
        section(HEADING.format(kickoff=kickoff, state=plan_words.state(found))),
        section("\n".join(POINT.format(text=text) for text in points)),
        section("\n".join(_calendar(found))) if found.weeks else None,
        section("\n".join(_delivery(found))) if found.total.all else None,
        small(hint) if (hint := _hint(found)) else None,
        actions(_buttons(found)),
    )


def preview(found: NextRecap) -> Message:
    """Draw what comes next to somebody, as they get it, with nothing to press."""
    if found.said is None or found.at is None or found.kind is None:
        text = NOTHING_NEXT.format(name=name(found.who), why=plan_words.why(found))
        return message(text, section(text))
    text = PREVIEW.format(
        name=words(found.who.name, most=120),
        what=PREVIEW_KINDS[found.kind].format(day=found.day),
        at=found.at.astimezone(ZoneInfo(found.time_zone)),
        zone=found.time_zone,
    )
    title = PREVIEW_TEXT.format(name=words(found.who.name, most=120))
    return message(title, section(text), DividerBlock(), *recaps.dm(found.said, live=False).blocks)


def _note(found: PlanPage) -> str:
    if found.note is Note.SAVED and found.state is not PlanState.DRAFT:
        return SAVED_LATER
    day = f"{found.first_on:%A %-d %B %Y}" if found.first_on else LATER
    return NOTES[found.note].format(day=day) if found.note else ""


def _calendar(found: PlanPage) -> Iterator[str]:
    yield CALENDAR
    for one in found.weeks[:WEEKS_SHOWN]:
        when, what = plan_words.week(one, found)
        yield LINE.format(when=when, what=what)
    if more := len(found.weeks[WEEKS_SHOWN:]):
        yield MORE_WEEKS.format(n=more)


def _delivery(found: PlanPage) -> Iterator[str]:
    yield SO_FAR.format(tally=plan_words.tally(found.total))
    for state, text in ((State.FAILED, NOT_REACHED), (State.UNSURE, UNSURE)):
        people = [
            TROUBLE.format(name=words(one.who.name, most=60), reason=words(one.reason, most=60))
            for one in found.troubles
            if one.state is state
        ]
        if people:
            yield text.format(people=plan_words.names(people, shown=str, most=TROUBLES_SHOWN))


def _hint(found: PlanPage) -> str:
    """Say why there is nothing to start, or what to look at before."""
    if found.state is PlanState.STARTED:
        return "" if found.first_on else ALL_OVER
    if found.settings.last_day is None:
        return plan_words.NO_LAST_DAY
    if not found.first_on:
        return ALL_OVER
    return SEE_FIRST if found.reached else NOBODY


def _buttons(found: PlanPage) -> Iterator[ButtonElement]:
    yield button(SETTINGS_LABEL, action=SETTINGS, value=NO_ID)
    if found.state is PlanState.STARTED:
        yield button(PAUSE_LABEL, action=PAUSE, value=NO_ID)
    elif found.settings.last_day and found.first_on and found.reached:
        label = GO_ON_LABEL if found.state is PlanState.PAUSED else START_LABEL
        yield button(label, action=START, value=found.settings.mark, primary=True, confirm=_confirm(found))
    yield button(SHOW_AGAIN, action=OPEN_RECAPS, value=NO_ID)


def _confirm(found: PlanPage) -> ConfirmObject | None:
    """Ask once more before anything is sent for the first time."""
    if found.state is not PlanState.DRAFT:
        return None
    people = plan_words.people(found.reached)
    text = CONFIRM.format(people=people, day=found.first_on, at=found.settings.at)
    return ConfirmObject(title=CONFIRM_TITLE, text=text, confirm=START_LABEL, deny=NOT_YET)
