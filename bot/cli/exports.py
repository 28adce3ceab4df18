"""`sko export` and `sko template`: the directory as a sheet, and an empty one."""

import sys
from pathlib import Path

import click

from bot.cli.context import opened
from bot.core.uploads import Document
from bot.errors import UserMistake
from bot.usecases import exporting

WRITTEN = "Wrote {file}: {bytes:,} bytes."
NOT_WRITTEN = "“{file}” cannot be written: {why}."
OUTPUT = click.Path(path_type=Path, dir_okay=False, writable=True, allow_dash=True)


@click.command()
@click.option(
    "--format", "format_", type=click.Choice(exporting.FORMATS), help="csv or xlsx [as the file ends, or csv]."
)
@click.option("-o", "--output", type=OUTPUT, help="The file to write; without it, a CSV goes to standard output.")
def export(*, format_: str | None, output: Path | None) -> None:
    """Write the directory as a sheet, which uploads again as “nothing to change”."""
    with opened() as deps, deps.reading() as session:
        document = exporting.export(session, format=_format(format_, output, otherwise="csv"))
    _write(document, output)


@click.command()
@click.option(
    "--format", "format_", type=click.Choice(exporting.FORMATS), help="csv or xlsx [as the file ends, or csv]."
)
@click.option("-o", "--output", type=OUTPUT, help="The file to write; without it, a CSV goes to standard output.")
def template(*, format_: str | None, output: Path | None) -> None:
    """Write a sheet to fill in, with an example row that is left out when it is read."""
    _write(exporting.template(format=_format(format_, output, otherwise="csv")), output)


def _format(given: str | None, output: Path | None, *, otherwise: str) -> str:
    ending = output.suffix.removeprefix(".").lower() if output else ""
    return given or (ending if ending in exporting.FORMATS else otherwise)


def _write(document: Document, output: Path | None) -> None:
    if output is None or str(output) == "-":
        sys.stdout.buffer.write(document.data)
        return
    try:
        output.write_bytes(document.data)
    except OSError as failed:
        raise UserMistake(NOT_WRITTEN.format(file=output, why=failed.strerror)) from None
    click.echo(WRITTEN.format(file=output, bytes=len(document.data)))
