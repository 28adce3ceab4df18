"""One message to each, whatever happens between claiming it and writing down what became of it."""

import threading
from pathlib import Path

import pytest
from sqlalchemy import event, select, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from bot import liveness
from bot.core.recapped import Recapped
from bot.database import connect
from bot.usecases import delivering
from bot.views import recaps
from bot.views.blocks import Message
from models import Outgoing
from tests.faults.morning import PEOPLE, POST, Morning


def test_everybody_gets_one_message_and_the_next_worker_finds_nothing_to_do(morning: Morning) -> None:
    morning.work()
    morning.work()
    assert morning.got() == {1: PEOPLE}
    assert morning.states() == {"sent": PEOPLE}


def test_two_workers_at_once_share_the_work(morning: Morning) -> None:
    workers = [threading.Thread(target=morning.work) for _ in range(2)]
    for one in workers:
        one.start()
    for one in workers:
        one.join()
    assert morning.got() == {1: PEOPLE}


@pytest.mark.parametrize("harm", ["hang", "reset", "500"])
def test_a_message_that_slack_took_without_saying_so_is_found_and_not_sent_again(morning: Morning, harm: str) -> None:
    faults = morning.slack.faults
    match harm:
        case "hang":
            faults.slow(method=POST, seconds=1, after=True)
        case "reset":
            faults.drop(method=POST, after=True)
        case "500":
            faults.error(method=POST, after=True)
    morning.work()
    assert morning.states() == {"sent": PEOPLE - 1, "unsure": 1}
    morning.clock.forward(seconds=5)
    morning.work()
    assert morning.states() == {"sent": PEOPLE - 1, "unsure": 1}, "Slack may show it late, so nobody looks yet"
    morning.clock.forward(seconds=6)
    morning.work()
    assert morning.states() == {"sent": PEOPLE}
    assert morning.got() == {1: PEOPLE}


@pytest.mark.parametrize("harm", ["reset", "500"])
def test_a_message_that_slack_lost_is_looked_for_and_sent_again(morning: Morning, harm: str) -> None:
    if harm == "reset":
        morning.slack.faults.drop(method=POST)
    else:
        morning.slack.faults.error(method=POST)
    morning.work()
    assert morning.got() == {1: PEOPLE - 1, 0: 1}
    morning.clock.forward(seconds=11)
    morning.work()
    assert morning.got() == {1: PEOPLE}
    assert len(morning.slack.wire.calls("conversations.history")) == 1


def test_a_message_stays_unsure_while_nobody_can_look_and_is_not_sent_again(morning: Morning) -> None:
    morning.slack.faults.drop(method=POST)
    morning.work()
    for _ in range(3):
        morning.slack.faults.error(method="conversations.history", status=500)
        morning.clock.forward(seconds=11)
        morning.work()
    assert morning.states() == {"sent": PEOPLE - 1, "unsure": 1}
    assert len(morning.slack.wire.calls(POST)) == PEOPLE
    morning.clock.forward(seconds=11)
    morning.work()
    assert morning.got() == {1: PEOPLE}


def test_a_worker_that_died_after_it_had_posted_leaves_nothing_to_send_again(morning: Morning) -> None:
    morning.work()
    morning.left_by_a_dead_worker(one_of="sent")
    morning.work()
    assert morning.states() == {"sent": PEOPLE - 1, "sending": 1}, "it may still be under way"
    morning.clock.forward(seconds=21)
    morning.work()
    morning.clock.forward(seconds=11)
    morning.work()
    assert morning.states() == {"sent": PEOPLE}
    assert morning.got() == {1: PEOPLE}


def test_a_worker_that_died_before_it_had_posted_leaves_one_to_send(morning: Morning) -> None:
    morning.worker().plan()
    morning.left_by_a_dead_worker(one_of="pending")
    for seconds in (0, 21, 11):
        morning.clock.forward(seconds=seconds)
        morning.work()
    assert morning.got() == {1: PEOPLE}


def test_a_worker_that_lives_is_left_alone_however_long_it_takes(morning: Morning) -> None:
    slow = morning.worker()
    slow.plan()
    number = slow._member.number()
    morning.left_by_a_dead_worker(one_of="pending", sender=number)
    morning.clock.forward(hours=2)
    morning.work()
    assert morning.states() == {"sent": PEOPLE - 1, "sending": 1}
    slow.close()
    for seconds in (0, 11):
        morning.clock.forward(seconds=seconds)
        morning.work()
    assert morning.got() == {1: PEOPLE}


def test_what_a_worker_claimed_without_hearing_of_it_is_not_lost_while_it_lives(morning: Morning) -> None:
    worker = morning.worker()
    worker.plan()
    morning.left_by_a_dead_worker(one_of="pending", sender=worker._member.number())
    for seconds in (0, 21, 11):
        morning.clock.forward(seconds=seconds)
        worker.drain()
    worker.close()
    assert morning.got() == {1: PEOPLE}


