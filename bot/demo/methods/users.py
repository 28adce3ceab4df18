"""users.* and dnd.*: who people are, and whether they want to be left alone."""

from __future__ import annotations

from bot.demo.arguments import Arguments
from bot.demo.limits import DND_USERS
from bot.demo.methods.registry import method
from bot.demo.people import Kind, Person
from bot.demo.profiles import profile_json, user_json
from bot.demo.refusals import Json, Refused
from bot.demo.workspace import Workspace


@method("users.info", "users:read")
def info(workspace: Workspace, given: Arguments) -> Json:
    """Show one person, those who left included."""
    return {"user": user_json(workspace, workspace.user(given.required("user", otherwise="user_not_found")))}


@method("users.list", "users:read")
def list_(workspace: Workspace, given: Arguments) -> Json:
    """Show everybody, page by page."""
    first = given.number("cursor", otherwise=0)
    limit = given.number("limit", otherwise=0) or len(workspace.people) or 1
    page = workspace.people[first : first + limit]
    more = first + limit < len(workspace.people)
    cursor = str(first + limit) if more else ""
    return {"members": [user_json(workspace, one) for one in page], "response_metadata": {"next_cursor": cursor}}


@method("users.lookupByEmail", "users:read.email")
def lookup_by_email(workspace: Workspace, given: Arguments) -> Json:
    """Find somebody who still works here by their e-mail."""
    email = given.required("email", otherwise="users_not_found").lower()
    for person in workspace.people:
        if (person.email or "").lower() == email and person.kind in (Kind.EMPLOYEE, Kind.GUEST):
            return {"user": user_json(workspace, person)}
    raise Refused("users_not_found")


@method("users.profile.get", "users.profile:read")
def profile(workspace: Workspace, given: Arguments) -> Json:
    """Show a profile with its status."""
    person = workspace.user(given.required("user", otherwise="user_not_found"))
    return {"profile": profile_json(workspace, person)}


@method("dnd.info", "dnd:read")
def dnd(workspace: Workspace, given: Arguments) -> Json:
    """Say when somebody is not to be disturbed."""
    return _dnd(workspace.user(given.required("user", otherwise="user_not_found"))) | {"snooze_enabled": False}


@method("dnd.teamInfo", "dnd:read")
def dnd_of_several(workspace: Workspace, given: Arguments) -> Json:
    """Say of up to 50 people when they are not to be disturbed; of whom nobody knows, nothing."""
    asked = [one.strip() for one in given.required("users", otherwise="no_users_provided").split(",")]
    if len(asked) > DND_USERS.most:
        raise Refused("invalid_arguments", f"at most {DND_USERS.most} users")  # what Slack itself says is on no page
    known = {one.id: one for one in workspace.people if one.kind is not Kind.LEFT}
    return {"users": {one: _dnd(known[one]) for one in asked if one in known}}


def _dnd(person: Person) -> Json:
    begins, ends = (int(one.timestamp()) for one in person.dnd) if person.dnd else (1, 1)
    return {"dnd_enabled": person.dnd is not None, "next_dnd_start_ts": begins, "next_dnd_end_ts": ends}
