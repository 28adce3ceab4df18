"""Who somebody is, read from what Slack tells of them."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from bot.core.results import Member, Standing

AT_WORK = {":house_with_garden:", ":house:", ":headphones:", ":computer:"}  # statuses of people who work elsewhere


def member(user: dict[str, Any], *, team: str) -> Member:
    """Read Slack's description of a person; see https://docs.slack.dev/reference/objects/user-object."""
    profile = user.get("profile") or {}
    name = profile.get("real_name") or user.get("real_name") or profile.get("display_name") or user.get("name") or ""
    return Member(
        slack_id=user["id"],
        name=name[:200] or user["id"],
        email=(profile.get("email") or "").casefold() or None,
        time_zone=user.get("tz"),
        standing=_standing(user, team=team),
        away_until=_away_until(profile),
        as_of=datetime.fromtimestamp(user["updated"], UTC) if user.get("updated") else None,
    )


def resting(users: Mapping[str, Any], *, now: datetime) -> dict[str, datetime]:
    """Read who does not want to be disturbed now, and until when.

    Of everybody Slack tells one stretch, that which lasts or the next; see
    https://docs.slack.dev/reference/methods/dnd.teamInfo.
    """
    found = {}
    for user, told in users.items():
        begins, ends = told.get("next_dnd_start_ts") or 0, told.get("next_dnd_end_ts") or 0
        if told.get("dnd_enabled") and begins <= now.timestamp() < ends:
            found[user] = datetime.fromtimestamp(ends, UTC)
    return found


def _standing(user: dict[str, Any], *, team: str) -> Standing:
    teams = {user.get("team_id"), *(user.get("enterprise_user") or {}).get("teams", [])} - {None, ""}
    if user.get("deleted"):
        return Standing.LEFT
    if user.get("is_bot") or user["id"] == "USLACKBOT":
        return Standing.BOT
    if user.get("is_stranger") or (team and teams and team not in teams):
        return Standing.FOREIGN
    if user.get("is_restricted") or user.get("is_ultra_restricted"):
        return Standing.GUEST
    return Standing.EMPLOYEE


def _away_until(profile: dict[str, Any]) -> datetime | None:
    """Read until when a status says that somebody is away; of its words nothing is kept."""
    ends = profile.get("status_expiration") or 0
    at_work = not ends or profile.get("status_emoji") in AT_WORK
    return None if at_work else datetime.fromtimestamp(ends, UTC)
