"""`make chaos`: the long form of the storms, beside what one writes first."""

import logging
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bot import schema
from bot.config import Settings
from tests import postgres
from tests.chaos import naive
from tests.chaos.storm import Hands, Outcome, storm
from tests.chaos.storm import hands as loaded
from tests.chaos.town import Town

RUNS, PEOPLE, KILLS, SHARE = 10, 1000, 10, 0.05
LINE = "| {name} | {wanted} | {reached} | {lost} | {doubled} |"


def main() -> None:
    """Run the storms one after the other, and print a line for each kind."""
    logging.getLogger("werkzeug").setLevel(logging.CRITICAL)  # connections are cut on purpose
    print(LINE.format(name="what sends", wanted="wanted", reached="reached", lost="lost", doubled="doubled"))
    print("| --- | --- | --- | --- | --- |")
    for way in naive.WAYS:
        _print(way.name, naive.run(way, people=PEOPLE, share=SHARE, kills=KILLS, seed=1))
    for name, runs in (("SQLite", _on_sqlite), ("PostgreSQL, which crashes as well", _on_postgresql)):
        with loaded() as workers:
            found = [one for seed in range(RUNS // 2) for one in runs(workers, seed)]
        _print(f"**sko**, {len(found)} times, {name}", *found)


def _on_sqlite(hands: Hands, seed: int) -> Iterator[Outcome]:
    with tempfile.TemporaryDirectory(prefix="sko-chaos-") as folder:
        town = _town(f"sqlite:///{Path(folder) / 'sko.db'}")
        yield storm(town, hands, share=SHARE, kills=KILLS, seed=seed)


def _on_postgresql(hands: Hands, seed: int) -> Iterator[Outcome]:
    with postgres.crashable(synchronous_commit="on") as server:
        town = _town(Settings(DATABASE_URL=server.address).database_url)
        yield storm(town, hands, share=SHARE, kills=KILLS, seed=seed, crash=server.crash)


def _town(url: str) -> Town:
    schema.upgrade(url)
    town = Town(url, people=PEOPLE)
    town.settle_in()
    return town


def _print(name: str, *found: Outcome) -> None:
    wanted, reached, doubled = (sum(getattr(one, what) for one in found) for what in ("wanted", "reached", "doubled"))
    print(LINE.format(name=name, wanted=wanted, reached=reached, lost=wanted - reached, doubled=doubled), flush=True)


if __name__ == "__main__":
    main()
