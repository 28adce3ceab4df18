"""Two processes on one database: whatever is open is answered by one of them, and by one only."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.demo import payloads
from bot.demo.people import Person as Account
from bot.listeners.answering import Answers
from models import Request
from tests.conftest import Clock
from tests.listeners import door
from tests.office import Office, wait_until
from tests.rows import is_settled

MARTA = "Ask Marta Lindgren about NordKassa."
TAKEN_OVER = 7.0


@pytest.fixture
def other(office: Office) -> Iterator[Answers]:
    """What another process answers with."""
    other = Answers(office.web.deps, office.web.slack)
    yield other
    other.close()


def leave_open(office: Office, clock: Clock, *ids: str) -> None:
    """Keep questions of Ana's as a process does that dies at once."""
    ana = office.slack.workspace.person("ana").id
    with office.web.deps.sessions.begin() as session:
        for one in ids:
            place = office.slack.workspace.dm(ana).id
            session.add(
                Request(
                    id=one,
                    kind="message",
                    slack_user=ana,
                    channel=place,
                    text="who owns NordKassa?",
                    received_at=clock(),
                    taken_at=clock(),
                )
            )


def said(office: Office, handle: str = "ana") -> list[str]:
    return [one.text for one in office.person(handle).sees() if one.by_app]


def test_a_process_that_is_behind_with_its_answers_keeps_them(office: Office, clock: Clock, other: Answers) -> None:
    answers = office.web.answers
    with answers._drawing:
        office.person("ana").dm("who owns NordKassa?")
        wait_until(lambda: answers._waiting)
        clock.forward(seconds=TAKEN_OVER)
        assert answers.sweep() == 0
        assert other.sweep() == 0
    wait_until(lambda: is_settled(office))
    assert said(office) == [MARTA]


def test_two_sweeps_at_once_answer_each_request_once(office: Office, clock: Clock, other: Answers) -> None:
    leave_open(office, clock, *(f"Ev{n}" for n in range(8)))
    clock.forward(seconds=TAKEN_OVER)
    with ThreadPoolExecutor(4) as sweeps:
        taken = list(sweeps.map(lambda answers: answers.sweep(), [office.web.answers, other] * 2))
    assert sum(taken) == 8
    wait_until(lambda: is_settled(office))
    assert said(office) == [MARTA] * 8


def test_nothing_is_taken_from_a_process_that_has_only_just_begun(office: Office, clock: Clock, other: Answers) -> None:
    leave_open(office, clock, "Ev1")
    clock.forward(seconds=5)
    assert other.sweep() == 0


def test_an_attempt_that_was_overtaken_stays_silent(
    office: Office, clock: Clock, attempts: list[str], other: Answers
) -> None:
    office.slack.workspace.put_person(Account(handle="noor", name="Noor"))
    office.slack.faults.slow(method="users.info", seconds=1)
    office.person("noor").dm("who owns NordKassa?")
    clock.forward(seconds=TAKEN_OVER)
    assert other.sweep() == 1
    wait_until(lambda: attempts)
    wait_until(lambda: is_settled(office))
    other.close()
    assert said(office, "noor") == [MARTA]


def test_an_answer_put_off_by_slack_and_overtaken_meanwhile_is_said_once(
    office: Office, clock: Clock, attempts: list[str], other: Answers
) -> None:
    office.slack.faults.rate_limit(method="chat.postMessage", retry_after=1)
    office.person("ana").dm("who owns NordKassa?")
    wait_until(lambda: attempts)
    started = time.monotonic()
    clock.forward(seconds=60)
    assert other.sweep() == 1
    wait_until(lambda: said(office) == [MARTA])
    wait_until(lambda: time.monotonic() > started + 1.2)
    office.web.answers.close()
    assert said(office) == [MARTA]


def test_a_message_brought_again_is_answered_if_the_first_process_died(office: Office, clock: Clock) -> None:
    event = payloads.envelope(office.slack.workspace, door.message(office, "ana", "who owns NordKassa?"))
    leave_open(office, clock, event["event_id"])
    clock.forward(seconds=TAKEN_OVER)
    assert door.event_again(office, event).status == 200
    wait_until(lambda: is_settled(office))
    assert said(office) == [MARTA]
