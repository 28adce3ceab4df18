"""`/sko …`, answered to the person alone."""

import re
from collections.abc import Callable, Mapping

from slack_bolt import App

from bot.core import grammar
from bot.core.requests import Incoming, RequestKind
from bot.core.results import Asked
from bot.listeners import desk, keeping, plans, recaps, stats, stories
from bot.listeners.nouns import Body, Deed, Doors, Long, Turn, words
from bot.usecases import admitting, asking
from bot.views.blocks import Message, Modal
from bot.views.replies import Reply

MENTIONED = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^<>]*)?>")
Said = Asked | Reply | Message | Modal | Long | Deed
LOOKS: Mapping[type[grammar.Command], Callable[[Turn], Said]] = {  # what is said by a verb alone
    grammar.Help: desk.help_with,
    grammar.Learned: desk.learned,
    grammar.Gaps: desk.gaps,
    grammar.Tell: stories.tell,
    grammar.Stories: stories.page,
    grammar.Stats: stats.typed,
    **recaps.WISHES,
    grammar.Recaps: plans.page,
}


def register(app: App, doors: Doors) -> None:
    """Listen for the command."""
    app.command("/sko", middleware=[doors.keep(read)])(doors.take)


def read(body: Body, *, request_id: str) -> Incoming:
    """Read a slash command; see https://docs.slack.dev/interactivity/implementing-slash-commands.

    Its words lose who was mentioned in them, so `detail` keeps the id of the first one.
    """
    mentioned = MENTIONED.search(body.get("text") or "")
    return Incoming(
        id=request_id,
        kind=RequestKind.COMMAND,
        slack_user=body["user_id"],
        team=body.get("team_id") or "",
        channel=body.get("channel_id") or "",
        text=words(body.get("text")),
        detail=mentioned[1] if mentioned else "",
        reply_to=body["response_url"],
        trigger=body.get("trigger_id") or "",
    )


def reply(turn: Turn, incoming: Incoming) -> Said:
    """Answer a question, lay out what is kept, or tell what to type."""
    asked = grammar.command(incoming.text)
    if look := LOOKS.get(type(asked)):
        return look(turn)
    match asked:
        case grammar.Question(text):
            return _answer(turn, text)
        case grammar.Recap():
            return recaps.last(turn, incoming)
        case grammar.RecapPreview(who=name):
            return plans.preview(turn, name, slack_id=incoming.detail)
        case grammar.Edit(name=name, line=line) if name and not admitting.is_organizer(turn.asker, turn.organizers):
            return _answer(turn, line)
        case kept:
            return keeping.typed(turn, kept)


def _answer(turn: Turn, question: str) -> Asked | Reply:
    who = turn.asker.person_id
    return asking.who(turn.session, turn.index, question, surface="command", asker=who, now=turn.now)
