"""What the page asks of the stand-in: who is there, what they see, and to do something for them."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

from werkzeug import Request, Response
from werkzeug.exceptions import HTTPException, NotFound
from werkzeug.routing import Map, Rule
from werkzeug.utils import send_file

from bot.demo.acting import Actor
from bot.demo.refusals import Json, Refused
from bot.demo.replies import json_reply
from bot.demo.scene import scene
from bot.demo.things import Message, View
from bot.demo.wire import Crossing, Wire
from bot.demo.workspace import Workspace

NO_COMMANDS_IN_THREADS = "Slash commands do not work in threads."
PAGE = Path(__file__).parent / "page"
HEARTBEAT_SECONDS = 15.0
_ROUTES = Map(
    [
        Rule("/", endpoint="file", defaults={"name": "index.html"}),
        Rule("/page/<name>", endpoint="file"),
        Rule("/scene", endpoint="scene"),
        Rule("/changes", endpoint="changes"),
        Rule("/wire", endpoint="wire"),
        Rule("/act", endpoint="act", methods=["POST"]),
    ]
)
_POLICY = "default-src 'self'; img-src 'self' data:; style-src 'self'; frame-ancestors 'none'"


class Browser:
    """Serves the page and does what is clicked in it."""

    def __init__(self, workspace: Workspace, wire: Wire, person: Callable[[str], Actor]) -> None:
        self._workspace = workspace
        self._wire = wire
        self._person = person
        self._stopping = threading.Event()

    def stop(self) -> None:
        """Let go of the pages that listen for changes."""
        self._stopping.set()
        self._workspace.touch()

    def answer(self, request: Request) -> Response:
        """Answer the page."""
        try:
            endpoint, arguments = _ROUTES.bind_to_environ(request.environ).match()
            return self._route(request, str(endpoint), dict(arguments))
        except HTTPException as error:
            return Response(error.description, status=error.code)
        except Refused as refused:
            return json_reply(refused.as_json())

    def _route(self, request: Request, endpoint: str, arguments: dict[str, str]) -> Response:
        match endpoint:
            case "file":
                return _file(request, arguments["name"])
            case "scene":
                return json_reply(scene(self._workspace, request.args.get("as", ""), request.args.get("in", "")))
            case "wire":
                return json_reply([crossing.as_json() for crossing in self._wire.all()])
            case "act":
                return json_reply(self._act(request.get_json()))
            case _:
                return Response(self._changes(), mimetype="text/event-stream", headers={"Cache-Control": "no-store"})

    def _changes(self) -> Iterator[str]:
        """Tell the page each time something changed (server-sent events)."""
        seen = -1
        while not self._stopping.is_set():
            now = self._next_revision(seen)
            yield f"data: {now}\n\n" if now != seen else ": still here\n\n"
            seen = now

    def _next_revision(self, seen: int) -> int:
        with self._workspace.changed:
            self._workspace.changed.wait_for(lambda: self._workspace.revision != seen, HEARTBEAT_SECONDS)
            return self._workspace.revision

    def _act(self, deed: Json) -> Json:
        """Do one thing for somebody; what Slack would say in a toast comes back as an error."""
        actor = self._person(deed["as"])
        match deed:
            case {"do": "say", "in": channel, "text": text}:
                self._say(actor, channel, text, deed.get("thread"))
            case {"do": "click", "view": view_id}:
                return self._click(actor, self._view(actor, view_id), deed)
            case {"do": "click", "in": channel, "ts": ts}:
                return self._click(actor, self._workspace.message(channel, ts), deed)
            case {"do": "shortcut", "in": channel, "ts": ts, "callback": callback}:
                return _outcome(actor.shortcut(self._workspace.message(channel, ts), callback_id=callback))
            case {"do": "submit", "view": view_id, "values": values}:
                actor.submit(self._view(actor, view_id), values)
            case {"do": "close", "view": view_id}:
                actor.close(self._view(actor, view_id))
            case {"do": "open", "tab": tab}:
                actor.open_home(tab=tab)
            case _:
                raise NotFound
        return {"ok": True}

    def _click(self, actor: Actor, where: Message | View, deed: Json) -> Json:
        details = {name: deed.get(name) for name in ("block", "choice", "values")}
        return _outcome(actor.click(where, deed["what"], **details))

    def _say(self, actor: Actor, channel: str, text: str, thread: str | None) -> None:
        """Send what was typed: a line that begins with a slash is a command."""
        if not text.startswith("/"):
            actor.say(channel, text, thread_ts=thread)
            return
        if thread:
            raise Refused(NO_COMMANDS_IN_THREADS)
        command, _, rest = text.partition(" ")
        actor.command(command, rest.strip(), channel=channel)

    def _view(self, actor: Actor, view_id: str) -> View:
        for view in (*self._workspace.views.values(), *self._workspace.homes.values()):
            if view.id == view_id and view.user == actor.person.id:
                return view
        raise Refused("not_found")


def _outcome(crossing: Crossing) -> Json:
    return {"ok": crossing.ok, "error": crossing.refused}


def _file(request: Request, name: str) -> Response:
    path = PAGE / name
    if path.parent != PAGE or not path.is_file():
        raise NotFound
    response = send_file(path, request.environ, max_age=0)
    response.headers["Content-Security-Policy"] = _POLICY
    return response
