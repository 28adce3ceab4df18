"""Questions that nobody could be named for, for organizers to give a topic to."""

from collections.abc import Iterator

from slack_sdk.models.blocks import Block

from bot.core.desk import GapPage
from bot.core.gaps import Gap, GapState
from bot.views.blocks import Message, actions, button, message, section, small, words
from bot.views.menus import ASSIGN, topic_menu

DISMISS = "dismiss_gap"
REOPEN = "reopen_gap"

LONGEST = 120  # characters of a question or a title, so that a page fits a message though each may become five
TITLE = "Questions without a person"
HEADING = (
    "*Questions I have nobody for*, the most asked first. Choose the topic that one is about, and its words lead "
    "everybody there."
)
NOTHING = "No question waits for a person. What nobody can be named for shows up here."
LINE = "“{question}”\n{asked}"
ONCE, OFTEN = "Asked once, on {since:%-d %B %Y}", "Asked {n} times{people} since {since:%-d %B %Y}"
BY_ONE, BY_MANY = " by 1 person", " by {n} people"
ASSIGN_LABEL = "Assign a topic…"
DISMISS_LABEL = "Take off the list"  # Slack has a “Dismiss” of its own on what one person alone sees
THERE_IS_MORE = "There are more. They show up here as you decide on these."
NOW = {
    GapState.OPEN: "“{question}” waits for a topic again.",
    GapState.ASSIGNED: "“{question}” belongs to *{title}* now.",
    GapState.DISMISSED: "“{question}” is off the list.",
}


def page(found: GapPage) -> Message:
    """Draw the questions asked most, each with a menu of topics."""
    now = _decided(found.decided) if found.decided else None
    if not found.gaps:
        return message(NOTHING, now, section(NOTHING))
    lines = (block for gap in found.gaps for block in _line(gap))
    return message(TITLE, now, section(HEADING), *lines, small(THERE_IS_MORE) if found.has_more else None)


def _line(gap: Gap) -> Iterator[Block]:
    people = {0: "", 1: BY_ONE}.get(gap.people, BY_MANY.format(n=gap.people))
    asked = (ONCE if gap.times == 1 else OFTEN).format(n=gap.times, people=people, since=gap.since)
    yield section(LINE.format(question=words(gap.question, most=LONGEST), asked=asked))
    assign = topic_menu(ASSIGN, about=gap.id, label=ASSIGN_LABEL)
    yield actions([assign, button(DISMISS_LABEL, action=DISMISS, value=str(gap.id))])


def _decided(gap: Gap) -> Block:
    """Say what became of the question that was just decided on; unless it is open, that can be undone."""
    said = NOW[gap.state].format(question=words(gap.question, most=LONGEST), title=words(gap.title, most=LONGEST))
    if gap.state is GapState.OPEN:
        return section(said)
    return section(said, accessory=button("Undo", action=REOPEN, value=str(gap.id)))
