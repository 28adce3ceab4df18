"""Having no recaps for a while, or none at all: what can be pressed, and what is said once it was."""

from slack_sdk.models.blocks import Block, ButtonElement, DatePickerElement

from bot.core.recapped import Quietness
from bot.views.blocks import Message, actions, button, message, section
from bot.views.entries import plain

SNOOZE = "recap_snooze"
PAUSE = "recap_pause"
STOP = "recap_stop"
RESUME = "recap_resume"
NO_MESSAGE = "-"  # stands for the message where the buttons belong to none

SNOOZE_LABEL, PAUSE_LABEL, STOP_LABEL, RESUME_LABEL = "Snooze a week", "Pause until…", "Stop", "Resume"
STOPPED = "*No more recaps.* Ask me anything as before."
PAUSED = "*No recaps before {day:%A %-d %B}.*"
NEXT = "The next one comes on {day:%A %-d %B}."
UNDO = "Changed your mind? Press *Resume*, or type `/sko resume`."
ON_AGAIN = "*Recaps are on.*"
NOTHING_PLANNED = "There is none planned for you just now."
HOW_TO_STOP = "To end them press *Stop*, or type `/sko mute`."


def said(found: Quietness) -> Message:
    """Confirm what somebody typed, and offer the way back."""
    text = told(found) if found.is_quiet else f"{ON_AGAIN} {_following(found) or NOTHING_PLANNED} {HOW_TO_STOP}"
    other = (RESUME_LABEL, RESUME) if found.is_quiet else (STOP_LABEL, STOP)
    return message(
        text.replace("*", "").replace("`", ""),
        section(text),
        actions([button(other[0], action=other[1], value=NO_MESSAGE)]),
    )


def rows(found: Quietness, message_id: str, *more: ButtonElement) -> list[Block]:
    """Offer to have no recaps for a while, or say that none come and offer the way back; `more` stands among it."""
    if found.is_quiet:
        return [section(told(found)), actions([button(RESUME_LABEL, action=RESUME, value=message_id), *more])]
    snooze = button(SNOOZE_LABEL, action=SNOOZE, value=message_id)
    pause = DatePickerElement(action_id=f"{PAUSE}:{message_id}", placeholder=plain(PAUSE_LABEL))
    return [actions([snooze, pause, *more, button(STOP_LABEL, action=STOP, value=message_id)])]


def told(found: Quietness) -> str:
    """Say that no recaps come, until when, and how to have them again."""
    if found.is_stopped or found.until is None:
        return f"{STOPPED} {UNDO}"
    return " ".join(filter(None, (PAUSED.format(day=found.until), _following(found), UNDO)))


def _following(found: Quietness) -> str:
    return NEXT.format(day=found.next_on) if found.next_on else ""
