"""What a recap says at any moment, in values: questions that are open, answers with whom to ask, and what follows.

All of it follows from what is kept, so that a message can be drawn anew at any time and says the same.
"""

from dataclasses import dataclass, field
from datetime import date, datetime

from bot.core.cadence import Kind
from bot.core.outbox import Why
from bot.core.quiz import Form
from bot.core.results import Card, Nobody, Who, Yourself


@dataclass(frozen=True, slots=True, kw_only=True)
class Spark:
    """A colleague's own words that go before a question; `kind` is a win, a loss, an outtake, or just a story."""

    story_id: int
    kind: str
    text: str
    who: Who


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """A question that waits for its answer; `offered` is what the buttons say."""

    recap_id: str
    title: str
    form: Form
    offered: tuple[str, ...]
    statement: str = ""
    spark: Spark | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """A topic of a check that is still open, and who was chosen for it so far."""

    recap_id: str
    title: str
    chosen: Who | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """A question with what became of it, and whom to ask about its topic now, though it may be gone from the directory.

    `chosen` is what was answered, empty where somebody had it shown, and `correct` what would have been right. `was` is
    who was right when it was asked and is not named any more, and `is_true` tells of a `statement`. `is_elsewhere` says
    that whoever was chosen has nothing to do with the topic, and `is_outdated` that a place or a key point is not what
    it was when it was asked about.
    """

    recap_id: str
    title: str
    form: Form
    is_right: bool
    chosen: str
    correct: str
    now: Card | Yourself | Nobody
    is_gone: bool = False
    statement: str = ""
    is_true: bool = False
    was: Who | None = None
    was_left: bool = False
    is_unwanted: bool = False
    is_elsewhere: bool = True
    is_outdated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Quietness:
    """That somebody wants no recaps just now, or `until` a day, and when the next one comes as far as is known."""

    is_stopped: bool = False
    until: date | None = None
    next_on: date | None = None

    @property
    def is_quiet(self) -> bool:
        """Whether no recaps come."""
        return self.is_stopped or self.until is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Recapped:
    """A recap or a check as it stands. `day` is how many days after the kickoff a check comes.

    `more` is the recap from which one more question can be asked, and `is_dry` that this was tried and none is due.
    `team` is the workspace, for links to people.
    """

    message_id: str
    kind: Kind
    parts: tuple[Open | Typed | Answered, ...]
    day: int = 0
    quiet: Quietness = field(default_factory=Quietness)
    more: str = ""
    is_dry: bool = False
    team: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoRecap:
    """Somebody has had no recap to show again; whether one is to come tells `quiet`."""

    quiet: Quietness


@dataclass(frozen=True, slots=True, kw_only=True)
class NextRecap:
    """What comes next to somebody: when, on their own clock, and what it would say; or `why` nothing comes."""

    who: Who
    time_zone: str
    at: datetime | None = None
    kind: Kind | None = None
    day: int = 0
    said: Recapped | None = None
    why: Why | None = None
