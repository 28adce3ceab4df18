"""The invented company of the demo: who works there, where they talk, and what they have said so far."""

from __future__ import annotations

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
ORGANIZER = "mara"


def company(*, now: Now = real_time) -> Workspace:
    """Give the company's workspace, with what people said before somebody opens the page."""
    people = read_people(PEOPLE, now=now())
    workspace = Workspace(people=people, channels=CHANNELS, team_name=COMPANY, hints=HINTS, now=now)
    scenery.furnish(workspace)
    return workspace
