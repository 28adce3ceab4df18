"""The other people of the company at work: they hear of their recaps, and press and choose like anybody else."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta
from itertools import groupby
from typing import TYPE_CHECKING

from bot.core.rehearsal import Question
from bot.demo import reading
from bot.demo.colleagues import Choice, choose
from bot.demo.pressing import Press
from bot.demo.refusals import Refused
from bot.deps import Deps
from bot.usecases import rehearsing

if TYPE_CHECKING:
    from bot.demo.server import Slack

AT_ONCE = 4  # colleagues who are at it while a move of the clock waits for them
FRESH = timedelta(days=5)  # a question that is older is not answered any more


class Company:
    """Everybody but those whom the visitor acts as; whoever is asked something hears of it once."""

    def __init__(self, slack: Slack, deps: Deps) -> None:
        self._slack = slack
        self._deps = deps
        self._heard: set[str] = set()
        self._waiting: deque[tuple[str, str, Choice]] = deque()

    def hear(self) -> None:
        """Find out who was asked something, and what they make of it."""
        handles = {one.id: one.handle for one in self._slack.workspace.people}
        for asked in self._asked():
            fresh = [one for one in asked if one.recap_id not in self._heard]
            self._heard.update(one.recap_id for one in fresh)
            if fresh and (handle := handles.get(fresh[0].slack_id)):
                self._waiting.append((handle, fresh[0].message_id, choose(handle, fresh)))

    def answer_one(self) -> None:
        """Let the next one who wants to do something do it."""
        while self._waiting:
            handle, message_id, choice = self._waiting.popleft()
            if self._will(handle, choice):
                self._act(handle, message_id, choice)
                self.hear()
                return

    def answer_all(self) -> None:
        """Let everybody do what they want to, some at the same time."""
        with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="colleague") as pool:
            while self._waiting:
                some = [one for one in self._waiting if self._will(one[0], one[2])]
                self._waiting.clear()
                list(pool.map(self._act, *zip(*some, strict=True)) if some else ())
                self.hear()

    def _will(self, handle: str, choice: Choice) -> bool:
        """Tell whether somebody does something by themselves."""
        return handle not in self._slack.visitors and choice != Choice()

    def _act(self, handle: str, message_id: str, choice: Choice) -> None:
        """Let somebody read a message, and do with it what they chose."""
        with suppress(Refused, TimeoutError):  # on a bad day they let it be, like anybody else
            press = Press(self._slack, handle, message_id)
            message = press.message()
            reading.mark(self._slack.workspace, press.actor.person.id, message.channel, ts=message.ts)
            press.carry_out(choice)

    def _asked(self) -> Iterator[list[Question]]:
        """Give the questions that stand open, message by message."""
        now = self._deps.now()
        with self._deps.reading() as session:
            found = rehearsing.questions(session, since=now - FRESH, now=now)
        for _, asked in groupby(found, key=lambda one: one.message_id):
            yield list(asked)
