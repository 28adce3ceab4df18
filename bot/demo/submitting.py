"""What becomes of a modal once the app has answered its submission (surfaces/modals, `response_action`)."""

from __future__ import annotations

import json
from typing import Any

from bot.demo import stack
from bot.demo.refusals import Json, Refused
from bot.demo.rules import check_view
from bot.demo.shown import view_json
from bot.demo.things import View
from bot.demo.workspace import Workspace


def follow(workspace: Workspace, view: View, answer: str) -> None:
    """Do what the app answered; what it may not answer shows as trouble in the modal, as a late answer does."""
    try:
        _carry_out(workspace, view, _parsed(answer))
    except Refused as refused:
        stack.with_errors(workspace, view, {"": str(refused)})


def _carry_out(workspace: Workspace, view: View, answer: Any) -> None:
    match answer:
        case {"response_action": "errors", "errors": dict(errors)}:
            stack.with_errors(workspace, view, _beside_fields(workspace, view, errors))
        case {"response_action": "update", "view": body}:
            stack.updated(workspace, view, check_view(body, "modal"))
        case {"response_action": "push", "view": body}:
            stack.pushed(workspace, view.user, check_view(body, "modal"))
        case {"response_action": "clear"}:
            stack.clear(workspace, view.user)
        case {"response_action": _} | str() | list():
            raise Refused("invalid_response")
        case _:
            stack.close(workspace, view)


def _beside_fields(workspace: Workspace, view: View, errors: Json) -> Json:
    """Refuse errors that stand beside nothing: each belongs to an input block by its id."""
    fields = {one["block_id"] for one in view_json(workspace, view)["blocks"] if one["type"] == "input"}
    if not errors or not errors.keys() <= fields:
        raise Refused("invalid_response", f"no input block is called {', '.join(sorted(errors.keys() - fields))}")
    return errors


def _parsed(answer: str) -> Any:
    try:
        return json.loads(answer) if answer.strip() else {}
    except ValueError:
        raise Refused("invalid_response", "must be valid JSON") from None
