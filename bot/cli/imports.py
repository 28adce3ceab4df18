"""`sko import`: a sheet becomes the directory, after a look at what that would change."""

import sys
from pathlib import Path

import click

from bot.cli.context import BY, opened
from bot.core import sheets
from bot.core.sheets import Draft
from bot.errors import DirectoryMoved
from bot.usecases import importing
from bot.views import imports


@click.command("import")
@click.argument("sheet", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--apply", "applies", is_flag=True, help="Apply it; without this, nothing changes.")
@click.option("--skip-problems", is_flag=True, help="Apply the rest of a sheet that has problems.")
@click.option("--kickoff", metavar="NAME", help=f"Name the kickoff that the first sheet begins [{importing.KICKOFF}].")
def import_(sheet: Path, *, applies: bool, skip_problems: bool, kickoff: str | None) -> None:
    """Show what a CSV or XLSX would add, change and remove, row by row where it has problems."""
    draft = _draft(sheet)
    with opened() as deps:
        with deps.reading() as session:
            prepared = importing.propose(session, draft)
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
                prepared = importing.propose(session, draft)
            _tell(imports.moved(prepared.plan))
            sys.exit(1)
    _tell(imports.outcome(done))


def _tell(text: str) -> None:
    """Say something below what was said before, if there is anything to say."""
    if text:
        click.echo(f"\n{text}")


def _draft(sheet: Path) -> Draft:
    """Read a file, but never more of it than a sheet may have."""
    with sheet.open("rb") as file:
        data = file.read(sheets.LARGEST_FILE + 1)
    return sheets.draft(sheets.read(data, name=sheet.name))
