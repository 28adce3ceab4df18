"""Time passes in the demo: what is to come comes at its moment, and colleagues answer it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.config import Settings
from bot.demo.behind import DATABASE
from bot.demo.clock import real_time
from bot.demo.run import demo
from bot.demo.server import Slack
from bot.demo.things import Message
from bot.deps import Deps
from bot.usecases import planning
from models import RecapPlan
from tests.demo.panel import press

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
    deps = Deps.build(Settings(DATABASE_URL=f"sqlite:///{tmp_path}/{DATABASE}"))
    with deps.sessions.begin() as session:
        session.add(RecapPlan(kickoff_id=1, state="started", changed_at=THURSDAY))
        session.flush()
        plan = planning.current(session)
        assert plan
        planning.enrol(session, plan, is_new=False, now=THURSDAY)
    deps.engine.dispose()
    return slack


def recaps(slack: Slack, handle: str) -> list[Message]:
    """Give the recaps and checks that somebody was sent, as they stand now."""
    return [one for one in slack.person(handle).sees() if one.by_app and one.metadata]


def arrived(slack: Slack, handle: str) -> list[str]:
    """Tell when somebody was sent something, on their own clock."""
    where = ZoneInfo(slack.workspace.person(handle).tz)
    return [f"{datetime.fromtimestamp(float(one.ts), where):%a %d %H:%M}" for one in recaps(slack, handle)]


def test_recaps_come_at_half_past_nine_wherever_people_are_though_a_week_passes_at_once(started: Slack) -> None:
    press(started, "clock", by="week")

    assert started.workspace.moved == 7 * 86_400
    assert arrived(started, "ana") == ["Fri 13 09:30", "Tue 17 09:30"]
    assert arrived(started, "pete") == ["Fri 13 09:30", "Tue 17 09:30"]
    assert arrived(started, "bea") == ["Fri 13 09:30", "Tue 17 09:30"]
    assert arrived(started, "lex") == arrived(started, "sigrid") == []
