"""The app installed in a Slack, its people and topics in a database, and no process of it running yet."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import select

from bot.config import Settings
from bot.demo.server import Slack
from bot.deps import Deps
from models import Request
from tests import cast
from tests.office import wait_until, workspace
from tests.processes import PATIENCE, health


@contextmanager
def installed(database_url: str) -> Iterator[Slack]:
    """Give the Slack; whoever is in the cast is in the database too."""
    with Slack(workspace()) as slack:
        deps = Deps.build(Settings(DATABASE_URL=database_url))
        with deps.sessions.begin() as session:
            cast.enter(session, slack_id=lambda handle: slack.workspace.person(handle).id)
        deps.engine.dispose()
        yield slack


def settings(slack: Slack, database_url: str, **more: str) -> dict[str, str]:
    """Give what an operator sets."""
    app = slack.workspace.app
    secrets = {"SLACK_BOT_TOKEN": app.token, "SLACK_SIGNING_SECRET": app.signing_secret}
    return {"DATABASE_URL": database_url, "SLACK_API_URL": slack.api_url, **secrets, **more}


def connect(slack: Slack, port: int) -> None:
    """Wait until the app listens at a port, and tell Slack."""
    wait_until(lambda: health(port)[0] == 200, seconds=PATIENCE)
    slack.connect(request_url=f"http://127.0.0.1:{port}/slack/events")


def said(slack: Slack, handle: str) -> list[str]:
    """What the app said to somebody in the direct message."""
    return [one.text for one in slack.person(handle).sees() if one.by_app]


def states(database_url: str) -> list[str]:
    """How far the requests are."""
    deps = Deps.build(Settings(DATABASE_URL=database_url))
    with deps.sessions() as session:
        found = list(session.scalars(select(Request.state)))
    deps.engine.dispose()
    return found
