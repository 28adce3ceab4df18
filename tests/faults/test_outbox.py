"""One message to each, whatever happens between claiming it and writing down what became of it."""

import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import event, select, text, update
from sqlalchemy.exc import DataError, OperationalError
from sqlalchemy.orm import Session

import bot.slack
from bot import liveness
from bot.config import Settings
from bot.core.outbox import Claimed, Verdict
from bot.core.recapped import Recapped
from bot.core.results import Member, Standing
from bot.database import connect
from bot.demo.people import Kind
from bot.demo.server import Slack as StandIn
from bot.deps import Deps
from bot.jobs import halting, outbox, sending
from bot.jobs.outbox import Outbox
from bot.slack import Slack
from bot.usecases import admitting, arranging, delivering, pacing, quieting, recapping, scheduling
from bot.views import recaps
from bot.views.blocks import Message
from models import Outgoing, Person
from tests.chaos.town import SLOT, Town
from tests.conftest import Clock

PEOPLE = 6
POST = "chat.postMessage"


class Running(Clock):
    """A clock that runs, and can be moved besides."""

    def __init__(self) -> None:
        super().__init__()
        self.time = SLOT + timedelta(minutes=1)
        self._began = time.monotonic()

    def __call__(self) -> datetime:
        return self.time + timedelta(seconds=time.monotonic() - self._began)


@dataclass(frozen=True, slots=True, kw_only=True)
class Morning:
    """A minute past the slot of a Tuesday: everybody's recap is due, and nothing has been sent."""

    town: Town
    slack: StandIn
    clock: Running
    deps: Deps

    def worker(self, *, stopping: threading.Event | None = None) -> Outbox:
        return Outbox(self.deps, Slack(self.deps.settings), stopping=stopping)

    def work(self) -> None:
        """Be a worker for a moment, as one that is started by cron."""
        worker = self.worker()
        worker.plan()
        worker.drain()
        worker.close()

    def at(self, *, pace: int) -> "Morning":
        """The same morning, sent at another pace."""
        settings = self.deps.settings.model_copy(update={"pace": pace})
        return replace(self, deps=replace(self.deps, settings=settings))

    def states(self) -> dict[str, int]:
        return dict(self.town.states())

    def got(self) -> dict[int, int]:
        return dict(self.town.got())

    def reasons(self) -> Counter[str]:
        with self.deps.reading() as session:
            return Counter(session.scalars(select(Outgoing.reason)))


@pytest.fixture
def morning(database_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Morning]:
    monkeypatch.setattr(bot.slack, "POST_TIMEOUT", 0.4)
    monkeypatch.setattr(outbox, "IDLE", 0.05)
    clock = Running()
    town = Town(database_url, people=PEOPLE, now=clock)
    town.settle_in()
    with StandIn(town.workspace) as slack:
        deps = Deps.build(Settings.model_validate(town.settings(slack, pace=6000)), now=clock)
        yield Morning(town=town, slack=slack, clock=clock, deps=deps)
        deps.engine.dispose()


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


def test_a_worker_that_died_after_it_had_posted_leaves_nothing_to_send_again(morning: Morning) -> None:
    morning.work()
    _left_by_a_dead_worker(morning, one_of="sent")
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
    _left_by_a_dead_worker(morning, one_of="pending")
    for seconds in (0, 21, 11):
        morning.clock.forward(seconds=seconds)
        morning.work()
    assert morning.got() == {1: PEOPLE}


def test_a_worker_that_lives_is_left_alone_however_long_it_takes(morning: Morning) -> None:
    slow = morning.worker()
    slow.plan()
    number = slow._member.number()
    _left_by_a_dead_worker(morning, one_of="pending", sender=number)
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
    _left_by_a_dead_worker(morning, one_of="pending", sender=worker._member.number())
    for seconds in (0, 21, 11):
        morning.clock.forward(seconds=seconds)
        worker.drain()
    worker.close()
    assert morning.got() == {1: PEOPLE}


def test_a_clock_that_is_set_back_an_hour_holds_nothing_up(morning: Morning) -> None:
    morning.slack.faults.drop(method=POST)
    morning.work()
    _left_by_a_dead_worker(morning, one_of="sent")
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


def test_two_days_down_everybody_gets_theirs_in_the_day_and_nobody_two(morning: Morning) -> None:
    morning.clock.forward(days=2, hours=-8)  # one in the morning of a Thursday
    morning.work()
    assert morning.got() == {0: PEOPLE}, "nobody is written to at night"
    morning.clock.forward(hours=8)
    morning.work()
    assert morning.got() == {1: PEOPLE}


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


def test_a_press_proves_that_a_message_arrived(morning: Morning) -> None:
    morning.slack.faults.drop(method=POST, after=True)
    morning.work()
    with morning.deps.sessions.begin() as session:
        lost = session.scalars(select(Outgoing).where(Outgoing.state == "unsure")).one()
        delivering.seen(session, lost.id, channel="D1", ts="1.2", now=morning.clock())
    assert morning.states() == {"sent": PEOPLE}
    assert not morning.slack.wire.calls("conversations.history")


def _left_by_a_dead_worker(morning: Morning, *, one_of: str, sender: int = 4711) -> None:
    """Make one message look as a worker leaves it that dies between claiming and settling."""
    with morning.deps.sessions.begin() as session:
        found = session.scalars(select(Outgoing.id).where(Outgoing.state == one_of).order_by(Outgoing.id)).first()
        session.execute(
            update(Outgoing)
            .where(Outgoing.id == found)
            .values(state="sending", sender_id=sender, claimed_at=morning.clock(), attempts=1)
        )


# The gate


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


# What goes wrong with one message


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
def test_a_refusal_that_is_about_everybody_fails_nobodys_message(
    morning: Morning, monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    monkeypatch.setattr(halting, "AGAIN", 0.05)
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


def test_what_a_worker_is_sending_it_leaves_alone_though_it_lost_its_lock(morning: Morning) -> None:
    worker = morning.worker()
    worker.plan()
    before = worker._member.number()
    _left_by_a_dead_worker(morning, one_of="pending", sender=before)
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


def _pause(morning: Morning) -> None:
    with morning.deps.sessions.begin() as session:
        scheduling.pause(session, by="U1", now=morning.clock())


def _go_on(morning: Morning) -> None:
    with morning.deps.sessions.begin() as session:
        scheduling.start(session, arranging.settings(session).mark, by="U1", now=morning.clock())
