"""The people of the stand-in workspace, as a sheet lists them and as Slack's users.info shows them."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.demo.ids import slack_id
from bot.demo.refusals import Json


class Kind(StrEnum):
    """How somebody stands to the company."""

    EMPLOYEE = "employee"
    GUEST = "guest"
    FOREIGN = "foreign"
    LEFT = "left"
    BOT = "bot"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody in the workspace; `handle` is what one types after the @."""

    handle: str
    name: str
    email: str | None = None
    title: str = ""
    tz: str = "Europe/Berlin"
    kind: Kind = Kind.EMPLOYEE
    face: str = ""
    status: str = ""
    status_emoji: str = ":palm_tree:"
    status_until: datetime | None = None

    @property
    def id(self) -> str:
        """Their Slack id."""
        return slack_id("U", self.handle)


def read_people(path: Path) -> list[Person]:
    """Read the people of a sheet with the columns handle, name, email, title, tz, kind and, if there, face."""
    with path.open(encoding="utf-8", newline="") as sheet:
        return [_person(row) for row in csv.DictReader(sheet)]


def _person(row: dict[str, str]) -> Person:
    return Person(
        handle=row["handle"],
        name=row["name"],
        email=row["email"] or None,
        title=row["title"],
        tz=row["tz"] or "Europe/Berlin",
        kind=Kind(row["kind"] or "employee"),
        face=row.get("face") or "",
    )


def user_json(person: Person, *, team_id: str, now: datetime, with_email: bool) -> Json:
    """Show a person as users.info does, the e-mail only where the scope users:read.email was granted."""
    offset = now.astimezone(ZoneInfo(person.tz)).utcoffset()
    foreign = person.kind is Kind.FOREIGN
    return {
        "id": person.id,
        "team_id": slack_id("T", "elsewhere") if foreign else team_id,
        "name": person.handle,
        "real_name": person.name,
        "deleted": person.kind is Kind.LEFT,
        "is_bot": person.kind is Kind.BOT,
        "is_restricted": person.kind is Kind.GUEST,
        "is_ultra_restricted": False,
        **({"is_stranger": True} if foreign else {}),
        "tz": person.tz,
        "tz_offset": int(offset.total_seconds()) if offset else 0,
        "updated": int(now.timestamp()),
        "profile": profile_json(person, with_email=with_email),
    }


def profile_json(person: Person, *, with_email: bool) -> Json:
    """Show a person's profile as users.profile.get does."""
    profile = {
        "real_name": person.name,
        "display_name": person.handle,
        "title": person.title,
        "status_text": person.status,
        "status_emoji": person.status_emoji if person.status else "",
        "status_expiration": int(person.status_until.timestamp()) if person.status_until else 0,
    }
    if with_email and person.email and person.kind not in (Kind.FOREIGN, Kind.BOT):
        profile["email"] = person.email
    return profile
