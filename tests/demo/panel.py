"""Pressing what the panel has, over HTTP as the page does."""

from __future__ import annotations

import json
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from bot.demo.server import Slack


def post(slack: Slack, path: str, body: Any, **headers: str) -> tuple[int, Any]:
    """Send JSON to the page's own address; give the status and what was answered."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    request = Request(slack.page_url + path, json.dumps(body).encode(), {"Content-Type": "application/json"} | named)
    return answered(request)


def get(slack: Slack, path: str, **headers: str) -> tuple[int, Any]:
    """Ask for JSON."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return answered(Request(slack.page_url + path, headers=named))


def answered(request: Request) -> tuple[int, Any]:
    """Give the status, and the body where it is JSON."""
    try:
        with urlopen(request) as answer:
            body = answer.read()
            is_json = answer.headers.get_content_type() == "application/json"
            return answer.status, json.loads(body) if is_json else body.decode()
    except HTTPError as refused:
        return refused.code, refused.read().decode()


def press(slack: Slack, do: str, **more: str) -> Any:
    """Press a button of the panel, and give how everything stands then."""
    status, body = post(slack, "control", {"do": do, **more})
    assert status == 200
    assert body["ok"], body
    return body


def trouble(slack: Slack, do: str) -> Any:
    """Give how one of the fault buttons stands."""
    return next(one for one in get(slack, "control")[1]["troubles"] if one["do"] == do)
