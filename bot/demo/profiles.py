"""People as Slack shows them to an app (reference/objects/user-object)."""

from __future__ import annotations

from zlib import crc32

from bot.core.cadence import zone
from bot.demo.ids import slack_id
from bot.demo.people import Kind, Person
from bot.demo.refusals import Json
from bot.demo.workspace import Workspace

PICTURES = (24, 32, 48, 72, 192, 512)


def team_of(workspace: Workspace, person: Person) -> str:
    """Give the team a person belongs to; those of another company have another."""
    return slack_id("T", "elsewhere") if person.kind is Kind.FOREIGN else workspace.team_id


def user_json(workspace: Workspace, person: Person) -> Json:
    """Show a person as users.info does."""
    now = workspace.now()
    offset = now.astimezone(zone(person.tz)).utcoffset()
    return {
        "id": person.id,
        "team_id": team_of(workspace, person),
        "name": person.handle,
        "real_name": person.name,
        "deleted": person.kind is Kind.LEFT,
        "is_bot": person.kind is Kind.BOT,
        "is_restricted": person.kind is Kind.GUEST,
        "is_ultra_restricted": False,
        **({"is_stranger": True} if person.kind is Kind.FOREIGN else {}),
        "tz": person.tz,
        "tz_offset": int(offset.total_seconds()) if offset else 0,
        "updated": int(workspace.real_seconds()),  # never goes back, though the clock may
        "profile": profile_json(workspace, person),
    }


def profile_json(workspace: Workspace, person: Person) -> Json:
    """Show a profile as users.profile.get does, the e-mail only where the scope users:read.email was granted."""
    profile = {
        "real_name": person.name,
        "display_name": person.handle,
        "title": person.title,
        **_status(workspace, person),
        "avatar_hash": f"{crc32(person.recipe.encode()):08x}",
        **{f"image_{size}": workspace.url.rstrip("/") + person.face for size in PICTURES},
    }
    may_be_read = workspace.app.may("users:read.email") and person.kind not in (Kind.FOREIGN, Kind.BOT)
    return profile | ({"email": person.email} if may_be_read and person.email else {})


def _status(workspace: Workspace, person: Person) -> Json:
    """Show what somebody says of themselves, until it ends."""
    ended = person.status_until and person.status_until <= workspace.now()
    if ended or not person.status:
        return {"status_text": "", "status_emoji": "", "status_expiration": 0}
    until = int(person.status_until.timestamp()) if person.status_until else 0
    return {"status_text": person.status, "status_emoji": person.status_emoji, "status_expiration": until}
