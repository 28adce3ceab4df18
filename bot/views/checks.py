"""The four questions of a check, drawn for Slack: a name is typed for each, and none is offered before."""

from collections.abc import Iterator

from slack_sdk.models.blocks import Block, ButtonElement, ConfirmObject, ExternalDataSelectElement, Option

from bot.core.quiz import FEWEST_LETTERS
from bot.core.recapped import Answered, Recapped, Typed
from bot.core.results import Card, Nobody, Who, Yourself
from bot.views import entries, quiets
from bot.views.blocks import Message, actions, button, message, name, section, small, words
from bot.views.menus import RECAP_PICK

DONE = "recap_done"
WRITE = "message"  # a link: nobody listens for it

LINK = "https://slack.com/app_redirect?team={team}&channel={user}"  # opens the direct message with a person
MESSAGE_LABEL, DONE_LABEL = "Message {name}", "Done"
TYPE_A_NAME = "Type a name"
WHO_WOULD_YOU_ASK = "*Who would you ask?* Type the name that comes to mind; leave out what you do not know."
AFTER = "*{day} days after the kickoff:* who would you ask? " + WHO_WOULD_YOU_ASK.partition("* ")[2]
TEXT = "A quick check: who would you ask?"
HOW_IT_COUNTS = "No names are offered on purpose. What you say counts into one number for everybody; nobody sees yours."
SURE = ConfirmObject(
    title="Done?",
    text="I then show you whom to ask, and nothing can be changed any more.",
    confirm="Done",
    deny="Not yet",
)
THANKS = "*Thank you.* This is who to ask:"
RIGHT, NOT_QUITE = "✓ *{topic}* · right.", "· *{topic}* · not quite, you said {chosen}."
LEFT_OUT, NAMED_SINCE = "· *{topic}* · left out.", "· *{topic}* · you said {chosen}, who was not named for it then."
ASK, YOURS, NOBODY = "Ask {name}.", "By now it is you who is named.", "Just now nobody can be named."
IS_GONE = "It is not in the directory any more."


def check(found: Recapped, *, live: bool = True) -> Message:
    """Draw a check as it stands."""
    blocks = _closed(found) if all(isinstance(one, Answered) for one in found.parts) else _open(found, live=live)
    row = quiets.rows(found.quiet, found.message_id) if live else ()
    return message(TEXT, *blocks, *row)


def reach(who: Who, team: str) -> tuple[ButtonElement, ...]:
    """Offer to write to somebody: a link that opens the direct message with them."""
    if not who.slack_id or not team:
        return ()
    label = entries.plain(MESSAGE_LABEL.format(name=who.name), most=75)
    address = LINK.format(team=team, user=who.slack_id)
    return (ButtonElement(text=label, url=address, action_id=f"{WRITE}:{who.slack_id}"),)


def options(found: tuple[Who, ...]) -> list[Option]:
    """Draw people as choices."""
    return [_option(one) for one in found]


def _open(found: Recapped, *, live: bool) -> Iterator[Block]:
    yield section(AFTER.format(day=found.day) if found.day else WHO_WOULD_YOU_ASK)
    for one in found.parts:
        picker = _picker(one) if live and isinstance(one, Typed) else None
        yield section(f"*{words(one.title)}*", accessory=picker)
    if live:
        yield actions([button(DONE_LABEL, action=DONE, value=found.message_id, primary=True, confirm=SURE)])
        yield small(HOW_IT_COUNTS)


def _picker(found: Typed) -> ExternalDataSelectElement:
    return ExternalDataSelectElement(
        action_id=f"{RECAP_PICK}:{found.recap_id}",
        placeholder=TYPE_A_NAME,
        initial_option=_option(found.chosen) if found.chosen else None,
        min_query_length=FEWEST_LETTERS,
    )


def _option(who: Who) -> Option:
    return entries.option(who.name, value=str(who.person_id))


def _closed(found: Recapped) -> Iterator[Block]:
    yield section(THANKS)
    for one in found.parts:
        if isinstance(one, Answered):
            who = one.now.first.who if isinstance(one.now, Card) else None
            link = next(iter(reach(who, found.team)), None) if who else None
            yield section(_line(one), accessory=link)


def _line(found: Answered) -> str:
    is_named = isinstance(found.now, Card) and found.now.first.who.name == found.chosen  # though not when it was asked
    wrong = NAMED_SINCE if is_named else NOT_QUITE if found.chosen else LEFT_OUT
    said = RIGHT if found.is_right else wrong
    lines = [said.format(topic=words(found.title), chosen=words(found.chosen)), _ask(found)]
    return " ".join((*lines, *([IS_GONE] if found.is_gone else [])))


def _ask(found: Answered) -> str:
    match found.now:
        case Card(first=first):
            return ASK.format(name=name(first.who))
        case Yourself():
            return YOURS
        case Nobody():
            return NOBODY
