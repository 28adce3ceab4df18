"""An organizer's sheet: what it would change, and changing it, all or nothing."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.core.plans import Applied, Plan
from bot.core.sheets import Draft
from bot.errors import UserMistake
from bot.usecases.importing.comparing import compare
from bot.usecases.importing.stored import load
from bot.usecases.importing.writing import write
from bot.usecases.upserts import insert
from models import Directory, Kickoff

KICKOFF = "Sales kickoff"
LONGEST_NAME = 200

HAS_PROBLEMS = "Nothing was applied: the sheet has problems. Put them right, or choose to skip them."
NOTHING_LEFT = "Nothing was applied: no row of the sheet can be used, and an empty directory helps nobody."
OTHER_KICKOFF = "The directory is that of “{current}”. Leave the kickoff's name out to change it."
NAME_TOO_LONG = "The name of a kickoff may have 200 characters at most."


def propose(session: Session, draft: Draft) -> Plan:
    """Tell what applying a sheet would do, without doing it."""
    return compare(draft, load(session, _current(session))).plan(draft)


def apply(
    session: Session, draft: Draft, *, by: str, now: datetime, kickoff: str | None = None, skip_problems: bool = False
) -> Applied:
    """Make the directory say what the sheet says, in the caller's transaction.

    The plan is made anew after every other writer has been kept out, so that of two at once the second finds what
    the first has done. `kickoff` names a kickoff that does not exist yet; `by` has approved the stories.
    """
    directory = _locked(session, now=now)
    current = _named(_current(session), kickoff)
    contents = load(session, current)
    comparison = compare(draft, contents)
    plan = comparison.plan(draft)
    if not comparison.steps:
        raise UserMistake(NOTHING_LEFT)
    if plan.problems and not skip_problems:
        raise UserMistake(HAS_PROBLEMS)
    if plan.changes_nothing:
        return Applied(plan=plan, version=directory.version)
    if current is None:
        current = Kickoff(name=kickoff or KICKOFF, created_at=now)
        session.add(current)
        session.flush()
    write(session, comparison, contents.people, kickoff_id=current.id, by=by, now=now)
    directory.version += 1
    directory.changed_at = now
    session.flush()
    return Applied(plan=plan, version=directory.version)


def _locked(session: Session, *, now: datetime) -> Directory:
    """Keep every other writer out until the transaction ends; SQLite has done so when it began."""
    first = insert(session, Directory).values(id=1, version=0, changed_at=now)
    session.execute(first.on_conflict_do_nothing())
    return session.scalars(select(Directory).with_for_update().execution_options(populate_existing=True)).one()


def _current(session: Session) -> Kickoff | None:
    return session.scalars(select(Kickoff).where(Kickoff.is_current)).first()


def _named(current: Kickoff | None, name: str | None) -> Kickoff | None:
    """Refuse a name that is not that of the kickoff in force."""
    if name and len(name) > LONGEST_NAME:
        raise UserMistake(NAME_TOO_LONG)
    if current and name and current.name != name:
        raise UserMistake(OTHER_KICKOFF.format(current=current.name))
    return current