def test_two_days_down_everybody_gets_theirs_in_the_day_and_nobody_two(morning: Morning) -> None:
    morning.clock.forward(days=2, hours=-8)  # one in the morning of a Thursday
    morning.work()
    assert morning.got() == {0: PEOPLE}, "nobody is written to at night"
    morning.clock.forward(hours=8)
    morning.work()
    assert morning.got() == {1: PEOPLE}


def test_a_press_proves_that_a_message_arrived(morning: Morning) -> None:
    morning.slack.faults.drop(method=POST, after=True)
    morning.work()
    with morning.deps.sessions.begin() as session:
        lost = session.scalars(select(Outgoing).where(Outgoing.state == "unsure")).one()
        delivering.seen(session, lost.id, channel="D1", ts="1.2", now=morning.clock())
    assert morning.states() == {"sent": PEOPLE}
    assert not morning.slack.wire.calls("conversations.history")


def test_a_claim_of_which_the_worker_never_heard_is_not_taken_for_one_that_is_under_way(morning: Morning) -> None:
    worker = morning.worker()
    worker.plan()
    worker._member.number()
    lost: list[bool] = []

    def lose(session: Session) -> None:
        if session.in_nested_transaction() or lost:
            return
        if session.scalar(select(Outgoing.id).where(Outgoing.state == "sending")):
            lost.append(True)

    def after(session: Session) -> None:
        if lost == [True] and not session.in_nested_transaction():
            lost.append(False)
            raise OperationalError("COMMIT", {}, Exception("the connection broke"))

    event.listen(Session, "before_commit", lose)
    event.listen(Session, "after_commit", after)
    try:
        for seconds in (0, 21, 11):
            morning.clock.forward(seconds=seconds)
            worker.drain()
    finally:
        event.remove(Session, "before_commit", lose)
        event.remove(Session, "after_commit", after)
    worker.close()
    assert lost == [True, False]
    assert morning.got() == {1: PEOPLE}


def test_what_a_worker_is_sending_it_leaves_alone_though_it_lost_its_lock(morning: Morning) -> None:
    worker = morning.worker()
    worker.plan()
    before = worker._member.number()
    morning.left_by_a_dead_worker(one_of="pending", sender=before)
    with morning.deps.reading() as session:
        under_way = session.scalars(select(Outgoing.id).where(Outgoing.state == "sending")).one()
    worker._sending._in_flight.add(under_way)
    worker._member.leave()
    morning.clock.forward(seconds=21)
    assert worker._member.number() != before
    worker.settle()
    worker.close()
    assert morning.states()["sending"] == 1


def test_a_lock_that_the_server_let_go_of_is_not_held(postgresql_url: str) -> None:
    engine = connect(postgresql_url)
    ours = liveness.locks(engine)
    ours.hold(7)
    assert ours.is_held()
    ours._session.execute(text("SELECT pg_advisory_unlock_all()"))  # type: ignore[attr-defined]
    assert not ours.is_held(), "as where a pooler has given the session to somebody else"
    ours.release()
    engine.dispose()


def test_a_worker_is_known_to_live_by_whatever_name_the_database_is_opened(sqlite_url: str, tmp_path: Path) -> None:
    link = tmp_path / "link.db"
    link.symlink_to(tmp_path / "sko.db")
    engine, other = connect(sqlite_url), connect(f"sqlite:///{link}")
    ours = liveness.locks(engine)
    ours.hold(7)
    assert not liveness.locks(other).is_free(7)
    ours.release()
    assert liveness.locks(other).is_free(7)


def test_a_worker_that_stood_still_before_its_turn_does_not_send_what_another_has_sent_since(
    morning: Morning, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw, stood = recaps.dm, list[Recapped]()

    def stand_still(said: Recapped) -> Message:
        if not stood:
            stood.append(said)
            with morning.deps.sessions.begin() as session:
                delivering.doubt(session, said.message_id, attempt=1, now=morning.clock())
            morning.clock.forward(seconds=11)
            morning.work()
        return draw(said)

    monkeypatch.setattr(recaps, "dm", stand_still)
    morning.work()
    assert stood
    assert morning.got() == {1: PEOPLE}


@pytest.mark.parametrize("state", ["pending", "expired"])
def test_what_was_looked_for_too_early_is_not_sent_again_once_it_was_pressed(morning: Morning, state: str) -> None:
    morning.work()
    with morning.deps.sessions.begin() as session:
        late = session.scalars(select(Outgoing)).first()
        assert late
        late.state = state
        delivering.seen(session, late.id, channel=late.channel, ts=late.ts, now=morning.clock())
    morning.work()
    assert morning.states() == {"sent": PEOPLE}
    assert morning.got() == {1: PEOPLE}
