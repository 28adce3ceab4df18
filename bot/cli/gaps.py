"""`sko gaps`: questions that nobody could be named for, and what to make of them."""

import json

import click

from bot.cli.context import BY, opened
from bot.core.gaps import Gap, GapState
from bot.core.text import typed
from bot.errors import UserMistake
from bot.usecases import directories
from bot.usecases import gaps as usecase
from bot.views import listings

ALL = 100_000  # gaps of a directory, and then some
LONGEST = 9  # digits of a number that may be one of ours


@click.group(invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="Print the questions as JSON.")
@click.pass_context
def gaps(context: click.Context, *, as_json: bool) -> None:
    """List the questions nobody could be named for; assign, dismiss or reopen them."""
    if context.invoked_subcommand:
        return
    with opened() as deps, deps.reading() as session:
        found = usecase.waiting(session, limit=ALL)
    click.echo(json.dumps(listings.as_json(found), ensure_ascii=False, indent=2) if as_json else listings.gaps(found))


@gaps.command()
@click.argument("gap", metavar="ID")
@click.argument("topic", metavar="TOPIC")
def assign(gap: str, topic: str) -> None:
    """Say which topic answers a question, by its title or another of its names.

    The next who asks so is led there.
    """
    with opened() as deps, deps.sessions.begin() as session:
        topic_id = directories.named(session, typed(topic))
        found = usecase.assign(session, _number(gap), topic_id, by=BY, now=deps.now())
        wanted = directories.title(session, topic_id)
    _tell(found, done=found.title == wanted)


@gaps.command()
@click.argument("gap", metavar="ID")
def dismiss(gap: str) -> None:
    """Say that a question is none for the directory."""
    with opened() as deps, deps.sessions.begin() as session:
        found = usecase.dismiss(session, _number(gap), by=BY, now=deps.now())
    _tell(found, done=found.state is GapState.DISMISSED)


@gaps.command()
@click.argument("gap", metavar="ID")
def reopen(gap: str) -> None:
    """Take back what was decided on a question, and what was learned from it."""
    with opened() as deps, deps.sessions.begin() as session:
        found = usecase.reopen(session, _number(gap), by=BY, now=deps.now())
    _tell(found, done=found.state is GapState.OPEN)


def _tell(found: Gap, *, done: bool) -> None:
    """Say what became of a question, and where somebody decided otherwise before, what to do."""
    if not done:
        raise UserMistake(listings.decided(found))
    click.echo(listings.gap(found))


def _number(text: str) -> int:
    """Read the number of a question; 0, which none has, if it is no number."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= LONGEST else 0
