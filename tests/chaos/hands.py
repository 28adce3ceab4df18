"""The workers of a storm: real ones, forked from a process that has everything loaded, so that a new one costs nothing.

It reads a line for each worker that is wanted, by how many seconds its host's clock is ahead, and prints the process's
number. All of them end with it. What takes ten or twenty seconds for good reasons takes one or two here, and Slack on
its bad days is as much faster.
"""

import json
import os
import signal
import sys

from bot import log, worker
from bot.config import Settings
from bot.deps import Deps
from bot.jobs import halting, noting
from bot.slack import Slack
from bot.usecases import delivering
from tests.chaos.town import clock

PATIENT = 1.0  # seconds


def quicken() -> None:
    """Let everything that waits for seconds wait for less of them."""
    from datetime import timedelta

    import bot.slack

    bot.slack.POST_TIMEOUT = 1  # type: ignore[misc]
    delivering.SEND_TIMEOUT = timedelta(seconds=2.5)  # type: ignore[misc]
    delivering.GRACE = timedelta(seconds=PATIENT)  # type: ignore[misc]
    halting.AGAIN = noting.AGAIN = 0.3  # type: ignore[misc]
    worker.PLAN = worker.SETTLE = 1  # type: ignore[misc]


def work(environment: dict[str, str], *, started: float, ahead: float) -> None:
    """Be a worker until told to end."""
    settings = Settings.model_validate(environment)
    deps = Deps.build(settings, now=clock(started, ahead=ahead), durable=True)
    running = worker.Worker(deps, Slack(settings))
    running.people = lambda: None  # type: ignore[method-assign] # everybody is known
    signal.signal(signal.SIGTERM, lambda *_: running.stop())
    running.run()
    deps.engine.dispose()


def main() -> None:
    """Fork workers as they are asked for."""
    environment, started = json.loads(sys.stdin.readline())
    log.set_up()
    quicken()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    children = []
    for line in sys.stdin:
        if (pid := os.fork()) == 0:
            os.close(0)
            work(environment, started=started, ahead=float(line))
            os._exit(0)
        children.append(pid)
        print(pid, flush=True)  # noqa: T201
    for pid in children:
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            continue


if __name__ == "__main__":
    main()
