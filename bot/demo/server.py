"""The stand-in as a server on loopback: Web API, response_url, files and the page on one port."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterable
from dataclasses import replace
from types import TracebackType
from typing import TYPE_CHECKING, Self

from werkzeug import Request, Response
from werkzeug.exceptions import Forbidden, HTTPException
from werkzeug.routing import Map, Rule
from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from bot.demo import origin, payloads, storage
from bot.demo.acting import Actor
from bot.demo.api import Api
from bot.demo.browser import Browser
from bot.demo.connections import cut
from bot.demo.controls import Controls
from bot.demo.door import Door
from bot.demo.faults import Dropped, Faults
from bot.demo.people import Person
from bot.demo.profiles import user_json
from bot.demo.response_urls import ResponseUrls
from bot.demo.sending import ACK_SECONDS, Sender
from bot.demo.things import Message, Place
from bot.demo.visitors import Visitors
from bot.demo.wire import Crossing, Wire
from bot.demo.workspace import Workspace

if TYPE_CHECKING:
    from bot.demo.behind import Behind

HOST = "127.0.0.1"
# How soon the server notices that it is to stop.
POLL_SECONDS = 0.02
_ROUTES = Map(
    [
        Rule("/api/<name>", endpoint="api"),
        Rule("/response/<path:key>", endpoint="response", methods=["POST"]),
        Rule("/files/<file_id>/upload", endpoint="upload", methods=["POST"]),
        Rule("/files/<file_id>/download/<name>", endpoint="download"),
    ]
)


class Slack:
    """The stand-in for Slack; start it, connect an app to it, and let people act.

    Port 0 takes any that is free; a port that is taken is an OSError. `behind` is the app that can be handled from the
    page, where there is one, and `visitors` are those whom the page acts as.
    """

    def __init__(
        self,
        workspace: Workspace,
        *,
        port: int = 0,
        ack_seconds: float = ACK_SECONDS,
        pace: float = 1.0,
        faults: Faults | None = None,
    ) -> None:
        self.workspace = workspace
        self.faults = faults or Faults()
        self.wire = Wire(workspace.changed)
        self.door = Door(workspace)
        self.behind: Behind | None = None
        self.visitors = Visitors()
        self._urls = ResponseUrls(workspace)
        self._sender = Sender(workspace, self.wire, ack_seconds=ack_seconds, pace=pace)
        self._api = Api(workspace=workspace, urls=self._urls, faults=self.faults, wire=self.wire)
        self._browser = Browser(self, Controls(self))
        # Bound here: werkzeug ends the whole process when a port is taken.
        self._socket = socket.create_server((HOST, port))
        self._server: BaseWSGIServer = make_server(
            HOST, 0, self._wsgi, threaded=True, request_handler=_Quiet, fd=self._socket.fileno()
        )
        self._thread = threading.Thread(target=self._server.serve_forever, args=(POLL_SECONDS,), daemon=True)
        workspace.url = self.page_url
        workspace.observers.append(self._let_app_hear_itself)

    # Running

    @property
    def page_url(self) -> str:
        """The address to open in a browser."""
        return f"http://{HOST}:{self._socket.getsockname()[1]}/"

    @property
    def api_url(self) -> str:
        """What SLACK_API_URL must be for an app to talk to the stand-in."""
        return f"{self.page_url}api/"

    def start(self) -> Self:
        """Answer requests from now on, in the background."""
        self._thread.start()
        return self

    def stop(self) -> None:
        """Stop, and leave no thread behind."""
        self._browser.stop()
        self._sender.stop()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
        self._socket.close()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def connect(self, *, request_url: str, signing_secret: str | None = None, bot_token: str | None = None) -> None:
        """Tell the stand-in where the app listens, and with which secrets."""
        app = self.workspace.app
        self.workspace.app = replace(
            app,
            request_url=request_url,
            signing_secret=signing_secret or app.signing_secret,
            token=bot_token or app.token,
        )
        self.workspace.touch()

    def later(self, work: Callable[[], object]) -> None:
        """Do something in the background, unless the stand-in stops or begins anew first."""
        self._sender.later(work)

    def forget(self) -> None:
        """Begin anew: nothing that went over the wire is known any more, and nothing is delivered again."""
        self.faults.clear()
        self.visitors.forget()
        self._sender.forget()
        self.wire.clear()

    # People

    def person(self, handle: str) -> Actor:
        """Act as somebody."""
        return Actor(self.workspace, self._sender, self._urls, self.workspace.person(handle))

    def join(self, person: Person) -> None:
        """Let somebody join the company; the app hears `team_join`."""
        self._put(person, "team_join")

    def change(self, handle: str, **fields: object) -> None:
        """Change what is known of somebody, `kind=Kind.LEFT` among it; the app hears `user_change`."""
        self._put(replace(self.workspace.person(handle), **fields), "user_change")  # type: ignore[arg-type]

    def _put(self, person: Person, event: str) -> None:
        self.workspace.put_person(person)
        if self.workspace.app.request_url and self.workspace.app.hears(event):
            shown = user_json(self.workspace, person)
            self._sender.event({"type": event, "user": shown, "event_ts": self.workspace.next_ts()})

    # Bad days

    def redeliver(self, times: int = 1) -> list[Crossing]:
        """Send the last event again, as Slack does when it doubts that it arrived."""
        return self._sender.redeliver(times)

    def replay(self, times: int = 1) -> list[Crossing]:
        """Send the last command, click or submission again, byte for byte."""
        return self._sender.replay(times)

    def _let_app_hear_itself(self, what: str, message: Message) -> None:
        """Send the events of the app's own messages, which a careless app answers."""
        conversation = self.workspace.conversation(message.channel)
        app = self.workspace.app
        if not app.request_url or message.ephemeral or not message.by_app or conversation.place is not Place.DM:
            return
        if app.hears("message.im"):
            event = (
                payloads.message_event(self.workspace, message, conversation)
                if what == "posted"
                else payloads.changed_event(self.workspace, message, what)
            )
            self._sender.later(lambda: self._sender.event(event, echo=True))

    # Answering

    def _wsgi(self, environ: dict[str, object], start_response: object) -> Iterable[bytes]:
        request = Request(environ)
        try:
            response = self._answered(request)
        except Dropped:
            cut(request)
            return []
        return response(environ, start_response)  # type: ignore[arg-type]

    def _answered(self, request: Request) -> Response:
        try:
            origin.check(request)
            endpoint, arguments = _ROUTES.bind_to_environ(request.environ).match()
        except Forbidden as strange:
            return Response(strange.description, status=strange.code)
        except HTTPException:
            return self._browser.answer(request)
        match endpoint:
            case "api":
                return self._api.call(request, arguments["name"])
            case "response":
                return self._api.respond(request, arguments["key"])
            case "upload":
                return storage.take(self.workspace, request, arguments["file_id"])
            case _:
                return self._api.hand_out(request, arguments["file_id"])


class _Quiet(WSGIRequestHandler):
    """Log nothing; the wire remembers what matters."""

    protocol_version = "HTTP/1.1"

    def log(self, type: str, message: str, *args: object) -> None:  # noqa: A002 - as the base class names it
        """Keep silent."""
