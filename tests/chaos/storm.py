"""One storm: workers that send what is due while they are killed, and what came of it."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from bot.demo.server import Slack
from tests.chaos.hands import ASKS_SERVER, STARTS
from tests.chaos.town import Town
from tests.chaos.weather import Weather
from tests.processes import ROOT

WORKERS = 3
PACE = 2400  # messages a minute


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How many were to be reached, how many were, and how many got their message more than once."""

    wanted: int
    reached: int
    doubled: int

    @property
    def lost(self) -> int:
        """How many were not reached."""
        return self.wanted - self.reached


class Hands:
    """Where workers come from: a process that has everything loaded, and forks them."""

    def __init__(self, ordered: IO[str], told: IO[str]) -> None:
        self._ordered = ordered
        self._told = told

    def hire(self, environment: dict[str, str], *, started: float, ahead: float) -> int:
        """Start one, and give its process."""
        self._ordered.write(json.dumps([environment, started, ahead]) + "\n")
        self._ordered.flush()
        return int(self._told.readline())


@contextmanager
def hands() -> Iterator[Hands]:
    """Give such a process; whatever it started ends with it."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.chaos.hands"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        cwd=ROOT,
    ) as parent:
        assert parent.stdin is not None
        assert parent.stdout is not None
        yield Hands(parent.stdin, parent.stdout)
        parent.stdin.close()


class Crew:
    """The workers of one town, hired one by one and killed one by one; `environment` is what they are started with."""

    def __init__(self, hands: Hands, environment: dict[str, str], *, started: float) -> None:
        self._hands = hands
        self._environment = environment
        self._started = started
        self.pids: list[int] = []

    def hire(self, *, ahead: float = 0) -> int:
        """Start one more; `ahead` is by how many seconds its clock is wrong."""
        pid = self._hands.hire(self._environment, started=self._started, ahead=ahead)
        self.pids.append(pid)
        return pid

    def kill(self, pid: int) -> None:
        """End one at once, without a chance to tidy up."""
        self.pids.remove(pid)
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)

    def kill_one(self, number: int) -> None:
        """End one and start another in its place."""
        self.kill(self.pids[number % len(self.pids)])
        self.hire()


@contextmanager
def crew(
    town: Town, slack: Slack, hands: Hands, *, pace: int = PACE, asks_server: bool = False, starts: Path | None = None
) -> Iterator[Crew]:
    """Give a crew without workers yet; all it hires ends with it.

    Their clock is the town's, or if it `asks_server` that of the database server. `starts` takes down when each message
    starts.
    """
    settings = town.settings(slack, pace=pace) | ({ASKS_SERVER: "yes"} if asks_server else {})
    settings |= {STARTS: str(starts)} if starts else {}
    hired = Crew(hands, settings, started=town.started)
    try:
        yield hired
    finally:
        for pid in list(hired.pids):
            hired.kill(pid)


def storm(
    town: Town, hands: Hands, *, share: float, kills: int, seed: int, crash: Callable[[], None] | None = None
) -> Outcome:
    """Let three workers send to everybody while they are killed, Slack fares badly and the database may crash."""
    weather = Weather(share=share, seed=seed)
    with Slack(town.workspace, faults=weather) as slack, crew(town, slack, hands) as workers:
        for _ in range(WORKERS):
            workers.hire()
        every = max(town.people // (kills + 1), 1)
        for number in range(kills):
            wait_for(town, (number + 1) * every)
            workers.kill_one(seed + number)
            if crash and number == kills // 2:
                crash()
        town.wait(seconds=120)
    return outcome(town)


def outcome(town: Town) -> Outcome:
    """Count who got what."""
    got = town.got()
    return Outcome(
        wanted=town.people, reached=town.people - got[0], doubled=sum(n for times, n in got.items() if times > 1)
    )


def wait_for(town: Town, number: int) -> None:
    """Wait until so many have got something."""
    deadline = time.monotonic() + 60
    while town.people - town.got()[0] < number:
        assert time.monotonic() < deadline, (town.states(), town.got())
        time.sleep(0.02)
