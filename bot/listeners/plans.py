"""The plan of the recaps: looked at, set, started and paused, and what somebody's next one says. For organizers.

Everything here asks first whether whoever typed or pressed is an organizer. Slack has signed who that is.
"""

from collections.abc import Callable

from slack_bolt import App

from bot.core.recapped import NextRecap
from bot.core.requests import Incoming, RequestKind
from bot.core.schedule import Note, PlanPage, Wanted
from bot.listeners import buttons
from bot.listeners.nouns import Doors, Errors, Follow, Submitted, Turn
from bot.usecases import admitting, arranging, finding, recapping, scheduling
from bot.views import forms_recaps, keeping, plans
from bot.views.blocks import Modal
from bot.views.replies import Reply

SAVED = "saved_recap_settings"  # what is said after the form


def page(turn: Turn) -> PlanPage:
    """Lay out the plan as it is."""
    admitting.organizer(turn.asker, turn.organizers)
    return scheduling.page(turn.session, now=turn.now)


def preview(turn: Turn, name: str, *, slack_id: str = "") -> NextRecap:
    """Tell what somebody's next recap will say."""
    admitting.organizer(turn.asker, turn.organizers)
    who = finding.person(turn.session, name, slack_id=slack_id)
    return recapping.preview(turn.session, who, now=turn.now)


def look(turn: Turn, _incoming: Incoming) -> PlanPage:
    """Lay out the plan anew."""
    return page(turn)


def settings(turn: Turn, incoming: Incoming) -> Modal:
    """Open the form of the settings; it carries the mark of what it shows, and the message that it was opened from."""
    admitting.organizer(turn.asker, turn.organizers)
    found = arranging.settings(turn.session, asker=turn.asker.person_id)
    return forms_recaps.settings(found, private=" ".join((found.mark, incoming.channel, incoming.message)))


def start(turn: Turn, incoming: Incoming) -> PlanPage:
    """Start the plan whose mark the button carries, or go on with it."""
    by = admitting.organizer(turn.asker, turn.organizers)
    return scheduling.start(turn.session, incoming.detail, by=by, now=turn.now)


def pause(turn: Turn, _incoming: Incoming) -> PlanPage:
    """Send nothing for now."""
    by = admitting.organizer(turn.asker, turn.organizers)
    return scheduling.pause(turn.session, by=by, now=turn.now)


def saved(turn: Turn, _incoming: Incoming) -> PlanPage:
    """Lay out the plan as the form has made it."""
    admitting.organizer(turn.asker, turn.organizers)
    return scheduling.page(turn.session, now=turn.now, note=Note.SAVED)


def save(turn: Turn, submitted: Submitted) -> Errors | Follow:
    """Keep the settings that were sent, and show the plan anew where it stood."""
    by = admitting.organizer(turn.asker, turn.organizers)
    mark, channel, message = (submitted.private + "  ").split(" ")[:3]
    try:
        arranging.save(turn.session, _wanted(submitted, mark), asker=turn.asker.person_id, by=by, now=turn.now)
    except arranging.Wrong as wrong:
        return Errors(beside=wrong.fields)
    follow = Incoming(
        id="",
        kind=RequestKind.FORM,
        slack_user=submitted.user,
        action=SAVED,
        channel=channel if message else "",
        message=message,
    )
    return Follow(incoming=follow)


OPEN: dict[str, Callable[[Turn, Incoming], Reply | Modal]] = {
    keeping.OPEN_RECAPS: look,
    plans.SETTINGS: settings,
    plans.START: start,
    plans.PAUSE: pause,
    SAVED: saved,
}
MEANING = tuple(verb for verb in OPEN if verb != SAVED)
FORMS: dict[str, Callable[[Turn, Submitted], Errors | Follow]] = {forms_recaps.SETTINGS_FORM: save}


def register(app: App, doors: Doors) -> None:
    """Listen for what organizers press to plan the recaps."""
    app.action(buttons.ours(MEANING), middleware=[doors.keep(buttons.read)])(doors.take)


def reply(turn: Turn, incoming: Incoming) -> Reply | Modal:
    """Do what was pressed."""
    return OPEN[incoming.verb](turn, incoming)


def _wanted(submitted: Submitted, mark: str) -> Wanted:
    """Read the form; its blocks are called as the fields are."""
    typed = {
        block: submitted.text(block)
        for block in (
            forms_recaps.LAST_DAY,
            forms_recaps.WEEKDAY,
            forms_recaps.AT,
            forms_recaps.WEEKS,
            forms_recaps.HOLIDAYS,
            forms_recaps.BLACKOUT,
            forms_recaps.FISCAL_START,
            forms_recaps.TIME_ZONE,
            forms_recaps.AUDIENCE,
        )
    }
    only, never = (submitted.chosen(block) for block in (forms_recaps.ONLY, forms_recaps.NEVER))
    return Wanted(mark=mark, only=only, never=never, **typed)
