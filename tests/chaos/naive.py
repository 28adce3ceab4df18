"""What one writes first: a job that goes through everybody and posts, with the library's own retries.

A scheduler with a job store starts it once. If it dies half way, either nobody starts it again, or it begins anew.
"""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_handlers import RateLimitErrorRetryHandler

from bot.demo.ids import slack_id
from bot.demo.server import Slack
from tests.chaos.storm import Outcome, outcome
from tests.chaos.town import Town, handle
from tests.chaos.weather import Weather
from tests.processes import ROOT

TIMEOUT = 1  # seconds, as little as the workers beside it have


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One way of writing it."""

    name: str
    retries: bool
    begins_anew: bool


WAYS = (
    Way(name="a loop, never started again", retries=False, begins_anew=False),
    Way(name="a loop, begun anew after each death", retries=False, begins_anew=True),
    Way(name="a loop with retries, begun anew", retries=True, begins_anew=True),
)


def run(way: Way, *, people: int, share: float, kills: int, seed: int) -> Outcome:
    """Let it go through everybody, killed so often at even distances."""
    town = Town("sqlite:///nowhere.db", people=people)
    with Slack(town.workspace, faults=Weather(share=share, seed=seed)) as slack:
        for number in range(kills):
            with _loop(town, slack, way) as loop:
                _wait(town, loop, people * (number + 1) // (kills + 1))
            if not way.begins_anew:
                return outcome(town)
        with _loop(town, slack, way) as loop:
            loop.wait()
    return outcome(town)


@contextmanager
def _loop(town: Town, slack: Slack, way: Way) -> Iterator[subprocess.Popen[bytes]]:
    """Start it in a process of its own, and kill that in the end."""
    words = [slack.api_url, town.workspace.app.token, str(town.people), "retries" * way.retries]
    with subprocess.Popen([sys.executable, "-m", __name__, *words], cwd=ROOT) as loop:
        yield loop
        loop.kill()


def _wait(town: Town, loop: subprocess.Popen[bytes], at: int) -> None:
    deadline = time.monotonic() + 120
    while town.people - town.got()[0] < at and time.monotonic() < deadline and loop.poll() is None:
        time.sleep(0.01)


def main(api_url: str, token: str, people: str, retries: str) -> None:
    """Post to everybody, once from beginning to end."""
    client = WebClient(token=token, base_url=api_url, timeout=TIMEOUT)
    if retries:
        client.retry_handlers.append(RateLimitErrorRetryHandler(max_retry_count=3))
    for number in range(int(people)):
        for _ in range(3 if retries else 1):
            try:
                client.chat_postMessage(channel=slack_id("U", handle(number)), text="Your recap")
            except (SlackApiError, OSError):
                continue
            break


if __name__ == "__main__":
    main(*sys.argv[1:])
