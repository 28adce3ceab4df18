"""Looking at the workspace through the eyes of one person, and waiting for the app to do something."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from bot.demo import stack
from bot.demo.people import Person
from bot.demo.refusals import Refused
from bot.demo.things import Conversation, Message, View
from bot.demo.workspace import Workspace

PATIENCE_SECONDS = 15.0

Found = TypeVar("Found")


class Watcher:
    """What one person sees; waiting counts from their last deed."""

    def __init__(self, workspace: Workspace, person: Person) -> None:
        self.person = person
        self._workspace = workspace
        self._since = workspace.revision

    def sees(self, channel: str | None = None) -> list[Message]:
        """Give all messages this person sees in a channel or (without one) in the app's direct message."""
        return self._workspace.seen_by(self.person.id, self._place(channel).id)

    def modal(self) -> View | None:
        """Give the topmost modal in front of this person."""
        standing = stack.standing(self._workspace, self.person.id)
        return standing[-1] if standing else None

    def home(self) -> View | None:
        """Give what the Home tab shows."""
        return self._workspace.homes.get(self.person.id)

    def wait_for_reply(self, *, channel: str | None = None, timeout: float = PATIENCE_SECONDS) -> Message:
        """Wait for the app to say or change something where this person looks since they last did something."""

        def newest() -> Message | None:
            fresh = [one for one in self._visible(channel) if one.by_app and one.revision > self._since]
            return max(fresh, key=lambda one: one.revision) if fresh else None

        return self._wait(newest, timeout, "the app said nothing")

    def wait_for_modal(self, *, timeout: float = PATIENCE_SECONDS) -> View:
        """Wait until a modal stands in front of this person."""
        return self._wait(self.modal, timeout, "no modal was opened")

    def wait_for_home(self, *, timeout: float = PATIENCE_SECONDS) -> View:
        """Wait until the Home tab shows something."""
        return self._wait(self.home, timeout, "the Home tab stayed empty")

    def _wait(self, look: Callable[[], Found | None], timeout: float, otherwise: str) -> Found:
        with self._workspace.changed:
            self._workspace.changed.wait_for(lambda: look() is not None, timeout)
            if (found := look()) is None:
                raise TimeoutError(f"{otherwise} to {self.person.handle} within {timeout:g} s")
            return found

    def _visible(self, channel: str | None) -> list[Message]:
        if channel is not None:
            return self.sees(channel)
        here = self._workspace.conversations_of(self.person.id)
        return [one for each in here for one in self._workspace.seen_by(self.person.id, each.id)]

    def _begin(self) -> None:
        self._since = self._workspace.revision

    def _place(self, channel: str | None) -> Conversation:
        conversation = self._workspace.dm(self.person.id) if channel is None else self._workspace.conversation(channel)
        if self.person.id not in conversation.members:
            raise Refused("not_in_channel")
        return conversation
