"""`sko demo`: the stand-in workspace, the real app behind it and an invented kickoff, on one loopback address."""

from __future__ import annotations

import errno
import logging
import signal
import tempfile
import threading
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import TextIO

from bot import schema
from bot.config import Settings
from bot.core import sheets
from bot.demo.clock import real_time
from bot.demo.people import read_people
from bot.demo.server import HOST, Slack
from bot.demo.things import Channel
from bot.demo.workspace import Workspace
from bot.errors import UserMistake
from bot.jobs import people
from bot.serving import listening
from bot.usecases import importing
from bot.views import help as help_
from bot.web import EVENTS, Web

HERE = Path(__file__).parent
PEOPLE, SHEET = HERE / "people.csv", HERE / "kickoff.csv"
KEPT = Path(".demo")
COMPANY, KICKOFF = "Wringham", "Wringham sales kickoff"
SALES = "sales"
CHANNELS = (Channel(name="general"), Channel(name=SALES), Channel(name="halvergate-linen", shared=True))
VERBS = {"/sko": help_.VERBS}
HINTS = ("/sko who Kreasly-X", "/sko my robot is down", "/sko")
SAID = (
    ("callie", "Lost the morning at Osterfleet to Kreasly-X, on speed. Has anybody turned that around?"),
    ("pete", "They ask for a price per kilo, not per robot. Do we do that?"),
    ("sunniva", "Site survey on Thursday, my first. What do I bring?"),
)
ORGANIZER = "mara"
BY = "the demo"
PORT = 3000
THREADS = 8

ADDRESS = "Open {url} in a browser. Ctrl-C ends it.\n"
TAKEN = "Port {port} is taken: choose another with --port, or none to have a free one found."


def run(*, port: int | None, keep: bool = False, out: TextIO) -> None:
    """Run the demo until somebody ends it; unless its database is to be kept, nothing of it is left behind."""
    ended = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: ended.set())
    _quieten()
    with _folder(keep=keep) as folder, demo(folder, port=port) as slack:
        out.write(ADDRESS.format(url=slack.page_url))
        out.flush()
        ended.wait()


@contextmanager
def demo(folder: Path, *, port: int | None = None) -> Iterator[Slack]:
    """Give the stand-in with the real app and the demo's kickoff in it; the database is made in `folder`."""
    workspace = Workspace(
        people=read_people(PEOPLE, now=real_time()), channels=CHANNELS, team_name=COMPANY, hints=HINTS, verbs=VERBS
    )
    with ExitStack() as opened:
        slack = opened.enter_context(_slack(workspace, port))
        web = opened.enter_context(closing(Web(_settings(slack, folder / "sko.db"))))
        schema.ensure(web.deps.engine)
        people.mirror(web.deps, web.slack)
        _apply_sheet(web)
        for handle, text in SAID:
            slack.person(handle).say(SALES, text)
        port = opened.enter_context(listening(web, host=HOST, threads=THREADS))
        slack.connect(request_url=f"http://{HOST}:{port}{EVENTS}")
        web.start()
        yield slack


def _slack(workspace: Workspace, port: int | None) -> Slack:
    """Take the port asked for; without one the usual, or any that is free."""
    try:
        return Slack(workspace, port=port or PORT)
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        if port:
            raise UserMistake(TAKEN.format(port=port)) from None
        return Slack(workspace)


def _settings(slack: Slack, database: Path) -> Settings:
    """Set everything, so that nothing of the environment reaches the demo."""
    app, organizer = slack.workspace.app, slack.workspace.person(ORGANIZER)
    return Settings(
        DATABASE_URL=f"sqlite:///{database}",
        SLACK_BOT_TOKEN=app.token,
        SLACK_SIGNING_SECRET=app.signing_secret,
        SLACK_APP_TOKEN="",
        SLACK_API_URL=slack.api_url,
        SKO_ORGANIZERS=organizer.id,
    )


def _apply_sheet(web: Web) -> None:
    """Load the demo's kickoff as an organizer's sheet is loaded; applied once, it changes nothing again."""
    draft = sheets.draft(sheets.read(SHEET.read_bytes(), name=SHEET.name))
    with web.deps.sessions.begin() as session:
        importing.apply(session, draft, by=BY, now=web.deps.now(), kickoff=KICKOFF)


@contextmanager
def _folder(*, keep: bool) -> Iterator[Path]:
    if keep:
        KEPT.mkdir(exist_ok=True)
        yield KEPT
        return
    with tempfile.TemporaryDirectory(prefix="sko-demo-") as folder:
        yield Path(folder)


def _quieten() -> None:
    """Let the address stand alone: of what the app logs only warnings are shown, unless more was asked for."""
    root = logging.getLogger()
    if root.level == logging.INFO:
        root.setLevel(logging.WARNING)
