"""What a person reads when there is no one answer: a choice, a question back, or that nobody can be named yet."""

from slack_sdk.models.blocks import ButtonElement

from bot.core.results import Choice, Nobody, Option
from bot.views import menus
from bot.views.blocks import Message, actions, button, escape, listed, message, name, section, small, words

PICK = "pick_topic"
CHOOSE = "More than one topic could fit. Which would you like?"
CHOOSE_TEXT = "That could be {topics}. Which would you like?"
NONE_OF_THESE = "None of these? Ask again in other words, or by name."
PERHAPS = "I am not quite sure. Did you mean this?"
PERHAPS_TOPIC = "Did you mean *{topic}*? I am not quite sure."
PERHAPS_TEXT = "Did you mean {topic}? I am not quite sure."
PERHAPS_WHO = " If so, {person} is the one to ask."
YES = "Yes, that is it"
NOT_THIS = "If not, ask again in other words, or by name."
NOBODY = "I have nobody to name for “{question}” yet. I have put it on the organizers' list."
CLOSEST = "The closest I know:"
NO_CLOSEST = "Try a product, competitor, account or process by its name."
NOBODY_NOW = "Nobody is named for *{topic}* at the moment. I have put your question on the organizers' list."
NOBODY_ELSE = "Nobody else is named for *{topic}* at the moment. I have put your question on the organizers' list."


def choice(found: Choice) -> Message:
    """Draw up to three topics, none of them as the answer; one alone is asked about."""
    if len(found.options) == 1:
        return _perhaps(found.options[0])
    titles = [escape(option.title) for option in found.options]
    lines = [
        f"• *{words(option.title)}*" + (f": {words(option.who.name)}" if option.who else "") for option in found.options
    ]
    said = CHOOSE_TEXT.format(topics=listed(titles, last="or"))
    return message(said, section("\n".join([CHOOSE, *lines])), actions(picks(found.options)), small(NONE_OF_THESE))


def picks(options: tuple[Option, ...]) -> list[ButtonElement]:
    """Draw a button for each topic that can be looked at."""
    return [button(one.title, action=f"{PICK}:{n}", value=one.suggestion_id) for n, one in enumerate(options)]


def _perhaps(option: Option) -> Message:
    """Ask about the one topic that is likely, but not sure."""
    asked = PERHAPS_TOPIC.format(topic=words(option.title))
    if option.who:
        asked += PERHAPS_WHO.format(person=name(option.who))
    yes = button(YES, action=f"{PICK}:0", value=option.suggestion_id)
    return message(PERHAPS_TEXT.format(topic=escape(option.title)), section(asked), actions([yes]), small(NOT_THIS))


def nobody(found: Nobody, *, private: bool = True) -> Message:
    """Say that nobody can be named, and what is close; where the asker alone reads it, they can say who it is."""
    if found.topic:
        gone = (NOBODY_ELSE if found.after_others else NOBODY_NOW).format(topic=words(found.topic))
        ask = menus.should_be(found.suggestion_id) if found.suggestion_id and private else None
        return message(gone.replace("*", ""), section(gone), ask)
    said = NOBODY.format(question=words(found.question))
    near = small(CLOSEST if found.closest else NO_CLOSEST)
    closest = actions(picks(found.closest)) if found.closest else None
    ask = menus.who_is_it(found.ask_id) if found.ask_id and private else None
    return message(said, section(said), near, closest, ask)
