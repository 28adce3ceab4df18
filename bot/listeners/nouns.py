"""What every listener is made of."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from slack_bolt import Ack, BoltContext, BoltResponse
from sqlalchemy.orm import Session

from bot.core.requests import Incoming
from bot.core.results import Asker
from bot.core.text import readable, typed
from bot.index import IndexCache

Body = dict[str, Any]
LONGEST = 8000  # characters of a question that are looked at; Slack lets people type far more


class Read(Protocol):
    """Reduces a payload to the one request it is, or to None if it gets no answer."""

    def __call__(self, body: Body, *, request_id: str) -> Incoming | None:
        """Read one payload."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One request's turn: the open transaction, the index, who asks and when; `organizers` are those listed as such."""

    session: Session
    index: IndexCache
    asker: Asker
    now: datetime
    organizers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Doors:
    """What a listener is registered with: the middleware that keeps requests, and the listener that takes them on.

    `offer` is the listener of menus that ask for their choices, which is answered at once and kept nowhere.
    """

    keep: Callable[[Read], Callable[..., BoltResponse | None]]
    take: Callable[[Ack, BoltContext], None]
    offer: Callable[[Ack, Body], None]


def words(text: str | None) -> str:
    """Give a payload's text as it was typed, without what no database keeps: NULs, and halves of characters."""
    return readable(typed(text or ""))[:LONGEST]


def installed_in(body: Body) -> str:
    """Tell which workspace an event was delivered for; in shared channels the event's own may be another company's."""
    delivered = body.get("authorizations") or [{}]
    return str(delivered[0].get("team_id") or body.get("team_id") or "")


def is_from_a_bot(event: Body) -> bool:
    """Tell whether a message was written by a program; ours are, so answering them would never end."""
    return bool(event.get("bot_id") or event.get("app_id") or not event.get("user"))


def number(text: str) -> int:
    """Read the id of a row that a menu or a button carries; 0, which no row has, if it is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
