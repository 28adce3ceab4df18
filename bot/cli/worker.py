"""`sko worker`: what happens without anybody asking."""

import signal
import time
from contextlib import suppress
from datetime import date, datetime, timedelta

import click

from bot.cli.context import opened
from bot.config import Settings
from bot.deps import Now
from bot.errors import UserMistake
from bot.jobs import ahead
from bot.slack import Slack
from bot.views import plan_lines
from bot.worker import Worker

NO_MOMENT = "“{text}” is no moment. Write it like 2027-02-02T14:30Z."
NO_ZONE = "“{text}” does not say on whose clock. Add Z for UTC, or an offset such as +01:00."
ONLY_ONCE = "--now goes with --once: it looks ahead to one moment."


@click.command()
@click.option("--once", is_flag=True, help="Do what is due, and exit; for cron.")
@click.option(
    "--now",
    metavar="TIME",
    help="With --once: print who would get what at this time, such as 2027-02-02T14:30Z, and send and write nothing. "
    "Where SLACK_API_URL is on loopback, act as if it were this time.",
)
def worker(*, once: bool, now: str | None) -> None:
    """Send recaps, mirror people from Slack, answer what a killed process left open, and delete what is too old.

    Any number of workers may run.
    """
    settings = Settings.load()
    at = _moment(now) if now is not None else None
    if at and not once:
        raise UserMistake(ONLY_ONCE)
    if at and not settings.is_on_loopback:
        with opened() as deps:
            click.echo(plan_lines.ahead(ahead.look(deps, at=at)))
        return
    settings.need_token()
    with opened(durable=True, now=_clock(at) if at else None) as deps:
        running = Worker(deps, Slack(deps.settings))
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: running.stop())
        running.once() if once else running.run()


def _moment(text: str) -> datetime:
    """Read a moment; one that does not say on whose clock could be any of a day's."""
    try:
        found = datetime.fromisoformat(text.strip())
    except ValueError:
        raise UserMistake(NO_MOMENT.format(text=text)) from None
    with suppress(ValueError):
        date.fromisoformat(text.strip())
        raise UserMistake(NO_MOMENT.format(text=text))
    if found.tzinfo is None:
        raise UserMistake(NO_ZONE.format(text=text))
    return found


def _clock(at: datetime) -> Now:
    """Give a clock that goes on from a moment."""
    started = time.monotonic()
    return lambda: at + timedelta(seconds=time.monotonic() - started)
