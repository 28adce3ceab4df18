"""views.*: modals and the Home tab."""

from __future__ import annotations

from bot.demo import stack
from bot.demo.arguments import Arguments
from bot.demo.methods.registry import method
from bot.demo.refusals import Json, Refused
from bot.demo.rules import check_view
from bot.demo.shown import view_json
from bot.demo.things import View
from bot.demo.workspace import Workspace


@method("views.open")
def open_(workspace: Workspace, given: Arguments) -> Json:
    """Open a modal in front of the person whose trigger it is."""
    body = check_view(given.parsed("view"), "modal")
    _unique(workspace, body)
    user = workspace.triggers.exchange(given.required("trigger_id"))
    return {"view": view_json(workspace, stack.opened(workspace, user, body))}


@method("views.push")
def push(workspace: Workspace, given: Arguments) -> Json:
    """Put a modal on top of the one that is open."""
    body = check_view(given.parsed("view"), "modal")
    _unique(workspace, body)
    user = workspace.triggers.exchange(given.required("trigger_id"))
    return {"view": view_json(workspace, stack.pushed(workspace, user, body))}


@method("views.update")
def update(workspace: Workspace, given: Arguments) -> Json:
    """Change an open modal; with a hash only if nobody changed it in between."""
    body = check_view(given.parsed("view"), "modal")
    view = _found(workspace, given)
    _unique(workspace, body, but=view)
    _unchanged(given, view)
    return {"view": view_json(workspace, stack.updated(workspace, view, body))}


@method("views.publish")
def publish(workspace: Workspace, given: Arguments) -> Json:
    """Fill a person's Home tab."""
    if not workspace.app.home_tab:
        raise Refused("not_enabled")
    body = check_view(given.parsed("view"), "home")
    user = workspace.user(given.required("user_id"))
    _unchanged(given, workspace.homes.get(user.id))
    return {"view": view_json(workspace, stack.published(workspace, user.id, body))}


def _found(workspace: Workspace, given: Arguments) -> View:
    """Find the view that is meant, by the id Slack gave it or the one the app gave it."""
    if not (given.has("view_id") or given.has("external_id")):
        raise Refused("invalid_arguments", "missing required field: view_id or external_id")
    for view in workspace.views.values():
        if given.text("view_id") == view.id:
            return view
        if given.has("external_id") and given.text("external_id") == view.body.get("external_id"):
            return view
    raise Refused("not_found")


def _unique(workspace: Workspace, body: Json, *, but: View | None = None) -> None:
    """Refuse an id of the app's own that another view has."""
    external = body.get("external_id")
    if external and any(one.body.get("external_id") == external for one in workspace.views.values() if one is not but):
        raise Refused("duplicate_external_id")


def _unchanged(given: Arguments, view: View | None) -> None:
    """Refuse to overwrite what somebody changed since the app read it."""
    if view and given.has("hash") and given.text("hash") != view.hash:
        raise Refused("hash_conflict")
