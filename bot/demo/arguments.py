"""The arguments of a Web API call, form-encoded or JSON alike."""

from __future__ import annotations

import json
from typing import Any

from bot.demo.refusals import Json, Refused

# What is no JSON has a code of its own in these (reference/methods/chat.postMessage).
_GARBLED = {"blocks": "invalid_blocks_format", "metadata": "invalid_metadata_format"}


class Arguments:
    """What the app sent along with a call; lists and objects may arrive as JSON in a string."""

    def __init__(self, given: Json) -> None:
        self.given = {name: value for name, value in given.items() if value is not None}

    def has(self, name: str) -> bool:
        """Whether it was given at all."""
        return name in self.given

    def required(self, name: str, *, otherwise: str = "invalid_arguments") -> str:
        """Give a text that must be there."""
        if not (value := self.text(name)):
            details = (f"missing required field: {name}",) if otherwise == "invalid_arguments" else ()
            raise Refused(otherwise, *details)
        return value

    def text(self, name: str) -> str:
        """Give a text, empty when it was not given."""
        return str(self.given.get(name, ""))

    def flag(self, name: str) -> bool:
        """Give a yes or no."""
        return str(self.given.get(name, "")).lower() in ("1", "true")

    def number(self, name: str, *, otherwise: int) -> int:
        """Give a number."""
        value = self.text(name) or str(otherwise)
        if not value.isdigit():
            raise Refused("invalid_arguments", f"must be an integer [json-pointer:/{name}]")
        return int(value)

    def parsed(self, name: str) -> Any:
        """Give an object or a list, None when it was not given."""
        value = self.given.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value) if value else None
        except ValueError:
            if name in _GARBLED:
                raise Refused(_GARBLED[name]) from None
            raise Refused("invalid_arguments", f"must be valid JSON [json-pointer:/{name}]") from None

    def blocks(self) -> tuple[Json, ...]:
        """Give the blocks; what is no list of them is refused (errors of chat.postMessage)."""
        blocks = self.parsed("blocks") or []
        if not isinstance(blocks, list):
            raise Refused("invalid_blocks_format")
        return tuple(blocks)
