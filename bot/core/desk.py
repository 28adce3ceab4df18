"""What lies on the organizers' desk, and what a correction gives back to whoever made it."""

from dataclasses import dataclass
from enum import Enum

from bot.core.gaps import Gap
from bot.core.lessons import Lesson, LessonState
from bot.core.results import Card, Nobody, Yourself


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """The thanks for saying which topic it should have been, and whom to ask about that one now.

    `state` is what organizers made of it so far, None where the question held nothing to learn.
    """

    title: str
    state: LessonState | None
    now: Card | Yourself | Nobody


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonPage:
    """Some of what was learned; `after` is the last lesson of the page before, `following` the last one if more follow.

    `decided` is the one that was just pressed, as it is now, whoever decided on it.
    """

    lessons: tuple[Lesson, ...]
    after: str = ""
    following: str = ""
    decided: Lesson | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GapPage:
    """The questions asked most that nobody could be named for; `decided` is the one just pressed, as it is now."""

    gaps: tuple[Gap, ...]
    has_more: bool = False
    decided: Gap | None = None


class Pile(Enum):
    """How a lesson lies on the desk, in the order in which organizers want to see it."""

    WAITS = 0
    IN_FORCE = 1
    REJECTED = 2
    UNDONE = 3


def pile(lesson: Lesson) -> Pile:
    """Tell how a lesson lies on the desk; what two people taught is in force before anybody decides."""
    if lesson.waits:
        return Pile.WAITS
    match lesson.state:
        case LessonState.APPROVED | LessonState.WAITING:
            return Pile.IN_FORCE
        case LessonState.REJECTED:
            return Pile.REJECTED
        case LessonState.UNDONE:
            return Pile.UNDONE
