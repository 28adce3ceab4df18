"""An app behind the page that keeps what it hears, and does what a test wants at a click."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any

from werkzeug import Request, Response

from tests.demo.blocks import Json
from tests.demo.sink import ONE, TWO
from tests.office import wait_until


class Probe:
    """Acknowledges whatever it is sent; `on` says what it does at an action, `answers` what it says to submissions."""

    def __init__(self) -> None:
        self.heard: list[Json] = []
        self.on: dict[str, Callable[[Json], object]] = {}
        self.answers: list[Json] = []

    def __call__(self, environ: Any, start_response: Any) -> Iterable[bytes]:
        payload = json.loads(Request(environ).form.get("payload", "{}"))
        self.heard.append(payload)
        for action in payload.get("actions", ()):
            self.on.get(action["action_id"], id)(payload)
        return Response(self._answer(payload))(environ, start_response)

    def _answer(self, payload: Json) -> str:
        if payload.get("type") == "block_suggestion":
            return json.dumps({"options": [one for one in (ONE, TWO) if payload["value"] in one["value"]]})
        if payload.get("type") == "view_submission" and self.answers:
            return json.dumps(self.answers.pop(0))
        return ""

    def of(self, kind: str, *, times: int = 1) -> list[Json]:
        """Give what was heard of one kind, at least so many; the page shows a deed before the app has heard of it."""
        wait_until(lambda: len(self._of(kind)) >= times)
        return self._of(kind)

    def actions(self, *, times: int = 1) -> list[Json]:
        """Give what was pressed and chosen, in order, without what every payload has."""
        return [action for one in self.of("block_actions", times=times) for action in one["actions"]]

    def values(self) -> Json:
        """Give what the last submission held."""
        return {
            name: found
            for block in self.of("view_submission")[-1]["view"]["state"]["values"].values()
            for name, found in block.items()
        }

    def _of(self, kind: str) -> list[Json]:
        return [one for one in self.heard if one.get("type") == kind]
