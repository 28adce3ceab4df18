"""A workspace with a named cast, and a probe app of a few lines behind it."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from slack_bolt import App
from slack_bolt.adapter.wsgi import SlackRequestHandler
from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient
from werkzeug.serving import WSGIRequestHandler, make_server

from bot.demo.people import Kind, Person
from bot.demo.server import Slack
from bot.demo.things import Channel
from bot.demo.workspace import Workspace
from tests.conftest import Clock
from tests.demo.manifests import EVERYTHING

TOKEN, SECRET = "xoxb-probe", "probe-secret"

CAST = [
    Person(handle="ana", name="Ana Reyes", email="ana@example.com", title="Account executive"),
    Person(handle="bea", name="Bea Novak", email="bea@example.com", title="Enablement"),
    Person(handle="gus", name="Gus Guest", email="gus@example.com", kind=Kind.GUEST),
    Person(handle="fay", name="Fay Foreign", email="fay@example.com", kind=Kind.FOREIGN),
    Person(handle="leo", name="Leo Left", email="leo@example.com", kind=Kind.LEFT),
    Person(handle="rob", name="Robot", kind=Kind.BOT),
]


class Silent(WSGIRequestHandler):
    def log(self, *_: object) -> None: ...


@pytest.fixture
def workspace(clock: Clock) -> Workspace:
    channels = [Channel(name="general"), Channel(name="partners", shared=True), Channel(name="private", app=False)]
    return Workspace(people=CAST, channels=channels, now=clock, manifest=EVERYTHING)


@pytest.fixture
def slack(workspace: Workspace) -> Iterator[Slack]:
    with Slack(workspace, ack_seconds=0.5, pace=0.0) as slack:
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
    server = make_server("127.0.0.1", 0, SlackRequestHandler(app), threaded=True, request_handler=Silent)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    slack.connect(request_url=f"http://127.0.0.1:{server.server_port}/slack/events")
    yield app
    server.shutdown()
    thread.join()
    server.server_close()
