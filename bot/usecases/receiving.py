"""Requests of Slack, each kept before it is acknowledged and answered once, whoever dies in between.

    open ──begin──> answering ──finish──> answered
      ^                │
      └────reopen──────┘        surely not sent

A sweep takes over what nobody has touched for a lease: what is open is answered, what is answering may have been sent.

An attempt carries a number. Whoever takes a request over counts it up, and the attempt before can no longer begin.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import ColumnElement, CursorResult, Result, Update, and_, delete, or_, select, update
from sqlalchemy.orm import Session

from bot.core.requests import GRACE, LEASE, PATIENCE, SEND_LEASE, Incoming, RequestKind
from bot.usecases.upserts import insert
from models import Ask, Request

KEPT = ("id", "kind", "slack_user", "team", "channel", "thread", "text", "action", "detail", "in_place", "reply_to")
KEEP_REQUESTS = timedelta(days=7)
KEEP_WORDS = timedelta(days=180)


def keep(session: Session, incoming: Incoming, *, now: datetime) -> Incoming | None:
    """Keep a request that is new; give it to the caller to answer, or None if somebody has it already.

    A request seen before is given again only if it is still open and its first attempt has died.
    """
    row = {column: getattr(incoming, column) for column in KEPT} | {
        "state": "open",
        "attempts": 1,
        "received_at": now,
        "taken_at": now,
    }
    new = insert(session, Request).values(row).on_conflict_do_nothing(index_elements=["id"])
    if session.scalar(new.returning(Request.id)):
        return incoming
    return next(iter(_take(session, _open(now), Request.id == incoming.id, now=now)), None)


def overdue(session: Session, *, now: datetime) -> list[Incoming]:
    """Take over the requests whose process died, and drop those too old to be answered without puzzling anybody."""
    stale = or_(_open(now), and_(Request.state == "answering", Request.taken_at < now - SEND_LEASE))
    session.execute(
        update(Request)
        .where(Request.state.in_(["open", "answering"]), Request.received_at < now - PATIENCE)
        .values(state="dropped", text="", reply_to="")
    )
    return _take(session, stale, Request.received_at >= now - PATIENCE, now=now)


def begin(session: Session, incoming: Incoming, *, now: datetime) -> bool:
    """Say that the answer is about to be sent; False if somebody else has taken the request over."""
    return _touched(session.execute(_mine(incoming, "open").values(state="answering", taken_at=now)))


def finish(session: Session, incoming: Incoming) -> None:
    """Say that it was answered, and forget the words and where the answer went."""
    session.execute(_mine(incoming, "answering", "open").values(state="answered", text="", reply_to="", detail=""))


def reopen(session: Session, incoming: Incoming, *, until: datetime) -> None:
    """Say that the answer was surely not sent; nobody takes it over before `until`."""
    session.execute(_mine(incoming, "answering").values(state="open", taken_at=until))


def doubt(session: Session, incoming: Incoming, *, now: datetime) -> None:
    """Say that the answer may have been sent: after a grace a sweep looks, for Slack may show it late."""
    session.execute(_mine(incoming, "answering").values(taken_at=now - SEND_LEASE + GRACE))


def forget(session: Session, *, now: datetime) -> None:
    """Delete what is kept for a while only: requests after a week, the words of questions after half a year."""
    session.execute(delete(Request).where(Request.received_at < now - KEEP_REQUESTS))
    session.execute(update(Ask).where(Ask.asked_at < now - KEEP_WORDS, Ask.text != "").values(text=""))


def _open(now: datetime) -> ColumnElement[bool]:
    return and_(Request.state == "open", Request.taken_at < now - LEASE)


def _mine(incoming: Incoming, *states: str) -> Update:
    return update(Request).where(
        Request.id == incoming.id, Request.attempts == incoming.attempt, Request.state.in_(states)
    )


def _take(session: Session, stale: ColumnElement[bool], which: ColumnElement[bool], *, now: datetime) -> list[Incoming]:
    """Take requests over, each by one taker: the update that counts the attempt tests again what was read."""
    taken = []
    for row in session.scalars(select(Request).where(stale, which)).all():
        found = _incoming(row)
        mine = _mine(found, row.state).values(attempts=found.attempt + 1, taken_at=now)
        if _touched(session.execute(mine.execution_options(synchronize_session=False))):
            taken.append(replace(found, attempt=found.attempt + 1))
    return taken


def _incoming(row: Request) -> Incoming:
    kept = {column: getattr(row, column) for column in KEPT}
    kept["kind"] = RequestKind(row.kind)
    return Incoming(**kept, attempt=row.attempts, unsure=row.state == "answering")


def _touched(result: Result[Any]) -> bool:
    return cast("CursorResult[Any]", result).rowcount == 1
