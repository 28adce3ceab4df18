"""The fault buttons, pressed while the real app is behind: what each promises is what one sees."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import pytest

from bot.core.requests import GRACE
from bot.demo.run import demo
from bot.demo.server import Slack
from bot.demo.things import Message
from bot.views import help as helping
from tests.demo.panel import press, trouble
from tests.office import wait_until

ANSWER = "Wanda Kosińska"


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Slack]:
    with demo(tmp_path_factory.mktemp("demo")) as slack:
        yield slack


@pytest.fixture
def slack(running: Slack) -> Iterator[Slack]:
    """The demo with everything working; what a test ordered is called off after it."""
    yield running
    press(running, "works")
    running.workspace.clock.back()


def answers(slack: Slack, handle: str) -> list[Message]:
    return [one for one in slack.person(handle).sees() if one.by_app and ANSWER in one.shown]


def test_an_event_that_comes_again_is_answered_once(slack: Slack) -> None:
    ana = slack.person("ana")
    ana.dm("who knows about Kreasly-X?")
    ana.wait_for_reply()

    said = press(slack, "redeliver")["troubles"][0]["said"]

    assert said.startswith("Sent again: event message, acknowledged after ")
    assert [one.retry for one in slack.wire.deliveries("event message")][-1] == 1
    slack.person("callie").dm("who knows about Kreasly-X?")
    wait_until(lambda: len(answers(slack, "callie")) == 1)
    assert len(answers(slack, "ana")) == 1


def test_a_click_that_comes_again_counts_once(slack: Slack) -> None:
    pete = slack.person("pete")
    pete.command("/sko", "who Kreasly-X", channel="sales")
    pete.wait_for_reply(channel="sales")
    before = len(pete.sees("sales"))

    assert "acknowledged" in press(slack, "replay")["troubles"][1]["said"]

    pete.command("/sko", "", channel="sales")
    pete.wait_for_reply(channel="sales")
    assert len(pete.sees("sales")) == before + 1


def test_nothing_is_sent_again_where_nothing_was_sent(slack: Slack) -> None:
    slack.forget()
    press(slack, "redeliver")
    assert trouble(slack, "redeliver")["said"] == "There is nothing to send again yet: ask sko something first."


def test_an_answer_that_slack_puts_off_comes_when_slack_says(slack: Slack) -> None:
    press(slack, "limit")
    assert trouble(slack, "limit")["left"] == 2

    slack.person("sunniva").dm("who knows about Kreasly-X?")
    wait_until(lambda: len(answers(slack, "sunniva")) == 1, seconds=12)

    limited = [one for one in slack.wire.calls("chat.postMessage") if one.status == 429]
    assert len(limited) == 2
    assert trouble(slack, "limit")["said"] == "It hit chat.postMessage, chat.postMessage."
    assert trouble(slack, "limit")["left"] == 0


def test_an_answer_whose_connection_drops_is_read_once(slack: Slack) -> None:
    for which, handle in (("drop", "graham"), ("drop-after", "noriko")):
        press(slack, which)
        slack.person(handle).dm("who knows about Kreasly-X?")
        wait_until(partial(has_hit, slack, which))
    assert [len(answers(slack, handle)) for handle in ("graham", "noriko")] == [0, 1]
    slack.workspace.clock.move(GRACE)

    wait_until(lambda: len(slack.wire.calls("conversations.history")) == 2 and answers(slack, "graham"), seconds=20)

    assert [len(answers(slack, handle)) for handle in ("graham", "noriko")] == [1, 1]


def test_a_database_that_is_away_is_said_to_be_and_heals(slack: Slack) -> None:
    femi = slack.person("femi")
    press(slack, "away")
    assert trouble(slack, "away")["said"] == "The database is away."
    femi.command("/sko", "who Kreasly-X", channel="sales")
    assert femi.wait_for_reply(channel="sales").shown == helping.AWAY

    press(slack, "away")
    assert trouble(slack, "away")["said"] == "The database is back."
    femi.command("/sko", "who Kreasly-X", channel="sales")
    assert ANSWER in femi.wait_for_reply(channel="sales").shown


def test_a_slow_call_is_let_go_when_everything_is_to_work_again(slack: Slack) -> None:
    imogen = slack.person("imogen")
    press(slack, "slow")
    imogen.dm("who knows about Kreasly-X?")
    wait_until(lambda: bool(trouble(slack, "slow")["said"]))
    assert answers(slack, "imogen") == []

    press(slack, "works")

    wait_until(lambda: len(answers(slack, "imogen")) == 1)
    assert [one.ok for one in slack.wire.deliveries("event message")][-1]
    assert trouble(slack, "slow")["left"] == 0


def has_hit(slack: Slack, which: str) -> bool:
    return bool(trouble(slack, which)["said"] == "It hit chat.postMessage.")
