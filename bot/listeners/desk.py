"""The organizers' desk: what was learned from use, and questions that nobody could be named for.

Everything here asks first whether whoever typed, pressed or chose is an organizer. Slack has signed who that is.
"""

from dataclasses import replace

from slack_bolt import App

from bot.core.desk import GapPage, LessonPage
from bot.core.lessons import LessonState
from bot.core.requests import Incoming
from bot.core.results import Help
from bot.listeners import buttons
from bot.listeners.nouns import Doors, Turn, number
from bot.usecases import admitting, directories, learning, organizing
from bot.usecases import gaps as closing
from bot.views import gaps as on_gaps
from bot.views import learned as on_lessons
from bot.views import menus

LESSONS = {
    on_lessons.APPROVE: learning.approve,
    on_lessons.REJECT: learning.reject,
    on_lessons.UNDO: learning.undo,
}
GAPS = {on_gaps.DISMISS: closing.dismiss, on_gaps.REOPEN: closing.reopen}
MEANING = (*LESSONS, on_lessons.MORE, *GAPS, menus.ASSIGN)


def register(app: App, doors: Doors) -> None:
    """Listen for what organizers press and choose."""
    app.action(buttons.ours(MEANING), middleware=[doors.keep(buttons.read)])(doors.take)


def learned(turn: Turn) -> LessonPage:
    """Lay out what was learned."""
    admitting.organizer(turn.asker, turn.organizers)
    return organizing.lessons(turn.session)


def gaps(turn: Turn) -> GapPage:
    """Lay out the questions nobody could be named for."""
    admitting.organizer(turn.asker, turn.organizers)
    return organizing.questions(turn.session)


def help_with(turn: Turn) -> Help:
    """Tell what to type; an organizer also how much waits for them."""
    found = directories.help_with(turn.session)
    if not admitting.is_organizer(turn.asker, turn.organizers):
        return found
    return replace(found, waiting=organizing.waiting(turn.session))


def reply(turn: Turn, incoming: Incoming) -> LessonPage | GapPage:
    """Do what an organizer pressed or chose, and lay the page out as it is then."""
    by = admitting.organizer(turn.asker, turn.organizers)
    if incoming.verb == on_lessons.MORE:
        return organizing.lessons(turn.session, after=incoming.detail)
    if incoming.verb in LESSONS:
        seen, _, after = incoming.about.partition("-")
        decide = LESSONS[incoming.verb]
        lesson = decide(turn.session, incoming.detail, by=by, now=turn.now, seen=LessonState(seen))
        return organizing.lessons(turn.session, after=after, decided=lesson)
    if incoming.verb in GAPS:
        gap = GAPS[incoming.verb](turn.session, number(incoming.detail), by=by, now=turn.now)
    else:
        gap_id, topic_id = number(incoming.about), number(incoming.detail)
        gap = closing.assign(turn.session, gap_id, topic_id, by=by, now=turn.now)
    return organizing.questions(turn.session, decided=gap)
