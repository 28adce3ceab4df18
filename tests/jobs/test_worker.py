"""The worker mirrors people at once, answers what was left open, and ends when told to."""

import threading
from dataclasses import replace
from datetime import timedelta

from sqlalchemy import select

from bot.config import Settings
from bot.demo.people import Person as Account
from bot.deps import Deps
from bot.slack import Slack
from bot.worker import Worker
from models import Person, Request
from tests.installed import installed, said, settings, states
from tests.office import wait_until
from tests.processes import PATIENCE, sko

MARTA = "Ask Marta Lindgren about NordKassa."


def test_the_worker_runs_as_a_process_until_it_is_told_to_end(sqlite_url: str) -> None:
    with installed(sqlite_url) as slack:
        slack.workspace.put_person(Account(handle="noor", name="Noor Haddad", email="noor@example.com"))
        with sko("worker", **settings(slack, sqlite_url)) as process:
            process.says("event=people mirrored=9")
            process.ask_to_end()
            assert process.ended() == 0
            assert "Traceback" not in process.printed
            assert "level=error" not in process.printed
        deps = Deps.build(Settings(DATABASE_URL=sqlite_url))
        with deps.sessions() as session:
            noor = session.scalars(select(Person).where(Person.email == "noor@example.com")).one()
            assert noor.slack_id == slack.workspace.person("noor").id
        deps.engine.dispose()


def test_the_worker_ends_when_told_to_though_slack_keeps_it_waiting(database_url: str) -> None:
    with installed(database_url) as slack:
        slack.faults.rate_limit(times=99, retry_after=60)
        deps = Deps.build(Settings.model_validate(settings(slack, database_url)))
        worker = Worker(deps, Slack(deps.settings))
        thread = threading.Thread(target=worker.run)
        thread.start()
        wait_until(lambda: slack.wire.calls("auth.test"))
        worker.stop()
        thread.join(PATIENCE)
        assert not thread.is_alive()
        deps.engine.dispose()


def test_the_worker_answers_what_a_killed_process_left_open(database_url: str) -> None:
    with installed(database_url) as slack:
        deps = Deps.build(Settings.model_validate(settings(slack, database_url)))
        workspace, ana = slack.workspace, slack.person("ana")
        asked = deps.now()
        with deps.sessions.begin() as session:
            session.add(
                Request(
                    id="Ev1",
                    kind="message",
                    slack_user=ana.person.id,
                    channel=workspace.dm(ana.person.id).id,
                    text="who owns NordKassa?",
                    received_at=asked,
                    taken_at=asked,
                )
            )
        late = deps.now
        worker = Worker(replace(deps, now=lambda: late() + timedelta(seconds=10)), Slack(deps.settings))
        worker.sweep()
        wait_until(lambda: said(slack, "ana") == [MARTA])
        wait_until(lambda: states(database_url) == ["answered"])
        worker.forget()
        assert states(database_url) == ["answered"]
        worker.stop()
        worker.run()
        deps.engine.dispose()


def test_a_question_older_than_five_minutes_is_not_answered_any_more(database_url: str) -> None:
    with installed(database_url) as slack:
        deps = Deps.build(Settings.model_validate(settings(slack, database_url)))
        ana, asked = slack.person("ana"), deps.now() - timedelta(minutes=5, seconds=1)
        with deps.sessions.begin() as session:
            place = slack.workspace.dm(ana.person.id).id
            session.add(
                Request(
                    id="Ev1", kind="message", slack_user=ana.person.id, channel=place, received_at=asked, taken_at=asked
                )
            )
        worker = Worker(deps, Slack(deps.settings))
        worker.sweep()
        assert states(database_url) == ["dropped"]
        worker.stop()
        worker.run()
        assert said(slack, "ana") == []
        deps.engine.dispose()
