"""Two topics to import, and what to ask of the directory after it."""

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from bot.core.plans import Choices, Plan
from bot.core.sheets import Draft
from bot.core.uploads import Done
from bot.deps import Deps
from bot.usecases import importing
from models import Person, Role, Topic
from tests.sheets import drafted

Row = dict[str, str]
PRICING: Row = {
    "topic": "Pricing",
    "kind": "pricing",
    "aliases": "Prices | Rates",
    "owner": "Ana Sobral",
    "owner_email": "ana@example.com",
    "backup": "Bo Falk",
    "field_rep": "Cy Young",
    "field_rep_story": "I asked. They paid.",
    "day": "Day 1",
    "link": "https://example.com/pricing",
}
ACME: Row = {"topic": "Acme", "kind": "account", "owner": "Bo Falk", "field_rep": "Ana Sobral"}


def applied(
    deps: Deps,
    data: bytes | Draft,
    *,
    skip_problems: bool = False,
    kickoff: str | None = None,
    choices: Choices | None = None,
) -> Done:
    """Apply a sheet as Olga, an organizer, who has just looked at it."""
    draft = drafted(data) if isinstance(data, bytes) else data
    with deps.reading() as session:
        prepared = importing.propose(session, draft, choices)
    with deps.sessions.begin() as session:
        return importing.apply(
            session, prepared, by="Olga", now=deps.now(), skip_problems=skip_problems, kickoff=kickoff
        )


def proposed(deps: Deps, data: bytes, choices: Choices | None = None) -> Plan:
    """Look at what a sheet would do."""
    with deps.reading() as session:
        return importing.propose(session, drafted(data), choices).plan


def directory(deps: Deps) -> dict[str, Topic]:
    """Everything that can be asked about, by title."""
    lists = (Topic.aliases, Topic.key_points, Topic.stories)
    with deps.reading() as session:
        rows = session.scalars(
            select(Topic)
            .where(Topic.archived_at.is_(None))
            .order_by(Topic.position)
            .options(*map(selectinload, lists), selectinload(Topic.roles).joinedload(Role.person))
        )
        return {row.title: row for row in rows}


def named(topic: Topic) -> list[tuple[str, str]]:
    """Give the people of a topic by role, in their order."""
    return [(role.kind, role.person.name) for role in topic.roles]


def people(deps: Deps) -> list[tuple[str, str | None]]:
    """Give everybody who is known, by name and address."""
    with deps.reading() as session:
        return [(person.name, person.email) for person in session.scalars(select(Person).order_by(Person.id))]


def known(deps: Deps, *rows: Person) -> None:
    """Make people known before any sheet names them."""
    with deps.sessions.begin() as session:
        session.add_all(rows)
