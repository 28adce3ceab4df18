"""The versions of the directory: which there are, and going back to one."""

from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.core import versions as frozen
from bot.core.plans import Content
from bot.core.results import Who
from bot.core.roster import Known
from bot.core.uploads import Done, History, VersionKind
from bot.core.uploads import Version as Line
from bot.errors import UserMistake
from bot.usecases import directories
from bot.usecases.importing import Prepared
from bot.usecases.importing.comparing import Comparison, people_of
from bot.usecases.importing.steps import Step
from bot.usecases.importing.stored import Contents, Stored, load
from models import Kickoff, Person, Version, table_of

PAGE = 15
NO_SUCH_VERSION = "There is no version {number} to go back to. /sko history lists those there are."
VERSION, PERSON = table_of(Version).c, table_of(Person).c
IN_FORCE = (VERSION.kickoff_id == table_of(Kickoff).c.id, table_of(Kickoff).c.is_current.is_(True))
LINES = (
    select(VERSION.number, VERSION.at, VERSION.kind, VERSION.about, VERSION.added, VERSION.changed, VERSION.removed)
    .add_columns(PERSON.id, PERSON.name, PERSON.slack_id)
    .outerjoin_from(VERSION.number.table, PERSON.id.table, PERSON.slack_id == VERSION.by)
    .where(*IN_FORCE)
    .order_by(VERSION.number.desc())
)


def history(session: Session, *, before: int = 0, limit: int = PAGE) -> History:
    """List the versions, the latest first, or those before one."""
    lines = LINES.limit(limit + 1)
    rows = session.execute(lines.where(VERSION.number < before) if before else lines).all()
    found = tuple(
        Line(
            number=row.number,
            at=row.at,
            by=Who(person_id=row.id, name=row.name, slack_id=row.slack_id) if row.id else None,
            kind=VersionKind(row.kind),
            about=row.about,
            added=row.added,
            changed=row.changed,
            removed=row.removed,
        )
        for row in rows
    )
    current = directories.version(session).directory
    return History(
        versions=found[:limit], current=current, following=found[limit - 1].number if len(found) > limit else 0
    )


def propose(session: Session, target: int) -> Prepared:
    """Work out what going back to a version would change, as of a sheet; nothing is done yet.

    Only topics and who stands to them go back. Questions, gaps, what was learned, and words that somebody took back
    meanwhile stay as they are.
    """
    contents = load(session)
    later = session.execute(
        select(VERSION.number, VERSION.before, VERSION.by)
        .where(VERSION.number > target, *IN_FORCE)
        .order_by(VERSION.number)
    ).all()
    is_known = session.scalar(select(VERSION.number).where(VERSION.number == target, *IN_FORCE)) is not None
    if target == contents.version:
        later = []
    elif not later or not (
        is_known or (later[0].number == target + 1 and later[0].by)
    ):  # behind the first nobody knows
        raise UserMistake(NO_SUCH_VERSION.format(number=target))
    topics: dict[str, frozen.Frozen | None] = {}
    people: dict[str, list[str | None]] = {}
    for row in later:
        before = frozen.unpacked(row.before)
        topics = {**before.get("topics", {}), **topics}
        people = {**before.get("people", {}), **people}
    comparison = _compared(contents, topics, people)
    plan = comparison.plan(base=contents.version, target=target)
    about = str(target)
    return Prepared(plan=plan, comparison=comparison, contents=contents, kind=VersionKind.UNDO, about=about)


def done(session: Session, number: int) -> Done:
    """Tell again what a version did."""
    row = session.execute(select(VERSION.kind, VERSION.summary).where(VERSION.number == number)).one()
    plan = frozen.retold(frozen.unpacked(row.summary))
    return Done(plan=plan, version=number, was=number - 1, kind=VersionKind(row.kind))


def _compared(
    contents: Contents, topics: Mapping[str, frozen.Frozen | None], people: Mapping[str, list[str | None]]
) -> Comparison:
    """Hold topics as they were against those that are there."""
    steps: list[Step] = []
    leaving: list[Stored] = []
    for topic_id, before in topics.items():
        stored = contents.topics.get(int(topic_id))
        if stored is None:
            continue
        if before is not None:
            steps.append(Step(content=_still_told(frozen.thaw(before, contents.people), stored), stored=stored))
        elif not stored.is_archived:
            leaving.append(stored)
    named = dict.fromkeys(person for step in steps for person in people_of(step.content))
    return Comparison(
        steps=tuple(steps), missing=tuple(leaving), named=tuple(named), updates=_renamed(contents, people)
    )


def _still_told(content: Content, stored: Stored) -> Content:
    """Leave out the words that their author took back since."""
    told = tuple(one for one in content.stories if (one.person.id, one.text) not in stored.withdrawn)
    return replace(content, stories=told)


def _renamed(contents: Contents, people: Mapping[str, list[str | None]]) -> tuple[tuple[Known, Known], ...]:
    """Give back names and addresses that a sheet put right, of people whose account does not say better."""
    found = []
    holders = {one.email: one for one in contents.people.values() if one.email}
    for person_id, (name, email) in people.items():
        known = contents.people.get(int(person_id))
        is_theirs = email is None or holders.get(email, known) == known
        if known and is_theirs and not known.in_slack and (known.name, known.email) != (name, email):
            found.append((known, replace(known, name=name or known.name, email=email)))
    return tuple(found)
