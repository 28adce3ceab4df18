"""What lies on the organizers' desk: pages of it, what a decision makes of it, and how much waits there."""

from sqlalchemy.orm import Session

from bot.core import lessons as rules
from bot.core.desk import GapPage, LessonPage
from bot.core.gaps import Gap
from bot.core.lessons import Lesson
from bot.core.results import Waiting
from bot.usecases import directories, gaps, learning, telling

PAGE = 15  # lines of a page; two blocks each leave room for headings in the fifty that a message may have


def lessons(session: Session, *, after: str = "", decided: Lesson | None = None) -> LessonPage:
    """Lay out a page of what was learned, after the last lesson of the page before."""
    found = learning.lessons(session, limit=PAGE + 1, after=after or None)
    return LessonPage(
        lessons=found[:PAGE],
        after=after,
        following=found[PAGE - 1].id if len(found) > PAGE else "",
        decided=decided,
    )


def questions(session: Session, *, decided: Gap | None = None) -> GapPage:
    """Lay out the questions asked most that nobody could be named for."""
    found = gaps.waiting(session, limit=PAGE + 1)
    return GapPage(gaps=found[:PAGE], has_more=len(found) > PAGE, decided=decided)


def waiting(session: Session) -> Waiting:
    """Count what waits for an organizer."""
    kept = directories.learned(session)
    reaches = rules.reached(kept)
    waiting = sum(rules.waits(one.state, rules.reach(one, reaches)) for one in kept)
    return Waiting(lessons=waiting, gaps=gaps.count(session), stories=telling.count(session))
