"""What was learned from use, for organizers to decide on."""

from collections.abc import Iterator

from slack_sdk.models.blocks import Block

from bot.core.desk import LessonPage, Pile, pile
from bot.core.lessons import Lesson, LessonKind, LessonState, Reach
from bot.views.blocks import Message, actions, button, message, section, words

APPROVE = "approve_lesson"
REJECT = "reject_lesson"
UNDO = "undo_lesson"
MORE = "more_lessons"

TITLE = "What was learned from use"
NOTHING = "Nothing was learned from use yet. What your colleagues confirm and correct shows up here."
NOTHING_WAITS = "Nothing waits for a decision."
HEADINGS = {
    Pile.WAITS: "*Waiting for a decision.* Approve: whoever asks with these words is led to the topic. Reject: nobody "
    "is, however often they are said.",
    Pile.IN_FORCE: "*Counts for everybody*",
    Pile.REJECTED: "*Rejected.* These words lead nobody there, however often they are said again.",
    Pile.UNDONE: "*Taken back.* These words lead nobody there, until somebody teaches them again.",
}
LINE = "{lesson}\n{came}{reach} · {day:%-d %B %Y}"
LESSON = "“{words}” → *{title}*"
BETWEEN = "”, “"  # words that are learned one by one, and were seldom side by side in a question
KINDS = {  # as nobody, one person and several taught it
    LessonKind.HELPED: ("That helped", "Helped 1 person", "Helped {n} people"),
    LessonKind.CORRECTION: ("Suggested", "Suggested by 1 person", "Suggested by {n} people"),
    LessonKind.GAP: ("From the gaps",) * 3,
}
SO_FAR = {Reach.NOBODY: ", counts for nobody yet", Reach.ASKERS: ", counts for them alone so far"}
PARTLY = ", but some of its words were rejected since"
DECISIONS = {
    Pile.WAITS: {"Approve": APPROVE, "Reject": REJECT},
    Pile.IN_FORCE: {"Undo": UNDO},
    Pile.REJECTED: {"Approve": APPROVE},
    Pile.UNDONE: {"Approve": APPROVE},
}
NOW = {
    LessonState.APPROVED: "*Approved:* {lesson} counts for everybody now.",
    LessonState.REJECTED: "*Rejected:* {lesson} counts for nobody.",
    LessonState.UNDONE: "*Taken back:* {lesson} counts for nobody, until somebody teaches it again.",
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
    """Put the lessons of a page under the headings that there are any for; on the first, say if nothing waits."""
    if not found.after and not any(pile(one) is Pile.WAITS for one in found.lessons):
        yield section(NOTHING_WAITS)
    for what, heading in HEADINGS.items():
        lessons = [one for one in found.lessons if pile(one) is what]
        if lessons:
            yield section(heading)
        for one in lessons:
            yield from _line(one, what, after=found.after)


def _line(lesson: Lesson, what: Pile, *, after: str) -> Iterator[Block]:
    """Draw one lesson, with what can be decided on it; the buttons know its state as it is shown, and the page."""
    came = KINDS[lesson.kind][min(lesson.people, 2)].format(n=lesson.people)
    said = LINE.format(lesson=_lesson(lesson), came=came, reach=_reach(lesson, what), day=lesson.on)
    decisions = [
        button(label, action=f"{action}:{lesson.state}-{after}", value=lesson.id)
        for label, action in DECISIONS[what].items()
    ]
    if len(decisions) == 1:
        yield section(said, accessory=decisions[0])
    else:
        yield section(said)
        yield actions(decisions)


def _reach(lesson: Lesson, what: Pile) -> str:
    """Say for whom a lesson counts, where its heading does not."""
    if what is Pile.WAITS:
        return SO_FAR.get(lesson.reach, "")
    return PARTLY if what is Pile.IN_FORCE and lesson.reach is not Reach.EVERYBODY else ""


def _lesson(lesson: Lesson) -> str:
    title = words(lesson.title, most=TITLES)
    return LESSON.format(words=words(BETWEEN.join(lesson.words), most=LONGEST), title=title)
