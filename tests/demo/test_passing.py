"""Time passes in the demo: what is to come comes at its moment, and colleagues answer it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import update

from bot.config import Settings
from bot.demo.behind import DATABASE
from bot.demo.clock import real_time
from bot.demo.controls import NO_RECAP
from bot.demo.filling import elements_of
from bot.demo.guide import FIRST
from bot.demo.people import Kind
from bot.demo.run import demo
from bot.demo.server import Slack
from bot.demo.things import Message
from bot.demo.visitors import Visitors
from bot.deps import Deps
from bot.usecases import planning
from bot.views import checks
from bot.views import recaps as drawn
from models import RecapPlan
from tests.demo.panel import post, press
from tests.office import wait_until

THURSDAY = datetime(2026, 3, 12, 11, 0, tzinfo=UTC)


@pytest.fixture
def slack(tmp_path: Path) -> Iterator[Slack]:
    """The demo, begun on a Thursday, one day after its kickoff."""
    ago = THURSDAY - real_time()
    with demo(tmp_path, now=lambda: real_time() + ago) as slack:
        yield slack


@pytest.fixture
def started(slack: Slack, tmp_path: Path) -> Slack:
    """The same after the recaps were started."""
    begin(tmp_path)
    return slack


def begin(folder: Path) -> None:
    """Start the recaps of the demo in a folder."""
    deps = Deps.build(Settings(DATABASE_URL=f"sqlite:///{folder}/{DATABASE}"))
    with deps.sessions.begin() as session:
        session.execute(update(RecapPlan).values(state="started", started_at=THURSDAY))
        plan = planning.current(session)
        assert plan
        planning.enrol(session, plan, is_new=False, now=THURSDAY)
    deps.engine.dispose()


@pytest.fixture
def alone(started: Slack) -> Slack:
    """The same with colleagues who answer nothing, where that is beside the point and would only take time."""
    started.visitors = Visitors([one.handle for one in started.workspace.people])
    return started


def recaps(slack: Slack, handle: str) -> list[Message]:
    """Give the recaps and checks that somebody was sent, as they stand now."""
    return [one for one in slack.person(handle).sees() if one.by_app and one.metadata]


def arrived(slack: Slack, handle: str) -> list[str]:
    """Tell when somebody was sent something, on their own clock."""
    where = ZoneInfo(slack.workspace.person(handle).tz)
    return [f"{datetime.fromtimestamp(float(one.ts), where):%a %d %H:%M}" for one in recaps(slack, handle)]


def test_recaps_come_at_half_past_nine_wherever_people_are_though_a_week_passes_at_once(alone: Slack) -> None:
    press(alone, "clock", by="week")

    assert alone.workspace.moved == 7 * 86_400
    assert arrived(alone, "ana") == ["Fri 13 09:30", "Tue 17 09:30"]
    assert arrived(alone, "pete") == ["Fri 13 09:30", "Tue 17 09:30"]
    assert arrived(alone, "bea") == ["Fri 13 09:30", "Tue 17 09:30"]
    assert arrived(alone, "lex") == arrived(alone, "sigrid") == []


def test_colleagues_answer_and_whoever_the_visitor_is_does_not(started: Slack) -> None:
    callie = started.workspace.person("callie").id
    post(started, "act", {"do": "read", "as": "callie", "in": started.workspace.dm(callie).id, "ts": "1.000000"})
    press(started, "clock", by="recap", **{"as": "bea"})
    press(started, "clock", by="recap", **{"as": "bea"})

    employees = [one.handle for one in started.workspace.people if one.kind is Kind.EMPLOYEE]
    open_to = {one for one in employees if any(is_open(message) for message in recaps(started, one))}
    assert {"ana", "mara", "callie"} <= open_to
    assert len(open_to) < len(employees) * 0.6
    said = [recaps(started, one)[-1].shown for one in employees if one not in open_to and recaps(started, one)]
    assert any("Not quite." in one for one in said)
    assert any("Right." in one for one in said)


def test_a_recap_comes_while_one_watches(alone: Slack) -> None:
    press(alone, "clock", by="recap", **{"as": "ana"})
    almost = datetime(2026, 3, 17, 8, 29, 59, tzinfo=UTC)
    assert alone.behind
    alone.behind.move(almost - alone.workspace.now())

    wait_until(lambda: len(recaps(alone, "ana")) == 2)
    assert arrived(alone, "ana")[-1] == "Tue 17 09:30"


def test_nothing_comes_twice_though_the_clock_goes_back_and_on_again(alone: Slack) -> None:
    press(alone, "clock", by="day")
    press(alone, "clock", by="back")
    press(alone, "clock", by="day")
    press(alone, "clock", by="day")
    assert arrived(alone, "ana") == ["Fri 13 09:30"]


def test_who_ends_the_demo_does_not_wait_for_the_weeks_to_pass(tmp_path: Path) -> None:
    with demo(tmp_path, now=real_time) as slack:
        begin(tmp_path)
        behind = slack.behind
        assert behind
        moving = threading.Thread(target=behind.move, args=(timedelta(weeks=30),))
        moving.start()
        wait_until(lambda: slack.workspace.moved)
    moving.join(20)
    assert not moving.is_alive()
    assert 0 < slack.workspace.moved < timedelta(weeks=30).total_seconds()


def test_the_next_recap_is_where_one_is_and_where_there_is_none_one_is_told(alone: Slack) -> None:
    press(alone, "clock", by="recap", **{"as": "pete"})
    assert arrived(alone, "pete") == ["Fri 13 09:30"]
    assert arrived(alone, "ana") == []
    assert post(alone, "control", {"do": "clock", "by": "recap", "as": "lex"})[1]["errors"] == [NO_RECAP]


def test_a_kickoff_that_nobody_recaps_has_no_next_recap_and_the_card_leads_to_the_organizer(slack: Slack) -> None:
    assert post(slack, "control", {"do": "clock", "by": "recap", "as": "ana"})[1]["errors"] == [NO_RECAP]
    go = press(slack, "guide", card="recap")["go"]
    assert (go["as"], go["then"]) == ("mara", FIRST)
    assert slack.workspace.moved == 0


def is_open(message: Message) -> bool:
    """Tell whether a recap or a check still waits to be answered."""
    shown = {one.get("action_id", "") for _, one in elements_of(list(message.blocks))}
    return bool(shown & {drawn.SHOW, checks.DONE})
