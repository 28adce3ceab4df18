"""How a Web API method is written down: its name, the scopes that allow it, and what it does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.demo.arguments import Arguments
from bot.demo.refusals import Json
from bot.demo.workspace import Workspace

Does = Callable[[Workspace, Arguments], Json]


@dataclass(frozen=True, slots=True)
class Method:
    """A method and the scopes of which the app needs one (none: it is open to every app)."""

    does: Does
    scopes: tuple[str, ...]


METHODS: dict[str, Method] = {}


def method(name: str, *scopes: str) -> Callable[[Does], Does]:
    """Register a method under Slack's name; what it returns is sent with `ok: true`."""

    def register(does: Does) -> Does:
        METHODS[name] = Method(does, scopes)
        return does

    return register
