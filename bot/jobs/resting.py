"""Who does not want to be disturbed just now, asked of Slack for many people at once."""

import threading
import time
from datetime import datetime

import structlog

from bot.core.outbox import Wait, Why
from bot.deps import Deps
from bot.errors import SkoError
from bot.slack import Slack
from bot.usecases import delivering

AT_ONCE = 50  # people in one question, as many as Slack takes
GOOD_FOR = 600.0  # seconds for which an answer counts
NOTHING_FOR = 30.0  # seconds after which it is asked again where Slack said nothing
log = structlog.get_logger()


class Rest:
    """What Slack said of people's rest. Where it says nothing, nobody is held to rest."""

    def __init__(self, deps: Deps, slack: Slack) -> None:
        self._deps = deps
        self._slack = slack
        self._turn = threading.Lock()
        self._counts: dict[str, float] = {}  # until when, in monotonic seconds
        self._until: dict[str, datetime] = {}

    def until(self, user: str) -> datetime | None:
        """Give until when somebody rests; None if they do not."""
        with self._turn:
            if time.monotonic() >= self._counts.get(user, 0):
                self._ask(user)
            until = self._until.get(user)
        return until if until and until > self._deps.now() else None

    def verdict(self, until: datetime) -> Wait:
        """Say what becomes of a message to somebody who rests."""
        return Wait(until=until, why=Why.DO_NOT_DISTURB)

    def _ask(self, user: str) -> None:
        """Ask about somebody, and about those whose messages come next."""
        with self._deps.reading() as session:
            others = delivering.next_ones(session, most=AT_ONCE, now=self._deps.now())
        users = [user, *(one for one in others if one != user)][:AT_ONCE]
        try:
            resting, good_for = self._slack.resting(users, now=self._deps.now()), GOOD_FOR
        except SkoError as failed:
            log.warning("not asked who rests", reason=str(failed))
            resting, good_for = {}, NOTHING_FOR
        until = time.monotonic() + good_for
        for one in users:
            self._counts[one] = until
            self._until.pop(one, None)
        self._until |= resting
