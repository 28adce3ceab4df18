"""What the page asks of the stand-in: who is there, what they see, and to do something for them."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from werkzeug import Request, Response
from werkzeug.exceptions import HTTPException, NotFound
from werkzeug.routing import Map, Rule
from werkzeug.utils import send_file

from bot.demo import portraits, storage
from bot.demo.controls import Controls
from bot.demo.deeds import Deeds
from bot.demo.refusals import Json, Refused
from bot.demo.replies import json_reply
from bot.demo.scene import scene
from bot.errors import SkoError

if TYPE_CHECKING:
    from bot.demo.server import Slack

PAGE = Path(__file__).resolve().parent / "page"
HEARTBEAT_SECONDS = 15.0
MAX_AGE = 0  # seconds for which a browser need not ask whether the page has changed; whoever works on it changes it
_ROUTES = Map(
    [
        Rule("/", endpoint="file", defaults={"name": "index.html"}),
        Rule("/page/<path:name>", endpoint="file"),
        Rule("/faces/<handle>.svg", endpoint="face"),
        Rule("/scene", endpoint="scene"),
        Rule("/changes", endpoint="changes"),
        Rule("/wire", endpoint="wire"),
        Rule("/control", endpoint="control", methods=["GET", "POST"]),
        Rule("/act", endpoint="act", methods=["POST"]),
        Rule("/upload", endpoint="upload", methods=["POST"]),
        Rule("/file/<file_id>", endpoint="download"),
    ]
)
_POLICY = "default-src 'self'; img-src 'self' data:; style-src 'self'; frame-ancestors 'none'"


class Browser:
    """Serves the page and does what is clicked in it."""

    def __init__(self, slack: Slack, controls: Controls) -> None:
        self._slack = slack
        self._workspace = slack.workspace
        self._controls = controls
        self._deeds = Deeds(slack.workspace, slack.person)
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
        except SkoError as wrong:
            return json_reply({"ok": False, "error": str(wrong)})

    def _route(self, request: Request, endpoint: str, arguments: dict[str, str]) -> Response:
        match endpoint:
            case "file":
                return _file(request, arguments["name"])
            case "face":
                return portraits.face(self._workspace, request, arguments["handle"])
            case "scene":
                return json_reply(scene(self._workspace, request.args.get("as", ""), request.args.get("in", "")))
            case "wire":
                return json_reply(self._crossings(request.args.get("after", 0, type=int)))
            case "control":
                return json_reply(self._control(request))
            case "act":
                with self._slack.door.through():
                    return json_reply(self._act(_sent(request)))
            case "upload":
                return json_reply(self._upload(request))
            case "download":
                return storage.download(self._workspace, arguments["file_id"])
            case _:
                return Response(self._changes(), mimetype="text/event-stream", headers={"Cache-Control": "no-store"})

    def _act(self, deed: Json) -> Json:
        """Do something as somebody, and remember as whom."""
        done = self._deeds.do(deed)
        self._slack.visitors.note(deed["as"])
        return done

    def _upload(self, request: Request) -> Json:
        """Take a file that somebody is about to send."""
        name, content = request.args.get("name", ""), request.get_data()
        if len(content) > storage.LARGEST:
            raise Refused(storage.TOO_LARGE.format(name=name))
        person = self._slack.person(request.args["as"])
        return {"ok": True, "id": person.attach(name, content, mimetype=request.mimetype)}

    def _crossings(self, after: int) -> Json:
        """Show what went over the wire since; what came before `first` is forgotten, and `last` may start anew."""
        wire = self._slack.wire
        return {"first": wire.first, "last": wire.last, "crossings": [one.as_json() for one in wire.after(after)]}

    def _control(self, request: Request) -> Json:
        return self._controls.do(request.get_json()) if request.method == "POST" else self._controls.shown()

    def _changes(self) -> Iterator[str]:
        """Tell the page each time something changed in the workspace or went over the wire (server-sent events)."""
        seen = (-1, -1)
        while not self._stopping.is_set():
            now = self._next(seen)
            yield f"data: {now[0]}\n\n" if now[0] != seen[0] else ": still here\n\n"
            if now[1] != seen[1]:
                yield f"event: wire\ndata: {now[1]}\n\n"
            seen = now

    def _next(self, seen: tuple[int, int]) -> tuple[int, int]:
        def now() -> tuple[int, int]:
            return self._workspace.revision, self._slack.wire.last

        with self._workspace.changed:
            self._workspace.changed.wait_for(lambda: now() != seen, HEARTBEAT_SECONDS)
            return now()


def _sent(request: Request) -> Json:
    """Read what the page sends; half an emoji, which no file and no request can hold, becomes a question mark."""
    whole = json.dumps(request.get_json(), ensure_ascii=False).encode(errors="replace")
    deed: Json = json.loads(whole)
    return deed


def _file(request: Request, name: str) -> Response:
    path = (PAGE / name).resolve()
    if not path.is_relative_to(PAGE) or not path.is_file():
        raise NotFound
    response = send_file(path, request.environ, max_age=MAX_AGE)
    response.headers["Content-Security-Policy"] = _POLICY
    return response
