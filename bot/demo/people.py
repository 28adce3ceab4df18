"""The people of the stand-in workspace, as a sheet lists them."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path

from bot.demo.ids import slack_id
from bot.demo.things import Channel


class Kind(StrEnum):
    """How somebody stands to the company."""

    EMPLOYEE = "employee"
    GUEST = "guest"
    FOREIGN = "foreign"
    LEFT = "left"
    BOT = "bot"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody in the workspace; `handle` is what one types after the @, `recipe` how they are drawn.

    `dnd` is when they are not to be disturbed, from and until, because they said so or their working day is over.
    """

    handle: str
    name: str
    email: str | None = None
    title: str = ""
    tz: str = "Europe/Berlin"
    kind: Kind = Kind.EMPLOYEE
    recipe: str = ""
    status: str = ""
    status_emoji: str = ":palm_tree:"
    status_until: datetime | None = None
    dnd: tuple[datetime, datetime] | None = None

    @property
    def id(self) -> str:
        """Their Slack id."""
        return slack_id("U", self.handle)

    def is_in(self, channel: Channel) -> bool:
        """Whether they are a member of a channel: who is listed, else who works here, and in a shared one everybody."""
        if self.kind in (Kind.LEFT, Kind.BOT):
            return False
        if channel.members is not None:
            return self.handle in channel.members
        return channel.shared or self.kind is not Kind.FOREIGN

    @property
    def face(self) -> str:
        """Where their picture is, on the stand-in's own address."""
        return f"/faces/{self.handle}.svg"


def read_people(path: Path, *, now: datetime) -> list[Person]:
    """Read the people of a sheet; whoever is away in it is so from `now` on, for as many days as it says."""
    with path.open(encoding="utf-8", newline="") as sheet:
        return [_person(row, now) for row in csv.DictReader(sheet)]


def _person(row: dict[str, str], now: datetime) -> Person:
    return Person(
        handle=row["handle"],
        name=row["name"],
        email=row["email"] or None,
        title=row["title"],
        tz=row["tz"] or "Europe/Berlin",
        kind=Kind(row["kind"] or "employee"),
        recipe=row["face"],
        status=row["status"],
        status_emoji=row["status_emoji"],
        status_until=now + timedelta(days=int(row["away_days"])) if row["away_days"] else None,
    )
