"""`sko worker`: what happens without anybody asking."""

import signal

import click

from bot.cli.context import opened
from bot.config import Settings
from bot.slack import Slack
from bot.worker import Worker


@click.command()
def worker() -> None:
    """Mirror people from Slack, answer what a killed process left open, and delete what is too old.

    Any number of workers may run.
    """
    Settings.load().need_slack()
    with opened(durable=True) as deps:
        running = Worker(deps, Slack(deps.settings))
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: running.stop())
        running.run()
