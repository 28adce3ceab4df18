"""Direct messages to the bot: questions, and the short sentences that refer to the one before."""

from slack_bolt import App

from bot.core import grammar
from bot.core.requests import Incoming, RequestKind
from bot.core.results import Answer, Aside, Asked
from bot.listeners import desk, recaps
from bot.listeners.nouns import Body, Deed, Doors, Turn, installed_in, is_from_a_bot, words
from bot.slack import files
from bot.usecases import asking, following

SAID = {None, "file_share", "thread_broadcast"}  # subtypes that carry words of a person; edits and deletions do not

Said = Asked | Answer | Deed


def register(app: App, doors: Doors) -> None:
    """Listen for every message that reaches us."""
    app.event("message", middleware=[doors.keep(read)])(doors.take)


def read(body: Body, *, request_id: str) -> Incoming | None:
    """Read a message, or a sheet that was dropped; see https://docs.slack.dev/reference/events/message.im."""
    event = body["event"]
    if event.get("channel_type") != "im" or event.get("subtype") not in SAID or is_from_a_bot(event):
        return None
    text = words(event.get("text"))
    dropped = files.sheets(event.get("files") or (), words=text)
    return Incoming(
        id=request_id,
        kind=RequestKind.FILE if dropped else RequestKind.MESSAGE,
        slack_user=event["user"],
        team=installed_in(body),
        channel=event["channel"],
        thread=event.get("thread_ts") or "",
        text=text,
        files=dropped,
    )


def reply(turn: Turn, incoming: Incoming) -> Said:
    """Answer what was said, in the light of what was said before."""
    asker, now = turn.asker.person_id, turn.now
    match grammar.said(incoming.text):
        case grammar.Question(text):
            return asking.who(turn.session, turn.index, text, surface="dm", asker=asker, now=now)
        case grammar.AndAlso(text):
            return following.and_also(turn.session, turn.index, text, asker=asker, now=now)
        case grammar.WhoElse():
            return following.who_else(turn.session, asker=asker, now=now)
        case grammar.KeyPoints():
            return following.key_points(turn.session, asker=asker, now=now)
        case grammar.Thanks():
            return Aside.WELCOME
        case grammar.Mute() | grammar.Snooze() | grammar.Resume() as wish:
            return recaps.WISHES[type(wish)](turn)
        case grammar.Help():
            return desk.help_with(turn)
