"""The buttons under an answer, and how anything that was pressed or chosen is read."""

import re
from collections.abc import Iterable

from slack_bolt import App

from bot.core.requests import Incoming, RequestKind
from bot.core.results import Answer
from bot.listeners.nouns import Body, Doors, Turn
from bot.usecases import correcting
from bot.views import answers, doubts

MEANING = {
    answers.WRONG_PERSON: correcting.wrong_person,
    answers.HELPED: correcting.helped,
    doubts.PICK: correcting.pick,
}
LONGEST = 64  # characters of an action that are kept; none of ours is longer


def register(app: App, doors: Doors) -> None:
    """Listen for the buttons under an answer."""
    app.action(ours(MEANING), middleware=[doors.keep(read)])(doors.take)


def ours(verbs: Iterable[str]) -> re.Pattern[str]:
    """Recognise what we draw; several of one verb in a message are told apart after a colon."""
    return re.compile(rf"^(?:{'|'.join(map(re.escape, verbs))})(?::[\w-]*)?$", re.ASCII)


def read(body: Body, *, request_id: str) -> Incoming | None:
    """Read a pressed button, or what was chosen in a menu.

    What follows replaces its message only where that is the clicker's alone. On the Home tab there is no address to
    answer at: it is said in the direct message. What is pressed inside a form waits until the form is submitted.
    """
    if not body.get("response_url") and (body.get("view") or {}).get("type") != "home":
        return None
    pressed, where = body["actions"][0], body.get("container") or {}
    channel = (body.get("channel") or {}).get("id") or where.get("channel_id") or ""
    is_theirs, is_lasting = channel.startswith("D"), not where.get("is_ephemeral")
    return Incoming(
        id=request_id,
        kind=RequestKind.CLICK,
        slack_user=body["user"]["id"],
        team=(body.get("team") or {}).get("id") or "",
        channel=channel,
        action=pressed["action_id"][:LONGEST],
        detail=_carried(pressed)[:255],
        in_place=is_theirs or not is_lasting,
        reply_to=body.get("response_url") or "",
        message=(where.get("message_ts") or "") if is_theirs and is_lasting else "",
        thread=(body.get("message") or {}).get("thread_ts") or "",
        trigger=body.get("trigger_id") or "",
    )


def _carried(pressed: Body) -> str:
    """Give the id that a button carries, or what was chosen in a menu or a calendar."""
    return str(
        pressed.get("value")
        or (pressed.get("selected_option") or {}).get("value")
        or pressed.get("selected_user")
        or pressed.get("selected_date")
        or ""
    )


def reply(turn: Turn, incoming: Incoming) -> Answer:
    """Do what the button says to the suggestion whose id it carries."""
    mean = MEANING[incoming.verb]
    return mean(turn.session, incoming.detail, by=turn.asker.person_id, now=turn.now)
