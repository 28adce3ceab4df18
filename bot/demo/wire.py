"""What went over the wire: each delivery to the app and each call of the app, with its outcome."""

from __future__ import annotations

import threading
from collections import deque
from dataclasses import asdict, dataclass, field
from typing import Any

from bot.demo.refusals import Json

KEPT = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Crossing:
    """One request: `to_app` is a delivery, otherwise a call; `refused` says why it was not accepted."""

    to_app: bool
    what: str
    status: int | None
    ms: float
    refused: str = ""
    retry: int = 0
    arguments: Json = field(default_factory=dict)
    answer: Any = None

    @property
    def ok(self) -> bool:
        """Whether it was accepted in time."""
        return not self.refused

    def as_json(self) -> Json:
        """Show it to the page."""
        return asdict(self)


class Wire:
    """The last crossings, oldest first."""

    def __init__(self) -> None:
        self._kept: deque[Crossing] = deque(maxlen=KEPT)
        self._lock = threading.Lock()

    def note(self, crossing: Crossing) -> Crossing:
        """Keep a crossing."""
        with self._lock:
            self._kept.append(crossing)
        return crossing

    def all(self) -> list[Crossing]:
        """Give everything kept."""
        with self._lock:
            return list(self._kept)

    def calls(self, method: str | None = None) -> list[Crossing]:
        """Give the app's calls, all or those of one method."""
        return [one for one in self.all() if not one.to_app and method in (None, one.what)]

    def deliveries(self, what: str | None = None) -> list[Crossing]:
        """Give what was sent to the app, all or of one kind, such as `event message`."""
        return [one for one in self.all() if one.to_app and what in (None, one.what)]
