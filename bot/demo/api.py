"""The Web API and the response_urls over HTTP: token, scope, method, answer."""

from __future__ import annotations

import time
from dataclasses import dataclass

from werkzeug import Request, Response

from bot.demo.arguments import Arguments
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

        started = time.monotonic()
        try:
            reply = self.faults.around(name, carry_out)
        except Dropped:
            self._note(name, given, None, started)
            raise
        reply.headers["X-OAuth-Scopes"] = ",".join(sorted(self.workspace.app.scopes))
        self._note(name, given, reply, started)
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

        started = time.monotonic()
        reply = self.faults.around("response_url", carry_out)
        self._note("response_url", given, reply, started)
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

    def _note(self, name: str, given: Json, reply: Response | None, started: float) -> None:
        body = reply.get_json() if reply else {"error": "connection dropped"}
        self.wire.note(
            Crossing(
                to_app=False,
                what=name,
                status=reply.status_code if reply else None,
                ms=(time.monotonic() - started) * 1000,
                refused=body.get("error", ""),
                arguments=_without_token(given),
                answer=body,
            )
        )


def _given(request: Request) -> Json:
    body = request.get_json(silent=True) if request.is_json else None
    return {**request.args, **request.form, **(body if isinstance(body, dict) else {})}


def _without_token(given: Json) -> Json:
    return {name: value for name, value in given.items() if name != "token"}
