"""Requests of Slack, each kept before it is acknowledged and answered once, whoever dies in between.

    open ──begin──> answering ──finish──> answered
      ^                │
      └────reopen──────┘        surely not sent

A sweep takes over what nobody has touched for a lease: what is open is answered, what is answering may have been sent.
A process that is behind with its answers holds what waits for its turn; only a dead one lets go.

An attempt carries a number. Whoever takes a request over counts it up, and the attempt before can no longer begin.
"""

from collections.abc import Iterable
from dataclasses import asdict, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Update, and_, bindparam, delete, or_, select, update
from sqlalchemy.orm import Session
from sqlalchemy.sql.dml import ReturningInsert

from bot.core.requests import GRACE, LEASE, PATIENCE, SEND_LEASE, SWEEP, File, Incoming, RequestKind
from bot.usecases.upserts import insert
from models import Ask, Request, table_of

WHO = ("id", "slack_user", "team")
WHAT = ("kind", "channel", "thread", "text", "action", "detail", "in_place", "reply_to", "message", "files")
KEPT = (*WHO, *WHAT)
BATCH = 500  # requests named in one statement
KEEP_REQUESTS = timedelta(days=7)
KEEP_WORDS = timedelta(days=180)


# Built once: these run for every request, and building a statement costs more than running it.
TABLE = table_of(Request)
MINE = (TABLE.c.id == bindparam("request"), TABLE.c.attempts == bindparam("attempt"))
BEGIN = update(TABLE).where(*MINE, TABLE.c.state == "open").values(state="answering", taken_at=bindparam("at"))
FINISH = update(TABLE).where(*MINE).values(state="answered", text="", reply_to="", detail="", files=None)
REOPEN = update(TABLE).where(*MINE, TABLE.c.state == "answering").values(state="open", taken_at=bindparam("at"))
DOUBT = update(TABLE).where(*MINE, TABLE.c.state == "answering").values(taken_at=bindparam("at"))
HOLD = (
    update(TABLE)
    .where(
        TABLE.c.id.in_(bindparam("ids", expanding=True)),
        TABLE.c.state == "open",
        TABLE.c.taken_at < bindparam("before"),
    )
    .values(taken_at=bindparam("at"))
)
FOLLOW = update(TABLE).where(*MINE, TABLE.c.state == "open").values({name: bindparam(f"new_{name}") for name in WHAT})
TAKE = (
    update(TABLE)
    .where(*MINE, TABLE.c.state == bindparam("was"))
    .values(attempts=bindparam("next"), taken_at=bindparam("at"))
)


def keep(session: Session, incoming: Incoming, *, now: datetime) -> Incoming | None:
    """Keep a request that is new; give it to the caller to answer, or None if somebody has it already.

    A request seen before is given again only if it is still open and its first attempt has died.
    """
    row = _row(incoming) | {
        "state": "open",
        "attempts": 1,
        "received_at": now,
        "taken_at": now,
    }
    if session.connection().scalar(_new(session), row):
        return incoming
    return next(iter(_take(session, _open(now), Request.id == incoming.id, now=now)), None)


def follow(session: Session, incoming: Incoming) -> None:
    """Say what a request that this transaction keeps comes to, once that is known."""
    _moved(
        session, FOLLOW, incoming, **{f"new_{name}": value for name, value in _row(incoming).items() if name in WHAT}
    )


def overdue(session: Session, *, now: datetime) -> list[Incoming]:
    """Take over the requests whose process died, and drop those too old to be answered without puzzling anybody."""
    stale = or_(_open(now), and_(Request.state == "answering", Request.taken_at < now - SEND_LEASE))
    session.execute(
        update(Request)
        .where(Request.state.in_(["open", "answering"]), Request.received_at < now - PATIENCE)
        .values(state="dropped", text="", reply_to="", files=None)
    )
    return _take(session, stale, Request.received_at >= now - PATIENCE, now=now)


def hold(session: Session, ids: Iterable[str], *, now: datetime) -> None:
    """Say that these are still waiting for their turn in a process that lives, so that nobody takes them over."""
    held, before = list(ids), now - timedelta(seconds=SWEEP)  # those touched since the last sweep can wait for the next
    for start in range(0, len(held), BATCH):
        session.execute(HOLD, {"ids": held[start : start + BATCH], "at": now, "before": before})


def begin(session: Session, incoming: Incoming, *, now: datetime) -> bool:
    """Say that the answer is about to be sent; False if somebody else has taken the request over."""
    return _moved(session, BEGIN, incoming, at=now)


def finish(session: Session, incoming: Incoming) -> None:
    """Say that it was answered, and forget the words and where the answer went."""
    _moved(session, FINISH, incoming)


def reopen(session: Session, incoming: Incoming, *, until: datetime) -> None:
    """Say that the answer was surely not sent; nobody takes it over before `until`."""
    _moved(session, REOPEN, incoming, at=until)


def doubt(session: Session, incoming: Incoming, *, now: datetime) -> None:
    """Say that the answer may have been sent: after a grace a sweep looks, for Slack may show it late."""
    _moved(session, DOUBT, incoming, at=now - SEND_LEASE + GRACE)


def carry(session: Session, *, by: timedelta) -> None:
    """Let what is under way get no older when somebody moves the clock, as one can in the demo."""
    for row in session.scalars(select(Request).where(Request.state.in_(["open", "answering"]))).all():
        row.received_at += by
        row.taken_at += by


def forget(session: Session, *, now: datetime) -> None:
    """Delete what is kept for a while only: requests after a week, the words of questions after half a year."""
    session.execute(delete(Request).where(Request.received_at < now - KEEP_REQUESTS))
    session.execute(update(Ask).where(Ask.asked_at < now - KEEP_WORDS, Ask.text != "").values(text=""))


def _open(now: datetime) -> ColumnElement[bool]:
    return and_(Request.state == "open", Request.taken_at < now - LEASE)


def _new(session: Session) -> ReturningInsert[tuple[str]]:
    """Insert unless it is there, and give the id of what was inserted."""
    return insert(session, TABLE).on_conflict_do_nothing(index_elements=["id"]).returning(TABLE.c.id)


def _take(session: Session, stale: ColumnElement[bool], which: ColumnElement[bool], *, now: datetime) -> list[Incoming]:
    """Take requests over, each by one taker: the update that counts the attempt tests again what was read."""
    taken = []
    for row in session.scalars(select(Request).where(stale, which)).all():
        found = _incoming(row)
        following = found.attempt + 1
        if _moved(session, TAKE, found, at=now, was=row.state, next=following):
            taken.append(replace(found, attempt=following))
    return taken


def _row(incoming: Incoming) -> dict[str, Any]:
    row = {column: getattr(incoming, column) for column in KEPT}
    files = [asdict(file) for file in incoming.files]
    return row | {"kind": incoming.kind.value, "files": files or None}


def _incoming(row: Request) -> Incoming:
    kept = {column: getattr(row, column) for column in KEPT}
    kept["kind"] = RequestKind(row.kind)
    kept["files"] = tuple(File(**file) for file in row.files or ())
    return Incoming(**kept, attempt=row.attempts, unsure=row.state == "answering")


def _moved(session: Session, how: Update, incoming: Incoming, **values: Any) -> bool:
    """Move a request that is still this attempt's, and tell whether it was."""
    done = session.connection().execute(how, {"request": incoming.id, "attempt": incoming.attempt, **values})
    return done.rowcount == 1
