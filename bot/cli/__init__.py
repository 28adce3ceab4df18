"""The `sko` command: what an operator and an organizer type in a terminal."""

import sys
from typing import Any

import click

from bot import log
from bot.cli.lazily import Lazy
from bot.errors import SkoError

COMMANDS = {
    "demo": "bot.cli.demo",
    "serve": "bot.cli.serve",
    "worker": "bot.cli.worker",
    "import": "bot.cli.imports",
    "export": "bot.cli.exports",
    "template": "bot.cli.exports",
    "history": "bot.cli.history",
    "undo": "bot.cli.history",
    "ask": "bot.cli.ask",
    "learned": "bot.cli.learned",
    "gaps": "bot.cli.gaps",
    "recap": "bot.cli.recap",
    "evaluate": "bot.cli.evaluate",
    "stats": "bot.cli.stats",
    "doctor": "bot.cli.doctor",
}


class Explained(Lazy):
    """A group whose commands end in one line, never in a stack trace, when sko knows what is wrong."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; what sko can explain goes to standard error in its own words, with exit code 1."""
        try:
            return super().invoke(ctx)
        except SkoError as wrong:
            click.echo(str(wrong), err=True)
        sys.exit(1)


@click.group(cls=Explained, modules=COMMANDS, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="sko")
@click.option("--verbose", is_flag=True, help="Log more, to standard error.")
def sko(*, verbose: bool) -> None:
    """Who do I ask? The directory of a sales kickoff, answered in Slack."""
    log.set_up(verbose=verbose)
