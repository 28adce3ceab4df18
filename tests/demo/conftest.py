"""A workspace with a named cast, and a probe app of a few lines behind it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from slack_bolt import App
from slack_bolt.adapter.wsgi import SlackRequestHandler
from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient

from bot.demo.sending import ACK_SECONDS
from bot.demo.server import Slack
from bot.demo.things import Channel
from bot.demo.workspace import Workspace
from tests.conftest import Clock
from tests.demo.manifests import EVERYTHING
from tests.demo.probes import CAST, SECRET, TOKEN, served


@pytest.fixture
def workspace(clock: Clock) -> Workspace:
    channels = [Channel(name="general"), Channel(name="partners", shared=True), Channel(name="private", app=False)]
    return Workspace(people=CAST, channels=channels, now=clock, manifest=EVERYTHING)


@pytest.fixture
def ack_seconds() -> float:
    """As long as Slack waits, which a busy machine needs; a test about being late says `HASTY`."""
    return ACK_SECONDS


@pytest.fixture
def slack(workspace: Workspace, ack_seconds: float) -> Iterator[Slack]:
    with Slack(workspace, ack_seconds=ack_seconds, pace=0.0) as slack:
        slack.connect(request_url="", signing_secret=SECRET, bot_token=TOKEN)
        yield slack


@pytest.fixture
def client(slack: Slack) -> WebClient:
    return WebClient(token=TOKEN, base_url=slack.api_url, retry_handlers=[])


@pytest.fixture
def probe(slack: Slack, client: WebClient) -> Iterator[App]:
    """An app without listeners, connected; each test adds the ones that it is about."""
    known = AuthorizeResult(
        enterprise_id=None, team_id=slack.workspace.team_id, bot_token=TOKEN, bot_user_id=slack.workspace.app.user_id
    )
    app = App(client=client, signing_secret=SECRET, authorize=lambda: known, process_before_response=True)
    with served(SlackRequestHandler(app)) as address:
        slack.connect(request_url=address)
        yield app
