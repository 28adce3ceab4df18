"""What comes about while time passes in the demo: recaps are sent as by a worker, and colleagues answer them."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy.exc import SQLAlchemyError

from bot.core.cadence import Kind
from bot.demo.playing import Company
from bot.deps import Deps
from bot.jobs.outbox import Outbox
from bot.listeners.guard import guarded
from bot.slack import Slack as Client
from bot.usecases import delivering, rehearsing

if TYPE_CHECKING:
    from bot.demo.server import Slack

TICK = 1.0  # seconds of real time between looks at whether something is due


class Passing:
    """The worker of a demo, and its company; it does nothing by itself while somebody else has the `turn`."""

    def __init__(self, slack: Slack, deps: Deps, client: Client, *, turn: threading.RLock) -> None:
        self._deps = deps
        self._turn = turn
        self._stopping = threading.Event()
        self._outbox = Outbox(deps, client, stopping=self._stopping)
        self._company = Company(slack, deps)
        self._thread = threading.Thread(target=self._tick, name="passing", daemon=True)

    def start(self) -> None:
        """Look every second whether something is due."""
        self._thread.start()

    def stop(self) -> None:
        """Begin nothing more, from wherever that is said."""
        self._stopping.set()

    def close(self) -> None:
        """Finish what is under way, and let go of everything."""
        self.stop()
        if self._thread.is_alive():
            self._thread.join()
        self._outbox.close()

    def now(self) -> None:
        """Send what is due at this moment, and let everybody answer it who ever will."""
        self._send()
        self._company.answer_all()

    def until(self, end: datetime) -> Iterator[datetime]:
        """Give the moments up to an end at which something comes to somebody, one after the other, and last the end.

        Told to stop, it stops where it is.
        """
        while not self._stopping.is_set():
            with self._deps.reading() as session:
                following = rehearsing.next_moment(session, now=self._deps.now())
            if following is None or following >= end:
                yield end
                return
            yield following

    def slot_of(self, slack_id: str, *, kind: Kind | None = None) -> datetime | None:
        """Give when the next recap, or the next of a kind, comes to somebody, None where none is to come."""
        with self._deps.reading() as session:
            return rehearsing.slot_of(session, slack_id, kind=kind, now=self._deps.now())

    def _send(self) -> None:
        """Send, and let the company hear of it."""
        self._outbox.plan()
        with self._deps.reading() as session:
            is_busy = delivering.is_busy(session, until=self._deps.now())
        if is_busy:
            self._outbox.drain()
            self._company.hear()

    def _tick(self) -> None:
        """Send and let one person answer, so that whoever watches sees one thing after the other."""
        while not self._stopping.wait(TICK):
            if self._turn.acquire(blocking=False):
                try:
                    guarded(self._once)
                finally:
                    self._turn.release()

    def _once(self) -> None:
        with suppress(SQLAlchemyError):  # away, as somebody wanted it to be; the next tick will find out
            self._send()
            self._company.answer_one()
