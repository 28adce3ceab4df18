"""A process is killed between the acknowledgement and the answer: nothing is lost, and nothing is said twice."""

import os
import re
import signal
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.config import Settings
from bot.demo.people import Person as Account
from bot.demo.server import Slack
from bot.deps import Deps
from bot.listeners.answering import Answers
from bot.slack import Slack as OurSlack
from bot.usecases import directories
from tests.installed import connect, installed, said, settings, states
from tests.office import wait_until
from tests.postgres import free_port
from tests.processes import PATIENCE, health, sko, started

MARTA = "Ask Marta Lindgren about NordKassa."
LONG = 60.0
[SERVER] = re.findall(r"^web: (.+)$", Path("Procfile").read_text("utf-8"), re.MULTILINE)


@pytest.fixture
def slack(database_url: str) -> Iterator[Slack]:
    with installed(database_url) as slack:
        yield slack


def sweep_later(slack: Slack, database_url: str) -> None:
    """Sweep as another process does once the leases of the one that died have run out."""
    deps = Deps.build(
        Settings.model_validate(settings(slack, database_url)), now=lambda: datetime.now(UTC) + timedelta(seconds=45)
    )
    directories.feed(deps)
    answers = Answers(deps, OurSlack(deps.settings))
    assert answers.sweep()
    wait_until(lambda: set(states(database_url)) == {"answered"})
    assert answers.sweep() == 0
    answers.close()
    deps.engine.dispose()


def leave_hanging(slack: Slack, database_url: str) -> None:
    """Ask three things whose answers are not begun, on the way, and said but not noted."""
    slack.workspace.put_person(Account(handle="noor", name="Noor"))
    slack.faults.slow(method="users.info", seconds=LONG)
    slack.faults.slow(method="response_url", seconds=LONG)
    slack.faults.slow(method="chat.postMessage", seconds=LONG, after=True)
    slack.person("oskar").command("/sko", "who owns NordKassa")
    slack.person("ana").dm("who owns NordKassa?")
    wait_until(lambda: said(slack, "ana") and states(database_url) == ["answering", "answering"])
    slack.person("noor").dm("who owns NordKassa?")


def all_said(slack: Slack) -> dict[str, list[str]]:
    return {handle: said(slack, handle) for handle in ("noor", "oskar", "ana")}


ONCE = {"noor": [MARTA], "oskar": [MARTA], "ana": [MARTA]}


def test_a_kill_after_the_acknowledgement_loses_nothing_and_doubles_nothing(slack: Slack, database_url: str) -> None:
    port = free_port()
    with sko("serve", "--port", str(port), **settings(slack, database_url)) as process:
        connect(slack, port)
        leave_hanging(slack, database_url)
        process.kill()
    slack.faults.clear()
    assert sorted(states(database_url)) == ["answering", "answering", "open"]
    sweep_later(slack, database_url)
    assert all_said(slack) == ONCE


def test_killed_workers_of_the_procfiles_server_are_replaced_and_what_they_held_is_answered(
    sqlite_url: str,
) -> None:
    port = free_port()
    with (
        installed(sqlite_url) as slack,
        started("bash", "-c", f"exec {SERVER}", **settings(slack, sqlite_url, PORT=str(port))) as server,
    ):
        connect(slack, port)
        wait_until(lambda: len(server.children()) == 2)
        workers = server.children()
        leave_hanging(slack, sqlite_url)
        for worker in workers:
            os.kill(worker, signal.SIGKILL)
        wait_until(lambda: len(server.children() - workers) == 2, seconds=PATIENCE)
        slack.faults.clear()
        wait_until(lambda: health(port)[0] == 200, seconds=PATIENCE)
        sweep_later(slack, sqlite_url)
        assert all_said(slack) == ONCE
        slack.person("marta").command("/sko", "who owns Discount approval")
        wait_until(lambda: said(slack, "marta") == ["Ask Oskar Wendt about Discount approval."])
        slack.faults.slow(method="chat.postMessage", seconds=1)
        slack.person("marta").dm("who owns Discount approval?")
        server.ask_to_end()
        assert server.ended() == 0
        assert len(said(slack, "marta")) == 2
        assert "Traceback" not in server.printed


def test_a_wrong_setting_ends_the_procfiles_server_with_one_line() -> None:
    wrong = {"SLACK_BOT_TOKEN": "", "SLACK_SIGNING_SECRET": "secret", "PORT": str(free_port())}
    with started("bash", "-c", f"exec {SERVER}", **wrong) as server:
        assert server.ended() == 1
        [printed] = server.printed.splitlines()
        assert printed.startswith("SLACK_BOT_TOKEN is not set")


def test_a_token_that_slack_refuses_ends_the_procfiles_server(sqlite_url: str) -> None:
    port = free_port()
    with installed(sqlite_url) as slack:
        wrong = settings(slack, sqlite_url, PORT=str(port), SLACK_BOT_TOKEN="xoxb-revoked")
        with started("bash", "-c", f"exec {SERVER}", **wrong) as server:
            assert server.ended() == 3
            assert "SLACK_BOT_TOKEN is refused by Slack (invalid_auth)" in server.printed
            assert "Traceback" not in server.printed
            assert "xoxb-revoked" not in server.printed
