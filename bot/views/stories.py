"""Stories that colleagues tell: the form, the thanks, one's own with what became of them, and those that wait."""

from collections.abc import Iterator, Sequence
from typing import Any

from slack_sdk.models.blocks import Block, ConfirmObject

from bot.core.stories import LONGEST, PAGE, TOLD, Story, StoryKind, StoryPage, StoryState
from bot.core.stories import Told as Thanks
from bot.views.blocks import (
    SECTION,
    Message,
    Modal,
    actions,
    button,
    escape,
    message,
    name,
    person,
    section,
    small,
    words,
)
from bot.views.entries import choice, entry, line, modal, option
from bot.views.menus import STORY_TOPIC, topic_menu

STORY_FORM = "story_form"
TOPIC, KIND, WORDS = "topic", "kind", "words"

TELL = "tell_story"
APPROVE = "approve_story"
DECLINE = "decline_story"
REOPEN = "reopen_story"
WITHDRAW = "withdraw_story"
MORE = "more_stories"

TITLE, SUBMIT = "Tell a story", "Send"
TOPIC_LABEL, TOPIC_HINT = "About which topic?", "Type a word of its name."
KIND_LABEL = "What is it?"
WORDS_LABEL = "In your own words"
WORDS_HINT = "As you would tell a colleague: what happened, and what you would do again or never again."
BELOW = (
    "An organizer reads it first. Then colleagues see it word for word, with your name, on the topic's card and in "
    "recaps. You can withdraw it any time with `/sko stories`."
)
KINDS = {
    StoryKind.WIN: "A win",
    StoryKind.LOSS: "A loss, told honestly",
    StoryKind.OUTTAKE: "An outtake: something that went wrong",
    StoryKind.STORY: "A story",
}
SHORT = {
    StoryKind.WIN: "Win",
    StoryKind.LOSS: "Loss",
    StoryKind.OUTTAKE: "Outtake",
    StoryKind.STORY: "Story",
}

THANKS = (
    "Thank you! Once an organizer has approved it, colleagues see it on *{topic}*, word for word and with your name. "
    "You can withdraw it any time with `/sko stories`."
)
THANKS_AGAIN = {
    StoryState.SHOWN: "Thank you! You have told that before, and colleagues see it on *{topic}* already.",
}

PAGE_TITLE, WAITING_TITLE = "Your stories", "Stories that wait for you"
WAITING_HEADING = (
    "*Stories that wait for you.* Approve: colleagues see it word for word and signed. Decline: nobody does."
)
OWN_HEADING = "*Your stories*, the latest first. What you withdraw is gone everywhere at once."
NOTHING = "You have told no story yet. `/sko story` takes one: a win, a loss, something that went wrong on stage."
NO_MORE = "These were all of your stories."
LINE = "{kind} by {who} on *{topic}*"
OWN = "{kind} on *{topic}* · {state}\n“{text}”"
STATES = {
    StoryState.WAITING: "waits for an organizer",
    StoryState.SHOWN: "shown to colleagues",
    StoryState.DECLINED: "not taken up by the organizers",
    StoryState.WITHDRAWN: "withdrawn",
}
NOW = {
    StoryState.WAITING: "{who}'s story on *{topic}* waits for a decision again.",
    StoryState.SHOWN: "{who}'s story on *{topic}* is shown to colleagues now.",
    StoryState.DECLINED: "{who}'s story on *{topic}* is shown to nobody.",
    StoryState.WITHDRAWN: "{who} has withdrawn the story on *{topic}*. It is shown to nobody.",
}
WITHDRAWN_NOW = "Your story on *{topic}* is gone: nobody is shown it any more."
APPROVE_LABEL, DECLINE_LABEL, UNDO_LABEL, MORE_LABEL = "Approve", "Decline", "Undo", "Show more"
WITHDRAW_LABEL, TELL_LABEL, KEEP_LABEL = "Withdraw", "Tell a story…", "Keep it"
SURE, SURE_TEXT = "Withdraw your story?", "It is gone everywhere at once, and stays so whatever sheet is uploaded."
THERE_IS_MORE = "There are more. They show up here as you decide on these."

PIECE = 500  # characters of a story for one block, where all of it would be too long once it is made harmless
OWN_WORDS, TITLES = 120, 60  # characters of one's own story that one knows it by, and of a topic's title
UNREAD = {"type", "action_id", "block_id", "value"}
ROOM = 11_500  # characters of all blocks together that a message takes, with a margin
MOST_BLOCKS = 46


def form() -> Modal:
    """Ask for a story."""
    kinds = [option(KINDS[one], value=one.value) for one in TOLD]
    blocks: list[Block] = [
        entry(TOPIC_LABEL, topic_menu(STORY_TOPIC), block=TOPIC, hint=TOPIC_HINT, optional=False),
        entry(KIND_LABEL, choice(kinds), block=KIND, optional=False),
        entry(WORDS_LABEL, line("", most=LONGEST, multiline=True), block=WORDS, hint=WORDS_HINT, optional=False),
        small(BELOW),
    ]
    return modal(TITLE, blocks, callback=STORY_FORM, submit=SUBMIT)


