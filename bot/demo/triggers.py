"""Trigger ids: the short-lived right to open a modal (interactivity/handling-user-interaction)."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.demo.refusals import Refused

GOOD_FOR_SECONDS = 3


@dataclass(slots=True, kw_only=True)
class Triggers:
    """The trigger ids handed out; each opens one modal, within three seconds."""

    seconds: Callable[[], float]
    _issued: dict[str, tuple[str, float]] = field(default_factory=dict)
    _used: set[str] = field(default_factory=set)

    def issue(self, user: str) -> str:
        """Hand out a trigger for this person's click, command or submission."""
        trigger = f"{secrets.randbelow(10**13)}.{secrets.randbelow(10**12)}.{secrets.token_hex(16)}"
        self._issued[trigger] = (user, self.seconds())
        return trigger

    def exchange(self, trigger: str) -> str:
        """Use a trigger up and say whose it was; late, used or made-up ones are refused."""
        if trigger in self._used:
            raise Refused("exchanged_trigger_id")
        if trigger not in self._issued:
            raise Refused("invalid_trigger_id")
        user, issued = self._issued[trigger]
        if self.seconds() - issued > GOOD_FOR_SECONDS:
            raise Refused("expired_trigger_id")
        self._used.add(trigger)
        return user
