"""`sko history` and `sko undo`: the versions of the directory, and going back to one."""

import sys

import click

from bot.cli.context import BY, opened
from bot.usecases import importing, restoring
from bot.views import imports, versions

ALL = 100_000  # versions of a directory, and then some


@click.command()
def history() -> None:
    """List the versions of the directory: who changed it when, and how much."""
    with opened() as deps, deps.reading() as session:
        found = restoring.history(session, limit=ALL)
    click.echo(versions.lines(found))


@click.command()
@click.argument("version", type=int)
@click.option("--apply", "applies", is_flag=True, help="Go back; without this, nothing changes.")
def undo(version: int, *, applies: bool) -> None:
    """Show what going back to a version would change, and do it; that is a version too."""
    with opened() as deps:
        with deps.reading() as session:
            prepared = restoring.propose(session, version)
        click.echo(imports.preview(prepared.plan))
        if not applies:
            if said := imports.next_step(prepared.plan, stopped=False):
                click.echo(f"\n{said}")
            sys.exit(0)
        with deps.sessions.begin() as session:
            done = importing.apply(session, prepared, by=BY, now=deps.now())
    if said := imports.outcome(done):
        click.echo(f"\n{said}")
