"""A kickoff that is being recapped: a directory with enough people to ask about, a started plan, and the way out.

Ana gets recaps at half past nine UTC on Tuesdays. The kickoff ended on Thursday, 14 January 2027, so its day 2 is
Monday, 18 January, and the first recap comes on the 26th.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from bot.core.outbox import Claimed, Ready, Verdict
from bot.core.recapped import Recapped
from bot.demo.things import Message
from bot.deps import Deps
from bot.usecases import delivering, planning, recapping
from bot.views import recaps
from models import Directory, KeyPoint, Kickoff, Outgoing, Person, RecapMember, RecapPlan, Role, Story, Topic
from tests.cast import Cast
from tests.office import Office

LAST_DAY = date(2027, 1, 14)
ENROLLED = datetime(2027, 1, 15, 12, tzinfo=UTC)
DAY_TWO = datetime(2027, 1, 18, 9, 30, tzinfo=UTC)
FIRST = datetime(2027, 1, 26, 9, 30, tzinfo=UTC)
SECOND = datetime(2027, 2, 2, 9, 30, tzinfo=UTC)
OWNERS = ("Uma Olsen", "Viktor Brandt", "Wanda Kos", "Xaver Roth", "Yara Haddad", "Zeno Falk")
KINDS = ("competitor", "product", "pricing")
TITLES = (
    ("Heron", "Bittern", "Egret", "Curlew", "Plover", "Sandpiper"),
    ("Walnut", "Hazel", "Rowan", "Juniper", "Alder", "Linden"),
    ("Basalt", "Gneiss", "Marble", "Slate", "Flint", "Obsidian"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A message that was tried: what the outbox had to send, and what came of it."""

    message_id: str
    person_id: int
    verdict: Verdict

    @property
    def said(self) -> Recapped:
        """What it said; only for what was ready."""
        assert isinstance(self.verdict, Ready), self.verdict
        found = self.verdict.said
        assert isinstance(found, Recapped)
        return found


def start(session: Session, cast: Cast, *, only: tuple[str, ...] = ("ana",), seed: str = "seed") -> None:
    """Fill the directory, and start the recaps of a few people of the cast."""
    kickoff = session.scalars(select(Kickoff)).one()
    kickoff.last_day = LAST_DAY
    fill(session, kickoff.id)
    session.execute(update(Directory).values(version=Directory.version + 1))
    own = [topic.id for topic in cast.topics.values()]  # too few people stand in them to ask who is who
    session.execute(update(Topic).where(Topic.id.in_(own)).values(archived_at=ENROLLED))
    plan = RecapPlan(kickoff_id=kickoff.id, state="started", seed=seed, started_at=ENROLLED, changed_at=ENROLLED)
    plan.audience = "chosen"
    session.add(plan)
    session.add_all(RecapMember(kickoff_id=kickoff.id, person_id=cast.id(one), is_in=True) for one in only)
    session.flush()
    found = planning.current(session)
    assert found
    planning.enrol(session, found, is_new=False, now=ENROLLED)


def fill(session: Session, kickoff_id: int) -> None:
    """Add eighteen topics of three kinds, each with an owner, three places, a key point, and a story of somebody."""
    people = [
        Person(name=name, email=f"{name.split()[0].lower()}@example.com", slack_id=f"U{name.split()[0].upper():0<8}")
        for name in OWNERS
    ]
    teller = Person(name="Quentin Teller", email="quentin@example.com", slack_id="UQUENTIN0")
    session.add_all([*people, teller])
    session.flush()
    for number, title in enumerate(title for titles in TITLES for title in titles):
        place = number % len(OWNERS)
        session.add(
            Topic(
                kickoff_id=kickoff_id,
                key=title.casefold(),
                title=title,
                kind=KINDS[number // len(OWNERS)],
                position=100 + number,
                channel=f"#ask-{title.casefold()}",
                session=f"Hall {number + 1}",
                link=f"https://example.com/{title.casefold()}",
                key_points=[KeyPoint(text=f"Point number {number}", position=0)],
                roles=[Role(kind="owner", person=people[place])],
                stories=[
                    Story(person=teller, kind="win", text=f"We won it back, case {number}.", approved_at=ENROLLED)
                ],
            )
        )
    session.flush()


def claimed(row: Outgoing, *, slack_id: str, now: datetime) -> Claimed:
    """Claim a message, as a worker does."""
    row.state, row.claimed_at, row.attempts = "sending", now, row.attempts + 1
    return Claimed(
        id=row.id,
        kind=row.kind,
        purpose=row.purpose,
        person_id=row.person_id,
        slack_id=slack_id,
        channel=row.channel,
        attempt=row.attempts,
        due_at=row.due_at,
        expires_at=row.expires_at,
        claimed_at=now,
    )


def tried(deps: Deps, *, now: datetime, post: Callable[[Sent, str], tuple[str, str]] | None = None) -> list[Sent]:
    """Plan what is due and try it once; what is ready counts as sent, by `post` if that is given."""
    with deps.sessions.begin() as session:
        planning.plan_due(session, now=now)
    return list(_tried(deps, now=now, post=post))


def _tried(deps: Deps, *, now: datetime, post: Callable[[Sent, str], tuple[str, str]] | None) -> Iterator[Sent]:
    with deps.sessions() as session:
        waiting = session.scalars(select(Outgoing.id).where(Outgoing.state == "pending").order_by(Outgoing.id)).all()
    for message_id in waiting:
        with deps.sessions.begin() as session:
            row = session.get_one(Outgoing, message_id)
            slack_id = session.get_one(Person, row.person_id).slack_id or ""
            verdict = recapping.ready(session, claimed(row, slack_id=slack_id, now=now), now=now)
            found = Sent(message_id=message_id, person_id=row.person_id, verdict=verdict)
            if not isinstance(verdict, Ready):
                row.state = "cancelled"
        if isinstance(verdict, Ready):
            channel, ts = post(found, slack_id) if post else ("D1", "1.0")
            with deps.sessions.begin() as session:
                delivering.seen(session, message_id, channel=channel, ts=ts, now=now)
        yield found


def recapped(deps: Deps, *, now: datetime) -> Sent:
    """Give the one message that is due to anybody."""
    (found,) = tried(deps, now=now)
    return found


def posted(office: Office, handle: str, *, now: datetime) -> tuple[Sent, Message]:
    """Send what is due to the one person who takes part, and give the message as they see it."""

    def post(found: Sent, slack_id: str) -> tuple[str, str]:
        return office.web.slack.tell(slack_id, recaps.dm(found.said), key=found.message_id)

    (found,) = tried(office.web.deps, now=now, post=post)
    return found, office.person(handle).sees()[-1]
