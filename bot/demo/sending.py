"""Signed requests to the app, the three seconds it has to acknowledge them, and redelivery."""

from __future__ import annotations

import hashlib
import hmac
import http.client
import json
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

from bot.demo.payloads import envelope
from bot.demo.refusals import Json
from bot.demo.wire import Crossing, Wire
from bot.demo.workspace import Workspace

ACK_SECONDS = 3.0
# At once, after a minute, after five (apis/events-api).
RETRY_DELAYS = (0.0, 60.0, 300.0)

_FORM, _JSON = "application/x-www-form-urlencoded", "application/json"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Request:
    what: str
    body: bytes
    headers: dict[str, str]
    arguments: Json


class Sender:
    """Sends to the app what people do; `pace` scales the waits before an event is sent again."""

    def __init__(
        self, workspace: Workspace, wire: Wire, *, ack_seconds: float = ACK_SECONDS, pace: float = 1.0
    ) -> None:
        self._workspace = workspace
        self._wire = wire
        self._ack_seconds = ack_seconds
        self._pace = pace
        self._stopping = threading.Event()
        self._waiting: list[threading.Thread] = []
        self._lock = threading.Lock()
        self._last_event: _Request | None = None
        self._last_signed: _Request | None = None
        self._beginnings = 0

    def command(self, form: dict[str, str]) -> Crossing:
        """Deliver a slash command."""
        return self._signed(f"command {form['command']}", urlencode(form), _FORM, dict(form))

    def interaction(self, payload: Json) -> Crossing:
        """Deliver a click, a shortcut or a submission."""
        return self._signed(str(payload["type"]), urlencode({"payload": json.dumps(payload)}), _FORM, payload)

    def event(self, event: Json, *, shared: bool = False, echo: bool = False) -> Crossing:
        """Deliver an event; while it fails it is delivered again, in the background.

        An `echo` is about what the app itself said, and is not what `redeliver` sends again.
        """
        wrapped = envelope(self._workspace, event, shared=shared)
        request = self._sign(f"event {event['type']}", json.dumps(wrapped), _JSON, wrapped)
        self._last_event = self._last_event if echo else request
        crossing = self._deliver(request)
        self._again_later(request, crossing, number=1)
        return crossing

    def later(self, work: Callable[[], object], *, after: float = 0.0) -> None:
        """Do something in the background, unless the stand-in stops or begins anew first."""
        beginning = self._beginnings

        def wait() -> None:
            if not self._stopping.wait(after) and beginning == self._beginnings:
                work()

        thread = threading.Thread(target=wait, daemon=True)
        with self._lock:
            thread.start()
            self._waiting = [one for one in self._waiting if one.is_alive()] + [thread]

    def redeliver(self, times: int = 1) -> list[Crossing]:
        """Deliver the last event again, as Slack does when it believes that the first time failed."""
        if self._last_event is None:
            return []
        return [self._retried(self._last_event, number, "http_timeout") for number in range(1, times + 1)]

    def replay(self, times: int = 1) -> list[Crossing]:
        """Deliver the last command, click or submission again, byte for byte."""
        if self._last_signed is None:
            return []
        return [self._deliver(self._last_signed) for _ in range(times)]

    def forget(self) -> None:
        """Begin anew: what was to be delivered again is not."""
        self._beginnings += 1
        self._last_event = self._last_signed = None

    def stop(self) -> None:
        """Deliver nothing more, and wait for what is under way."""
        self._stopping.set()
        for thread in self._waiting:
            thread.join(timeout=self._ack_seconds + 1)

    def _signed(self, what: str, body: str, content_type: str, arguments: Json) -> Crossing:
        self._last_signed = self._sign(what, body, content_type, arguments)
        return self._deliver(self._last_signed)

    def _sign(self, what: str, body: str, content_type: str, arguments: Json) -> _Request:
        """Sign a request (authentication/verifying-requests-from-slack); the app compares with the real time."""
        timestamp = str(int(time.time()))
        secret = self._workspace.app.signing_secret.encode()
        digest = hmac.new(secret, f"v0:{timestamp}:{body}".encode(), hashlib.sha256).hexdigest()
        headers = {
            "Content-Type": content_type,
            "User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
            "X-Slack-Request-Timestamp": timestamp,
            "X-Slack-Signature": f"v0={digest}",
        }
        return _Request(what=what, body=body.encode(), headers=headers, arguments=arguments)

    def _again_later(self, request: _Request, crossing: Crossing, *, number: int) -> None:
        if crossing.ok or number > len(RETRY_DELAYS) or crossing.answer == "no retry":
            return

        def again() -> None:
            self._again_later(request, self._retried(request, number, _reason(crossing)), number=number + 1)

        self.later(again, after=RETRY_DELAYS[number - 1] * self._pace)

    def _retried(self, request: _Request, number: int, reason: str) -> Crossing:
        fresh = self._sign(request.what, request.body.decode(), _JSON, request.arguments)
        headers = fresh.headers | {"X-Slack-Retry-Num": str(number), "X-Slack-Retry-Reason": reason}
        again = _Request(what=request.what, body=request.body, headers=headers, arguments=request.arguments)
        return self._deliver(again, retry=number)

    def _deliver(self, request: _Request, *, retry: int = 0) -> Crossing:
        started = time.monotonic()
        status, refused, answer = self._post(request)
        if time.monotonic() - started > self._ack_seconds:  # each part of the answer was in time, but not the whole
            status, refused, answer = None, "operation_timeout", ""
        return self._wire.note(
            Crossing(
                to_app=True,
                what=request.what,
                status=status,
                ms=(time.monotonic() - started) * 1000,
                refused=refused,
                retry=retry,
                arguments=request.arguments,
                answer=answer,
            )
        )

    def _post(self, request: _Request) -> tuple[int | None, str, str]:
        """Give the status, what was wrong with it (in Slack's words) and the body."""
        address = urlsplit(self._workspace.app.request_url)
        connection = http.client.HTTPConnection(address.hostname or "", address.port, timeout=self._ack_seconds)
        try:
            connection.request("POST", address.path or "/", request.body, request.headers)
            response = connection.getresponse()
            body = response.read().decode("utf-8", "replace")
            if response.status != 200:
                return (
                    response.status,
                    "dispatch_failed",
                    "no retry" if response.getheader("X-Slack-No-Retry") else body,
                )
        except TimeoutError:
            return None, "operation_timeout", ""
        except (OSError, http.client.HTTPException):
            return None, "dispatch_failed", ""
        else:
            return response.status, "", body
        finally:
            connection.close()


def _reason(crossing: Crossing) -> str:
    if crossing.refused == "operation_timeout":
        return "http_timeout"
    return "http_error" if crossing.status else "connection_failed"
