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
    user = workspace.triggers.exchange(given.required("trigger_id"))
    return {"view": view_json(workspace, stack.opened(workspace, user, body))}


@method("views.push")
def push(workspace: Workspace, given: Arguments) -> Json:
    """Put a modal on top of the one that is open."""
    body = check_view(given.parsed("view"), "modal")
    user = workspace.triggers.exchange(given.required("trigger_id"))
    return {"view": view_json(workspace, stack.pushed(workspace, user, body))}


@method("views.update")
def update(workspace: Workspace, given: Arguments) -> Json:
    """Change an open modal; with a hash only if nobody changed it in between."""
    body = check_view(given.parsed("view"), "modal")
    view = _found(workspace, given)
    if given.has("hash") and given.text("hash") != view.hash:
        raise Refused("hash_conflict")
    return {"view": view_json(workspace, stack.updated(workspace, view, body))}


@method("views.publish")
def publish(workspace: Workspace, given: Arguments) -> Json:
    """Fill a person's Home tab."""
    if not workspace.app.home_tab:
        raise Refused("not_enabled")
    body = check_view(given.parsed("view"), "home")
    user = workspace.user(given.required("user_id"))
    return {"view": view_json(workspace, stack.published(workspace, user.id, body))}


def _found(workspace: Workspace, given: Arguments) -> View:
    for view in workspace.views.values():
        if given.text("view_id") == view.id:
            return view
        if given.has("external_id") and given.text("external_id") == view.body.get("external_id"):
            return view
    raise Refused("not_found")
