"""The guided start: cards that do the first step as somebody, and leave the person in the middle of it."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.core.cadence import Kind
from bot.demo.company import ORGANIZER, REP, SALES, SHEET
from bot.demo.installed import Installed
from bot.demo.refusals import Json, Refused

if TYPE_CHECKING:
    from bot.demo.server import Slack

COMMAND, QUESTION = "/sko", "who Kreasly-X"
UPLOADED = "kickoff, corrected.csv"
CORRECTED = {
    "topic": "Fitted-sheet demo kit",
    "kind": "tool",
    "owner": "Graham Pettifer",
    "owner_email": "graham.pettifer@example.com",
    "key_points": "Six sheets, two sizes | Book it a week ahead",
}
RECAPS = "recaps"
FIRST = "Nothing is sent before Mara has started it: press Start. Then open the guide again, for Ana’s recap."


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One way to start; `needs` is the command or scope that its capability comes with, `then` what to try next."""

    key: str
    title: str
    line: str
    needs: str
    then: str
    begin: Callable[[Slack], Json]


def cards(app: Installed) -> list[Json]:
    """Show the cards whose capability the installed app has."""
    return [{"key": one.key, "title": one.title, "line": one.line} for one in CARDS if _is_there(one, app)]


def step(slack: Slack, key: str) -> Json:
    """Do the first step of a card, and give where to look and what to try then."""
    for card in CARDS:
        if card.key == key and _is_there(card, slack.workspace.app):
            return {"then": card.then} | card.begin(slack)
    raise Refused("not_found")


def _is_there(card: Card, app: Installed) -> bool:
    return card.needs in app.commands or app.may(card.needs)


def _ask(slack: Slack) -> Json:
    """Let a rep ask where she has just read of it."""
    with slack.door.through():
        slack.person(REP).command(COMMAND, QUESTION, channel=SALES)
    return {"as": REP, "in": slack.workspace.conversation(SALES).id}


def _upload(slack: Slack) -> Json:
    """Let the organizer drop the sheet she has worked on into the app's direct message."""
    with slack.door.through():
        said = slack.person(ORGANIZER).upload(UPLOADED, _corrected())
    return {"as": ORGANIZER, "in": said.channel}


def _start(slack: Slack) -> Json:
    """Let the organizer look at the plan of the recaps."""
    with slack.door.through():
        slack.person(ORGANIZER).command(COMMAND, RECAPS)
    return {"as": ORGANIZER, "in": slack.workspace.dm(slack.workspace.person(ORGANIZER).id).id}


def _recap(slack: Slack) -> Json:
    """Let time pass until the rep gets her next recap; where none was started, that comes first."""
    rep = slack.workspace.person(REP)
    if slack.behind and not slack.behind.move_to_recap(REP, kind=Kind.RECAP):
        return _start(slack) | {"then": FIRST}
    return {"as": REP, "in": slack.workspace.dm(rep.id).id}


def _corrected() -> bytes:
    """Give the kickoff's sheet with one topic more."""
    with SHEET.open(encoding="utf-8", newline="") as sheet:
        rows = csv.DictReader(sheet)
        corrected = io.StringIO(newline="")
        writer = csv.DictWriter(corrected, rows.fieldnames or ())
        writer.writeheader()
        writer.writerows([*rows, CORRECTED])
    return corrected.getvalue().encode()


CARDS = (
    Card(
        key="ask",
        title="Ask as a rep",
        line="You are Ana, in her second week. A competitor has just come up in #sales.",
        needs=COMMAND,
        then="Press “Not the right person”, or ask in your own words: /sko my robot is down.",
        begin=_ask,
    ),
    Card(
        key="upload",
        title="Upload as an organizer",
        line="You are Mara, who runs the kickoff. The sheet has changed since this morning.",
        needs="files:read",
        then="Look at what would change, and apply it.",
        begin=_upload,
    ),
    Card(
        key="start",
        title="Start the recaps",
        line="You are Mara. Once you say so, everybody gets one short question a week.",
        needs=COMMAND,
        then="See what would go to whom and when, and press Start. Then open the guide again, for a recap.",
        begin=_start,
    ),
    Card(
        key="recap",
        title="Answer a recap as a rep",
        line="You are Ana. The clock moves on to the Tuesday morning on which her next question arrives.",
        needs=COMMAND,
        then="Answer it. More weeks pass under “Behind the scenes”, Time; what stuck tells Mara’s /sko stats.",
        begin=_recap,
    ),
)
