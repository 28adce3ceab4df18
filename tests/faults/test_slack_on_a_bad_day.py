"""Slack limits, fails, hangs or hangs up: the answer arrives all the same, and it arrives once."""

import io
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import text

from bot.core.requests import GRACE
from bot.demo.acting import Actor
from bot.demo.server import Slack
from bot.index import Version
from bot.listeners.answering import Answers
from bot.views.help import AWAY, BROKEN
from models import Request
from tests.conftest import Clock
from tests.office import Office, wait_until

MARTA = "Ask Marta Lindgren about NordKassa."
LOOKED_AGAIN = GRACE.total_seconds() + 1
TAKEN_OVER = 7.0
Ask = Callable[[Actor], object]


def by_message(actor: Actor) -> object:
    return actor.dm("who owns NordKassa?")


def by_command(actor: Actor) -> object:
    return actor.command("/sko", "who owns NordKassa?")


BOTH = pytest.mark.parametrize(
    ("ask", "method"), [(by_message, "chat.postMessage"), (by_command, "response_url")], ids=["message", "command"]
)


def said(actor: Actor, channel: str | None = None) -> list[str]:
    """What the app said where somebody looks, oldest first."""
    return [one.text for one in actor.sees(channel) if one.by_app]


def statuses(slack: Slack, method: str) -> list[int | None]:
    return [one.status for one in slack.wire.calls(method)]


def is_settled(office: Office) -> bool:
    """Whether nothing is left to be answered."""
    with office.web.deps.sessions() as session:
        return not session.query(Request).where(Request.state.in_(["open", "answering"])).count()


def sweep(office: Office, clock: Clock, attempts: list[str], *, after: float = LOOKED_AGAIN) -> None:
    """Let time pass and the sweep do its work; come back when each attempt it made is over."""
    before = len(attempts)
    clock.forward(seconds=after)
    made = office.web.answers.sweep()
    wait_until(lambda: len(attempts) == before + made)


@BOTH
def test_a_limit_is_honoured_and_the_answer_arrives_once(office: Office, ask: Ask, method: str) -> None:
    ana = office.person("ana")
    office.slack.faults.rate_limit(method=method, retry_after=1)
    started = time.monotonic()
    ask(ana)
    assert ana.wait_for_reply().text == MARTA
    assert time.monotonic() - started >= 1
    wait_until(lambda: is_settled(office))
    assert statuses(office.slack, method) == [429, 200]
    assert said(ana) == [MARTA]


def test_answers_that_must_wait_hold_up_nobody_else(office: Office) -> None:
    ana = office.person("ana")
    office.slack.faults.rate_limit(method="chat.postMessage", times=20, retry_after=60)
    for _ in range(20):
        ana.dm("who owns NordKassa?")
    ana.command("/sko", "who owns NordKassa")
    assert ana.wait_for_reply().text == MARTA


def test_an_answer_that_must_wait_is_left_to_a_sweep_when_the_process_ends(office: Office, clock: Clock) -> None:
    ana = office.person("ana")
    office.slack.faults.rate_limit(method="chat.postMessage", retry_after=60)
    ana.dm("who owns NordKassa?")
    wait_until(lambda: statuses(office.slack, "chat.postMessage"))
    office.web.answers.close()
    other = Answers(office.web.deps, office.web.slack)
    clock.forward(seconds=59)
    assert other.sweep() == 0
    clock.forward(seconds=10)
    assert other.sweep() == 1
    assert ana.wait_for_reply().text == MARTA
    other.close()


def test_a_direct_message_is_answered_once_though_slack_lost_its_own_answer(
    office: Office, clock: Clock, attempts: list[str]
) -> None:
    ana, faults = office.person("ana"), office.slack.faults
    for harm in (faults.error, faults.drop):
        for after in (False, True):
            before, over = len(said(ana)), len(attempts)
            harm(method="chat.postMessage", after=after)
            ana.dm("who owns NordKassa?")
            wait_until(lambda over=over: len(attempts) > over)  # type: ignore[misc]
            sweep(office, clock, attempts)
            assert is_settled(office)
            assert said(ana)[before:] == [MARTA]


def test_slack_may_fail_while_we_look_too(office: Office, clock: Clock, attempts: list[str]) -> None:
    ana = office.person("ana")
    office.slack.faults.drop(method="chat.postMessage", after=True)
    office.slack.faults.rate_limit(method="conversations.history")
    ana.dm("who owns NordKassa?")
    wait_until(lambda: attempts)
    sweep(office, clock, attempts)
    assert not is_settled(office)
    sweep(office, clock, attempts, after=31)
    assert is_settled(office)
    assert said(ana) == [MARTA]


def test_a_lost_answer_is_found_in_a_long_thread(office: Office, clock: Clock, attempts: list[str]) -> None:
    ana = office.person("ana")
    root = ana.dm("thanks")
    for _ in range(16):
        ana.say(None, "thanks", thread_ts=root.ts)
    wait_until(lambda: len(attempts) == 17)
    office.slack.faults.drop(method="chat.postMessage", after=True)
    ana.dm("who owns NordKassa?", thread_ts=root.ts)
    wait_until(lambda: len(attempts) == 18)
    sweep(office, clock, attempts)
    assert is_settled(office)
    assert said(ana).count(MARTA) == 1


def test_a_mention_is_rather_not_answered_than_answered_twice(
    office: Office, clock: Clock, attempts: list[str]
) -> None:
    ana = office.person("ana")
    office.slack.faults.drop(method="chat.postMessage", after=True)
    ana.mention("general", "who owns NordKassa?")
    wait_until(lambda: attempts)
    sweep(office, clock, attempts)
    assert is_settled(office)
    assert said(ana, "general") == [MARTA]


