"""What a workspace is made of: conversations, messages, views and files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from bot.demo.refusals import Json

_MENTION = re.compile(r"<(?:@(?P<user>[UW][A-Z0-9]+)|!(?P<all>channel|here|everyone)|!subteam\^(?P<team>S[A-Z0-9]+))")


class Place(StrEnum):
    """The kinds of conversation, named as Slack's scopes name them."""

    CHANNEL = "channels"
    DM = "im"
    GROUP = "mpim"


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """A channel to begin with; without members it holds everybody who works here (and guests)."""

    name: str
    members: tuple[str, ...] | None = None
    shared: bool = False
    app: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """A channel or a direct message; `members` are user ids, the app's among them."""

    id: str
    name: str
    place: Place
    members: frozenset[str]
    shared: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A file somebody or the app put into the workspace; `alt` tells what is seen in a picture."""

    id: str
    name: str
    user: str
    content: bytes = b""
    mimetype: str = "application/octet-stream"
    shown: bool = True
    alt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A message as people see it; `only_for` makes it ephemeral, `text` is what a notification says.

    `reactions` are pairs: an emoji's name, and who put it there.
    """

    channel: str
    ts: str
    user: str
    text: str = ""
    blocks: tuple[Json, ...] = ()
    thread_ts: str | None = None
    only_for: str | None = None
    metadata: Json | None = None
    files: tuple[str, ...] = ()
    reactions: tuple[tuple[str, str], ...] = ()
    by_app: bool = False
    edited: bool = False
    revision: int = 0

    @property
    def ephemeral(self) -> bool:
        """Whether one person alone sees it."""
        return self.only_for is not None

    @property
    def mentions(self) -> frozenset[str]:
        """Who is addressed in its texts: user ids, group ids, and `channel`, `here`, `everyone`."""
        found: set[str] = set()
        for text in (self.text, *texts_of(self.blocks)):
            found.update(name for match in _MENTION.finditer(text) for name in match.groups() if name)
        return frozenset(found)

    @property
    def shown(self) -> str:
        """All its text in one string: the blocks' when it has blocks, otherwise its own."""
        return "\n".join(texts_of(self.blocks)) if self.blocks else self.text


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A modal or a Home tab in front of one person; `errors` are those the app gave for its last submission."""

    id: str
    user: str
    body: Json
    root: str
    previous: str | None = None
    hash: str = ""
    errors: Json = field(default_factory=dict)

    @property
    def blocks(self) -> tuple[Json, ...]:
        """What it shows."""
        return tuple(self.body["blocks"])

    @property
    def shown(self) -> str:
        """All its text in one string."""
        return "\n".join(texts_of(self.blocks))


def texts_of(thing: Any) -> Iterator[str]:
    """Walk blocks and give each text a person reads, and each mention inside rich text."""
    match thing:
        case {"type": "user", "user_id": str(user)}:
            yield f"<@{user}>"
        case {"type": "broadcast", "range": str(everybody)}:
            yield f"<!{everybody}>"
        case {"type": "mrkdwn" | "plain_text" | "text" | "markdown", "text": str(text)}:
            yield text
        case dict():
            for inner in thing.values():
                yield from texts_of(inner)
        case list() | tuple():
            for inner in thing:
                yield from texts_of(inner)
