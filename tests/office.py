"""The whole product at work: the stand-in Slack, the real app over signed HTTP, and people who act."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from werkzeug.serving import make_server

from bot.config import Settings
from bot.demo.acting import Actor
from bot.demo.people import Kind, Person
from bot.demo.server import Slack
from bot.demo.workspace import Workspace
from bot.deps import Now
from bot.web import Web
from tests import cast

BY_EMAIL = "Oskar@Example.com gwen@example.com"  # organizers beside Priya; Gwen is a guest all the same
STANDINGS = {"gwen": Kind.GUEST, "fred": Kind.FOREIGN, "lena": Kind.LEFT}


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """A running app and the Slack it answers in."""

    slack: Slack
    web: Web
    cast: cast.Cast

    def person(self, handle: str) -> Actor:
        """Act as somebody of the cast."""
        return self.slack.person(handle)


def workspace() -> Workspace:
    """Make a Slack workspace in which the cast has accounts."""
    names = {"ana": "Ana Ferreira", "marta": "Marta Lindgren", "oskar": "Oskar Wendt", "priya": "Priya Raman"}
    names |= {"henrik": "Henrik Dahl", "lena": "Lena Gone", "gwen": "Gwen Guest", "fred": "Fred Foreign"}
    people = [
        Person(handle=handle, name=name, email=f"{handle}@example.com", kind=STANDINGS.get(handle, Kind.EMPLOYEE))
        for handle, name in names.items()
    ]
    return Workspace(people=people, team_name="Northbeam")


@contextmanager
def opened(database_url: str, *, now: Now | None = None) -> Iterator[Office]:
    """Run the app on a database that holds the cast, connected to a Slack in which they have accounts."""
    with Slack(workspace()) as slack:
        settings = Settings(
            DATABASE_URL=database_url,
            SLACK_BOT_TOKEN=slack.workspace.app.token,
            SLACK_SIGNING_SECRET=slack.workspace.app.signing_secret,
            SLACK_API_URL=slack.api_url,
            SKO_ORGANIZERS=f"{slack.workspace.person('priya').id}, {BY_EMAIL}",
        )
        web = Web(settings, now=now)
        with web.deps.sessions.begin() as session:
            played = cast.enter(session, slack_id=lambda handle: slack.workspace.person(handle).id)
        server = make_server("127.0.0.1", 0, web, threaded=True)
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        slack.connect(request_url=f"http://127.0.0.1:{server.server_port}/slack/events")
        web.start()
        wait_until(lambda: web.slack.identity is not None)
        try:
            yield Office(slack=slack, web=web, cast=played)
        finally:
            server.shutdown()
            server.server_close()
            web.close()


def wait_until(true: Callable[[], object], *, seconds: float = 20) -> None:
    """Wait for something that happens in another thread or process."""
    deadline = time.monotonic() + seconds
    while not true():
        if time.monotonic() > deadline:
            raise AssertionError("it did not happen in time")
        time.sleep(0.01)
