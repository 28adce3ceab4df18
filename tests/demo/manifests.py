"""Manifests for the probe apps: one that asks for everything, one that asks for little."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]


def manifest(*, scopes: list[str], events: list[str], shortcuts: list[str] | None = None) -> Json:
    return {
        "display_information": {"name": "sko"},
        "features": {
            "bot_user": {"display_name": "sko"},
            "app_home": {"home_tab_enabled": True, "messages_tab_enabled": True},
            "slash_commands": [{"command": "/sko", "description": "Ask", "should_escape": True}],
            "shortcuts": [{"name": one, "type": "message", "callback_id": one} for one in shortcuts or ()],
        },
        "oauth_config": {"scopes": {"bot": scopes}},
        "settings": {
            "event_subscriptions": {"bot_events": events},
            "interactivity": {"is_enabled": True, "message_menu_options_url": "https://sko.example.com/slack/events"},
        },
    }


EVERYTHING = manifest(
    scopes=[
        *("app_mentions:read", "channels:history", "channels:read", "chat:write", "commands", "dnd:read"),
        *("files:read", "files:write", "im:history", "im:read", "im:write", "mpim:history", "mpim:read", "mpim:write"),
        *("reactions:write", "users.profile:read", "users:read", "users:read.email"),
    ],
    events=["app_home_opened", "app_mention", "message.im", "team_join", "user_change"],
    shortcuts=["who", "edit"],
)
LITTLE = manifest(scopes=["chat:write", "users:read"], events=["message.im"])
