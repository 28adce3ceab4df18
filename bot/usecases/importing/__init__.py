"""An organizer's sheet: what it would change, and changing it, all or nothing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.core import versions
from bot.core.plans import Choices, Plan
from bot.core.sheets import Draft
from bot.core.uploads import Done, VersionKind
from bot.errors import DirectoryMoved, UserMistake
from bot.usecases.importing.comparing import Comparison, compare
from bot.usecases.importing.stored import Contents, load, people
from bot.usecases.importing.writing import write
from bot.usecases.upserts import insert
from models import Directory, Kickoff, Spelling, Version

__all__ = ["KICKOFF", "Prepared", "apply", "lock", "people", "propose", "remember"]

KICKOFF = "Sales kickoff"
LONGEST_NAME = 200
LONGEST_ABOUT = 300

HAS_PROBLEMS = "Nothing was applied: the sheet has problems. Put them right, or choose to skip them."
NOTHING_LEFT = "Nothing was applied: no row of the sheet can be used, and an empty directory helps nobody."
OTHER_KICKOFF = "The directory is that of “{current}”. Leave the kickoff's name out to change it."
NAME_TOO_LONG = "The name of a kickoff may have 200 characters at most."
MOVED = "Somebody else changed the directory in the meantime, and nothing of this was applied. Look again."


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A change that is worked out and not yet made; it holds for one version of the directory alone."""

    plan: Plan
    comparison: Comparison
    contents: Contents
    choices: Choices = field(default_factory=Choices)
    kind: VersionKind = VersionKind.SHEET
    about: str = ""


def propose(session: Session, draft: Draft, choices: Choices | None = None) -> Prepared:
    """Work out what applying a sheet would do, without doing it."""
    contents = load(session)
    comparison = compare(draft, contents, choices or Choices())
    plan = comparison.plan(draft, base=contents.version)
    return Prepared(
        plan=plan, comparison=comparison, contents=contents, choices=choices or Choices(), about=draft.sheet
    )


def apply(
    session: Session,
    prepared: Prepared,
    *,
    by: str,
    now: datetime,
    kickoff: str | None = None,
    skip_problems: bool = False,
) -> Done:
    """Make the directory say what was worked out, in the caller's transaction, and write down how it was before.

    Raises `DirectoryMoved` if somebody changed the directory since: of several at once, one wins. `kickoff` names a
    kickoff that does not exist yet; `by` has approved the stories.
    """
    plan, contents = prepared.plan, prepared.contents
    current = _named(contents.kickoff, kickoff)
    if prepared.kind is VersionKind.SHEET and not prepared.comparison.steps:
        raise UserMistake(NOTHING_LEFT)
    if plan.problems and not skip_problems:
        raise UserMistake(HAS_PROBLEMS)
    directory = lock(session, now=now)
    if directory.version != contents.version:
        raise DirectoryMoved(MOVED)
    remember(session, prepared.choices.people, by=by, now=now)
    if plan.changes_nothing:
        return Done(plan=plan, version=directory.version, was=directory.version, kind=prepared.kind)
    kickoff_id = current.id if current else _begun(session, kickoff or KICKOFF, now=now)
    number = directory.version + 1
    new = write(session, prepared.comparison, contents, kickoff_id=kickoff_id, version=number, by=by, now=now)
    session.add(_version(prepared, new, number=number, kickoff_id=kickoff_id, by=by, now=now))
    directory.version = number
    directory.changed_at = now
    session.flush()
    return Done(plan=plan, version=number, was=number - 1, kind=prepared.kind)


def _version(
    prepared: Prepared, new: Iterable[int], *, number: int, kickoff_id: int, by: str, now: datetime
) -> Version:
    plan, comparison = prepared.plan, prepared.comparison
    topics = {
        str(step.stored.id): None if step.adds else versions.freeze(step.stored.content)
        for step in comparison.steps
        if step.stored and step.is_needed
    }
    topics |= {str(stored.id): versions.freeze(stored.content) for stored in comparison.leaving}
    topics |= {str(topic_id): None for topic_id in new}
    named = {str(before.id): [before.name, before.email] for before, _ in comparison.updates}
    return Version(
        number=number,
        kickoff_id=kickoff_id,
        kind=prepared.kind.value,
        about=prepared.about[:LONGEST_ABOUT],
        added=len(plan.added),
        changed=len(plan.changed),
        removed=len(plan.removed),
        before=versions.packed({"topics": topics, "people": named}),
        summary=versions.packed(versions.told(plan)),
        by=by,
        at=now,
    )


def remember(session: Session, people: Mapping[str, int | None], *, by: str, now: datetime) -> None:
    """Keep who is meant by a name, so that nobody is asked twice."""
    for name, person_id in people.items():
        said = {"person_id": person_id, "decided_by": by, "decided_at": now}
        row = insert(session, Spelling).values(name=name, **said)
        session.execute(row.on_conflict_do_update(index_elements=["name"], set_=said))


def _begun(session: Session, name: str, *, now: datetime) -> int:
    begun = Kickoff(name=name, created_at=now)
    session.add(begun)
    session.flush()
    return begun.id


def lock(session: Session, *, now: datetime) -> Directory:
    """Keep every other writer out until the transaction ends; SQLite has done so when it began."""
    first = insert(session, Directory).values(id=1, version=0, changed_at=now)
    session.execute(first.on_conflict_do_nothing())
    return session.scalars(select(Directory).with_for_update().execution_options(populate_existing=True)).one()


def _named(current: Kickoff | None, name: str | None) -> Kickoff | None:
    """Refuse a name that is not that of the kickoff in force."""
    if name and len(name) > LONGEST_NAME:
        raise UserMistake(NAME_TOO_LONG)
    if current and name and current.name != name:
        raise UserMistake(OTHER_KICKOFF.format(current=current.name))
    return current
