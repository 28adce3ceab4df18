"""How long it takes to plan the recaps of 10,000 people, beside the plainest code: python -m tests.bench.planning.

Each line is measured in the same process, one after the other, in a transaction that is committed; the plainest way
plans the same messages by adding a mapped object for each.
"""

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import click
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from bot import schema
from bot.config import Settings
from bot.deps import Deps
from bot.usecases import planning
from models import Enrolment, Kickoff, Outgoing, Person, RecapPlan
from tests import postgres
from tests.bench.printing import table
from tests.databases import Databases

PEOPLE = 10_000
ZONES = ("America/New_York", "Europe/London", "Europe/Berlin", "Asia/Kolkata", "Australia/Sydney", "America/Phoenix")
LAST_DAY = date(2027, 1, 14)
STARTED = datetime(2027, 1, 15, tzinfo=UTC)
SLOT = datetime(2027, 2, 2, 17, 30, tzinfo=UTC)  # a Tuesday on which it is half past nine or later everywhere in ZONES
Work = Callable[[Session], object]


@click.command()
@click.option("--url", help="The database; without it, both kinds are measured, each in a process of its own.")
def main(url: str | None) -> None:
    """Print how long it takes to plan a week, to find that it is planned, and to do it the plainest way."""
    if url:
        click.echo("\n".join(table((url.partition(":")[0], "seconds", "beside"), measured(url))) + "\n")
        return
    click.echo(f"the recaps of {PEOPLE:,} people in {len(ZONES)} time zones; “beside” is how many times as long as")
    click.echo("planning a week")
    with tempfile.TemporaryDirectory() as folder, postgres.server() as address:
        databases = Databases(address)
        for one in (f"sqlite:///{folder}/bench.db", databases.fresh()):
            subprocess.run([sys.executable, "-m", "tests.bench.planning", "--url", one], check=True)
        databases.close()


def measured(url: str, people: int = PEOPLE) -> list[tuple[str, str, str]]:
    """Measure everything on one database."""
    schema.upgrade(url)
    deps = Deps.build(Settings(DATABASE_URL=url, SKO_SEMANTIC="off"))
    _fill(deps, people)
    lines: list[tuple[str, str, str]] = []

    def line(what: str, work: Work, beside: float = 0.0) -> float:
        began = time.perf_counter()
        with deps.sessions.begin() as session:
            work(session)
        took = time.perf_counter() - began
        lines.append((what, f"{took:.2f}", f"{took / beside:.1f}" if beside else ""))
        return took

    enrolling = line("enrol everybody", _enrol)
    week = line("plan a week", lambda session: planning.plan_due(session, now=SLOT))
    _expect(deps, people)
    line("  find that it is planned", lambda session: planning.plan_due(session, now=SLOT), week)
    line("  find that nothing is due", lambda session: planning.plan_due(session, now=SLOT + timedelta(days=5)), week)
    line("  plan it with a mapped object for each", _naive, week)
    lines[0] = (lines[0][0], lines[0][1], f"{enrolling / week:.1f}")
    deps.engine.dispose()
    return lines


def _fill(deps: Deps, people: int) -> None:
    with deps.sessions.begin() as session:
        kickoff = Kickoff(name="Bench", last_day=LAST_DAY, created_at=STARTED)
        session.add(kickoff)
        session.flush()
        session.add(RecapPlan(kickoff_id=kickoff.id, state="started", started_at=STARTED, changed_at=STARTED))
        session.add_all(
            Person(name=f"Person {number}", slack_id=f"U{number:08}", time_zone=ZONES[number % len(ZONES)])
            for number in range(people)
        )


def _enrol(session: Session) -> None:
    plan = planning.current(session)
    assert plan
    planning.enrol(session, plan, is_new=False, now=STARTED)


def _expect(deps: Deps, people: int) -> None:
    """Make sure that what was measured is what was meant."""
    with deps.reading() as session:
        planned = session.scalar(select(func.count()).select_from(Outgoing))
        assert planned == people, f"{planned} of {people} were planned"


def _naive(session: Session) -> None:
    """Plan the same week with an object for each message, each looked for first and then added."""
    planned = session.execute(select(Outgoing.person_id, Outgoing.due_at, Outgoing.expires_at)).all()
    session.execute(delete(Outgoing))
    kickoff_id = session.scalars(select(Enrolment.kickoff_id)).first()
    purpose = f"recap:{kickoff_id}:2027-W05"
    for person_id, due, ends in planned:
        same = select(Outgoing.id).where(Outgoing.purpose == purpose, Outgoing.person_id == person_id)
        if session.scalars(same).first() is None:
            session.add(
                Outgoing(purpose=purpose, kind="recap", person_id=person_id, due_at=due, expires_at=ends, ready_at=due)
            )
            session.flush()


if __name__ == "__main__":
    main()
