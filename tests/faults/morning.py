"""A morning on which everybody's recap is due: the people, the stand-in, a clock that runs, and workers."""

import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import select, update

from bot.config import Settings
from bot.demo.server import Slack as StandIn
from bot.deps import Deps
from bot.jobs.outbox import Outbox
from bot.slack import Slack
from models import Outgoing
from tests.chaos.town import SLOT, Town
from tests.conftest import Clock

PEOPLE = 6
POST = "chat.postMessage"


class Running(Clock):
    """A clock that runs, and can be moved besides."""

    def __init__(self) -> None:
        super().__init__()
        self.time = SLOT + timedelta(minutes=1)
        self._began = time.monotonic()

    def __call__(self) -> datetime:
        return self.time + timedelta(seconds=time.monotonic() - self._began)


@dataclass(frozen=True, slots=True, kw_only=True)
class Morning:
    """A minute past the slot of a Tuesday: everybody's recap is due, and nothing has been sent."""

    town: Town
    slack: StandIn
    clock: Running
    deps: Deps

    def worker(self, *, stopping: threading.Event | None = None) -> Outbox:
        return Outbox(self.deps, Slack(self.deps.settings), stopping=stopping)

    def work(self) -> None:
        """Be a worker for a moment, as one that is started by cron."""
        worker = self.worker()
        worker.plan()
        worker.drain()
        worker.close()

    def at(self, *, pace: int) -> "Morning":
        """The same morning, sent at another pace."""
        settings = self.deps.settings.model_copy(update={"pace": pace})
        return replace(self, deps=replace(self.deps, settings=settings))

    def states(self) -> dict[str, int]:
        return dict(self.town.states())

    def got(self) -> dict[int, int]:
        return dict(self.town.got())

    def reasons(self) -> Counter[str]:
        with self.deps.reading() as session:
            return Counter(session.scalars(select(Outgoing.reason)))

    def left_by_a_dead_worker(self, *, one_of: str, sender: int = 4711) -> None:
        """Make one message look as a worker leaves it that dies between claiming and settling."""
        with self.deps.sessions.begin() as session:
            found = session.scalars(select(Outgoing.id).where(Outgoing.state == one_of).order_by(Outgoing.id)).first()
            session.execute(
                update(Outgoing)
                .where(Outgoing.id == found)
                .values(state="sending", sender_id=sender, claimed_at=self.clock(), attempts=1)
            )


@contextmanager
def begun(database_url: str) -> Iterator[Morning]:
    """Begin such a morning, and end it."""
    clock = Running()
    town = Town(database_url, people=PEOPLE, now=clock)
    town.settle_in()
    with StandIn(town.workspace) as slack:
        deps = Deps.build(Settings.model_validate(town.settings(slack, pace=6000)), now=clock)
        yield Morning(town=town, slack=slack, clock=clock, deps=deps)
        deps.engine.dispose()
