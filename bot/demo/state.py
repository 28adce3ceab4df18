"""What a workspace knows, in one piece."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import Any

from bot.demo.people import Person
from bot.demo.things import Conversation, Message, Upload, View
from bot.errors import SkoError


class Unreadable(SkoError):  # noqa: N818
    """What was kept is nothing that this version can read."""


@dataclass(slots=True, kw_only=True)
class State:
    """All that changes while a workspace is used: what stands here is kept for the next time, and reset.

    People, conversations, views and uploads are found by their id, messages by their conversation's, Home tabs by their
    person's; `reads` say how far a person has read each place.
    """

    people: dict[str, Person] = field(default_factory=dict)
    conversations: dict[str, Conversation] = field(default_factory=dict)
    messages: dict[str, list[Message]] = field(default_factory=dict)
    views: dict[str, View] = field(default_factory=dict)
    homes: dict[str, View] = field(default_factory=dict)
    uploads: dict[str, Upload] = field(default_factory=dict)
    reads: dict[str, dict[str, str]] = field(default_factory=dict)
    last_microsecond: int = 0

    def copy(self) -> State:
        """Give a state that goes its own way from here: what it holds is frozen, where it holds it is copied."""
        return State(**{one.name: _apart(getattr(self, one.name)) for one in fields(self)})


def _apart(thing: Any) -> Any:
    match thing:
        case dict():
            return {key: _apart(value) for key, value in thing.items()}
        case list() | set():
            return type(thing)(thing)
    return thing
