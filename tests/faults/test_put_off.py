"""What cannot be sent now is sent later, in its time, or never; and nobody waits for somebody else."""

import threading
import time
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import event, select
from sqlalchemy.exc import DataError
from sqlalchemy.orm import Session

from bot.core.outbox import Claimed, Verdict
from bot.core.results import Member, Standing
from bot.demo.people import Kind
from bot.jobs import halting, outbox, sending
from bot.usecases import admitting, arranging, pacing, quieting, recapping, scheduling
from models import Outgoing, Person
from tests.chaos.town import SLOT
from tests.faults.morning import PEOPLE, POST, Morning


def test_slack_that_puts_us_off_puts_everybody_off_for_as_long_as_it_says(morning: Morning) -> None:
    morning.slack.faults.rate_limit(method=POST, retry_after=1)
    morning.work()
    refused, *rest = morning.slack.wire.calls(POST)
    assert morning.got() == {1: PEOPLE}
    assert refused.status == 429
    with morning.deps.reading() as session:
        first = session.scalars(select(Outgoing.sent_at).order_by(Outgoing.sent_at)).first()
    assert first is not None
    assert len(rest) == PEOPLE
    assert first > SLOT + timedelta(minutes=1, seconds=1), "nobody is posted to meanwhile"


def test_a_clock_that_is_set_back_an_hour_holds_nothing_up(morning: Morning) -> None:
    morning.slack.faults.drop(method=POST)
    morning.work()
    morning.left_by_a_dead_worker(one_of="sent")
    morning.clock.forward(hours=-1)
    for _ in range(2):
        morning.work()
        morning.clock.forward(seconds=11)
    morning.clock.forward(hours=1)
    for _ in range(2):
        morning.work()
        morning.clock.forward(seconds=11)
    assert morning.got() == {1: PEOPLE}
    assert morning.states() == {"sent": PEOPLE}


def test_three_weeks_down_come_to_one_message(morning: Morning) -> None:
    morning.clock.forward(weeks=3)
    morning.work()
    assert morning.got() == {1: PEOPLE}


def test_what_is_not_sent_in_its_week_is_not_sent_at_all(morning: Morning) -> None:
    morning.worker().plan()
    morning.clock.forward(days=3, hours=8)  # a Friday evening
    morning.work()
    assert morning.got() == {0: PEOPLE}
    assert morning.states() == {"expired": PEOPLE}


def test_somebody_whom_slack_refuses_is_marked_and_in_nobody_elses_way(morning: Morning) -> None:
    gone = morning.town.workspace.person("rep00003")
    morning.town.workspace.put_person(replace(gone, kind=Kind.LEFT))
    morning.work()
    assert morning.states() == {"sent": PEOPLE - 1, "failed": 1}
    assert morning.reasons() == {"": PEOPLE - 1, "channel_not_found": 1}


