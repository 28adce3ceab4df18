"""Knocking at the front door by hand: requests that no decent Slack would send, and those it seldom sends."""

import hashlib
import hmac
import http.client
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit

from bot.demo import payloads
from tests.office import Office

FORM, JSON = "application/x-www-form-urlencoded", "application/json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What came back."""

    status: int
    body: str
    seconds: float


def sign(body: bytes, *, secret: str, stamp: str | None = None) -> dict[str, str]:
    """Give the headers with which Slack signs a body."""
    stamp = str(int(time.time())) if stamp is None else stamp
    digest = hmac.new(secret.encode(), b"v0:" + stamp.encode() + b":" + body, hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={digest}"}


def knock(office: Office, body: bytes, headers: Mapping[str, str], *, path: str = "", method: str = "POST") -> Heard:
    """Send a request as it is, and wait for what comes back."""
    address = urlsplit(office.slack.workspace.app.request_url)
    connection = http.client.HTTPConnection(address.hostname or "", address.port, timeout=10)
    started = time.monotonic()
    try:
        connection.request(method, path or address.path, body, dict(headers))
        response = connection.getresponse()
        return Heard(status=response.status, body=response.read().decode(), seconds=time.monotonic() - started)
    finally:
        connection.close()


def signed(office: Office, body: bytes, *, kind: str, more: Mapping[str, str] | None = None) -> Heard:
    """Send a body with a good signature."""
    secret = office.slack.workspace.app.signing_secret
    return knock(office, body, {"Content-Type": kind, **sign(body, secret=secret), **(more or {})})


def event(office: Office, said: Mapping[str, Any], *, shared: bool = False, team: str = "") -> Heard:
    """Deliver an event; `team` makes it one of another workspace."""
    wrapped = payloads.envelope(office.slack.workspace, dict(said), shared=shared)
    if team:
        wrapped |= {"team_id": team, "authorizations": [{"team_id": team}]}
    return signed(office, json.dumps(wrapped).encode(), kind=JSON)


def event_again(office: Office, wrapped: Mapping[str, Any], *, retry: int = 1) -> Heard:
    """Deliver a wrapped event as Slack does when it was not acknowledged; 0 is the first delivery."""
    number = {"X-Slack-Retry-Num": str(retry)} if retry else {}
    return signed(office, json.dumps(wrapped).encode(), kind=JSON, more=number)


def interaction(office: Office, payload: Mapping[str, Any]) -> Heard:
    """Deliver a click, a shortcut or whatever else comes as a payload."""
    return signed(office, urlencode({"payload": json.dumps(payload)}).encode(), kind=FORM)


def command(office: Office, handle: str, text: str, **changed: str) -> Heard:
    """Type a command in the direct message, with `changed` fields of its form."""
    return signed(office, form(office, handle, text, **changed).encode(), kind=FORM)


def form(office: Office, handle: str, text: str, **changed: str) -> str:
    """Give the form of a command; its text comes last."""
    workspace = office.slack.workspace
    person = workspace.person(handle)
    url = office.slack._urls.issue(user=person.id, channel=workspace.dm(person.id).id)
    sent = payloads.command(workspace, person, workspace.dm(person.id), name="/sko", text="", response_url=url)
    sent.pop("text")
    return urlencode({**sent, **changed, "text": text})


def message(office: Office, handle: str, text: str, **more: Any) -> dict[str, Any]:
    """Give the event of a direct message, with `more` fields or others."""
    workspace = office.slack.workspace
    person = workspace.person(handle)
    ts = workspace.next_ts()
    return {
        "type": "message",
        "channel": workspace.dm(person.id).id,
        "channel_type": "im",
        "user": person.id,
        "text": text,
        "ts": ts,
        "event_ts": ts,
        **more,
    }
