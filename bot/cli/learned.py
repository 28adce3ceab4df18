"""`sko learned`: what was learned from use, and what to make of it."""

import json
from collections.abc import Callable

import click

from bot.cli.context import BY, opened
from bot.core.lessons import Lesson, LessonState
from bot.core.text import typed
from bot.errors import UserMistake
from bot.usecases import learning
from bot.views import listings

ALL = 100_000  # lessons of a directory, and then some


@click.group(invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="Print the lessons as JSON.")
@click.option("--waiting", is_flag=True, help="Only those that wait for a decision.")
@click.pass_context
def learned(context: click.Context, *, as_json: bool, waiting: bool) -> None:
    """List what was learned from use; approve, reject or undo it.

    Never who taught something: how many did.
    """
    if context.invoked_subcommand:
        return
    with opened() as deps, deps.reading() as session:
        found = learning.lessons(session, limit=ALL)
    shown = [one for one in found if one.waits or not waiting]
    click.echo(
        json.dumps(listings.as_json(shown), ensure_ascii=False, indent=2) if as_json else listings.lessons(shown)
    )


@learned.command()
@click.argument("lesson", metavar="ID")
def approve(lesson: str) -> None:
    """Have a lesson count for everybody, also one that was rejected or undone."""
    _decide(learning.approve, lesson, LessonState.APPROVED)


@learned.command()
@click.argument("lesson", metavar="ID")
def reject(lesson: str) -> None:
    """Have its words count for nobody on that topic, whoever teaches them again."""
    _decide(learning.reject, lesson, LessonState.REJECTED)


@learned.command()
@click.argument("lesson", metavar="ID")
def undo(lesson: str) -> None:
    """Take back an approval, or what helped; it may be taught anew."""
    _decide(learning.undo, lesson, LessonState.UNDONE)


def _decide(decision: Callable[..., Lesson], lesson: str, wanted: LessonState) -> None:
    """Decide on a lesson; if its state does not allow that, say what would."""
    with opened() as deps, deps.sessions.begin() as session:
        found = decision(session, typed(lesson.strip()), by=BY, now=deps.now())
    if found.state is not wanted:
        raise UserMistake(listings.stays(found))
    click.echo(listings.lesson(found))
