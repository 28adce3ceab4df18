"""The Web API over HTTP: token, scope, method, answer; with the faults somebody asked for."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from typing import Any

from werkzeug import Request, Response

from bot.demo.arguments import Arguments
from bot.demo.faults import Fault, Faults, Harm
from bot.demo.methods import METHODS
from bot.demo.refusals import Json, Refused
from bot.demo.wire import Crossing, Wire
from bot.demo.workspace import Workspace


class Dropped(Exception):  # noqa: N818 - what happened, not what went wrong
    """The connection is to be closed without an answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Api:
    """Answers the app's calls as Slack would."""

    workspace: Workspace
    faults: Faults
    wire: Wire

    def call(self, request: Request, name: str) -> Response:
        """Answer one call; `Dropped` asks for the connection to be cut."""
        started = time.monotonic()
        given = _given(request)
        fault = self.faults.strike(name)
        if fault is not None and fault.harm is Harm.SLOW:
            time.sleep(fault.seconds)
        answer = harmed(fault) if fault is not None and not fault.after else None
        if answer is None:
            answer = self._answer(request, name, given)
            answer = (harmed(fault) if fault is not None else None) or answer
        self._note(name, given, answer, started)
        if answer.status_code == DROPPED:
            raise Dropped
        return answer

    def _answer(self, request: Request, name: str, given: Json) -> Response:
        try:
            return json_response(self._carried_out(request, name, given))
        except Refused as refused:
            return json_response(refused.as_json())

    def _carried_out(self, request: Request, name: str, given: Json) -> Json:
        method = METHODS.get(name)
        if method is None:
            raise Refused("unknown_method", req_method=name)
        self._known(request, given)
        self.workspace.app.need(*method.scopes)
        arguments = Arguments({key: value for key, value in given.items() if key != "token"})
        with self.workspace.changed:
            return {"ok": True, **method.does(self.workspace, arguments)}

    def _known(self, request: Request, given: Json) -> None:
        token = bearer(request) or str(given.get("token", ""))
        if not token:
            raise Refused("not_authed")
        if token != self.workspace.app.token:
            raise Refused("invalid_auth")

    def _note(self, name: str, given: Json, answer: Response, started: float) -> None:
        body: Any = answer.get_json(silent=True) if answer.status_code != DROPPED else None
        refused = "connection dropped" if body is None else body.get("error", "")
        self.wire.note(
            Crossing(
                to_app=False,
                what=name,
                status=None if answer.status_code == DROPPED else answer.status_code,
                ms=(time.monotonic() - started) * 1000,
                refused=refused,
                arguments={key: value for key, value in given.items() if key != "token"},
                answer=body,
            )
        )


# No status of HTTP: marks an answer that is never sent.
DROPPED = 999


def harmed(fault: Fault) -> Response | None:
    """Give the answer a fault makes of a call; None leaves the call alone."""
    match fault.harm:
        case Harm.RATE_LIMIT:
            response = json_response({"ok": False, "error": "ratelimited"}, status=429)
            response.headers["Retry-After"] = str(int(fault.seconds))
            return response
        case Harm.ERROR:
            return json_response({"ok": False, "error": "internal_error"}, status=fault.status)
        case Harm.DROP:
            return Response(status=DROPPED)
        case Harm.SLOW:
            return None


def json_response(body: Json, *, status: int = 200) -> Response:
    """Send JSON as Slack does."""
    return Response(json.dumps(body), status=status, mimetype="application/json")


def bearer(request: Request) -> str:
    """Give the token of the Authorization header."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


def _given(request: Request) -> Json:
    body = request.get_json(silent=True) if request.is_json else None
    return {**request.args, **request.form, **(body if isinstance(body, dict) else {})}
