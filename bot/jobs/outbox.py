"""Sending what the outbox holds, and finding out what became of what nobody settled.

Any number of these may run on one database. The rules they keep are drawn in `bot/core/outbox.py`.
"""

import threading
import time
from datetime import timedelta

import structlog
from sqlalchemy.exc import SQLAlchemyError

from bot.deps import Deps
from bot.jobs.halting import Halt
from bot.jobs.looking import Looking
from bot.jobs.membership import Membership
from bot.jobs.redrawing import Redrawing
from bot.jobs.sending import Sending
from bot.slack import Slack
from bot.usecases import delivering, planning

IDLE = 1.0  # seconds until it is looked again whether anything is ready, or whether the database is back
LONG = 60.0  # seconds without sending anything after which what is left is for the next who comes
log = structlog.get_logger()


class Outbox:
    """The outbox as one worker sends it; `stopping` ends whatever waits."""

    def __init__(self, deps: Deps, slack: Slack, *, stopping: threading.Event | None = None) -> None:
        self._deps = deps
        self._stopping = stopping or threading.Event()
        self._member = Membership(deps)
        self._halt = Halt(slack)
        self._sending = Sending(deps, slack, self._member, self._halt, stopping=self._stopping)
        self._redrawing = Redrawing(deps, slack, self._halt, stopping=self._stopping)
        self._looking = Looking(
            deps,
            slack,
            self._member,
            self._halt,
            is_in_flight=self._sending.is_in_flight,
            stopping=self._stopping,
        )

    def plan(self) -> int:
        """Put into the outbox what is due; give how much that was."""
        with self._deps.sessions.begin() as session:
            planned = planning.plan_due(session, now=self._deps.now())
        if planned:
            log.info("planned", messages=planned)
        return planned

    def run(self) -> None:
        """Send until told to stop; the message in flight is finished."""
        while not self._stopping.is_set():
            waits = self._tried()
            if waits is None or waits > 0:
                self._stopping.wait(IDLE if waits is None else waits)

    def drain(self, *, patience: float = 0) -> None:
        """Send what is ready now, or within `patience` seconds, and come back; also where nothing goes on for long."""
        went_on = time.monotonic()
        while not self._stopping.is_set():
            waits = self._tried()
            if waits == 0:
                went_on = time.monotonic()
                continue
            self.settle()
            until = self._deps.now() + timedelta(seconds=patience)
            with self._deps.reading() as session:
                if (
                    self._halt.is_on
                    or time.monotonic() - went_on > LONG
                    or not delivering.is_busy(session, until=until)
                ):
                    return
            self._stopping.wait(min(IDLE, waits or IDLE))

    @property
    def is_halted(self) -> bool:
        """Whether nothing can be sent, because Slack refuses us altogether."""
        return self._halt.is_on

    def settle(self) -> None:
        """Find out what became of what nobody settled, and draw anew what is not to be shown as it is."""
        self._looking.settle()
        self._redrawing.redraw()

    def close(self) -> None:
        """Let go of everything; what is under way is done by then."""
        self._stopping.set()
        self._member.leave()

    def _tried(self) -> float | None:
        """Send one message; a database that is away is waited for."""
        try:
            return self._sending.send()
        except SQLAlchemyError as away:
            log.warning("database away", reason=type(away).__name__)
            return IDLE
