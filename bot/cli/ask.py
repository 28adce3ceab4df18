"""`sko ask`: the same question and the same answer as in Slack, in a terminal."""

import json

import click
from sqlalchemy.orm import Session

from bot.cli.context import opened, understand
from bot.core.results import Answer, Asked, Standing
from bot.core.text import typed
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
    with opened() as deps:
        understand(deps)
        with deps.sessions.begin() as session:
            asker = _asker(session, email) if email else None
            found: Asked | Answer = asking.who(
                session, deps.index, typed(" ".join(question)), surface="cli", asker=asker, now=deps.now()
            )
            if isinstance(found, Asked):
                asking.keep(session, found)
                found = found.answer
    click.echo(json.dumps(terminal.as_json(found), ensure_ascii=False, indent=2) if as_json else terminal.lines(found))


def _asker(session: Session, email: str) -> int:
    """Find the person with this address, if they may ask."""
    asker = admitting.by_email(session, email)
    if asker is None:
        raise UserMistake(UNKNOWN.format(email=email))
    if asker.standing is not Standing.EMPLOYEE:
        raise UserMistake(NOT_EMPLOYED.format(email=email))
    return asker.person_id
