"""Two hundred recaps through a storm: nobody is left out, and nobody gets one twice."""

from bot import schema
from bot.config import Settings
from tests import postgres
from tests.chaos.storm import Hands, Outcome, storm
from tests.chaos.town import Town

PEOPLE, KILLS, SHARE = 200, 10, 0.05
ALL_OF_THEM = Outcome(wanted=PEOPLE, reached=PEOPLE, doubled=0)


def test_nothing_is_lost_or_doubled_on_sqlite_while_workers_are_killed(sqlite_url: str, hands: Hands) -> None:
    town = Town(sqlite_url, people=PEOPLE)
    town.settle_in()
    assert storm(town, hands, share=SHARE, kills=KILLS, seed=1) == ALL_OF_THEM


def test_nothing_is_lost_or_doubled_on_postgresql_though_it_crashes_as_well(hands: Hands) -> None:
    with postgres.crashable(synchronous_commit="on") as server:
        town = Town(Settings(DATABASE_URL=server.address).database_url, people=PEOPLE)
        schema.upgrade(town.url)
        town.settle_in()
        found = storm(town, hands, share=SHARE, kills=KILLS, seed=2, crash=server.crash)
    assert found == ALL_OF_THEM
