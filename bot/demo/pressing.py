"""Carrying out what a colleague chose to do with a recap, with the buttons and menus that are in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.cadence import Kind
from bot.core.rehearsal import Question
from bot.demo.colleagues import Choice, Deed
from bot.demo.filling import elements_of
from bot.demo.refusals import Json, Refused
from bot.demo.things import Message

if TYPE_CHECKING:
    from bot.demo.server import Slack

TYPED = 3  # letters of a name that are typed before one looks at what is offered
OTHERS = ("Tobias", "Graham", "Noriko", "Lotte")  # who comes to mind to somebody who does not know
SHOW, MORE, STOP, DONE = "Show me", "One more", "Stop", "Done"


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
            self._press(STOP)
        for question, deed in choice.answers:
            if question.right is None:
                self._pick(question, deed)
            else:
                self._answer(question, deed)
        if any(question.kind is Kind.CHECK for question, _ in choice.answers):
            self._press(DONE)
        if choice.wants_more:
            self._press(MORE)

    def _answer(self, question: Question, deed: Deed) -> None:
        """Press one of what is offered, or have the answer shown."""
        buttons = [one for _, one in self._of(question) if one["type"] == "button"]
        if deed is Deed.SHOW:
            self._click(next(one for one in buttons if one["text"]["text"] == SHOW))
            return
        places = [place for place in range(question.offered) if (place == question.right) == (deed is Deed.RIGHT)]
        self._click(buttons[places[len(question.topic) % len(places)]])

    def _pick(self, question: Question, deed: Deed) -> None:
        """Type the beginning of a name, and choose who is right or somebody who is not."""
        block, menu = next((block, one) for block, one in self._of(question) if one["type"] == "external_select")
        for name in question.names if deed is Deed.RIGHT else OTHERS:
            offered = self.actor.options(self.message(), menu["action_id"], name[:TYPED], block=block["block_id"])
            for option in offered.get("options", ()):
                said = option["text"]["text"]
                if (said in question.names) == (deed is Deed.RIGHT):
                    self._click(menu, choice=option, block=block["block_id"])
                    return

    def _of(self, question: Question) -> list[tuple[Json, Json]]:
        """Give the elements that belong to a question, each with its block."""
        return [
            (block, one)
            for block, one in elements_of(list(self.message().blocks))
            if question.recap_id in (one.get("value"), one["action_id"].partition(":")[2].partition("-")[0])
        ]

    def _press(self, text: str) -> None:
        """Press a button by what it says."""
        self.actor.click(self.message(), text)
        self.actor.wait_for_reply()

    def _click(self, element: Json, *, choice: Json | None = None, block: str | None = None) -> None:
        self.actor.click(self.message(), element["action_id"], choice=choice, block=block)
        self.actor.wait_for_reply()
