"""What colleagues tell in their own words, and what becomes of it.

waiting ──approve──> shown
  │ ^───reopen────────┘ │           by an organizer, for as long as its author has not taken it back
  └──decline──> declined┘
any of them ──withdraw──> withdrawn    by its author alone, and for good
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.core.results import Who

LONGEST = 2000  # characters of what somebody tells
PAGE = 15  # stories of a page at most; a view draws as many of them as fit a message


class StoryKind(StrEnum):
    """What kind of story it is; those of a sheet are just stories."""

    WIN = "win"
    LOSS = "loss"
    OUTTAKE = "outtake"
    STORY = "story"


class StoryState(StrEnum):
    """What became of a story so far."""

    WAITING = "waiting"
    SHOWN = "shown"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


TOLD = (StoryKind.WIN, StoryKind.LOSS, StoryKind.OUTTAKE)  # what people choose from


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One story, word for word, with who tells it on which topic; `told_on` is not known of those of a sheet."""

    id: int
    title: str
    kind: StoryKind
    text: str
    who: Who
    state: StoryState
    told_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The thanks for a story."""

    story: Story


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryPage:
    """Somebody's own stories, the latest first, and before them what waits for an organizer; one more than a page.

    `before` is the last story of the page before, None on the first one. `decided` is the one that was just pressed,
    as it is now, whoever decided on it, and `withdrawn` the one that its author has just taken back.
    """

    own: tuple[Story, ...]
    waiting: tuple[Story, ...] = ()
    before: int | None = None
    decided: Story | None = None
    withdrawn: Story | None = None
