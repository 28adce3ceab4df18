"""The plan of a kickoff's recaps, as the organizers set it."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.core.cadence import Rules


class PlanState(StrEnum):
    """Whether recaps go out; only what is started is sent."""

    DRAFT = "draft"
    STARTED = "started"
    PAUSED = "paused"


class Audience(StrEnum):
    """Who takes part: everybody who works here, or only those the organizers named. Some may be left out of either."""

    EVERYBODY = "everybody"
    CHOSEN = "chosen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The recaps of the current kickoff. Without its last day, `rules` is None, and nothing can be started."""

    kickoff_id: int
    kickoff: str
    state: PlanState
    rules: Rules | None
    audience: Audience
    seed: str
    started_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Somebody who takes part: since when, from the week that begins on which Monday, and on whose clock."""

    person_id: int
    time_zone: str | None
    enrolled_at: datetime
    first_week: date
    is_new: bool
