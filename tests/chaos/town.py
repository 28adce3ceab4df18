"""Many colleagues with a kickoff behind them, whose recaps are due in a minute of a Tuesday morning."""

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import func, select

from bot.config import Settings
from bot.demo.people import Person as Account
from bot.demo.server import Slack
from bot.demo.things import Message
from bot.demo.workspace import Workspace
from bot.deps import Deps, Now
from bot.usecases import planning
from models import KeyPoint, Kickoff, Outgoing, Person, RecapPlan, Role, Topic
from tests.processes import PATIENCE

SLOT = datetime(2027, 2, 2, 9, 30, tzinfo=UTC)  # a Tuesday
LAST_DAY = date(2027, 1, 14)
OWNERS = 12
KINDS = ("competitor", "product", "pricing")
WAITING = ("pending", "sending", "unsure")


def clock(started: float, *, ahead: float = 0) -> Now:
    """Give a clock that showed a minute after the slot when `started`, in seconds since 1970, was now."""
    return lambda: SLOT + timedelta(minutes=1, seconds=time.time() - started + ahead)


def handle(number: int) -> str:
    return f"rep{number:05}"


class Town:
    """A Slack, and a database that its people are in."""

    def __init__(self, database_url: str, *, people: int, now: Now | None = None) -> None:
        self.url = database_url
        self.people = people
        self.started = time.time()
        self.now = now or clock(self.started)
        self._arrived: Counter[str] = Counter()
        accounts = [Account(handle=handle(one), name=f"Rep {one}", tz="UTC") for one in range(people)]
        self.workspace = Workspace(people=accounts, now=self.now, team_name="Chaos")
        self.workspace.observers.append(self._hear)

    def settings(self, slack: Slack, *, pace: int) -> dict[str, str]:
        """Give what a worker is started with."""
        app = self.workspace.app
        return {
            "DATABASE_URL": self.url,
            "SLACK_API_URL": slack.api_url,
            "SLACK_BOT_TOKEN": app.token,
            "SLACK_SIGNING_SECRET": app.signing_secret,
            "SKO_SEMANTIC": "off",
            "SKO_PACE": str(pace),
        }

    def settle_in(self) -> None:
        """Fill the database: everybody takes part, and twelve own a topic each."""
        with self._deps() as deps, deps.sessions.begin() as session:
            kickoff = Kickoff(name="Chaos", last_day=LAST_DAY, created_at=SLOT)
            session.add(kickoff)
            session.flush()
            people = [
                Person(name=one.name, slack_id=one.id, time_zone="UTC", standing="employee", mirrored_at=SLOT)
                for one in self.workspace.people
            ]
            session.add_all(people)
            session.add_all(_topic(number, people[number], kickoff.id) for number in range(min(OWNERS, self.people)))
            session.add(RecapPlan(kickoff_id=kickoff.id, state="started", started_at=SLOT, changed_at=SLOT, blackout=0))
            session.flush()
            plan = planning.current(session)
            assert plan is not None
            planning.enrol(session, plan, is_new=False, now=SLOT - timedelta(days=15))

    def states(self) -> Counter[str]:
        """Count the messages by how far they are."""
        with self._deps() as deps, deps.reading() as session:
            found = session.execute(select(Outgoing.state, func.count().label("number")).group_by(Outgoing.state))
            return Counter({row.state: row.number for row in found})

    def is_done(self) -> bool:
        """Tell whether everything was planned, and nothing waits any more."""
        states = self.states()
        return states.total() == self.people and not any(states[one] for one in WAITING)

    def got(self) -> Counter[int]:
        """Count the people by how many messages each has got."""
        counts = Counter(self._arrived.copy().values())
        return counts + Counter({0: self.people - counts.total()})

    def wait(self, *, seconds: float = PATIENCE) -> None:
        """Wait until nothing is under way."""
        deadline = time.monotonic() + seconds
        while not self.is_done():
            assert time.monotonic() < deadline, (self.states(), self.got())
            time.sleep(0.2)

    def _hear(self, what: str, message: Message) -> None:
        """Note that a message of the app has arrived with somebody, each of whom has one conversation with it."""
        if what == "posted" and message.by_app:
            self._arrived[message.channel] += 1

    @contextmanager
    def _deps(self) -> Iterator[Deps]:
        deps = Deps.build(Settings(DATABASE_URL=self.url), now=self.now)
        try:
            yield deps
        finally:
            deps.engine.dispose()


def _topic(number: int, owner: Person, kickoff_id: int) -> Topic:
    return Topic(
        kickoff_id=kickoff_id,
        key=f"topic-{number}",
        title=f"Topic {number}",
        kind=KINDS[number % len(KINDS)],
        position=number,
        channel=f"#topic-{number}",
        key_points=[KeyPoint(text=f"Point {number}")],
        roles=[Role(kind="owner", person=owner)],
    )
