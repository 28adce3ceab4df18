"""The invented company of the demo: who works there, where they talk, and what they have said so far."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from bot.demo import scenery
from bot.demo.clock import Now, real_time
from bot.demo.people import read_people
from bot.demo.things import Channel
from bot.demo.workspace import Workspace

HERE = Path(__file__).parent
PEOPLE, SHEET = HERE / "people.csv", HERE / "kickoff.csv"
COMPANY, KICKOFF = "Wringham", "Wringham sales kickoff"
SALES = "sales"
CHANNELS = (
    *(Channel(name=name) for name in ("general", SALES, "kickoff", "comp-kreasly")),
    Channel(name="halvergate-linen", shared=True),
)
HINTS = ("/sko who Kreasly-X", "/sko my robot is down", "/sko")
REP, ORGANIZER = "ana", "mara"
WEDNESDAY = 2
SEED = "heron"  # from which all that is drawn is drawn


def company(*, now: Now = real_time) -> Workspace:
    """Give the company's workspace, with what people said before somebody opens the page."""
    people = read_people(PEOPLE, now=now())
    workspace = Workspace(people=people, channels=CHANNELS, team_name=COMPANY, hints=HINTS, now=now)
    scenery.furnish(workspace)
    return workspace


def ended(today: date) -> date:
    """Give the last day of the kickoff: yesterday if that is in this week, and Wednesday at the latest.

    So the first recap comes next week, and whoever starts the recaps early in a week still sees the first check.

    >>> [ended(date(2026, 11, day)).day for day in (23, 24, 26, 27, 29)]
    [23, 23, 25, 25, 25]
    """
    monday = today - timedelta(days=today.weekday())
    return min(max(monday, today - timedelta(days=1)), monday + timedelta(days=WEDNESDAY))
