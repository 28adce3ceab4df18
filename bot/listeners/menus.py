"""Menus of topics under an answer: what they offer while somebody types, and what was chosen."""

from slack_bolt import App

from bot.core.desk import Corrected
from bot.core.requests import Incoming
from bot.listeners import buttons
from bot.listeners.nouns import Doors, Turn, number
from bot.usecases import naming
from bot.views import menus

MEANING = (menus.SHOULD_BE, menus.WHO_IS_IT)


def register(app: App, doors: Doors) -> None:
    """Listen for what is typed into any menu of topics, and for what is chosen in those of answers."""
    app.options(buttons.ours(menus.MENUS))(doors.offer)
    app.action(buttons.ours(MEANING), middleware=[doors.keep(buttons.read)])(doors.take)


def reply(turn: Turn, incoming: Incoming) -> Corrected:
    """Take in the topic that was chosen for the answer that the menu stands under."""
    topic_id, by = number(incoming.detail), turn.asker.person_id
    if incoming.verb == menus.SHOULD_BE:
        return naming.after_others(turn.session, incoming.about, topic_id, by=by, now=turn.now)
    return naming.after_nobody(turn.session, number(incoming.about), topic_id, by=by, now=turn.now)
