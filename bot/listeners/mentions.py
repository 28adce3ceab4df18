"""`@sko …` in a channel, answered once, in the thread."""

import re

from slack_bolt import App

from bot.core import grammar
from bot.core.requests import Incoming, RequestKind
from bot.core.results import Answer, Aside, Asked
from bot.listeners.nouns import Body, Doors, Turn, installed_in, is_from_a_bot, words
from bot.usecases import asking, directories

ADDRESSED = re.compile(r"^\s*(?:<@[UW][A-Z0-9]+(?:\|[^>]*)?>[\s,:]*)+")
SHARED = "shared"


def register(app: App, doors: Doors) -> None:
    """Listen for mentions."""
    app.event("app_mention", middleware=[doors.keep(read)])(doors.take)


def read(body: Body, *, request_id: str) -> Incoming | None:
    """Read a mention; see https://docs.slack.dev/reference/events/app_mention. An edited one was answered before."""
    event = body["event"]
    if is_from_a_bot(event) or event.get("edited"):
        return None
    return Incoming(
        id=request_id,
        kind=RequestKind.MENTION,
        slack_user=event["user"],
        team=installed_in(body),
        channel=event["channel"],
        thread=event.get("thread_ts") or event["ts"],
        text=words(ADDRESSED.sub("", event.get("text") or "")),
        detail=SHARED if body.get("is_ext_shared_channel") else "",
    )


def reply(turn: Turn, incoming: Incoming) -> Asked | Answer:
    """Answer where everybody in the channel can read it; nothing where another company can.

    A channel is no conversation with us: what refers to a question before asks for its topic.
    """
    if incoming.detail == SHARED:
        return Aside.SHARED_CHANNEL
    match grammar.said(incoming.text):
        case grammar.Question(text) | grammar.AndAlso(text):
            who = turn.asker.person_id
            return asking.who(turn.session, turn.index, text, surface="mention", asker=who, now=turn.now)
        case grammar.WhoElse() | grammar.KeyPoints():
            return Aside.NO_TOPIC_YET
        case grammar.Mute() | grammar.Snooze() | grammar.Resume():
            return Aside.BETWEEN_US
        case grammar.Thanks():
            return Aside.WELCOME
        case grammar.Help():
            return directories.help_with(turn.session)
