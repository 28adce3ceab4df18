"""Carrying out what a colleague chose to do with a recap, with the buttons and menus that are in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from bot.core.cadence import Kind
from bot.core.rehearsal import Question
from bot.demo.colleagues import Choice, Deed
from bot.demo.filling import elements_of
from bot.demo.refusals import Json, Refused
from bot.demo.things import Message
from bot.views import checks, menus, recaps

if TYPE_CHECKING:
    from bot.demo.server import Slack

LETTERS = 4  # of a name that are typed before one looks at what is offered
COME_TO_MIND = ("Tobias Renk", "Graham Pettifer", "Noriko Hayami", "Lotte van Rijn")  # to those who do not know
STOP = "stop"


class Press:
    """One person with one message before them, which is drawn anew after each press."""

    def __init__(self, slack: Slack, handle: str, message_id: str) -> None:
        self.actor = slack.person(handle)
        self._message_id = message_id

    def message(self) -> Message:
        """Give the message as it stands now, or refuse."""
        for message in reversed(self.actor.sees()):
            mark = (message.metadata or {}).get("event_payload", {})
            if mark.get("id") == self._message_id:
                return message
        raise Refused("message_not_found")

    def carry_out(self, choice: Choice) -> None:
        """Do everything that was chosen, one after the other."""
        if choice.stops:
            self._done(lambda: self.actor.dm(STOP))
        for question, deed in choice.answers:
            if question.right is None:
                self._pick(question, deed)
            else:
                self._answer(question, deed)
        if any(question.kind is Kind.CHECK for question, _ in choice.answers):
            self._press(checks.DONE)
        if choice.wants_more:
            self._press(recaps.MORE)

    def _answer(self, question: Question, deed: Deed) -> None:
        """Press one of what is offered, or have the answer shown."""
        right = f"{recaps.ANSWER}:{question.right}"
        offered = [one["action_id"] for _, one in self._elements() if one.get("value") == question.recap_id]
        wrong = [one for one in offered if one.startswith(f"{recaps.ANSWER}:") and one != right]
        match deed:
            case Deed.SHOW:
                self._press(recaps.SHOW)
            case Deed.RIGHT:
                self._press(right)
            case Deed.WRONG:
                self._press(wrong[len(question.topic) % len(wrong)])

    def _pick(self, question: Question, deed: Deed) -> None:
        """Type the beginning of a name, and choose who is right, or somebody who is not."""
        what = f"{menus.RECAP_PICK}:{question.recap_id}"
        names = question.names if deed is Deed.RIGHT else COME_TO_MIND[len(question.topic) % len(COME_TO_MIND) :]
        for option in (one for name in names for one in self._offered(what, name)):
            if (option["text"]["text"] in question.names) == (deed is Deed.RIGHT):
                self._press(what, choice=option)
                return

    def _offered(self, what: str, name: str) -> Iterator[Json]:
        yield from self.actor.options(self.message(), what, name[:LETTERS]).get("options", ())

    def _elements(self) -> Iterator[tuple[Json, Json]]:
        return elements_of(list(self.message().blocks))

    def _press(self, what: str, *, choice: Json | None = None) -> None:
        """Press a button that is there, or choose something, and see what comes of it."""
        if any(one.get("action_id") == what for _, one in self._elements()):
            self._done(lambda: self.actor.click(self.message(), what, choice=choice))

    def _done(self, work: Callable[[], object]) -> None:
        work()
        self.actor.wait_for_reply()
