"""`sko ask`: the same question and the same answer as in Slack, in a terminal."""

import json

import click
from sqlalchemy.orm import Session

from bot.cli.context import opened, understand
from bot.core.explanations import Explanation
from bot.core.results import Answer, Asked, Standing
from bot.core.text import typed
from bot.errors import UserMistake
from bot.usecases import admitting, asking, explaining
from bot.views import reasons, terminal

UNKNOWN = "Nobody in the directory has the address {email}. Leave --as out to ask as nobody in particular."
NOT_EMPLOYED = "{email} is no employee, and would be told to ask a colleague."


@click.command()
@click.argument("question", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="Print the answer as JSON.")
@click.option("--explain", is_flag=True, help="Say why, too: what the first three topics rest on, how sure.")
@click.option("--as", "email", metavar="EMAIL", help="Ask as this person, who is then never named to themselves.")
def ask(question: tuple[str, ...], *, as_json: bool, explain: bool, email: str | None) -> None:
    """Ask who knows about something, as `/sko who …` does. It is kept like any question."""
    with opened() as deps:
        understand(deps)
        with deps.sessions.begin() as session:
            asker = _asker(session, email) if email else None
            found, why = explaining.who(
                session, deps.index, typed(" ".join(question)), surface="cli", asker=asker, now=deps.now()
            )
            said = asking.keep(session, found) if isinstance(found, Asked) else found
    why = why if explain else None
    click.echo(_json(said, why) if as_json else _lines(said, why))


def _json(said: Answer, why: Explanation | None) -> str:
    told = terminal.as_json(said) | ({"why": reasons.as_json(why)} if why else {})
    return json.dumps(told, ensure_ascii=False, indent=2)


def _lines(said: Answer, why: Explanation | None) -> str:
    return "\n\n".join([terminal.lines(said), *([reasons.lines(why)] if why else [])])


def _asker(session: Session, email: str) -> int:
    """Find the person with this address, if they may ask."""
    asker = admitting.by_email(session, email)
    if asker is None:
        raise UserMistake(UNKNOWN.format(email=email))
    if asker.standing is not Standing.EMPLOYEE:
        raise UserMistake(NOT_EMPLOYED.format(email=email))
    return asker.person_id
