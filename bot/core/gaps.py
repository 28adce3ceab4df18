"""Questions that nobody could be named for, as organizers see them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class GapState(StrEnum):
    """What the organizers made of a gap."""

    OPEN = "open"
    ASSIGNED = "assigned"
    DISMISSED = "dismissed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """One question, asked so many times by so many people since a day; `title` is the topic it was assigned to."""

    id: int
    question: str
    times: int
    people: int
    since: date
    state: GapState
    title: str = ""
