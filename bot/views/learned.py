"""What was learned from use, for organizers to decide on."""

from collections.abc import Iterator

from slack_sdk.models.blocks import Block

from bot.core.desk import LessonPage, Pile, pile
from bot.core.lessons import Lesson, LessonKind, LessonState
from bot.views.blocks import Message, actions, button, message, section, words

APPROVE = "approve_lesson"
REJECT = "reject_lesson"
UNDO = "undo_lesson"
MORE = "more_lessons"

TITLE = "What was learned from use"
NOTHING = "Nothing was learned from use yet. What your colleagues confirm and correct shows up here."
HEADINGS = {
    Pile.WAITS: "*Waiting for a decision.* Until then a correction counts for nobody, and words that helped for "
    "whoever asked alone.",
    Pile.IN_FORCE: "*In force for everybody*",
    Pile.REJECTED: "*Rejected.* These words lead nobody there, however often they are said again.",
    Pile.UNDONE: "*Taken back.* They may be learned anew.",
}
LINE = "{lesson}\n{kind} · {day:%-d %B %Y} · {people}"
LESSON = "“{words}” → *{title}*"
ONE, MANY = "1 person", "{n} people"
KINDS = {LessonKind.HELPED: "that helped", LessonKind.CORRECTION: "correction", LessonKind.GAP: "gap"}
DECISIONS = {
    Pile.WAITS: {"Approve": APPROVE, "Reject": REJECT},
    Pile.IN_FORCE: {"Undo": UNDO},
    Pile.REJECTED: {"Approve": APPROVE},
    Pile.UNDONE: {"Approve": APPROVE},
}
NOW = {
    LessonState.APPROVED: "{lesson} is approved, and counts for everybody.",
    LessonState.REJECTED: "{lesson} is rejected, and counts for nobody.",
    LessonState.UNDONE: "{lesson} is taken back. It may be learned anew.",
    LessonState.WAITING: "{lesson} waits for a decision.",
}
LONGEST, TITLES = 160, 100  # characters of the words of a lesson and of its topic's title; a page must fit a message
MORE_LABEL = "Show more"


def page(found: LessonPage) -> Message:
    """Draw what waits for a decision, then what is in force, then what is not any more."""
    now = [section(NOW[found.decided.state].format(lesson=_lesson(found.decided)))] if found.decided else []
    if not found.lessons:
        return message(NOTHING, *now, section(NOTHING))
    following = actions([button(MORE_LABEL, action=MORE, value=found.following)]) if found.following else None
    return message(TITLE, *now, *_grouped(found), following)


def _grouped(found: LessonPage) -> Iterator[Block]:
    """Put the lessons of a page under the headings that there are any for."""
    for what, heading in HEADINGS.items():
        lessons = [one for one in found.lessons if pile(one) is what]
        if lessons:
            yield section(heading)
        for one in lessons:
            yield from _line(one, what, after=found.after)


def _line(lesson: Lesson, what: Pile, *, after: str) -> Iterator[Block]:
    """Draw one lesson, with what can be decided on it; the buttons know its state as it is shown, and the page."""
    people = ONE if lesson.people == 1 else MANY.format(n=lesson.people)
    said = LINE.format(lesson=_lesson(lesson), kind=KINDS[lesson.kind], day=lesson.on, people=people)
    decisions = [
        button(label, action=f"{action}:{lesson.state}-{after}", value=lesson.id)
        for label, action in DECISIONS[what].items()
    ]
    if len(decisions) == 1:
        yield section(said, accessory=decisions[0])
    else:
        yield section(said)
        yield actions(decisions)


def _lesson(lesson: Lesson) -> str:
    title = words(lesson.title, most=TITLES)
    return LESSON.format(words=words(" ".join(lesson.words), most=LONGEST), title=title)
