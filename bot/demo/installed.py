"""The app as it is installed: what its manifest asks for is all that it is given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.demo.ids import slack_id
from bot.demo.refusals import Json, Refused

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
class Command:
    """A slash command: what it does, a hint at what to type, and whether Slack escapes what is typed."""

    description: str
    hint: str = ""
    escape: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Installed:
    """One app in the workspace, with the commands, shortcuts and events of its manifest, and where it listens.

    `gives_options` tells that its menus have an address to ask for their choices.
    """

    name: str
    about: str
    scopes: frozenset[str]
    commands: Mapping[str, Command]
    shortcuts: Mapping[str, str]
    events: frozenset[str]
    home_tab: bool
    messages_tab: bool
    gives_options: bool = False
    token: str = "xoxb-stand-in"  # noqa: S105 - opens nothing but the stand-in
    signing_secret: str = "stand-in-signing-secret"  # noqa: S105
    request_url: str = ""

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
        return scope in self.scopes

    def need(self, *any_of: str) -> None:
        """Refuse a call that none of these scopes allows (authentication/scopes)."""
        if any_of and not any(self.may(scope) for scope in any_of):
            provided = ",".join(sorted(self.scopes))
            raise Refused("missing_scope", needed=any_of[0], provided=provided)

    def hears(self, event: str) -> bool:
        """Whether Slack sends this event: it must be subscribed to and its scope granted."""
        return event in self.events and (event not in EVENT_SCOPES or self.may(EVENT_SCOPES[event]))


def installed(manifest: Mapping[str, Any]) -> Installed:
    """Install an app as its manifest describes it (reference/app-manifest)."""
    features, settings = manifest.get("features", {}), manifest.get("settings", {})
    home: Json = features.get("app_home", {})
    shortcuts = [one for one in features.get("shortcuts", ()) if one["type"] == "message"]
    return Installed(
        name=features["bot_user"]["display_name"],
        about=manifest.get("display_information", {}).get("description", ""),
        scopes=frozenset(manifest["oauth_config"]["scopes"]["bot"]),
        commands={one["command"]: _command(one) for one in features.get("slash_commands", ())},
        shortcuts={one["callback_id"]: one["name"] for one in shortcuts},
        events=frozenset(settings.get("event_subscriptions", {}).get("bot_events", ())),
        home_tab=home.get("home_tab_enabled", False),
        messages_tab=home.get("messages_tab_enabled", False) and not home.get("messages_tab_read_only_enabled", False),
        gives_options=bool(settings.get("interactivity", {}).get("message_menu_options_url")),
    )


def _command(told: Json) -> Command:
    return Command(
        description=told["description"], hint=told.get("usage_hint", ""), escape=told.get("should_escape", False)
    )
