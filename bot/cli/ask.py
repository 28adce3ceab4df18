"""`sko ask`: the same question and the same answer as in Slack, in a terminal."""

import json

import click

from bot.cli.context import opened
from bot.core.results import Standing
from bot.errors import UserMistake
from bot.usecases import admitting, asking
from bot.views import terminal

UNKNOWN = "Nobody in the directory has the address {email}. Leave --as out to ask as nobody in particular."
NOT_EMPLOYED = "{email} is no employee, and would be told to ask a colleague."


@click.command()
@click.argument("question", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="Print the answer as JSON.")
@click.option("--as", "email", metavar="EMAIL", help="Ask as this person, who is then never named to themselves.")
def ask(question: tuple[str, ...], *, as_json: bool, email: str | None) -> None:
    """Ask who knows about something, as `/sko who …` does."""
    with opened() as deps, deps.sessions.begin() as session:
        asker = admitting.by_email(session, email) if email else None
        if email and asker is None:
            raise UserMistake(UNKNOWN.format(email=email))
        if asker and asker.standing is not Standing.EMPLOYEE:
            raise UserMistake(NOT_EMPLOYED.format(email=email))
        person = asker.person_id if asker else None
        found = asking.who(session, deps.index, " ".join(question), surface="cli", asker=person, now=deps.now())
    click.echo(json.dumps(terminal.as_json(found), ensure_ascii=False, indent=2) if as_json else terminal.lines(found))
