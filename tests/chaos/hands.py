"""The workers of a storm: real ones, forked from a process that has everything loaded, so that a new one costs nothing.

It reads a line for each worker that is wanted: its environment, when its town began, and by how many seconds its host's
clock is ahead; and prints the process's number. All of them end with it. What takes ten or twenty seconds for good
reasons takes one or two here, and Slack on its bad days is as much faster.
"""

import json
import os
import signal
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from types import ModuleType
from typing import ParamSpec, TypeVar

import bot.slack
from bot import database, log, worker
from bot.config import Settings
from bot.deps import Deps
from bot.jobs import halting, noting, outbox
from bot.slack import Slack
from bot.usecases import delivering
from tests.chaos.town import clock

P = ParamSpec("P")
T = TypeVar("T")
STARTS = "STARTS"  # in the environment: a file that takes down when each message starts, by one clock for all
ASKS_SERVER = "ASKS_SERVER"  # in the environment of workers that take the time from the database server
QUICK: tuple[tuple[ModuleType, str, object], ...] = (
    (bot.slack, "POST_TIMEOUT", 0.7),
    (delivering, "SEND_TIMEOUT", timedelta(seconds=1.5)),
    (delivering, "GRACE", timedelta(seconds=0.5)),
    (halting, "AGAIN", 0.3),
    (noting, "AGAIN", 0.3),
    (outbox, "IDLE", 0.1),
    (worker, "PLAN", 0.5),
    (worker, "SETTLE", 0.5),
)


def quicken() -> None:
    """Let everything that waits for seconds wait for less of them."""
    for module, name, value in QUICK:
        setattr(module, name, value)


def noted(tell: Callable[P, T], file: Path) -> Callable[P, T]:
    """Take down when something starts."""

    def told(*arguments: P.args, **named: P.kwargs) -> T:
        with file.open("a") as lines:
            lines.write(f"{time.monotonic()}\n")
        return tell(*arguments, **named)

    return told


def work(environment: dict[str, str], *, started: float, ahead: float) -> None:
    """Be a worker until told to end; with a database that has a clock, `ahead` is by how much the host's is wrong."""
    settings, host = Settings.model_validate(environment), clock(started, ahead=ahead)
    if ASKS_SERVER in environment:
        database._host_time = host
    deps = Deps.build(settings, now=None if ASKS_SERVER in environment else host, durable=True)
    slack = Slack(settings)
    if STARTS in environment:
        slack.tell = noted(slack.tell, Path(environment[STARTS]))  # type: ignore[method-assign]
    running = worker.Worker(deps, slack)
    running.people = lambda: None  # type: ignore[method-assign] # everybody is known
    signal.signal(signal.SIGTERM, lambda *_: running.stop())
    running.run()
    deps.engine.dispose()


def main() -> None:
    """Fork workers as they are asked for."""
    log.set_up()
    quicken()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    children = []
    for line in sys.stdin:
        if (pid := os.fork()) == 0:
            os.close(0)
            environment, started, ahead = json.loads(line)
            work(environment, started=started, ahead=ahead)
            os._exit(0)
        children.append(pid)
        print(pid, flush=True)
    for pid in children:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


if __name__ == "__main__":
    main()
