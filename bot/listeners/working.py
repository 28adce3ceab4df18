"""What takes longer than a look: a sheet is read, a plan is made or carried out, a file is written.

It is done in a few threads of its own, so that questions are answered meanwhile, and no transaction is open around it:
what is done opens its own. While the process lives nobody else takes it over. What is cut off is done again from the
beginning by whoever takes over, so whatever has an effect finds out, in the transaction of that effect, whether it was
had before.
"""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace

from bot.core.requests import Incoming
from bot.core.results import Asker
from bot.deps import Deps
from bot.errors import SlackLater, SlackRefused, SlackUnsure, UserMistake
from bot.listeners import keeping, previews, stats
from bot.listeners.guard import guarded
from bot.listeners.handing import Sent, sentence_for
from bot.listeners.nouns import Long, Work
from bot.listeners.progress import Progress
from bot.slack import Slack
from bot.views import help as helping
from bot.views.replies import Reply

BUSY = 2  # things that are done at once in a process
TRIES = 5  # how often something is begun because Slack puts us off
AGAIN = 2.0  # seconds until the next time, where Slack does not say
WORK: dict[str, Callable[[Work, Incoming], Reply | Sent]] = {**previews.WORK, **keeping.WORK, **stats.WORK}


class PutOff(Exception):  # noqa: N818
    """Slack has put us off, and nothing was done; `seconds` is how long."""

    def __init__(self, *, seconds: float) -> None:
        super().__init__(f"put off for {seconds:g} s")
        self.seconds = seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """Something long, for somebody who is known."""

    long: Long
    asker: Asker


Turn = Callable[[Progress, Callable[[], Reply | Sent]], None]


class Works:
    """Does what takes long, when it has its turn.

    `turn` is given the progress and what is to be done, and sends what comes of it; `over` hears when a request is no
    longer here.
    """

    def __init__(
        self,
        deps: Deps,
        slack: Slack,
        *,
        turn: Turn,
        over: Callable[[Incoming], None],
        initializer: Callable[[], None] | None,
    ) -> None:
        self._deps = deps
        self._slack = slack
        self._turn = turn
        self._over = over
        self._pool = ThreadPoolExecutor(BUSY, thread_name_prefix="work", initializer=initializer)

    def later(self, incoming: Incoming, task: Task) -> None:
        """Do something for a request."""
        self._submit(incoming, task, Progress(self._slack, incoming), 1)

    def close(self) -> None:
        """Finish what is being done, and stop; what has not begun is left for a sweep."""
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _submit(self, incoming: Incoming, task: Task, progress: Progress, tries: int) -> None:
        with suppress(RuntimeError):  # closed: a sweep of another process will
            self._pool.submit(guarded, self._take_turn, incoming, task, progress, tries)

    def _take_turn(self, incoming: Incoming, task: Task, progress: Progress, tries: int) -> None:
        try:
            self._turn(progress, lambda: self._done(incoming, task, is_last=tries == TRIES))
        except PutOff as off:
            timer = threading.Timer(off.seconds, self._submit, (incoming, task, progress, tries + 1))
            timer.daemon = True
            timer.start()
        except BaseException:
            self._over(incoming)
            raise
        else:
            self._over(incoming)

    def _done(self, incoming: Incoming, task: Task, *, is_last: bool) -> Reply | Sent:
        """Do it; what Slack does to us meanwhile is put off, and at last said in a sentence."""
        work = Work(
            deps=self._deps,
            slack=self._slack,
            asker=task.asker,
            now=self._deps.now(),
            organizers=self._deps.settings.organizers,
        )
        try:
            return WORK[task.long.verb](work, replace(incoming, detail=task.long.detail or incoming.detail))
        except (SlackLater, SlackUnsure) as away:
            if is_last:
                raise UserMistake(helping.SLACK_AWAY) from None
            raise PutOff(seconds=away.seconds if isinstance(away, SlackLater) else AGAIN) from None
        except SlackRefused as refused:
            raise UserMistake(sentence_for(refused)) from None
