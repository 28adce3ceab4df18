"""The guided start: cards that do the first step as somebody, and leave the person in the middle of it."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.demo.company import ORGANIZER, SALES, SHEET
from bot.demo.installed import Installed
from bot.demo.refusals import Json, Refused

if TYPE_CHECKING:
    from bot.demo.server import Slack

REP = "ana"
COMMAND, QUESTION = "/sko", "who Kreasly-X"
UPLOADED = "kickoff, corrected.csv"
CORRECTED = {
    "topic": "Fitted-sheet demo kit",
    "kind": "tool",
    "owner": "Graham Pettifer",
    "owner_email": "graham.pettifer@example.com",
    "key_points": "Six sheets, two sizes | Book it a week ahead",
}
# When recaps are sent: on Tuesdays, in the person's own time.
RECAP_WEEKDAY, RECAP_HOUR, RECAP_MINUTE = 1, 9, 30


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
            return card.begin(slack) | {"then": card.then}
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


def _recap(slack: Slack) -> Json:
    """Let the week pass until the next recap."""
    rep = slack.workspace.person(REP)
    if slack.behind:
        slack.behind.move(until_recap(slack.workspace.now(), tz=rep.tz))
    return {"as": REP, "in": slack.workspace.dm(rep.id).id}


def until_recap(now: datetime, *, tz: str) -> timedelta:
    """Tell how long it is until the next recap in somebody's time zone.

    >>> until_recap(datetime(2026, 11, 23, 8, 0, tzinfo=UTC), tz="Europe/Brussels")
    datetime.timedelta(days=1, seconds=1800)
    """
    local = now.astimezone(ZoneInfo(tz))
    day = local + timedelta(days=(RECAP_WEEKDAY - local.weekday()) % 7)
    slot = day.replace(hour=RECAP_HOUR, minute=RECAP_MINUTE, second=0, microsecond=0)
    if slot <= local:
        slot += timedelta(weeks=1)
    return slot.astimezone(UTC) - now


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
        key="recap",
        title="See next week's recap",
        line="The clock moves to Tuesday, 09:30, and Ana gets her one question of the week.",
        needs="dnd:read",
        then="Answer the question, and see what comes with it.",
        begin=_recap,
    ),
)
