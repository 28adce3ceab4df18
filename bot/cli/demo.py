"""`sko demo`: the whole product without a Slack account."""

import sys

import click

from bot.demo.run import run


@click.command()
@click.option("--port", type=click.IntRange(1, 65535), help="Port of the page; the first free one if not given.")
@click.option("--keep", is_flag=True, help="Keep what happened for the next time.")
def demo(port: int | None, *, keep: bool) -> None:
    """Start a Slack to try it in, with an invented kickoff, on one loopback address."""
    run(port=port, keep=keep, out=sys.stdout)
