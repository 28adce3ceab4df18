"""The real app behind the stand-in: put there, taken away, put there anew, and told that time has passed."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from alembic.util import CommandError
from sqlalchemy import event
from sqlalchemy.exc import DatabaseError, OperationalError, SQLAlchemyError

from bot import schema
from bot.config import Settings
from bot.core import sheets
from bot.core.cadence import Kind
from bot.demo.company import KICKOFF, ORGANIZER, SEED, SHEET, ended
from bot.demo.passing import Passing
from bot.demo.refusals import Refused
from bot.demo.server import HOST, Slack
from bot.demo.state import State, Unreadable
from bot.errors import DatabaseAway, SchemaBehind, SkoError
from bot.jobs import people, upkeep
from bot.listeners.guard import guarded
from bot.serving import listening
from bot.usecases import directories, importing, receiving, rehearsing
from bot.views import help as helping
from bot.web import EVENTS, Web

DATABASE = "sko.db"
BY = "the demo"
THREADS = 8
PACE = 6000  # recaps a minute: here nobody minds
VERBS = {"/sko": helping.VERBS}

FAILED = "sko could not be started: {why}"
UNREADABLE = "The demo's database can be neither read nor made: {url}"
NOT_WHILE_AWAY = "The clock cannot be moved while the database is away."
UNREACHABLE = "the database is away, as somebody wanted it to be"


class Behind:
    """The app in the workspace of a stand-in, with a database in `folder`; `beginning` is what a reset goes back to.

    While `away`, its database fails as one does that cannot be reached.
    """

    def __init__(self, slack: Slack, folder: Path, *, beginning: State) -> None:
        self.away = False
        self._slack = slack
        self._database = folder / DATABASE
        self._beginning = beginning
        self._turn = threading.RLock()
        self._stopping = threading.Event()
        self._running = ExitStack()
        self._web: Web | None = None
        self._passing: Passing | None = None

    def up(self) -> None:
        """Bring the app up, its directory filled, and connect it."""
        with self._turn, _explained(), ExitStack() as opened:
            web = opened.enter_context(closing(Web(self._settings(), now=self._slack.workspace.now)))
            event.listen(web.deps.engine, "before_cursor_execute", self._fail)
            _prepare(web)
            people.mirror(web.deps, web.slack, wait=self._stopping.wait)
            _fill(web, time_zone=self._slack.workspace.person(ORGANIZER).tz)
            port = opened.enter_context(listening(web, host=HOST, threads=THREADS))
            self._slack.workspace.verbs = VERBS
            self._slack.connect(request_url=f"http://{HOST}:{port}{EVENTS}")
            web.start()
            passing = opened.enter_context(closing(Passing(self._slack, web.deps, web.slack, turn=self._turn)))
            passing.start()
            self._web, self._passing, self._running = web, passing, opened.pop_all()

    def close(self) -> None:
        """Finish the answers under way and take the app away."""
        self._stopping.set()
        if self._passing:
            self._passing.stop()
        self.away = False
        self._slack.faults.clear()
        self._down()

    def reset(self) -> None:
        """Begin anew: workspace, database and clock as they were at first."""
        with self._anew():
            self._slack.workspace.clock.back()
            self._slack.workspace.restore(self._beginning)

    def move(self, by: timedelta | None) -> None:
        """Move the clock, None: back to the real time. Whatever comes meanwhile comes, at its own moment."""
        clock = self._slack.workspace.clock
        with self._turn:
            if by is None:
                self._go(-clock.moved)
            else:
                self._pass(self._slack.workspace.now() + by, clock.moved + by)
        self._slack.later(self.tick)

    def move_to_recap(self, handle: str, *, kind: Kind | None = None) -> bool:
        """Move the clock to the moment at which the next recap, or one of a kind, comes to somebody; False if none."""
        workspace = self._slack.workspace
        if self.away:
            raise Refused("database_away", NOT_WHILE_AWAY)
        with self._turn:
            slot = self._passing.slot_of(workspace.person(handle).id, kind=kind) if self._passing else None
            if slot:
                self._pass(slot, workspace.clock.moved + (slot - workspace.now()))
        self._slack.later(self.tick)
        return slot is not None

    def _pass(self, end: datetime, moved: timedelta) -> None:
        """Let time pass up to an end, at which the clock is moved by so much; stop wherever something comes."""
        if self._passing is None:
            return
        workspace = self._slack.workspace
        try:
            for moment in self._passing.until(end):
                left = moved - workspace.clock.moved
                self._go(left if moment == end else min(moment - workspace.now(), left))
                self._passing.now()
        except SQLAlchemyError:
            if not self.away:
                raise
            raise Refused("database_away", NOT_WHILE_AWAY) from None

    def _go(self, step: timedelta) -> None:
        """Move the clock while nobody acts; what is being answered gets no older by that."""
        if self.away:
            raise Refused("database_away", NOT_WHILE_AWAY)
        clock = self._slack.workspace.clock
        with self._slack.door.shut():
            if self._web is None:
                return
            with self._web.deps.sessions.begin() as session:
                receiving.carry(session, by=step)
                clock.move(step)
        self._slack.workspace.touch()

    def tick(self) -> None:
        """Do what a worker does by itself, for a night may have passed."""
        with self._turn:
            if self._web is None:
                return
            guarded(people.mirror, self._web.deps, self._web.slack, wait=self._stopping.wait)
            guarded(upkeep.forget, self._web.deps)

    @contextmanager
    def _anew(self) -> Iterator[None]:
        """Take the app away, change what is to be changed, and bring it up on a database of its own."""
        with self._turn, self._slack.door.shut():
            self.away = False
            self._slack.forget()
            self._down()
            for file in self._database.parent.glob(f"{DATABASE}*"):
                file.unlink()
            yield
            self.up()

    def _down(self) -> None:
        with self._turn:
            self._slack.connect(request_url="")
            self._web = self._passing = None
            self._running.close()

    def _settings(self) -> Settings:
        """Set everything, so that nothing of the environment reaches the demo."""
        app, organizer = self._slack.workspace.app, self._slack.workspace.person(ORGANIZER)
        return Settings(
            DATABASE_URL=f"sqlite:///{self._database}",
            SLACK_BOT_TOKEN=app.token,
            SLACK_SIGNING_SECRET=app.signing_secret,
            SLACK_APP_TOKEN="",
            SLACK_API_URL=self._slack.api_url,
            SKO_ORGANIZERS=organizer.id,
            SKO_PACE=PACE,
            SKO_SEMANTIC="off",  # its tour tells what words alone find
        )

    def _fail(self, _connection: object, _cursor: object, statement: str, *_: Any) -> None:
        if self.away:
            raise OperationalError(statement, None, ConnectionError(UNREACHABLE))


@contextmanager
def _explained() -> Iterator[None]:
    """Say in a line why the app cannot be brought up."""
    try:
        yield
    except (SQLAlchemyError, OSError) as error:
        raise SkoError(FAILED.format(why=str(error).partition("\n")[0])) from None


def _prepare(web: Web) -> None:
    """Make the tables, or bring those of an earlier version up to date."""
    try:
        try:
            schema.ensure(web.deps.engine)
        except SchemaBehind:
            schema.upgrade(web.deps.settings.database_url)
    except (DatabaseAway, DatabaseError, CommandError):
        raise Unreadable(UNREADABLE.format(url=web.deps.settings.database_url)) from None


def _fill(web: Web, *, time_zone: str) -> None:
    """Load the demo's kickoff as an organizer's sheet is loaded, unless there is a directory already."""
    now = web.deps.now()
    with web.deps.reading() as session:
        if directories.version(session).directory:
            return
    draft = sheets.draft(sheets.read(SHEET.read_bytes(), name=SHEET.name))
    with web.deps.sessions.begin() as session:
        prepared = importing.propose(session, draft)
        importing.apply(session, prepared, by=BY, now=now, kickoff=KICKOFF)
        rehearsing.prepare(session, last_day=ended(now.date()), seed=SEED, time_zone=time_zone, now=now)
