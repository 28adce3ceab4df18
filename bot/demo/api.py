"""The Web API and the response_urls over HTTP: token, scope, method, answer."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from werkzeug import Request, Response

from bot.demo import storage
from bot.demo.arguments import Arguments
from bot.demo.connections import is_awaited
from bot.demo.faults import Dropped, Faults
from bot.demo.methods import METHODS
from bot.demo.refusals import Json, Refused
from bot.demo.replies import bearer, json_reply
from bot.demo.response_urls import ResponseUrls
from bot.demo.wire import Crossing, Wire
from bot.demo.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Api:
    """Answers what the app sends as Slack would."""

    workspace: Workspace
    urls: ResponseUrls
    faults: Faults
    wire: Wire

    def call(self, request: Request, name: str) -> Response:
        """Answer one call of a method."""
        given = _given(request)

        def carry_out() -> Response:
            try:
                return json_reply(self._carried_out(request, name, given))
            except Refused as refused:
                return json_reply(refused.as_json())

        reply = self._noted(request, name, given, carry_out)
        reply.headers["X-OAuth-Scopes"] = ",".join(sorted(self.workspace.app.scopes))
        return reply

    def respond(self, request: Request, key: str) -> Response:
        """Take what is sent to a response_url; 404 once it is used up or expired, 400 when it breaks a rule."""
        body = request.get_json(silent=True)
        given: Json = body if isinstance(body, dict) else {}

        def carry_out() -> Response:
            try:
                self.urls.use(key, given)
            except Refused as refused:
                return json_reply(refused.as_json(), status=404 if refused.code.endswith("_url") else 400)
            return json_reply({"ok": True})

        return self._noted(request, "response_url", given, carry_out)

    def hand_out(self, request: Request, file_id: str) -> Response:
        """Give a file to the app, which counts as a call of `download`."""
        started = time.monotonic()
        try:
            reply = self.faults.around("download", lambda: storage.give(self.workspace, request, file_id))
        except Dropped as dropped:
            self._note("download", {"file": file_id}, {"error": str(dropped)}, status=None, started=started)
            raise
        self._note("download", {"file": file_id}, {}, status=reply.status_code, started=started)
        return reply

    def _carried_out(self, request: Request, name: str, given: Json) -> Json:
        method = METHODS.get(name)
        if method is None:
            raise Refused("unknown_method", req_method=name)
        self._check_token(bearer(request) or str(given.get("token", "")))
        self.workspace.app.need(*method.scopes)
        with self.workspace.changed:
            return {"ok": True, **method.does(self.workspace, Arguments(_without_token(given)))}

    def _check_token(self, token: str) -> None:
        if not token:
            raise Refused("not_authed")
        if token != self.workspace.app.token:
            raise Refused("invalid_auth")

    def _noted(self, request: Request, name: str, given: Json, carry_out: Callable[[], Response]) -> Response:
        """Carry a call out, as far as the faults let us, and note what became of it."""
        started = time.monotonic()
        try:
            reply = self.faults.around(name, carry_out, is_awaited=lambda: is_awaited(request))
        except Dropped as dropped:
            self._note(name, given, {"error": str(dropped)}, status=None, started=started)
            raise
        self._note(name, given, reply.get_json(), status=reply.status_code, started=started)
        return reply

    def _note(self, name: str, given: Json, body: Json, *, status: int | None, started: float) -> None:
        self.wire.note(
            Crossing(
                to_app=False,
                what=name,
                status=status,
                ms=(time.monotonic() - started) * 1000,
                refused=body.get("error", ""),
                details=tuple(body.get("response_metadata", {}).get("messages", ())),
                arguments=_without_token(given),
                answer=body,
            )
        )


def _given(request: Request) -> Json:
    body = request.get_json(silent=True) if request.is_json else None
    return {**request.args, **request.form, **(body if isinstance(body, dict) else {})}


def _without_token(given: Json) -> Json:
    return {name: value for name, value in given.items() if name != "token"}