def test_a_revoked_token_stops_the_sending_and_nothing_is_lost(
    morning: Morning, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(halting, "AGAIN", 0.05)
    token = morning.town.workspace.app.token
    morning.slack.connect(request_url="", bot_token="xoxb-another")
    worker = morning.worker()
    worker.plan()
    worker.drain()
    assert morning.states() == {"pending": PEOPLE}
    assert len(morning.slack.wire.calls(POST)) == 1, "one is enough to know"
    morning.slack.connect(request_url="", bot_token=token)
    while morning.states() != {"sent": PEOPLE}:
        worker.drain()
    worker.close()
    assert morning.got() == {1: PEOPLE}


def test_a_gate_that_is_far_ahead_of_many_workers_keeps_none_of_them_from_sending(
    morning: Morning, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "CERTAIN", 0.25)  # as with twenty messages a minute, or a dozen workers
    slowly = morning.at(pace=600)
    for _ in range(PEOPLE):  # whoever finds the gate far ahead goes, and comes by again
        if morning.got() == {1: PEOPLE}:
            break
        workers = [threading.Thread(target=slowly.work, daemon=True) for _ in range(4)]
        for one in workers:
            one.start()
        for one in workers:
            one.join(20)
    assert morning.got() == {1: PEOPLE}


def test_a_database_that_takes_its_time_over_each_commit_keeps_nothing_from_being_sent(morning: Morning) -> None:
    event.listen(morning.deps.engine, "commit", lambda _: time.sleep(0.25))
    worker = threading.Thread(target=morning.at(pace=600).work, daemon=True)
    worker.start()
    worker.join(40)
    assert morning.got() == {1: PEOPLE}


def test_who_says_stop_while_slack_puts_everybody_off_gets_nothing_any_more(
    morning: Morning, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "CERTAIN", 0.25)
    worker = morning.worker()
    worker.plan()
    with morning.deps.sessions.begin() as session:
        pacing.push(session, until=morning.clock() + timedelta(seconds=2), now=morning.clock())
    sender = threading.Thread(target=lambda: worker.drain(patience=5), daemon=True)
    sender.start()
    time.sleep(0.5)
    with morning.deps.sessions.begin() as session:
        for person in session.scalars(select(Outgoing.person_id)):
            quieting.mute(session, person, now=morning.clock())
    sender.join(20)
    worker.close()
    assert morning.got() == {0: PEOPLE}
    assert morning.states() == {"cancelled": PEOPLE}


def test_one_message_that_the_database_will_not_have_drawn_is_in_nobody_elses_way(
    morning: Morning, monkeypatch: pytest.MonkeyPatch
) -> None:
    worker = morning.worker()
    worker.plan()
    with morning.deps.reading() as session:
        bad = session.scalars(select(Outgoing.id).order_by(Outgoing.ready_at, Outgoing.id)).first()
    ready = recapping.ready

    def failing(session: Session, claimed: Claimed, *, now: datetime) -> Verdict:
        if claimed.id == bad:
            raise DataError("INSERT", {}, Exception("no such thing"))
        return ready(session, claimed, now=now)

    monkeypatch.setattr(recapping, "ready", failing)
    drained = threading.Thread(target=worker.drain, daemon=True)
    drained.start()
    drained.join(10)
    assert morning.states() == {"sent": PEOPLE - 1, "pending": 1}
    monkeypatch.setattr(recapping, "ready", ready)
    morning.clock.forward(seconds=301)
    worker.drain()
    worker.close()
    assert morning.got() == {1: PEOPLE}


def test_what_was_due_before_a_pause_goes_out_after_it(morning: Morning) -> None:
    morning.worker().plan()
    _pause(morning)
    morning.work()
    assert morning.got() == {0: PEOPLE}
    _go_on(morning)
    morning.work()
    morning.work()
    assert morning.got() == {1: PEOPLE}


def test_what_came_due_while_the_plan_was_paused_is_not_made_up_for(morning: Morning) -> None:
    morning.clock.forward(minutes=-5)
    _pause(morning)
    morning.clock.forward(days=1)
    for _ in range(2):
        _go_on(morning)
        morning.work()
        _pause(morning)
    assert morning.got() == {0: PEOPLE}
    _go_on(morning)
    morning.clock.forward(days=6, minutes=10)
    morning.work()
    assert morning.got() == {1: PEOPLE}


def test_somebody_with_a_new_account_is_written_to_there(morning: Morning) -> None:
    before, after = (morning.town.workspace.person(one) for one in ("rep00002", "rep00003"))
    with morning.deps.sessions.begin() as session:
        people = {one.slack_id: one for one in session.scalars(select(Person))}
        people[after.id].slack_id = None
        session.flush()
        people[before.id].channel, people[before.id].standing = morning.town.workspace.dm(before.id).id, "left"
        people[before.id].email = "rep@example.com"
        session.flush()
        account = Member(
            slack_id=after.id,
            name=after.name,
            email="rep@example.com",
            time_zone="UTC",
            standing=Standing.EMPLOYEE,
        )
        admitting.remember(session, account, now=morning.clock())
    morning.work()
    dms = [morning.town.workspace.dm(one.id).id for one in (before, after)]
    assert [len(morning.town.workspace.messages(one)) for one in dms] == [0, 1]


@pytest.mark.parametrize("code", ["messages_tab_disabled", "team_added_to_org", "message_limit_exceeded"])
def test_a_refusal_that_is_about_everybody_fails_nobodys_message(morning: Morning, code: str) -> None:
    morning.slack.faults.error(method=POST, status=200, code=code)
    morning.work()
    assert morning.states()["pending"] >= 1
    morning.work()
    assert morning.got() == {1: PEOPLE}


@pytest.mark.parametrize("after", [False, True])
def test_a_page_of_something_before_slack_stops_the_sending_and_sends_nothing_twice(
    morning: Morning, *, after: bool
) -> None:
    morning.slack.faults.error(method=POST, status=200, code="<html>", after=after)
    morning.work()
    assert len(morning.slack.wire.calls(POST)) == 1, "one is enough to know"
    for _ in range(2):
        morning.clock.forward(seconds=11)
        morning.work()
    assert morning.got() == {1: PEOPLE}


def test_who_comes_by_once_comes_back_though_slack_puts_everybody_off_for_ever(
    morning: Morning, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outbox, "LONG", 2.0)
    morning.slack.faults.rate_limit(method=POST, retry_after=1, times=1000)
    worker = morning.worker()
    worker.plan()
    sender = threading.Thread(target=lambda: worker.drain(patience=15), daemon=True)
    sender.start()
    sender.join(10)
    is_there_still = sender.is_alive()
    worker.close()
    sender.join(10)
    assert not is_there_still
    assert morning.states() == {"pending": PEOPLE}


def test_whoever_looks_waits_as_long_as_slack_says_whatever_else_is_to_be_looked_for(morning: Morning) -> None:
    morning.slack.faults.drop(method=POST, times=2)
    worker = morning.worker()
    worker.plan()
    worker.drain()
    morning.slack.faults.rate_limit(method="conversations.history", retry_after=2)
    morning.clock.forward(seconds=11)
    for _ in range(3):
        worker.settle()
    assert len(morning.slack.wire.calls("conversations.history")) == 1
    time.sleep(2)
    worker.settle()
    worker.drain()
    worker.close()
    assert morning.got() == {1: PEOPLE}


def _pause(morning: Morning) -> None:
    with morning.deps.sessions.begin() as session:
        scheduling.pause(session, by="U1", now=morning.clock())


def _go_on(morning: Morning) -> None:
    with morning.deps.sessions.begin() as session:
        scheduling.start(session, arranging.settings(session).mark, by="U1", now=morning.clock())
