"""The app as it is installed: what its manifest asks for is all that it is given."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.demo.ids import slack_id
from bot.demo.refusals import Json, Refused

MANIFEST = Path(__file__).parent.parent / "manifest.json"

# Which scope an event needs on top of its subscription (reference/events/<event>).
EVENT_SCOPES = {
    "app_mention": "app_mentions:read",
    "message.im": "im:history",
    "message.mpim": "mpim:history",
    "message.channels": "channels:history",
    "team_join": "users:read",
    "user_change": "users:read",
    "file_shared": "files:read",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Installed:
    """One app in the workspace; None instead of scopes, commands, shortcuts or events means that all are granted."""

    name: str = "sko"
    token: str = "xoxb-stand-in"  # noqa: S105 - opens nothing but the stand-in
    signing_secret: str = "stand-in-signing-secret"  # noqa: S105
    request_url: str = ""
    scopes: frozenset[str] | None = None
    commands: Mapping[str, bool] | None = None
    shortcuts: Mapping[str, str] = field(default_factory=dict)
    events: frozenset[str] | None = None
    messages_tab: bool = True
    socket_mode: bool = False

    @property
    def id(self) -> str:
        """The app's id."""
        return slack_id("A", "sko")

    @property
    def bot_id(self) -> str:
        """The id its messages carry."""
        return slack_id("B", "sko")

    @property
    def user_id(self) -> str:
        """The id people mention."""
        return slack_id("U", "the app")

    def may(self, scope: str) -> bool:
        """Whether the manifest asked for this scope."""
        return self.scopes is None or scope in self.scopes

    def need(self, *any_of: str) -> None:
        """Refuse a call that none of these scopes allows (authentication/scopes)."""
        if any_of and not any(self.may(scope) for scope in any_of):
            provided = ",".join(sorted(self.scopes or ()))
            raise Refused("missing_scope", needed=any_of[0], provided=provided)

    def hears(self, event: str) -> bool:
        """Whether Slack sends this event: it must be subscribed to and its scope granted."""
        subscribed = self.events is None or event in self.events
        return subscribed and (event not in EVENT_SCOPES or self.may(EVENT_SCOPES[event]))


def installed(manifest: Mapping[str, Any] | None = None) -> Installed:
    """Install the app from a manifest; without one from sko's own, and with all granted while there is none."""
    if manifest is None and MANIFEST.exists():
        manifest = json.loads(MANIFEST.read_text(encoding="utf-8"))
    return _from_manifest(manifest) if manifest is not None else Installed()


def _from_manifest(manifest: Mapping[str, Any]) -> Installed:
    features, settings = manifest.get("features", {}), manifest.get("settings", {})
    home: Json = features.get("app_home", {})
    return Installed(
        name=features.get("bot_user", {}).get("display_name", "sko"),
        scopes=frozenset(manifest.get("oauth_config", {}).get("scopes", {}).get("bot", ())),
        commands={one["command"]: one.get("should_escape", False) for one in features.get("slash_commands", ())},
        shortcuts={
            one["callback_id"]: one["name"] for one in features.get("shortcuts", ()) if one["type"] == "message"
        },
        events=frozenset(settings.get("event_subscriptions", {}).get("bot_events", ())),
        messages_tab=home.get("messages_tab_enabled", False) and not home.get("messages_tab_read_only_enabled", True),
        socket_mode=settings.get("socket_mode_enabled", False),
    )
