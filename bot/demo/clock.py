"""The clock of a workspace: the real time, or that moved by as much as somebody likes."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

Now = Callable[[], datetime]


def real_time() -> datetime:
    """Give the time of this machine."""
    return datetime.fromtimestamp(time.time(), UTC)


class Clock:
    """Gives the time when it is called; `real` is what it moves away from.

    What expires within seconds or minutes, such as a trigger, counts in real time: moving the clock breaks nothing that
    is under way.
    """

    def __init__(self, real: Now = real_time) -> None:
        self.real = real
        self.moved = timedelta()

    def __call__(self) -> datetime:
        """Give the time."""
        return self.real() + self.moved

    def move(self, by: timedelta) -> None:
        """Move the clock on, or back."""
        self.moved += by

    def back(self) -> None:
        """Go back to the real time."""
        self.moved = timedelta()
