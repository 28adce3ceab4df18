"""The directory as it stands, in the form that a sheet can be compared with."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from bot.core.plans import Content, Rep, Told
from bot.core.results import Role, Standing
from bot.core.roster import Known
from bot.usecases.directories import may_be_shown
from models import Kickoff, Person, Topic
from models import Role as Holding

REPS = (Role.PEER, Role.FORMER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """One topic that is there, archived or not; `withdrawn` are words that their author took back."""

    row: Topic
    content: Content
    withdrawn: frozenset[tuple[int | None, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """All topics of the current kickoff by their key, and everybody who is known."""

    topics: dict[str, Stored]
    people: dict[int, Person]
    known: tuple[Known, ...]


def load(session: Session, kickoff: Kickoff | None) -> Contents:
    """Read the whole directory with one query a table."""
    people = {person.id: person for person in session.scalars(select(Person).order_by(Person.id))}
    known = {number: _known(person) for number, person in people.items()}
    rows = session.scalars(
        select(Topic)
        .where(Topic.kickoff_id == (kickoff.id if kickoff else None))
        .order_by(Topic.position, Topic.id)
        .options(
            selectinload(Topic.aliases),
            selectinload(Topic.key_points),
            selectinload(Topic.roles),
            selectinload(Topic.stories),
        )
    )
    return Contents(topics={row.key: _stored(row, known) for row in rows}, people=people, known=tuple(known.values()))


def _known(person: Person) -> Known:
    return Known(
        id=person.id,
        name=person.name,
        email=person.email,
        standing=Standing(person.standing),
        in_slack=person.slack_id is not None,
    )


def _stored(row: Topic, known: dict[int, Known]) -> Stored:
    shown = [story for story in row.stories if may_be_shown(story)]
    content = Content(
        title=row.title,
        kind=row.kind,
        aliases=tuple(alias.name for alias in row.aliases),
        owners=_holders(row, known, Role.OWNER),
        presenters=_holders(row, known, Role.PRESENTER),
        backups=_holders(row, known, Role.BACKUP),
        reps=tuple(_rep(role, known) for role in row.roles if role.kind in REPS),
        stories=tuple(Told(person=known[story.person_id], text=story.text) for story in shown),
        session=row.session,
        day=row.day,
        key_points=tuple(point.text for point in row.key_points),
        link=row.link,
        channel=row.channel,
    )
    withdrawn = ((story.person_id, story.text) for story in row.stories if story.withdrawn_at)
    return Stored(row=row, content=content, withdrawn=frozenset(withdrawn))


def _holders(row: Topic, known: dict[int, Known], role: Role) -> tuple[Known, ...]:
    return tuple(known[holding.person_id] for holding in row.roles if holding.kind == role)


def _rep(holding: Holding, known: dict[int, Known]) -> Rep:
    return Rep(person=known[holding.person_id], since=holding.since, until=holding.until)
