"""Whether the kickoff stuck, and the picture of it. For organizers.

It is counted beside the answers, in the threads of what takes long: the first time a process is asked for it, it loads
a library for a second or two.
"""

from collections.abc import Callable

from slack_bolt import App

from bot.core.requests import Incoming
from bot.core.stats import Stats
from bot.core.uploads import Document
from bot.listeners import buttons
from bot.listeners.nouns import Doors, Long, Turn, Work
from bot.usecases import admitting, reporting
from bot.views import curve, keeping
from bot.views import stats as views
from bot.views.blocks import Message

MEANING = (keeping.OPEN_STATS, views.SHOW_CURVE)


def register(app: App, doors: Doors) -> None:
    """Listen for the buttons."""
    app.action(buttons.ours(MEANING), middleware=[doors.keep(buttons.read)])(doors.take)


def typed(turn: Turn) -> Long:
    """Have it counted for an organizer who typed it."""
    admitting.organizer(turn.asker, turn.organizers)
    return Long(verb=keeping.OPEN_STATS)


def show(work: Work, _incoming: Incoming) -> Message:
    """Tell the number, and what it rests on."""
    return views.report(_counted(work))


def picture(work: Work, _incoming: Incoming) -> Document:
    """Draw the curve."""
    return curve.document(_counted(work))


def _counted(work: Work) -> Stats:
    admitting.organizer(work.asker, work.organizers)
    with work.deps.reading() as session:
        return reporting.stats(session, now=work.now)


WORK: dict[str, Callable[[Work, Incoming], Message | Document]] = {keeping.OPEN_STATS: show, views.SHOW_CURVE: picture}
