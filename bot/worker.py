"""The worker: APScheduler as the ticking clock, jobs in code, all state in our tables.

Every job may run in any number of workers at once: each claims what it does in the database.
"""

import threading
from collections.abc import Callable

import structlog
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.base import BaseTrigger
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger
from sqlalchemy.exc import SQLAlchemyError

from bot.core.requests import SWEEP
from bot.deps import Deps
from bot.errors import SkoError
from bot.jobs import people, upkeep
from bot.jobs.outbox import Outbox
from bot.listeners.answering import Answers
from bot.listeners.guard import guarded
from bot.slack import Slack
from bot.usecases import directories

SENDERS = 3  # messages under way at once: most of the time of each is spent waiting for Slack
PLAN, SETTLE = 15, 5  # seconds between looks at what is due, and at what nobody settled
PAUSE = 1.0  # seconds until a thread that failed for a reason nobody foresaw goes on
LOST = 15.0  # seconds that who does what is due once waits to find out what became of a message
PATIENCE = 120.0  # seconds that they wait for Slack to go on with people
CLOSE = 3.0  # seconds to wait for people being mirrored, of which nothing is lost
NOT_ALL = "Not all that was due could be done; the lines above say why. What is left is for the next run."
log = structlog.get_logger()


class Worker:
    """What one worker process is made of."""

    def __init__(self, deps: Deps, slack: Slack) -> None:
        self._deps = deps
        self._slack = slack
        self._answers = Answers(deps, slack)
        self._stopping = threading.Event()
        self._outbox = Outbox(deps, slack, stopping=self._stopping)
        self._scheduler = BackgroundScheduler(
            timezone="UTC", job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
        )
        directories.feed(deps)

    def run(self) -> None:
        """Mirror people at once, and tick until `stop`; then finish what is under way."""
        first = threading.Thread(target=self.people, name="people", daemon=True)
        senders = [threading.Thread(target=self._send, name=f"sender-{number}") for number in range(SENDERS)]
        for thread in (first, *senders):
            thread.start()
        self._every(self.sweep, IntervalTrigger(seconds=int(SWEEP)))
        self._every(self.plan_recaps, IntervalTrigger(seconds=PLAN))
        self._every(self.settle, IntervalTrigger(seconds=SETTLE))
        self._every(self.people, CronTrigger(hour=2, minute=30, jitter=900))
        self._every(self.forget, CronTrigger(hour=3, minute=30))
        self._every(self.forget_sheets, CronTrigger(minute=5))
        self._scheduler.start()
        self._stopping.wait()
        for thread in senders:
            thread.join()
        self._scheduler.shutdown()
        self._outbox.close()
        first.join(CLOSE)
        self._answers.close()

    def once(self) -> None:
        """Do what is due, and come back; people are mirrored if that was not done for a day.

        Raises `SkoError` where Slack refuses the app, or not everybody could be mirrored.
        """
        self.sweep()
        is_due = people.is_due(self._deps)
        is_left = is_due and not guarded(people.mirror, self._deps, self._slack, wait=self._patience())
        self.plan_recaps()
        guarded(self._outbox.drain, patience=LOST)
        self.forget()
        self.forget_sheets()
        self._outbox.close()
        self._answers.close()
        if self._outbox.is_halted or is_left:
            raise SkoError(NOT_ALL)

    def stop(self) -> None:
        """Let `run` come to its end, from wherever that is said."""
        self._stopping.set()

    def sweep(self) -> None:
        """Answer requests whose process died."""
        guarded(self._calmly, self._answers.sweep)

    def plan_recaps(self) -> None:
        """Put into the outbox what is due to somebody."""
        guarded(self._calmly, self._outbox.plan)

    def settle(self) -> None:
        """Find out what became of messages that nobody settled."""
        guarded(self._calmly, self._outbox.settle)

    def people(self) -> None:
        """Mirror people from Slack."""
        guarded(people.mirror, self._deps, self._slack, wait=self._stopping.wait)

    def forget(self) -> None:
        """Delete what is kept for a while only."""
        guarded(upkeep.forget, self._deps)

    def forget_sheets(self) -> None:
        """Empty sheets that nobody decided on."""
        guarded(upkeep.forget_sheets, self._deps)

    def _calmly(self, work: Callable[[], object]) -> None:
        """Do something that the next tick does again; a database that is away is no more than a line in the log."""
        try:
            work()
        except SQLAlchemyError as away:
            log.warning("database away", work=getattr(work, "__qualname__", ""), reason=type(away).__name__)

    def _send(self) -> None:
        """Send what the outbox holds, until told to stop."""
        while not self._stopping.is_set():
            guarded(self._outbox.run)
            self._stopping.wait(PAUSE)

    def _patience(self) -> Callable[[float], bool]:
        """Wait for Slack for a while in all; what is not mirrored then is mirrored the next time."""
        left = PATIENCE

        def wait(seconds: float) -> bool:
            nonlocal left
            left -= seconds
            return left < 0 or self._stopping.wait(seconds)

        return wait

    def _every(self, job: Callable[[], None], trigger: BaseTrigger) -> None:
        self._scheduler.add_job(job, trigger, id=job.__name__)
