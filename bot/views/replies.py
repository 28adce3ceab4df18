"""Everything that is said in reply, drawn for Slack: answers, thanks, and what lies on the organizers' desk."""

from collections.abc import Callable, Mapping
from typing import Any, cast

from bot.core.desk import Corrected, GapPage, LessonPage
from bot.core.lessons import LessonState
from bot.core.recapped import NextRecap, NoRecap, Quietness, Recapped
from bot.core.results import Answer
from bot.core.schedule import PlanPage
from bot.core.stories import StoryPage, Told
from bot.core.uploads import Done, Dropped, History, Preview
from bot.views import answers, gaps, learned, plans, recaps, stories, uploads, versions
from bot.views.blocks import Message, message, section, words

Sheets = Preview | Done | Dropped | History
Recaps = Recapped | Quietness | NoRecap | StoryPage | Told | PlanPage | NextRecap
Reply = Answer | Corrected | LessonPage | GapPage | Sheets | Recaps

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
    draw = DRAW.get(type(said))
    return draw(said) if draw else answers.answer(cast(Answer, said), private=private)


def corrected(found: Corrected) -> Message:
    """Thank for a correction, and show whom to ask about that topic now."""
    now = answers.answer(found.now)
    thanks = section(THANKS[found.state].format(topic=words(found.title)))
    return message(THANKS_TEXT.format(answer=now.text), thanks, *now.blocks)


DRAW: Mapping[type, Callable[[Any], Message]] = {  # everything but answers
    Corrected: corrected,
    LessonPage: learned.page,
    GapPage: gaps.page,
    Preview: uploads.preview,
    Done: uploads.done,
    Dropped: uploads.dropped,
    History: versions.page,
    Recapped: recaps.reply,
    Quietness: recaps.reply,
    NoRecap: recaps.reply,
    PlanPage: plans.reply,
    NextRecap: plans.reply,
    StoryPage: stories.page,
    Told: stories.thanks,
}
