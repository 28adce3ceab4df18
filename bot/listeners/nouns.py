"""What every listener is made of."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from slack_bolt import Ack, BoltContext, BoltRequest, BoltResponse
from sqlalchemy.orm import Session

from bot.core.requests import File, Incoming
from bot.core.results import Asker, Member
from bot.core.text import readable, typed
from bot.deps import Deps
from bot.index import IndexCache
from bot.slack import Slack

Body = dict[str, Any]
Value = str | tuple[str, ...] | tuple[File, ...]
LONGEST = 8000  # characters of a question that are looked at; Slack lets people type far more


class Read(Protocol):
    """Reduces a payload to the one request it is, or to None if it gets no answer."""

    def __call__(self, body: Body, *, request_id: str) -> Incoming | None:
        """Read one payload."""


class ReadMember(Protocol):
    """Reduces an event about a person to what Slack says of them; `team` is the workspace in which employees are."""

    def __call__(self, body: Body, *, team: str) -> Member:
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
class Work:
    """What something that takes long is done with. No transaction is open: it opens its own, and keeps them short."""

    deps: Deps
    slack: Slack
    asker: Asker
    now: datetime
    organizers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Long:
    """A reply that takes longer than a look: `verb` tells which work brings it, `detail` goes with the request."""

    verb: str
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """A reply to something typed that changes what is kept: it is done once answering has begun."""

    does: Callable[[Turn], Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Submitted:
    """A form as somebody submitted it; `private` is what it carried unseen.

    `values` are by block id: a text, what was chosen ("" for nothing), several as a tuple, or files.
    """

    user: str
    private: str
    values: Mapping[str, Value]

    def text(self, block: str) -> str:
        """Give what was typed, or the one thing chosen; "" for nothing."""
        value = self.values.get(block, "")
        return value if isinstance(value, str) else ""

    def chosen(self, block: str) -> tuple[str, ...]:
        """Give everything that was chosen in a field that takes several."""
        value = self.values.get(block, ())
        return tuple(one for one in value if isinstance(one, str)) if isinstance(value, tuple) else ()

    def files(self, block: str) -> tuple[File, ...]:
        """Give the files that were put into a field."""
        value = self.values.get(block, ())
        return tuple(one for one in value if isinstance(one, File)) if isinstance(value, tuple) else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Errors:
    """What is wrong with a form, said beside its fields by block id; what names no field stands beside the first."""

    beside: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Follow:
    """What a submitted form comes to: a request that is answered once the form is closed.

    Its id, who asks and their workspace are those of the submission, whatever stands in it. Without a
    channel it is answered in the direct message.
    """

    incoming: Incoming


@dataclass(frozen=True, slots=True, kw_only=True)
class Doors:
    """What a listener is registered with: the middleware that keeps requests, and the listener that takes them on.

    `offer` is the listener of menus that ask for their choices, which is answered at once and kept nowhere; `submit`
    that of forms. `note` is the middleware of what is only to be known, which is committed before it is acknowledged.
    """

    keep: Callable[[Read], Callable[..., BoltResponse | None]]
    take: Callable[[Ack, BoltContext], None]
    offer: Callable[[Ack, Body], None]
    submit: Callable[[Ack, Body, BoltRequest], None]
    note: Callable[[ReadMember], Callable[..., BoltResponse | None]]


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
