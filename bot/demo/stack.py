"""The modals in front of a person, one on top of the other (surfaces/modals)."""

from __future__ import annotations

import secrets
from dataclasses import replace

from bot.demo import limits
from bot.demo.ids import slack_id
from bot.demo.refusals import Json, Refused
from bot.demo.things import View
from bot.demo.workspace import Workspace


def standing(workspace: Workspace, user: str) -> list[View]:
    """Give the modals open in front of somebody, the topmost last."""
    with workspace.changed:
        return [view for view in workspace.views.values() if view.user == user]


def opened(workspace: Workspace, user: str, body: Json) -> View:
    """Put the first modal in front of somebody; another that stood there goes."""
    clear(workspace, user)
    view_id = slack_id("V", secrets.token_hex())
    return _kept(workspace, View(id=view_id, user=user, body=body, root=view_id, hash=_hash()))


def pushed(workspace: Workspace, user: str, body: Json) -> View:
    """Put a modal on top of those that stand there, up to three."""
    stack = standing(workspace, user)
    if not stack:
        raise Refused("not_found")
    if len(stack) >= limits.VIEW_STACK.most:
        raise Refused("push_limit_reached")
    top, view_id = stack[-1], slack_id("V", secrets.token_hex())
    return _kept(workspace, View(id=view_id, user=user, body=body, root=top.root, previous=top.id, hash=_hash()))


def updated(workspace: Workspace, view: View, body: Json) -> View:
    """Show a modal with a new body."""
    return _kept(workspace, replace(view, body=body, hash=_hash(), errors={}))


def with_errors(workspace: Workspace, view: View, errors: Json) -> View:
    """Show a modal with the app's words beside the fields that are wrong."""
    return _kept(workspace, replace(view, errors=errors))


def close(workspace: Workspace, view: View) -> None:
    """Take the topmost modal away; the one below is seen again."""
    with workspace.changed:
        workspace.views.pop(view.id, None)
        workspace.touch()


def clear(workspace: Workspace, user: str) -> None:
    """Take all modals away."""
    for view in standing(workspace, user):
        close(workspace, view)


def published(workspace: Workspace, user: str, body: Json) -> View:
    """Fill somebody's Home tab."""
    view_id = slack_id("V", f"home of {user}")
    view = View(id=view_id, user=user, body=body, root=view_id, hash=_hash())
    workspace.homes[user] = view
    workspace.touch()
    return view


def _kept(workspace: Workspace, view: View) -> View:
    with workspace.changed:
        workspace.views[view.id] = view
        workspace.touch()
    return view


def _hash() -> str:
    return f"{secrets.randbelow(10**10)}.{secrets.token_hex(4)}"
