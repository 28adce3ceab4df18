"""Who somebody is: kept from Slack in `people`, and joined to the names that came with the sheet."""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from bot.core.results import Asker, Member, Standing
from bot.core.text import folded
from bot.errors import UserMistake
from bot.usecases import joining, teaching, telling
from bot.usecases.upserts import insert
from models import Person, table_of

ORGANIZERS_ONLY = "Only the organizers see and decide that."
Unlinked = dict[str, list[Person]]
PERSON = table_of(Person).c
# Built once, for it runs for every request.
KNOWN = select(PERSON.id, PERSON.standing, PERSON.email).where(PERSON.slack_id == bindparam("slack_id"))


def known(session: Session, slack_id: str) -> Asker | None:
    """Give the person with this Slack id, or None for somebody nobody has looked up yet."""
    row = session.connection().execute(KNOWN, {"slack_id": slack_id}).first()
    if row is None:
        return None
    return Asker(person_id=row.id, standing=Standing(row.standing), slack_id=slack_id, email=row.email or "")


def is_organizer(asker: Asker, listed: Collection[str]) -> bool:
    """Tell whether somebody keeps the directory: an employee who is listed by Slack id or by e-mail address."""
    names = {one.casefold() for one in listed}
    return asker.standing is Standing.EMPLOYEE and not names.isdisjoint({asker.slack_id.casefold(), asker.email})


def organizer(asker: Asker, listed: Collection[str]) -> str:
    """Give the name under which an organizer decides; anybody else is told so, kindly."""
    if not is_organizer(asker, listed):
        raise UserMistake(ORGANIZERS_ONLY)
    return asker.slack_id


def by_email(session: Session, email: str) -> Asker | None:
    """Give the person with this e-mail address."""
    row = session.execute(select(Person.id, Person.standing).where(Person.email == email.strip().casefold())).first()
    return Asker(person_id=row.id, standing=Standing(row.standing)) if row else None


def remember(session: Session, member: Member, *, now: datetime) -> Asker:
    """Keep what Slack said of one person, on the row that is already theirs if there is one.

    It may come late, or again: what is known of them from later on stays.
    """
    return _remember(session, member, _unlinked(session), now=now)


def mirrored_at(session: Session) -> datetime | None:
    """Tell when anybody was mirrored from Slack last; None if nobody ever was."""
    found: datetime | None = session.scalar(select(func.max(Person.mirrored_at)))
    return found


def mirror(session: Session, members: Sequence[Member], *, now: datetime) -> int:
    """Keep what Slack said of a page of people; give how many that were.

    Nobody leaves because Slack failed to name them, and of two people of one name neither is taken for the sheet's.
    """
    unlinked = _unlinked(session)
    for name, times in Counter(folded(member.name) for member in members).items():
        if times > 1:
            unlinked.pop(name, None)
    for member in members:
        _remember(session, member, unlinked, now=now)
    return len(members)


def _unlinked(session: Session) -> Unlinked:
    """Read the people of the sheet who have no Slack account yet, by name."""
    named: Unlinked = defaultdict(list)
    for person in session.scalars(select(Person).where(Person.slack_id.is_(None))):
        named[folded(person.name)].append(person)
    return named


def _remember(session: Session, member: Member, unlinked: Unlinked, *, now: datetime) -> Asker:
    person = _theirs(session, member, unlinked) or _new(session, member)
    if _is_outdated(member, person):
        return Asker(person_id=person.id, standing=Standing(person.standing))
    if member.email and person.email is None and _by(session, Person.email == member.email) is None:
        person.email = member.email
    if person.slack_id != member.slack_id:
        person.channel = ""  # that was with another account
    person.slack_id = member.slack_id
    person.standing = member.standing
    person.time_zone = member.time_zone
    person.away_until = member.away_until
    person.name = member.name or person.name
    person.mirrored_at, person.as_of = now, member.as_of
    session.flush()
    return Asker(person_id=person.id, standing=member.standing)


def _is_outdated(member: Member, person: Person) -> bool:
    """Tell whether Slack has said something newer of this very account before; both moments are by its clock."""
    is_same = person.slack_id == member.slack_id
    return bool(is_same and member.as_of and person.as_of and member.as_of < person.as_of)


def _theirs(session: Session, member: Member, unlinked: Unlinked) -> Person | None:
    """Find their row: by Slack id, else by e-mail, else by a name that only one unlinked person of the sheet has.

    An account whose address turns out to be that of a person in the sheet moves to that person's row, and with it
    what it taught, told and said of recaps.
    """
    linked = _by(session, Person.slack_id == member.slack_id)
    named = _with_address(session, member)
    if linked and named and linked is not named:
        teaching.move(session, linked.id, to=named.id)
        telling.move(session, linked.id, to=named.id)
        joining.join(session, linked.id, to=named.id)
        linked.slack_id = None
        session.flush()
    if named or linked:
        return named or linked
    if member.standing is not Standing.EMPLOYEE:
        return None
    same = [person for person in unlinked.get(folded(member.name), []) if person.slack_id is None]
    return same[0] if len(same) == 1 and (same[0].email is None or member.email is None) else None


def _with_address(session: Session, member: Member) -> Person | None:
    """Find who has this e-mail address; another company's word for it counts nothing, an account in use more."""
    if not member.email or member.standing in {Standing.FOREIGN, Standing.BOT}:
        return None
    named = _by(session, Person.email == member.email)
    in_use = named and named.slack_id not in {None, member.slack_id} and named.standing != Standing.LEFT
    return None if in_use else named


def _new(session: Session, member: Member) -> Person:
    """Add a row, or find the one that another process added in the same moment."""
    values = {"name": member.name, "slack_id": member.slack_id, "standing": member.standing.value}
    session.execute(insert(session, Person).values(**values).on_conflict_do_nothing(index_elements=["slack_id"]))
    return session.scalars(select(Person).where(Person.slack_id == member.slack_id)).one()


def _by(session: Session, condition: object) -> Person | None:
    return session.scalars(select(Person).where(condition)).one_or_none()  # type: ignore[arg-type]
