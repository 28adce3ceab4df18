"""`sko recap`: the plan of the recaps, what became of their messages, and what somebody gets next."""

import json

import click

from bot.cli.context import opened
from bot.core.text import typed
from bot.usecases import finding, recapping, reporting_delivery, scheduling
from bot.views import plan_lines


@click.group()
def recap() -> None:
    """Show the plan of the recaps, what became of their messages, and what somebody gets next."""


@recap.command()
@click.option("--json", "as_json", is_flag=True, help="Print the counts as JSON.")
def status(*, as_json: bool) -> None:
    """Count what became of each week, with reasons."""
    with opened() as deps, deps.reading() as session:
        found = reporting_delivery.report(session)
    if as_json:
        click.echo(json.dumps(plan_lines.as_json(found), ensure_ascii=False, indent=2))
    else:
        click.echo(plan_lines.status(found))


@recap.command()
def plan() -> None:
    """Print the settings, and what goes to how many people when."""
    with opened() as deps, deps.reading() as session:
        found = scheduling.page(session, now=deps.now())
    click.echo(plan_lines.calendar(found))


@recap.command()
@click.argument("who", metavar="EMAIL")
def preview(who: str) -> None:
    """Print what somebody gets next, and when; nobody is told. A full name does as well as an address."""
    with opened() as deps, deps.reading() as session:
        found = recapping.preview(session, finding.person(session, typed(who)), now=deps.now())
    click.echo(plan_lines.preview(found))
