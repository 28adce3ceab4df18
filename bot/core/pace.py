"""How fast messages go out: so many a minute for all workers together, and never in a burst.

Each message has a moment at which it may start. Whoever is late for it by more than `tolerance` takes a new one: then
no second has more than a sixtieth of the minute's messages, rounded up, even if all of a second's are late at once.
"""

import math
from dataclasses import dataclass
from datetime import timedelta

SLACK = 0.2  # share of a second by which the messages of one second may be late
FURTHEST = timedelta(minutes=10)  # a gate further ahead than this was left there by a clock that has been set back


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """Messages a minute, as the time between two starts and how late each may be, in seconds.

    >>> pace = Pace.of(200)
    >>> round(pace.interval, 3), round(pace.tolerance, 3)
    (0.3, 0.2)
    """

    interval: float
    tolerance: float

    @classmethod
    def of(cls, per_minute: int) -> "Pace":
        """Work them out; the most that may start in any one second is `per_minute / 60`, rounded up."""
        most = math.ceil(per_minute / 60)
        interval = max(60 / per_minute, (1 + SLACK) / most)
        return cls(interval=interval, tolerance=most * interval - 1)
