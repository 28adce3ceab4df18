"""`sko import`: a sheet becomes the directory, after a look at what that would change."""

import sys
from collections.abc import Sequence
from pathlib import Path

import click
from sqlalchemy.orm import Session

from bot import reader
from bot.cli.context import BY, opened
from bot.core import sheets
from bot.core.plans import Choices
from bot.core.sheets import Field, Sheet
from bot.core.sheets.keys import key_of
from bot.core.text import folded
from bot.errors import DirectoryMoved, UserMistake
from bot.usecases import admitting, directories, importing
from bot.views import imports

PAIR = "“{given}” should look like {form}."
NO_COLUMN = "“{sheet}” has no column “{name}”. It has {names}."
NO_FIELD = "“{name}” is nothing that a column can hold. Use one of {fields}, or nothing to leave it out."
NOBODY = "Nobody with the address {email} is known. Whoever is in Slack is, once `sko worker` has run."
WHO, SAME, COLUMN = "NAME=E-MAIL", "NEW=OLD", "COLUMN=FIELD"


@click.command("import")
@click.argument("sheet", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--apply", "applies", is_flag=True, help="Apply it; without this, nothing changes.")
@click.option("--skip-problems", is_flag=True, help="Apply the rest of a sheet that has problems.")
@click.option(
    "--keep-missing/--remove-missing",
    "keeps",
    default=None,
    help="Keep or remove topics the sheet does not name [remove, unless it names less than half].",
)
@click.option("--who", metavar=WHO, multiple=True, help="Say who is meant by a name; without an address, somebody new.")
@click.option("--same", metavar=SAME, multiple=True, help="Say which topic a new name is; without one, a new topic.")
@click.option("--column", metavar=COLUMN, multiple=True, help="Say what a column holds; nothing leaves it out.")
@click.option("--kickoff", metavar="NAME", help=f"Name the kickoff that the first sheet begins [{importing.KICKOFF}].")
def import_(  # noqa: PLR0913 - an option each
    sheet: Path,
    *,
    applies: bool,
    skip_problems: bool,
    keeps: bool | None,
    who: Sequence[str],
    same: Sequence[str],
    column: Sequence[str],
    kickoff: str | None,
) -> None:
    """Show what a sheet would add, change and remove, row by row where it has problems."""
    found = _sheet(sheet)
    draft = sheets.draft(found, fields=_fields(found, column))
    with opened() as deps:
        with deps.reading() as session:
            choices = Choices(people=_people(session, who), same=_topics(session, same), keeps=keeps)
            prepared = importing.propose(session, draft, choices)
        click.echo(imports.preview(prepared.plan))
        stopped = bool(prepared.plan.problems) and not skip_problems
        if not applies or stopped:
            _tell(imports.next_step(prepared.plan, stopped=stopped))
            sys.exit(applies)
        try:
            with deps.sessions.begin() as session:
                done = importing.apply(
                    session, prepared, by=BY, now=deps.now(), kickoff=kickoff, skip_problems=skip_problems
                )
        except DirectoryMoved:
            with deps.reading() as session:
                prepared = importing.propose(session, draft, choices)
            _tell(imports.moved(prepared.plan))
            sys.exit(1)
    _tell(imports.outcome(done))


def _tell(text: str) -> None:
    """Say something below what was said before, if there is anything to say."""
    if text:
        click.echo(f"\n{text}")


def _sheet(sheet: Path) -> Sheet:
    """Read a file, but never more of it than a sheet may have."""
    with sheet.open("rb") as file:
        data = file.read(sheets.LARGEST_FILE + 1)
    return reader.read(data, name=sheet.name)


def _pairs(given: Sequence[str], form: str) -> dict[str, str]:
    """Take `NAME=VALUE` apart."""
    for one in given:
        if "=" not in one:
            raise UserMistake(PAIR.format(given=one, form=form))
    return {name.strip(): value.strip() for name, _, value in (one.rpartition("=") for one in given)}


def _fields(sheet: Sheet, given: Sequence[str]) -> dict[int, Field | None]:
    columns = {folded(column.name): column for column in sheets.columns_of(sheet.rows)}
    known = {str(field): field for field in Field}
    fields: dict[int, Field | None] = {}
    for name, value in _pairs(given, COLUMN).items():
        if folded(name) not in columns:
            names = ", ".join(column.name for column in columns.values())
            raise UserMistake(NO_COLUMN.format(sheet=sheet.name, name=name, names=names))
        if value and value not in known:
            raise UserMistake(NO_FIELD.format(name=value, fields=", ".join(known)))
        fields[columns[folded(name)].place] = known.get(value)
    return fields


def _people(session: Session, given: Sequence[str]) -> dict[str, int | None]:
    people: dict[str, int | None] = {}
    for name, email in _pairs(given, WHO).items():
        found = admitting.by_email(session, email) if email else None
        if email and found is None:
            raise UserMistake(NOBODY.format(email=email))
        people[folded(name)] = found.person_id if found else None
    return people


def _topics(session: Session, given: Sequence[str]) -> dict[str, int]:
    pairs = _pairs(given, SAME).items()
    return {key_of(new): directories.named(session, old) if old else 0 for new, old in pairs}
