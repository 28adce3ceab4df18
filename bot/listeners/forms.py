"""Forms that were filled in and sent, each known by the callback id that it carries."""

import re
from collections.abc import Callable
from typing import Any

from slack_bolt import App

from bot.core.text import typed
from bot.listeners import filled, plans, stories
from bot.listeners.nouns import Body, Doors, Errors, Follow, Submitted, Turn, Value
from bot.slack.files import told

FORMS: dict[str, Callable[[Turn, Submitted], Errors | Follow]] = {**filled.FORMS, **stories.FORMS, **plans.FORMS}
ANY = re.compile(".*", re.DOTALL)
LONGEST = 3000  # characters of one answer; Slack takes no more either
ONE = ("selected_user", "selected_conversation", "selected_channel", "selected_date", "selected_time", "value")
SEVERAL = ("selected_users", "selected_conversations", "selected_channels")


def register(app: App, doors: Doors) -> None:
    """Listen for every form that is sent: there are none but ours."""
    app.view_submission(ANY)(doors.submit)


def read(body: Body) -> Submitted:
    """Read a submission; see https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload."""
    view = body["view"]
    filled = (view.get("state") or {}).get("values") or {}
    return Submitted(
        user=body["user"]["id"],
        private=view.get("private_metadata") or "",
        values={block: _value(next(iter(elements.values()), {})) for block, elements in filled.items()},
    )


def fields(body: Body) -> list[str]:
    """Name the blocks beside which something can be said, from the top."""
    return [block["block_id"] for block in body["view"].get("blocks") or () if block.get("type") == "input"]


def _value(element: dict[str, Any]) -> Value:
    """Reduce a field to what was typed, chosen or put into it; see https://docs.slack.dev/reference/views."""
    if "files" in element:
        return tuple(told(file) for file in element["files"] or ())
    if "selected_options" in element:
        return tuple(str(one["value"]) for one in element["selected_options"] or ())
    if "selected_option" in element:
        return str((element["selected_option"] or {}).get("value") or "")
    if name := next((name for name in SEVERAL if name in element), ""):
        return tuple(str(one) for one in element[name] or ())
    name = next((name for name in ONE if name in element), "")
    return typed(str(element.get(name) or ""))[:LONGEST]
