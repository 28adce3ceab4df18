"""*Who do I ask?* in the menu of a message, answered to the person alone.

It answers at the response_url, which works in channels the bot is not in and however late the shortcut's trigger is.
"""

from slack_bolt import App

from bot.core.requests import Incoming, RequestKind
from bot.core.results import Answer, Aside, Asked
from bot.core.text import plain
from bot.listeners.nouns import Body, Doors, Turn, words
from bot.usecases import asking

WHO_DO_I_ASK = "who_do_i_ask"


def register(app: App, doors: Doors) -> None:
    """Listen for the message shortcut."""
    app.shortcut(WHO_DO_I_ASK, middleware=[doors.keep(read)])(doors.take)


def read(body: Body, *, request_id: str) -> Incoming:
    """Read a message shortcut; see https://docs.slack.dev/interactivity/implementing-shortcuts."""
    return Incoming(
        id=request_id,
        kind=RequestKind.SHORTCUT,
        slack_user=body["user"]["id"],
        team=(body.get("team") or {}).get("id") or "",
        channel=(body.get("channel") or {}).get("id") or "",
        text=words((body.get("message") or {}).get("text")),
        reply_to=body["response_url"],
        trigger=body.get("trigger_id") or "",
    )


def reply(turn: Turn, incoming: Incoming) -> Asked | Answer:
    """Look the message up as if the person had asked it."""
    if not plain(incoming.text).strip():
        return Aside.NO_TEXT
    who = turn.asker.person_id
    return asking.who(turn.session, turn.index, incoming.text, surface="shortcut", asker=who, now=turn.now)
