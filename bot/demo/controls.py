"""What is pressed in the panel: bad days on demand, the clock, a guided start and a new beginning."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from werkzeug.exceptions import BadRequest

from bot.demo import guide
from bot.demo.refusals import Json, Refused
from bot.demo.troubles import NO_APP, TROUBLES

if TYPE_CHECKING:
    from bot.demo.behind import Behind
    from bot.demo.server import Slack

NO_RECAP = "Nothing is to come. Has Mara started the recaps, with /sko recaps?"
MOVES = {"hour": timedelta(hours=1), "day": timedelta(days=1), "week": timedelta(weeks=1), "back": None}


class Controls:
    """Does what is pressed in the panel, and shows how that stands."""

    def __init__(self, slack: Slack) -> None:
        self._slack = slack
        self._said: dict[str, str] = {}

    def shown(self) -> Json:
        """Show each button, whether it still waits to strike, what came of it, and the cards to start with."""
        return {
            "ok": True,
            "troubles": [
                {"do": one.do, "label": one.label, "says": one.says, "said": self._said.get(one.do, "")}
                | one.state(self._slack)
                for one in TROUBLES
            ],
            "cards": guide.cards(self._slack.workspace.app),
        }

    def do(self, deed: Json) -> Json:
        """Do one thing, and show how everything stands then; `go` says where the page should look."""
        go: Json | None = None
        match deed:
            case {"do": "reset"}:
                self._behind.reset()
                self._said.clear()
            case {"do": "clock", "by": "recap", "as": str(handle)}:
                if not self._behind.move_to_recap(handle):
                    raise Refused("no_recap", NO_RECAP)
            case {"do": "clock", "by": str(by)} if by in MOVES:
                self._behind.move(MOVES[by])
            case {"do": "guide", "card": str(card)}:
                go = guide.step(self._slack, card)
            case {"do": "works"}:
                self._heal()
            case {"do": str(name)}:
                self._trouble(name)
            case _:
                raise BadRequest
        self._slack.workspace.touch()
        return self.shown() | {"go": go}

    @property
    def _behind(self) -> Behind:
        if self._slack.behind is None:
            raise Refused("no_app", NO_APP)
        return self._slack.behind

    def _trouble(self, name: str) -> None:
        trouble = next((one for one in TROUBLES if one.do == name), None)
        if trouble is None:
            raise BadRequest
        self._said[name] = trouble.make(self._slack)

    def _heal(self) -> None:
        self._slack.faults.clear()
        self._said.clear()
        if self._slack.behind:
            self._slack.behind.away = False
