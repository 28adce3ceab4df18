"""Everything that is said in reply, drawn for Slack: answers, thanks, and what lies on the organizers' desk."""

from bot.core.desk import Corrected, GapPage, LessonPage
from bot.core.lessons import LessonState
from bot.core.recapped import NextRecap, NoRecap, Quietness, Recapped
from bot.core.results import Answer
from bot.core.schedule import PlanPage
from bot.core.uploads import Done, Dropped, History, Preview
from bot.views import answers, gaps, learned, plans, recaps, uploads, versions
from bot.views.blocks import Message, message, section, words

Reply = (
    Answer
    | Corrected
    | LessonPage
    | GapPage
    | Preview
    | Done
    | Dropped
    | History
    | Recapped
    | Quietness
    | NoRecap
    | PlanPage
    | NextRecap
)

ONCE_AGREED = "Thank you. Once an organizer agrees, such questions lead to *{topic}*."
THANKS = {
    LessonState.WAITING: ONCE_AGREED,
    LessonState.UNDONE: ONCE_AGREED,
    LessonState.APPROVED: "Thank you. An organizer has said the same: it is *{topic}*.",
    LessonState.REJECTED: "Thank you. An organizer has decided before that it is not *{topic}*.",
    None: "Thank you. Your question has no word that I could learn for *{topic}*.",
}
THANKS_TEXT = "Thank you. {answer}"


def reply(said: Reply, *, private: bool) -> Message:
    """Draw whatever is said; `private` is False where more people than the asker can read it."""
    match said:
        case Corrected():
            return corrected(said)
        case LessonPage():
            return learned.page(said)
        case GapPage():
            return gaps.page(said)
        case Preview():
            return uploads.preview(said)
        case Done():
            return uploads.done(said)
        case Dropped():
            return uploads.dropped(said)
        case History():
            return versions.page(said)
        case Recapped() | Quietness() | NoRecap():
            return recaps.reply(said)
        case PlanPage() | NextRecap():
            return plans.reply(said)
        case _:
            return answers.answer(said, private=private)


def corrected(found: Corrected) -> Message:
    """Thank for a correction, and show whom to ask about that topic now."""
    now = answers.answer(found.now)
    thanks = section(THANKS[found.state].format(topic=words(found.title)))
    return message(THANKS_TEXT.format(answer=now.text), thanks, *now.blocks)
