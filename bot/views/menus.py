"""Menus whose choices are found while somebody types."""

from collections.abc import Iterable

from slack_sdk.models.blocks import (
    ExternalDataSelectElement,
    Option,
    PlainTextObject,
    SectionBlock,
)

from bot.core.results import Choosable
from bot.views.blocks import BRACKETS, clamp, section

SHOULD_BE = "should_be"
WHO_IS_IT = "who_is_it"
ASSIGN = "assign_topic"
EDIT_TOPIC = "edit_topic"
RECAP_PICK = "recap_pick"  # of people, and the others of topics
STORY_TOPIC = "story_topic"
MENUS = (SHOULD_BE, WHO_IS_IT, ASSIGN, EDIT_TOPIC, RECAP_PICK, STORY_TOPIC)
OPTION = 75  # characters of a choice, and as many of what is said below it
TYPE_A_TOPIC = "Type a topic or a name"
ASK_SHOULD_BE = "Who should it have been? Choose the topic."
ASK_WHO_IS_IT = "Know who it is? Choose the topic."
ASK = "Ask {name}"
NOBODY = "Nobody is named for it yet"


def topic_menu(action: str, *, about: object = "form", label: str = TYPE_A_TOPIC) -> ExternalDataSelectElement:
    """Draw a menu of all topics; what it is about goes with the action, since its value is the topic."""
    return ExternalDataSelectElement(action_id=f"{action}:{about}", placeholder=label, min_query_length=0)


def should_be(suggestion_id: str) -> SectionBlock:
    """Ask which topic it should have been instead of the one that was suggested; nobody has to say."""
    return _asked(ASK_SHOULD_BE, topic_menu(SHOULD_BE, about=suggestion_id))


def who_is_it(ask_id: int) -> SectionBlock:
    """Ask which topic a question was about that nobody was named for; nobody has to say."""
    return _asked(ASK_WHO_IS_IT, topic_menu(WHO_IS_IT, about=ask_id))


def options(found: Iterable[Choosable]) -> list[Option]:
    """Draw topics as choices, each with whom to ask about it now."""
    return [
        Option(
            value=str(one.topic_id),
            text=_shown(one.title),
            description=_shown(ASK.format(name=one.who.name) if one.who else NOBODY),
        )
        for one in found
    ]


def _asked(text: str, menu: ExternalDataSelectElement) -> SectionBlock:
    return section(text, accessory=menu)


def _shown(text: str) -> PlainTextObject:
    """Show text of a sheet, which has no markup here, so that angle brackets are shown by their likes."""
    return PlainTextObject(text=clamp(" ".join(text.split()).translate(BRACKETS), OPTION) or "–")
