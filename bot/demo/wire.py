"""What went over the wire: each delivery to the app and each call of the app, with its outcome."""

from __future__ import annotations

import re
import threading
from collections import deque
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from bot.demo.refusals import Json

KEPT = 2_000
HIDDEN = "•••"
_TOKEN = re.compile(r"\bx(?:ox[a-z]|app)-[\w-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Crossing:
    """One request: `to_app` is a delivery, otherwise a call; `refused` says why it was not accepted.

    `details` are what Slack would tell the app's developer besides, `retry` counts the deliveries of an event after its
    first, and `number` is the place in the list.
    """

    to_app: bool
    what: str
    status: int | None
    ms: float
    refused: str = ""
    details: tuple[str, ...] = ()
    retry: int = 0
    arguments: Json = field(default_factory=dict)
    answer: Any = None
    number: int = 0

    @property
    def ok(self) -> bool:
        """Whether it was accepted in time."""
        return not self.refused

    def as_json(self) -> Json:
        """Show it to the page, without the tokens in it."""
        shown: Json = _without_tokens(asdict(self))
        return shown


class Wire:
    """The last crossings, oldest first; those who wait on `changed` are woken by each."""

    def __init__(self, changed: threading.Condition) -> None:
        self._kept: deque[Crossing] = deque(maxlen=KEPT)
        self._changed = changed
        self.first = 1
        self.last = 0

    def note(self, crossing: Crossing) -> Crossing:
        """Keep a crossing, and give it its number."""
        with self._changed:
            self.last += 1
            numbered = replace(crossing, number=self.last)
            self._kept.append(numbered)
            self._changed.notify_all()
        return numbered

    def clear(self) -> None:
        """Forget everything; the numbers go on."""
        with self._changed:
            self._kept.clear()
            self.first = self.last + 1
            self._changed.notify_all()

    def all(self) -> list[Crossing]:
        """Give everything kept."""
        with self._changed:
            return list(self._kept)

    def after(self, number: int) -> list[Crossing]:
        """Give what came after one that was seen already."""
        return [one for one in self.all() if one.number > number]

    def calls(self, method: str | None = None) -> list[Crossing]:
        """Give the app's calls, all or those of one method."""
        return [one for one in self.all() if not one.to_app and method in (None, one.what)]

    def deliveries(self, what: str | None = None) -> list[Crossing]:
        """Give what was sent to the app, all or of one kind, such as `event message`."""
        return [one for one in self.all() if one.to_app and what in (None, one.what)]


def _without_tokens(thing: Any) -> Any:
    match thing:
        case str():
            return _TOKEN.sub(HIDDEN, thing)
        case dict():
            return {name: HIDDEN if name == "token" else _without_tokens(value) for name, value in thing.items()}
        case list() | tuple():
            return [_without_tokens(one) for one in thing]
    return thing
