"""What people said before somebody opened the page: a week of a company, from a sheet."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path

from bot.demo import markup, reading
from bot.demo.things import Conversation, Message
from bot.demo.workspace import Workspace

BANTER = Path(__file__).with_name("banter.csv")
_WHEN = re.compile(r"(?P<days>\d)d (?P<at>\d\d:\d\d)|(?P<minutes>\d+)m")
SATURDAY = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Something somebody said; `at` is a moment before now, `fresh` that nobody has read it yet.

    `place` is a channel, or the handles of those who write to each other; `id` is there where others reply. `reactions`
    are pairs: an emoji's name, and a handle.
    """

    id: str
    at: datetime
    fresh: bool
    place: str
    who: str
    reply_to: str
    text: str
    reactions: tuple[tuple[str, str], ...]


def furnish(workspace: Workspace, sheet: Path = BANTER) -> None:
    """Put a week of talk into the workspace, all of it read but what is of today; nobody, and no app, is notified."""
    threads: dict[str, str | None] = {"": None}
    for number, line in enumerate(sorted(read(sheet, now=workspace.now()), key=lambda line: line.at)):
        ts = f"{int(line.at.timestamp())}.{number:06d}"
        message = workspace.post(_message(workspace, line, thread=threads[line.reply_to], ts=ts))
        if line.id:
            threads[line.id] = ts
        if not line.fresh:
            _read_by_all(workspace, message)


def read(sheet: Path, *, now: datetime) -> Iterator[Line]:
    """Read the lines of a sheet: `2d 07:55` is two working days ago (in UTC), `34m` is half an hour ago."""
    with sheet.open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            when = _WHEN.fullmatch(row["when"])
            if when is None:
                raise ValueError(f"nobody can say when {row['when']!r} is")
            yield Line(
                id=row["id"],
                at=_moment(when, now),
                fresh=when["days"] is None,
                place=row["place"],
                who=row["who"],
                reply_to=row["reply_to"],
                text=row["text"],
                reactions=tuple(_reactions(row["reactions"])),
            )


def _moment(when: re.Match[str], now: datetime) -> datetime:
    if when["minutes"]:
        return now - timedelta(minutes=int(when["minutes"]))
    day = now
    for _ in range(int(when["days"])):
        day -= timedelta(days=1)
        while day.weekday() >= SATURDAY:
            day -= timedelta(days=1)
    return datetime.combine(day, time.fromisoformat(when["at"]), tzinfo=now.tzinfo)


def _reactions(cell: str) -> Iterator[tuple[str, str]]:
    """Take `joy: pete femi | eyes: ana` apart."""
    for part in filter(None, cell.split(" | ")):
        name, _, handles = part.partition(": ")
        yield from ((name, handle) for handle in handles.split())


def _place(workspace: Workspace, place: str) -> Conversation:
    if place.startswith("#"):
        return workspace.conversation(place)
    return workspace.between(*(workspace.person(handle).id for handle in place.split()))


def _message(workspace: Workspace, line: Line, *, thread: str | None, ts: str) -> Message:
    return Message(
        channel=_place(workspace, line.place).id,
        ts=ts,
        user=workspace.person(line.who).id,
        text=markup.as_message(workspace, line.text),
        thread_ts=thread,
        reactions=tuple((name, workspace.person(handle).id) for name, handle in line.reactions),
    )


def _read_by_all(workspace: Workspace, message: Message) -> None:
    for user in workspace.conversation(message.channel).members - {workspace.app.user_id}:
        reading.mark(workspace, user, message.channel, ts=message.ts, thread=message.thread_ts)
