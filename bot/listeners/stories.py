"""Stories of colleagues: told in a form, approved by organizers, taken back by whoever told them."""

from collections.abc import Callable
from dataclasses import replace

from slack_bolt import App

from bot.core.requests import Incoming, RequestKind
from bot.core.stories import StoryPage, Told
from bot.listeners import buttons
from bot.listeners.nouns import Doors, Errors, Follow, Submitted, Turn, number
from bot.usecases import admitting, telling
from bot.views import stories
from bot.views.blocks import Modal
from bot.views.replies import Reply

SAID = "told_story"  # what is said after the form
BLOCKS = {"topic_id": stories.TOPIC, "kind": stories.KIND, "text": stories.WORDS}
DECISIONS = {
    stories.APPROVE: telling.approve,
    stories.DECLINE: telling.decline,
    stories.REOPEN: telling.reopen,
}


def tell(_turn: Turn, _incoming: Incoming | None = None) -> Modal:
    """Open the form of a story."""
    return stories.form()


def page(turn: Turn) -> StoryPage:
    """Lay out one's own stories; for an organizer also those that wait for one."""
    found = telling.page(turn.session, by=turn.asker.person_id)
    if not admitting.is_organizer(turn.asker, turn.organizers):
        return found
    return replace(found, waiting=telling.waiting(turn.session))


def told(turn: Turn, submitted: Submitted) -> Errors | Follow:
    """Take a story in."""
    try:
        story_id = telling.tell(
            turn.session,
            topic_id=number(submitted.text(stories.TOPIC)),
            kind=submitted.text(stories.KIND),
            text=submitted.text(stories.WORDS),
            by=turn.asker.person_id,
            now=turn.now,
        )
    except telling.Wrong as wrong:
        return Errors(beside={BLOCKS[field]: text for field, text in wrong.fields.items()})
    form = Incoming(id="", kind=RequestKind.FORM, slack_user=submitted.user, action=SAID, detail=str(story_id))
    return Follow(incoming=form)


def said(turn: Turn, incoming: Incoming) -> Told:
    """Thank for a story."""
    return Told(story=telling.as_it_is(turn.session, number(incoming.detail)))


def decide(turn: Turn, incoming: Incoming) -> StoryPage:
    """Do what an organizer pressed, and lay the page out as it is then."""
    by = admitting.organizer(turn.asker, turn.organizers)
    story = DECISIONS[incoming.verb](turn.session, number(incoming.detail), by=by, now=turn.now)
    return replace(page(turn), decided=story)


def withdraw(turn: Turn, incoming: Incoming) -> StoryPage:
    """Take one's own story back, and lay the page out as it is then."""
    story = telling.withdraw(turn.session, number(incoming.detail), by=turn.asker.person_id, now=turn.now)
    return replace(page(turn), withdrawn=story)


def more(turn: Turn, incoming: Incoming) -> StoryPage:
    """Lay out the stories after the last one that was shown."""
    return telling.page(turn.session, by=turn.asker.person_id, before=number(incoming.detail))


OPEN: dict[str, Callable[[Turn, Incoming], Reply | Modal]] = {
    stories.TELL: tell,
    stories.WITHDRAW: withdraw,
    stories.MORE: more,
    SAID: said,
    **dict.fromkeys(DECISIONS, decide),
}
FORMS: dict[str, Callable[[Turn, Submitted], Errors | Follow]] = {stories.STORY_FORM: told}
MEANING = tuple(verb for verb in OPEN if verb != SAID)


def register(app: App, doors: Doors) -> None:
    """Listen for what is pressed beside stories."""
    app.action(buttons.ours(MEANING), middleware=[doors.keep(buttons.read)])(doors.take)


def reply(turn: Turn, incoming: Incoming) -> Reply | Modal:
    """Do what is done in a moment."""
    return OPEN[incoming.verb](turn, incoming)
