"""The small words of HTTP that Slack's answers are made of."""

from __future__ import annotations

import json
from typing import Any

from werkzeug import Request, Response


def json_reply(body: object, *, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    """Send JSON, never to be kept."""
    reply = Response(json.dumps(body, default=str), status=status, mimetype="application/json", headers=headers)
    reply.headers["Cache-Control"] = "no-store"
    return reply


def bearer(request: Request) -> str:
    """Give the token of the Authorization header."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


def json_of(body: str) -> Any:
    """Read the JSON an app answered; what is no object counts as an empty one."""
    try:
        parsed = json.loads(body or "{}")
    except ValueError:
        return {}
    return parsed if isinstance(parsed, dict) else {}
