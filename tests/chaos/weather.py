"""A Slack on which a share of the calls fares badly, each in a way of its own, drawn from a seed."""

import random

from bot.demo.faults import Fault, Faults, Harm

LATE = 1.0  # seconds that a slow call takes; longer than the workers of these tests wait
METHODS = {"chat.postMessage", "conversations.history", "conversations.open"}
WAYS = (
    {"harm": Harm.RATE_LIMIT, "seconds": 1},
    {"harm": Harm.ERROR, "status": 500},
    {"harm": Harm.ERROR, "status": 503, "after": True},
    {"harm": Harm.DROP},
    {"harm": Harm.DROP, "after": True},
    {"harm": Harm.SLOW, "seconds": LATE},
    {"harm": Harm.SLOW, "seconds": LATE, "after": True},
)


class Weather(Faults):
    """Harms so large a share of the calls that matter."""

    def __init__(self, *, share: float, seed: int) -> None:
        super().__init__()
        self._share = share
        self._chance = random.Random(seed)

    def _strike(self, method: str) -> Fault | None:
        if (ordered := super()._strike(method)) or method not in METHODS:
            return ordered
        with self._lock:
            if self._chance.random() >= self._share:
                return None
            fault = Fault(method=method, times=1, **self._chance.choice(WAYS))
            self._struck.append((fault.harm, fault.after, method))
            return fault
