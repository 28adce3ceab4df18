"""How fast ten thousand recaps go out at twenty times the usual pace, and whether anybody gets two."""

import tempfile
import time
from pathlib import Path

from bot import schema
from bot.config import Settings
from bot.core.pace import Pace
from bot.demo.server import Slack
from tests import postgres
from tests.chaos.storm import WORKERS, crew, outcome
from tests.chaos.storm import hands as loaded
from tests.chaos.town import Town

PEOPLE, PACE = 10_000, 200 * 20


def run() -> None:
    """Send on both databases, and print how long it took beside how long the pace alone would take."""
    print(f"\nsending: {PEOPLE:,} recaps, {WORKERS} workers, {PACE:,} a minute\n")
    print("| database | seconds | by the pace alone | got none | got two |")
    print("| --- | --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory(prefix="sko-sending-") as folder:
        _measure("SQLite", f"sqlite:///{Path(folder) / 'sko.db'}")
    with postgres.server() as address:
        _measure("PostgreSQL", Settings(DATABASE_URL=address).database_url)


def _measure(name: str, url: str) -> None:
    schema.upgrade(url)
    town = Town(url, people=PEOPLE)
    town.settle_in()
    with Slack(town.workspace) as slack, loaded() as hands, crew(town, slack, hands, pace=PACE) as workers:
        for _ in range(WORKERS):
            workers.hire()
        started = time.monotonic()
        town.wait(seconds=1200)
        took = time.monotonic() - started
    found, alone = outcome(town), PEOPLE * Pace.of(PACE).interval
    print(f"| {name} | {took:.0f} | {alone:.0f} | {found.lost} | {found.doubled} |", flush=True)


if __name__ == "__main__":
    run()