def test_one_bad_moment_of_a_response_url_is_made_good(office: Office, clock: Clock, attempts: list[str]) -> None:
    ana = office.person("ana")
    office.slack.faults.drop(method="response_url")
    by_command(ana)
    wait_until(lambda: attempts)
    office.slack.faults.error(method="response_url")
    sweep(office, clock, attempts)
    assert said(ana) == []
    sweep(office, clock, attempts)
    assert said(ana) == [MARTA]


def test_answers_never_pile_up_at_a_response_url(office: Office, clock: Clock, attempts: list[str]) -> None:
    ana = office.person("ana")
    office.slack.faults.error(method="response_url", times=99, after=True)
    by_command(ana)
    wait_until(lambda: attempts)
    for _ in range(6):
        sweep(office, clock, attempts)
    assert is_settled(office)
    assert len(said(ana)) == 3


def test_a_home_tab_is_drawn_though_slack_failed_at_first(office: Office, clock: Clock, attempts: list[str]) -> None:
    ana = office.person("ana")
    office.slack.faults.error(method="views.publish")
    ana.open_home()
    wait_until(lambda: attempts)
    sweep(office, clock, attempts)
    assert "/sko who NordKassa" in ana.wait_for_home().shown


@BOTH
def test_what_slack_refuses_for_good_is_not_tried_again(
    office: Office, clock: Clock, attempts: list[str], ask: Ask, method: str
) -> None:
    office.slack.faults.error(method=method, status=403, times=9)
    ask(office.person("ana"))
    wait_until(lambda: attempts)
    sweep(office, clock, attempts)
    assert is_settled(office)
    assert statuses(office.slack, method) == [403]


@BOTH
def test_a_request_is_acknowledged_however_long_its_answer_takes(office: Office, ask: Ask, method: str) -> None:
    ana = office.person("ana")
    office.slack.faults.slow(method=method, seconds=0.5)
    ask(ana)
    assert said(ana) == []
    [delivered] = [one for one in office.slack.wire.deliveries() if one.status]
    assert delivered.ok
    assert ana.wait_for_reply().text == MARTA


@contextmanager
def without_asks(office: Office) -> Iterator[None]:
    """Let the database refuse whatever has to do with questions."""
    with office.web.deps.sessions.begin() as session:
        session.execute(text("ALTER TABLE asks RENAME TO put_away"))
    yield
    with office.web.deps.sessions.begin() as session:
        session.execute(text("ALTER TABLE put_away RENAME TO asks"))


@BOTH
def test_a_database_that_fails_half_way_is_admitted_once_and_made_good(
    office: Office, clock: Clock, attempts: list[str], ask: Ask, method: str, printed: io.StringIO
) -> None:
    ana = office.person("ana")
    with without_asks(office):
        ask(ana)
        assert ana.wait_for_reply().text == AWAY
        wait_until(lambda: attempts)
        for _ in range(3):
            sweep(office, clock, attempts, after=TAKEN_OVER)
    sweep(office, clock, attempts, after=TAKEN_OVER)
    assert said(ana) == [AWAY, MARTA]
    assert "INSERT INTO asks" in printed.getvalue()
    assert "who owns" not in printed.getvalue()


def test_an_apology_is_never_taken_for_the_answer(office: Office, clock: Clock, attempts: list[str]) -> None:
    ana = office.person("ana")
    with without_asks(office):
        by_message(ana)
        assert ana.wait_for_reply().text == AWAY
        wait_until(lambda: attempts)
    office.slack.faults.error(method="chat.postMessage")
    sweep(office, clock, attempts, after=TAKEN_OVER)
    sweep(office, clock, attempts)
    assert said(ana) == [AWAY, MARTA]


def test_a_channel_is_spared_apologies(office: Office, clock: Clock, attempts: list[str]) -> None:
    ana = office.person("ana")
    with without_asks(office):
        ana.mention("general", "who owns NordKassa?")
        wait_until(lambda: attempts)
    sweep(office, clock, attempts, after=TAKEN_OVER)
    assert said(ana, "general") == [MARTA]


class Broken:
    """An index in which nobody has foreseen what happens."""

    def rank(self, question: str, *, asker: int | None) -> None:
        raise RuntimeError("surprise")


def test_what_nobody_foresaw_is_admitted_once_and_not_tried_for_ever(
    office: Office, clock: Clock, attempts: list[str]
) -> None:
    ana = office.person("ana")
    office.web.deps.index.at(Version(1, 0))
    office.web.deps.index._laid = (Version(1, 0), Broken())  # type: ignore[assignment]
    by_command(ana)
    assert ana.wait_for_reply().text == BROKEN
    wait_until(lambda: attempts)
    sweep(office, clock, attempts)
    assert is_settled(office)
    assert said(ana) == [BROKEN]


@pytest.mark.parametrize("sentence", ["{nobody knows}", "x" * 4000], ids=["not drawn", "more than Slack takes"])
def test_an_answer_that_cannot_be_drawn_is_admitted_too(
    office: Office, clock: Clock, attempts: list[str], monkeypatch: pytest.MonkeyPatch, sentence: str
) -> None:
    monkeypatch.setattr("bot.views.answers.ASK", sentence)
    monkeypatch.setattr("bot.views.blocks.SECTION", 9000)
    ana = office.person("ana")
    by_command(ana)
    assert ana.wait_for_reply().text == BROKEN
    wait_until(lambda: attempts)
    assert is_settled(office)
