"""Recaps: what is pressed and chosen in them, and what is typed to have them again, later, or not at all.

Whatever is pressed proves that the message is there, which is noted before anything else.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

from slack_bolt import App
from sqlalchemy.orm import Session

from bot.core import grammar
from bot.core.recapped import NoRecap, Quietness, Recapped
from bot.core.requests import Incoming
from bot.errors import UserMistake
from bot.listeners import buttons
from bot.listeners.nouns import Deed, Doors, Turn, number
from bot.usecases import delivering, laying, quieting, recalling
from bot.views import checks, menus, quiets, recaps

NO_DAY = "I did not understand that day. Please choose it again."
ON_QUESTION: dict[str, Callable[..., Recapped]] = {  # the button carries the question
    recaps.SHOW: recalling.show,
    recaps.MORE: recalling.one_more,
    recaps.UNWANT: recalling.unwant,
    recaps.WANT: recalling.want,
}
QUIET: dict[str, Callable[..., Quietness]] = {  # the button carries the message
    quiets.SNOOZE: quieting.snooze,
    quiets.STOP: quieting.mute,
    quiets.RESUME: quieting.resume,
}
MEANING = (*ON_QUESTION, *QUIET, recaps.ANSWER, menus.RECAP_PICK, checks.DONE, quiets.PAUSE)


def register(app: App, doors: Doors) -> None:
    """Listen for what is pressed and chosen in recaps."""
    app.action(buttons.ours(MEANING), middleware=[doors.keep(buttons.read)])(doors.take)


def reply(turn: Turn, incoming: Incoming) -> Recapped | Quietness:
    """Do what was pressed or chosen, and give the message as it stands then."""
    found = _pressed(turn, incoming)
    return replace(found, team=incoming.team) if isinstance(found, Recapped) else found


def _wish(does: Callable[..., Quietness]) -> Callable[[Turn], Deed]:
    """Give what is done for whoever typed that they want no recaps for a while, or again."""
    return lambda _turn: Deed(does=lambda turn: does(turn.session, turn.asker.person_id, now=turn.now))


WISHES: dict[type[grammar.Command], Callable[[Turn], Deed]] = {
    grammar.Mute: _wish(quieting.mute),
    grammar.Snooze: _wish(quieting.snooze),
    grammar.Resume: _wish(quieting.resume),
}


def last(turn: Turn, incoming: Incoming) -> Recapped | NoRecap:
    """Show the last recap again."""
    found = laying.last(turn.session, turn.asker.person_id, now=turn.now)
    if found is None:
        return NoRecap(quiet=quieting.quietness(turn.session, turn.asker.person_id, now=turn.now))
    return replace(found, team=incoming.team)


def _pressed(turn: Turn, incoming: Incoming) -> Recapped | Quietness:
    session, by, now = turn.session, turn.asker.person_id, turn.now
    if incoming.verb in QUIET or incoming.verb in {quiets.PAUSE, checks.DONE}:
        return _on_message(turn, incoming)
    recap_id = incoming.about if incoming.verb == menus.RECAP_PICK else incoming.detail
    _seen(session, recalling.message_of(session, recap_id, by=by), incoming, now=now)
    match incoming.verb:
        case recaps.ANSWER:
            place = int(incoming.about) if incoming.about.isdecimal() else -1
            return recalling.answer(session, recap_id, place, by=by, now=now)
        case menus.RECAP_PICK:
            return recalling.choose(session, recap_id, number(incoming.detail), by=by, now=now)
        case verb:
            return ON_QUESTION[verb](session, recap_id, by=by, now=now)


def _on_message(turn: Turn, incoming: Incoming) -> Recapped | Quietness:
    """Do what is said of recaps as a whole, and show the message in which it was pressed, if it was in one."""
    session, by, now = turn.session, turn.asker.person_id, turn.now
    message_id = incoming.about if incoming.verb == quiets.PAUSE else incoming.detail
    if message_id != quiets.NO_MESSAGE:
        laying.message(session, message_id, by=by, now=now)  # which asks whose it is
        _seen(session, message_id, incoming, now=now)
    if incoming.verb == checks.DONE:
        return recalling.done(session, message_id, by=by, now=now)
    said = (
        quieting.pause(session, by, _day(incoming.detail), now=now)
        if incoming.verb == quiets.PAUSE
        else QUIET[incoming.verb](session, by, now=now)
    )
    return said if message_id == quiets.NO_MESSAGE else laying.message(session, message_id, by=by, now=now)


def _seen(session: Session, message_id: str, incoming: Incoming, *, now: datetime) -> None:
    if incoming.message:
        delivering.seen(session, message_id, channel=incoming.channel, ts=incoming.message, now=now)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UserMistake(NO_DAY) from None
