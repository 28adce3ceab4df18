"""Who somebody in front of the page is: those they acted as last, and those the demo gives them to begin with."""

from __future__ import annotations

import threading
from collections.abc import Collection

LAST = 3  # people besides those of the beginning


class Visitors:
    """Remembers whom the page acted as; nobody else presses a button in their name."""

    def __init__(self, first: Collection[str] = ()) -> None:
        self._first = frozenset(first)
        self._lately: list[str] = []
        self._lock = threading.Lock()

    def note(self, handle: str) -> None:
        """Note that the page acts as somebody."""
        with self._lock:
            others = [one for one in self._lately if one != handle and one not in self._first]
            self._lately = [*others, handle][-LAST:] if handle not in self._first else others

    def forget(self) -> None:
        """Begin anew."""
        with self._lock:
            self._lately.clear()

    def __contains__(self, handle: object) -> bool:
        return handle in self._first or handle in self._lately
