"""`sko evaluate`: how well this directory answers."""

import json
from pathlib import Path

import click

from bot.cli.context import opened, understand
from bot.core import questions
from bot.usecases import evaluating
from bot.views import evaluations

WITH_ENCODER = "Measured with the sentence encoder. SKO_SEMANTIC=off measures words alone."


@click.command()
@click.argument("file", metavar="QUESTIONS.csv", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--json", "as_json", is_flag=True, help="Print the figures and all misses as JSON.")
def evaluate(file: Path, *, as_json: bool) -> None:
    """Ask a list of questions and count how many are answered as expected.

    The CSV has the columns question and expected_topics (several with |, empty for what must be refused), and style if
    the figures are wanted by kind of question.
    """
    asked = questions.read(file.read_bytes(), name=file.name)
    with opened() as deps:
        understand(deps)
        with deps.reading() as session:
            report = evaluating.evaluate(session, deps.index, asked)
        if deps.encoder:
            click.echo(WITH_ENCODER, err=True)
    click.echo(json.dumps(report.as_json(), ensure_ascii=False, indent=2) if as_json else evaluations.lines(report))
