"""The worker: APScheduler as the ticking clock, jobs in code, all state in our tables.

Every job may run in any number of workers at once: each claims what it does in the database.
"""

from collections.abc import Callable

from apscheduler.schedulers.blocking import BlockingScheduler
from apscheduler.triggers.base import BaseTrigger
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger

from bot.core.requests import SWEEP
from bot.deps import Deps
from bot.jobs import people, upkeep
from bot.listeners.answering import Answers
from bot.listeners.guard import guarded
from bot.slack import Slack
from bot.usecases import directories


class Worker:
    """What one worker process is made of."""

    def __init__(self, deps: Deps, slack: Slack) -> None:
        self._deps = deps
        self._slack = slack
        self._answers = Answers(deps, slack)
        self._scheduler = BlockingScheduler(
            timezone="UTC", job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
        )
        directories.feed(deps)

    def run(self) -> None:
        """Mirror people once, then tick until `stop`."""
        self.people()
        self._every(self.sweep, IntervalTrigger(seconds=int(SWEEP)))
        self._every(self.people, CronTrigger(hour=2, minute=30, jitter=900))
        self._every(self.forget, CronTrigger(hour=3, minute=30))
        self._scheduler.start()

    def stop(self) -> None:
        """Stop ticking, and finish the answers under way."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)
        self._answers.close()

    def sweep(self) -> None:
        """Answer requests whose process died."""
        guarded(self._answers.sweep)

    def people(self) -> None:
        """Mirror people from Slack."""
        guarded(people.mirror, self._deps, self._slack)

    def forget(self) -> None:
        """Delete what is kept for a while only."""
        guarded(upkeep.forget, self._deps)

    def _every(self, job: Callable[[], None], trigger: BaseTrigger) -> None:
        self._scheduler.add_job(job, trigger, id=job.__name__)
