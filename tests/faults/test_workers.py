"""Workers as processes: killed, stopped and told to end, and how fast all of them together may be."""

import os
import signal
import time
from pathlib import Path

import psycopg
import pytest

from bot.demo.server import Slack
from tests.chaos.storm import Hands, Outcome, crew, outcome, wait_for
from tests.chaos.town import SLOT, Town
from tests.office import wait_until

PEOPLE = 24
EVERYBODY = Outcome(wanted=PEOPLE, reached=PEOPLE, doubled=0)
CLOCK = """
    CREATE FUNCTION public.clock_timestamp() RETURNS timestamptz LANGUAGE sql VOLATILE AS
    $$ SELECT '{slot}'::timestamptz + interval '1 minute'
    + (pg_catalog.clock_timestamp() - to_timestamp({started})) $$
"""


@pytest.fixture
def town(database_url: str) -> Town:
    made = Town(database_url, people=PEOPLE)
    made.settle_in()
    return made


def test_a_worker_that_is_killed_half_way_leaves_the_rest_to_the_next(town: Town, hands: Hands) -> None:
    with Slack(town.workspace) as slack, crew(town, slack, hands) as workers:
        pid = workers.hire()
        wait_for(town, PEOPLE // 3)
        workers.kill(pid)
        workers.hire()
        town.wait()
    assert outcome(town) == EVERYBODY


def test_of_two_workers_one_is_killed_and_the_other_goes_on(town: Town, hands: Hands) -> None:
    with Slack(town.workspace) as slack, crew(town, slack, hands) as workers:
        first, _ = workers.hire(), workers.hire()
        wait_for(town, PEOPLE // 3)
        workers.kill(first)
        town.wait()
    assert outcome(town) == EVERYBODY


def test_a_worker_that_stands_still_for_long_sends_nothing_twice_when_it_goes_on(town: Town, hands: Hands) -> None:
    with Slack(town.workspace) as slack, crew(town, slack, hands, pace=600) as workers:
        stopped, _ = workers.hire(), workers.hire()
        wait_for(town, PEOPLE // 3)
        os.kill(stopped, signal.SIGSTOP)
        time.sleep(3.5)  # longer than it takes to find out what became of a message that nobody sends
        os.kill(stopped, signal.SIGCONT)
        town.wait()
    assert outcome(town) == EVERYBODY


def test_a_worker_that_is_told_to_end_finishes_what_it_sends_and_is_gone_in_time(town: Town, hands: Hands) -> None:
    with Slack(town.workspace) as slack, crew(town, slack, hands, pace=600) as workers:
        pid = workers.hire()
        wait_for(town, PEOPLE // 3)
        os.kill(pid, signal.SIGTERM)
        wait_until(lambda: not _lives(pid))
        states = town.states()
        assert (states["sending"], states["unsure"]) == (0, 0)
        assert states["sent"] == town.people - town.got()[0] < PEOPLE
        workers.hire()
        town.wait()
    assert outcome(town) == EVERYBODY


def test_three_workers_together_never_start_more_in_a_second_than_the_pace_allows(
    town: Town, hands: Hands, tmp_path: Path
) -> None:
    file = tmp_path / "starts"
    with Slack(town.workspace) as slack, crew(town, slack, hands, pace=600, starts=file) as workers:
        for _ in range(3):
            workers.hire()
        town.wait()
    starts = sorted(map(float, file.read_text().split()))
    assert len(starts) == PEOPLE
    assert min(later - earlier for earlier, later in zip(starts, starts[10:], strict=False)) >= 1.0, "ten in a second"


def test_a_host_whose_clock_is_an_hour_ahead_sends_nothing_early_and_nothing_twice(
    postgresql_url: str, hands: Hands
) -> None:
    town = Town(postgresql_url, people=PEOPLE)
    town.settle_in()
    _let_server_tell_the_time(town)
    with Slack(town.workspace) as slack, crew(town, slack, hands, asks_server=True) as workers:
        ahead, _ = workers.hire(ahead=3600), workers.hire()
        wait_for(town, PEOPLE // 3)
        workers.kill(ahead)
        workers.hire(ahead=3600)
        town.wait()
    assert outcome(town) == EVERYBODY


def _let_server_tell_the_time(town: Town) -> None:
    """Move the clock of a database server to the morning of the town."""
    address = town.url.replace("+psycopg", "")
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(CLOCK.format(slot=SLOT.isoformat(), started=town.started))
        name = connection.info.dbname
        connection.execute(f'ALTER DATABASE "{name}" SET search_path = public, pg_catalog')


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
