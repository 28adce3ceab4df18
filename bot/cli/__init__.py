"""The `sko` command: what an operator and an organizer type in a terminal."""

import sys
from typing import Any

import click
from sqlalchemy.exc import IntegrityError, OperationalError

from bot import log
from bot.cli.ask import ask
from bot.cli.demo import demo
from bot.cli.doctor import doctor
from bot.cli.evaluate import evaluate
from bot.cli.imports import import_
from bot.cli.serve import serve
from bot.cli.worker import worker
from bot.errors import SkoError
from bot.schema import AWAY

RACED = "Somebody else changed the directory in the same moment, and nothing of this was kept. Try again."


class Explained(click.Group):
    """A group whose commands end in one line, never in a stack trace, when sko knows what is wrong."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; what sko can explain goes to standard error in its own words, with exit code 1."""
        try:
            return super().invoke(ctx)
        except SkoError as wrong:
            click.echo(str(wrong), err=True)
        except OperationalError:
            click.echo(AWAY, err=True)
        except IntegrityError:
            click.echo(RACED, err=True)
        sys.exit(1)


@click.group(cls=Explained, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="sko")
@click.option("--verbose", is_flag=True, help="Log more, to standard error.")
def sko(*, verbose: bool) -> None:
    """Who do I ask? The directory of a sales kickoff, answered in Slack."""
    log.set_up(verbose=verbose)


for command in (demo, serve, worker, import_, ask, evaluate, doctor):
    sko.add_command(command)
