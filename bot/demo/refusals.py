"""How the stand-in says no: with Slack's own error code."""

from __future__ import annotations

from typing import Any

from bot.errors import SkoError

Json = dict[str, Any]


class Refused(SkoError):  # noqa: N818 - named as it is read
    """Slack would refuse this; `code` is Slack's error code and `details` what it adds for the developer."""

    def __init__(self, code: str, *details: str, **extra: object) -> None:
        super().__init__(": ".join([code, "; ".join(details)]) if details else code)
        self.code = code
        self.details = details
        self.extra = extra

    def as_json(self) -> Json:
        """Give the body Slack answers with."""
        body: Json = {"ok": False, "error": self.code, **self.extra}
        if self.details:
            body["errors"] = list(self.details)
            body["response_metadata"] = {"messages": [f"[ERROR] {detail}" for detail in self.details]}
        return body
