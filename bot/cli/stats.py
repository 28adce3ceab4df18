"""`sko stats`: whether the kickoff stuck."""

import json
from pathlib import Path

import click

from bot.cli.context import opened
from bot.errors import UserMistake
from bot.usecases import reporting
from bot.views import stats as views

WRITTEN = "Wrote {file}: {bytes:,} bytes."
NOT_WRITTEN = "“{file}” cannot be written: {why}."
PICTURE = click.Path(path_type=Path, dir_okay=False)


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
@click.option("--curve", metavar="FILE.png", type=PICTURE, help="Write the picture of who name the right person, too.")
def stats(*, as_json: bool, curve: Path | None) -> None:
    """Tell whether the kickoff stuck: who name the right person, recaps week by week, and how the directory is used.

    Nobody's answers are in it, and no figures of the answers of fewer than five people.
    """
    with opened() as deps, deps.reading() as session:
        found = reporting.stats(session, now=deps.now())
    click.echo(json.dumps(views.as_json(found), ensure_ascii=False, indent=2) if as_json else views.lines(found))
    if curve:
        from bot.views import curve as drawing

        _write(drawing.png(found), curve)


def _write(picture: bytes, file: Path) -> None:
    try:
        file.write_bytes(picture)
    except OSError as failed:
        raise UserMistake(NOT_WRITTEN.format(file=file, why=failed.strerror)) from None
    click.echo(WRITTEN.format(file=file, bytes=len(picture)), err=True)
