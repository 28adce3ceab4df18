"""From what people type to what Slack sends on (messaging/formatting-message-text)."""

from __future__ import annotations

import re

from bot.demo.workspace import Workspace

_HANDLE = re.compile(r"(?<![\w<])@([a-z0-9][\w.-]*)")
_CHANNEL = re.compile(r"(?<![\w<&])#([a-z0-9][\w-]*)")
_URL = re.compile(r"https?://[^\s<>|]+")


def escape(text: str) -> str:
    """Write the three characters that Slack reads as control characters as entities.

    >>> escape("R&D <b>")
    'R&amp;D &lt;b&gt;'
    """
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def as_message(workspace: Workspace, typed: str) -> str:
    """Give the text of a message event: entities, mentions as `<@U…>`, links in angle brackets."""
    text = _URL.sub(lambda url: f"<{url[0]}>", escape(typed))
    return _linked(workspace, text, named=False)


def as_slash(workspace: Workspace, typed: str, *, escaping: bool) -> str:
    """Give the text of a slash command: as typed, or with entities and `<@U…|name>` when the manifest asks for it."""
    return _linked(workspace, escape(typed), named=True) if escaping else typed


def _linked(workspace: Workspace, text: str, *, named: bool) -> str:
    ids = {person.handle: person.id for person in workspace.people} | {workspace.app.name: workspace.app.user_id}
    channels = {one.name: one.id for one in workspace.channels()}

    def mention(found: re.Match[str]) -> str:
        name = found[1].rstrip(".-")
        rest = found[1][len(name) :]
        if name not in ids:
            return found[0]
        return (f"<@{ids[name]}|{name}>" if named else f"<@{ids[name]}>") + rest

    def channel(found: re.Match[str]) -> str:
        return f"<#{channels[found[1]]}|{found[1]}>" if found[1] in channels else found[0]

    return _CHANNEL.sub(channel, _HANDLE.sub(mention, text))
