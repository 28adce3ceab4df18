"""What the page asks of the stand-in: who is there, what they see, and to do something for them."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

from werkzeug import Request, Response
from werkzeug.exceptions import HTTPException, NotFound
from werkzeug.routing import Map, Rule
from werkzeug.utils import send_file

from bot.demo import portraits, storage
from bot.demo.acting import Actor
from bot.demo.deeds import Deeds
from bot.demo.refusals import Json, Refused
from bot.demo.replies import json_reply
from bot.demo.scene import scene
from bot.demo.wire import Wire
from bot.demo.workspace import Workspace

PAGE = Path(__file__).resolve().parent / "page"
HEARTBEAT_SECONDS = 15.0
_ROUTES = Map(
    [
        Rule("/", endpoint="file", defaults={"name": "index.html"}),
        Rule("/page/<path:name>", endpoint="file"),
        Rule("/faces/<handle>.svg", endpoint="face"),
        Rule("/scene", endpoint="scene"),
        Rule("/changes", endpoint="changes"),
        Rule("/wire", endpoint="wire"),
        Rule("/act", endpoint="act", methods=["POST"]),
        Rule("/upload", endpoint="upload", methods=["POST"]),
        Rule("/file/<file_id>", endpoint="download"),
    ]
)
_POLICY = "default-src 'self'; img-src 'self' data:; style-src 'self'; frame-ancestors 'none'"


class Browser:
    """Serves the page and does what is clicked in it."""

    def __init__(self, workspace: Workspace, wire: Wire, person: Callable[[str], Actor]) -> None:
        self._workspace = workspace
        self._wire = wire
        self._person = person
        self._deeds = Deeds(workspace, person)
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
            case "face":
                return portraits.face(self._workspace, request, arguments["handle"])
            case "scene":
                return json_reply(scene(self._workspace, request.args.get("as", ""), request.args.get("in", "")))
            case "wire":
                return json_reply([crossing.as_json() for crossing in self._wire.all()])
            case "act":
                return json_reply(self._deeds.do(request.get_json()))
            case "upload":
                return json_reply(self._upload(request))
            case "download":
                return storage.download(self._workspace, arguments["file_id"])
            case _:
                return Response(self._changes(), mimetype="text/event-stream", headers={"Cache-Control": "no-store"})

    def _upload(self, request: Request) -> Json:
        """Take a file that somebody is about to send."""
        name, content = request.args.get("name", ""), request.get_data()
        if len(content) > storage.LARGEST:
            raise Refused(storage.TOO_LARGE.format(name=name))
        return {"ok": True, "id": self._person(request.args["as"]).attach(name, content, mimetype=request.mimetype)}

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


def _file(request: Request, name: str) -> Response:
    path = (PAGE / name).resolve()
    if not path.is_relative_to(PAGE) or not path.is_file():
        raise NotFound
    response = send_file(path, request.environ, max_age=0)
    response.headers["Content-Security-Policy"] = _POLICY
    return response
