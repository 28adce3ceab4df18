"""What would be sent at a moment, to whom, and what it would ask."""

from dataclasses import dataclass
from datetime import datetime

from bot.core.cadence import Kind
from bot.core.outbox import Why
from bot.core.recaps import PlanState
from bot.core.results import Who


@dataclass(frozen=True, slots=True, kw_only=True)
class Ahead:
    """One message: to whom, on whose clock, and the topics with the form in which each is asked about.

    `why` says why it would not be sent, or not before the moment `until`.
    """

    who: Who
    time_zone: str
    kind: Kind
    due_at: datetime
    asks: tuple[tuple[str, str], ...] = ()
    why: Why | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LookAhead:
    """What would be sent at a moment. `state` is that of the plan, None where there is none that could be started.

    What is not started is looked at as if it were.
    """

    at: datetime
    state: PlanState | None = None
    messages: tuple[Ahead, ...] = ()