def thanks(found: Thanks) -> Message:
    """Thank for a story, and say what happens next."""
    text = THANKS_AGAIN.get(found.story.state, THANKS).format(topic=words(found.story.title))
    return message(text.replace("*", ""), section(text))


def page(found: StoryPage) -> Message:
    """Draw what waits for an organizer, then one's own stories: as many of each as fit."""
    room = _Room()
    now = room.take(list(_now(found)))
    waiting = list(_waiting(found.waiting, room)) if found.before is None else []
    own = list(_own(found, room))
    title = WAITING_TITLE if waiting else PAGE_TITLE if own else NOTHING
    return message(title.replace("`", ""), *now, *waiting, *own)


class _Room:
    """How much a message still takes."""

    def __init__(self) -> None:
        self._characters, self._blocks = ROOM, MOST_BLOCKS

    def has(self, blocks: Sequence[Block]) -> bool:
        """Tell whether these fit."""
        return self._characters >= sum(map(_size, blocks)) and self._blocks >= len(blocks)

    def take(self, blocks: Sequence[Block]) -> Sequence[Block]:
        """Give them their place, whatever it costs."""
        self._characters -= sum(map(_size, blocks))
        self._blocks -= len(blocks)
        return blocks


def _size(drawn: Any) -> int:
    """Count the characters of everything that can be read in a block, its buttons included."""
    match drawn:
        case Block():
            return _size(drawn.to_dict())
        case dict():
            return sum(_size(one) for name, one in drawn.items() if name not in UNREAD)
        case list():
            return sum(map(_size, drawn))
    return len(drawn) if isinstance(drawn, str) else 0


def _waiting(stories: Sequence[Story], room: _Room) -> Iterator[Block]:
    """Draw the first stories that wait, with all their words; one always, however long it is."""
    if not stories:
        return
    yield from room.take([section(WAITING_HEADING)])
    drawn = 0
    for story in stories[:PAGE]:
        blocks = list(_to_decide(story))
        if drawn and not room.has(blocks):
            break
        yield from room.take(blocks)
        drawn += 1
    if drawn < len(stories):
        yield from room.take([small(THERE_IS_MORE)])


def _to_decide(story: Story) -> Iterator[Block]:
    about = LINE.format(
        kind=SHORT[story.kind], who=person(story.who, private=True), topic=words(story.title, most=TITLES)
    )
    yield section(about)
    yield from quoted(story.text)
    yield actions(
        [
            button(APPROVE_LABEL, action=APPROVE, value=str(story.id), primary=True),
            button(DECLINE_LABEL, action=DECLINE, value=str(story.id)),
        ]
    )


def quoted(text: str) -> Iterator[Block]:
    """Draw somebody's words as they are, in as many blocks as that takes."""
    whole = _quote(text)
    pieces = [whole] if len(whole) <= SECTION else [_quote(one) for one in _pieces(text)]
    return (section(piece) for piece in pieces)


def _quote(text: str) -> str:
    return "\n".join("> " + escape(one) for one in text.splitlines() or [""])


def _pieces(text: str) -> list[str]:
    return [text[start : start + PIECE] for start in range(0, len(text), PIECE)]


def _own(found: StoryPage, room: _Room) -> Iterator[Block]:
    """Draw one's own stories, each with its end; those that do not fit follow with a press."""
    tell = button(TELL_LABEL, action=TELL, value="0")
    if not found.own:
        yield section(NO_MORE if found.before is not None else NOTHING, accessory=tell)
        return
    yield from room.take([section(OWN_HEADING, accessory=tell)])
    drawn: list[Story] = []
    for story in found.own[:PAGE]:
        blocks = [_line(story)]
        if drawn and not room.has(blocks):
            break
        yield from room.take(blocks)
        drawn.append(story)
    if len(drawn) < len(found.own):
        yield actions([button(MORE_LABEL, action=MORE, value=str(drawn[-1].id))])


def _line(story: Story) -> Block:
    text = OWN.format(
        kind=SHORT[story.kind],
        topic=words(story.title, most=TITLES),
        state=STATES[story.state],
        text=words(story.text, most=OWN_WORDS),
    )
    if story.state is StoryState.WITHDRAWN:
        return section(text)
    sure = ConfirmObject(title=SURE, text=SURE_TEXT, confirm=WITHDRAW_LABEL, deny=KEEP_LABEL)
    ends = button(WITHDRAW_LABEL, action=f"{WITHDRAW}:{story.id}", value=str(story.id), confirm=sure)
    return section(text, accessory=ends)


def _now(found: StoryPage) -> Iterator[Block]:
    """Say what became of the story that was just pressed; what an organizer decided can be undone."""
    if found.withdrawn:
        yield section(WITHDRAWN_NOW.format(topic=words(found.withdrawn.title, most=TITLES)))
    if story := found.decided:
        said = NOW[story.state].format(who=name(story.who), topic=words(story.title, most=TITLES))
        is_final = story.state in {StoryState.WAITING, StoryState.WITHDRAWN}
        undo = button(UNDO_LABEL, action=REOPEN, value=str(story.id))
        yield section(said, accessory=None if is_final else undo)
