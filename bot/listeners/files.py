"""Sheets dropped in the direct message. They reach us as messages; here it is decided what becomes of them."""

from bot.core.requests import Incoming
from bot.errors import UserMistake
from bot.listeners import messages
from bot.listeners.nouns import Long, Turn
from bot.usecases import admitting
from bot.views import help as helping

SHEET = "sheet"  # the work that reads one


def reply(turn: Turn, incoming: Incoming) -> messages.Said | Long:
    """Read an organizer's sheet. Anybody else's is not even fetched: what they wrote beside it is answered."""
    if admitting.is_organizer(turn.asker, turn.organizers):
        return Long(verb=SHEET)
    if not incoming.text.strip():
        raise UserMistake(helping.NOT_OPENED)
    return messages.reply(turn, incoming)
