"""auth.test, api.test and apps.connections.open: who the app is."""

from __future__ import annotations

from bot.demo.arguments import Arguments
from bot.demo.methods.registry import method
from bot.demo.refusals import Json, Refused
from bot.demo.workspace import Workspace


@method("auth.test")
def auth_test(workspace: Workspace, _given: Arguments) -> Json:
    """Tell the app its own ids."""
    return {
        "url": workspace.url,
        "team": workspace.team_name,
        "user": workspace.app.name,
        "team_id": workspace.team_id,
        "user_id": workspace.app.user_id,
        "bot_id": workspace.app.bot_id,
        "is_enterprise_install": False,
    }


@method("api.test")
def api_test(_workspace: Workspace, given: Arguments) -> Json:
    """Say back what was sent."""
    return {"args": given.given}


@method("apps.connections.open", "connections:write")
def connections_open(_workspace: Workspace, _given: Arguments) -> Json:
    """Refuse: the stand-in speaks signed HTTP, no Socket Mode."""
    raise Refused("not_allowed_token_type")
