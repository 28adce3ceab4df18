"""The people and topics of the tests: Northbeam sells scheduling software, and has just had its kickoff.

Marta   owns NordKassa, which Priya presented; Oskar is the backup, Henrik lived it and tells a story
Ana     is new and asks; Gwen is a guest, Fred is of another company, Lena has left and owned Quickpay
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from sqlalchemy.orm import Session

from models import Alias, Directory, KeyPoint, Kickoff, Person, Role, Story, Topic

START = datetime(2027, 2, 2, 14, 30, tzinfo=UTC)
STORY = "They undercut me *three* times on hardware. <!channel> I brought the owner's own fee summary."


def _made_up(handle: str) -> str:
    return f"U{handle.upper():0<8}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """Everybody by handle, and every topic by title."""

    people: dict[str, Person] = field(default_factory=dict)
    topics: dict[str, Topic] = field(default_factory=dict)

    def id(self, handle: str) -> int:
        """Give somebody's id in the directory."""
        return self.people[handle].id


def enter(session: Session, *, slack_id: Callable[[str], str] = _made_up) -> Cast:
    """Put the cast into an empty directory; `slack_id` gives everybody's Slack id by handle."""
    cast = Cast()
    kickoff = Kickoff(name="Kickoff 2027", created_at=START)
    session.add_all([kickoff, Directory(version=1, changed_at=START)])
    session.flush()
    names = {
        "ana": "Ana Ferreira",
        "marta": "Marta Lindgren",
        "oskar": "Oskar Wendt",
        "priya": "Priya Raman",
        "henrik": "Henrik Dahl",
        "lena": "Lena Gone",
        "gwen": "Gwen Guest",
        "fred": "Fred Foreign",
    }
    standing = {"lena": "left", "gwen": "guest", "fred": "foreign"}
    for handle, name in names.items():
        cast.people[handle] = Person(
            name=name,
            email=f"{handle}@example.com",
            slack_id=slack_id(handle),
            standing=standing.get(handle, "employee"),
        )
    for given in TOPICS:
        topic = _topic(given, cast.people, kickoff_id=kickoff.id, position=len(cast.topics))
        cast.topics[topic.title] = topic
    session.add_all([*cast.people.values(), *cast.topics.values()])
    session.flush()
    return cast


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A topic of the cast, as a sheet would say it; roles name people by handle."""

    title: str
    kind: str
    roles: dict[str, str]
    aliases: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    teller: str = ""
    session: str = ""
    day: str = ""
    link: str = ""
    channel: str = ""


TOPICS = (
    Given(
        title="NordKassa",
        kind="competitor",
        aliases=("NK",),
        roles={"owner": "marta", "backup": "oskar", "presenter": "priya", "peer": "henrik"},
        teller="henrik",
        points=("Gives terminals away and makes it back on rates", "Support only in office hours"),
        session="Battlecard Live: Europe",
        day="Day 1",
        link="https://example.com/beacon/nordkassa",
        channel="#comp-nordkassa",
    ),
    Given(
        title="Quickpay",
        kind="product",
        roles={"owner": "lena", "backup": "oskar"},
        points=("Takes cards at the door",),
        session="Product hour",
    ),
    Given(title="R&D roadmap", kind="strategy", roles={"owner": "priya"}, points=("Three releases a year",)),
    Given(
        title="Fernhollow Lodges",
        kind="account",
        aliases=("Fernhollow",),
        roles={"owner": "marta", "former": "henrik"},
        points=("Renewal in May",),
    ),
    Given(
        title="Discount approval",
        kind="process",
        aliases=("deal desk",),
        roles={"owner": "oskar"},
        points=("Above fifteen percent the deal desk decides",),
        session="Pricing clinic",
    ),
    Given(
        title="Terminal pricing",
        kind="pricing",
        aliases=("price list",),
        roles={"owner": "priya", "backup": "marta"},
        points=("Terminals are rented by the month",),
        session="Pricing clinic",
    ),
    Given(title="Old town tour", kind="logistics", roles={"owner": "lena"}),
)


def _topic(given: Given, people: dict[str, Person], *, kickoff_id: int, position: int) -> Topic:
    tellers = [people[given.teller]] if given.teller else []
    roles = enumerate(given.roles.items())
    return Topic(
        kickoff_id=kickoff_id,
        key=given.title.casefold().replace(" ", "-"),
        title=given.title,
        kind=given.kind,
        position=position,
        session=given.session,
        day=given.day,
        link=given.link,
        channel=given.channel,
        aliases=[Alias(name=name, position=at) for at, name in enumerate(given.aliases)],
        key_points=[KeyPoint(text=text, position=at) for at, text in enumerate(given.points)],
        roles=[Role(kind=kind, person=people[who], position=at) for at, (kind, who) in roles],
        stories=[Story(person=who, text=STORY, approved_at=START, approved_by="tests") for who in tellers],
    )
