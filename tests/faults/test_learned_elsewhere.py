"""What one process learned counts in another at once, though the first one is killed in the middle of it."""

from sqlalchemy import select

from bot.config import Settings
from bot.deps import Deps
from models import Teaching
from tests.installed import connect, installed, said, settings
from tests.office import wait_until
from tests.postgres import free_port
from tests.processes import sko

MARTA = "Ask Marta Lindgren about NordKassa."
QUESTION = "who has the leaflets"


def taught(database_url: str) -> int:
    """Count who taught something."""
    deps = Deps.build(Settings(DATABASE_URL=database_url))
    with deps.reading() as session:
        count = len(session.scalars(select(Teaching.id)).all())
    deps.engine.dispose()
    return count


def test_a_second_process_answers_with_what_a_killed_one_has_learned(sqlite_url: str) -> None:
    first, second = free_port(), free_port()
    with (
        installed(sqlite_url) as slack,
        sko("serve", "--port", str(first), **settings(slack, sqlite_url)) as killed,
        sko("serve", "--port", str(second), **settings(slack, sqlite_url)),
    ):
        ana = slack.person("ana")
        connect(slack, second)
        ana.dm(QUESTION)
        wait_until(lambda: len(said(slack, "ana")) == 1)
        connect(slack, first)
        ana.dm("nordkassa leaflets")
        wait_until(lambda: said(slack, "ana")[1:] == [MARTA])
        slack.faults.slow(method="response_url", seconds=60.0)
        ana.click(next(one for one in ana.sees() if one.text == MARTA), "helped")
        wait_until(lambda: taught(sqlite_url))
        killed.kill()
        slack.faults.clear()
        connect(slack, second)
        ana.dm(QUESTION)
        wait_until(lambda: len(said(slack, "ana")) == 3)
        slack.person("oskar").dm(QUESTION)
        wait_until(lambda: said(slack, "oskar"))
        assert said(slack, "ana")[2] == MARTA
        assert said(slack, "oskar") == said(slack, "ana")[:1]
        assert taught(sqlite_url) == 1
