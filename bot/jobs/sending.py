"""Sending one message: claim, ask what it says now, wait for its turn, post, and write down what Slack said."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import structlog
from sqlalchemy.exc import InterfaceError, OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session

from bot.core.outbox import Claimed, Ready, Verdict, Why
from bot.core.pace import Pace
from bot.deps import Deps
from bot.errors import SlackLater, SlackRefused, SlackUnsure
from bot.jobs.halting import Halt
from bot.jobs.membership import Membership
from bot.jobs.noting import Notes
from bot.jobs.resting import Rest
from bot.slack import Slack
from bot.usecases import delivering, pacing, recapping
from bot.views import recaps
from bot.views.blocks import Message

CERTAIN = 5.0  # seconds for which what was found out about a message counts
LATER = timedelta(minutes=5)  # until a message that the database would not have drawn is tried again
PASSING = OperationalError, InterfaceError, PoolTimeout  # what is said of a database that is away or busy
UNDRAWN = "could not be drawn: {error}"
log = structlog.get_logger()


class Sending:
    """Sends messages for one worker, from any number of its threads; `stopping` ends whatever waits."""

    def __init__(self, deps: Deps, slack: Slack, member: Membership, halt: Halt, *, stopping: threading.Event) -> None:
        self._deps = deps
        self._slack = slack
        self._member = member
        self._halt = halt
        self._stopping = stopping
        self._notes = Notes(deps, stopping=stopping)
        self._pace = Pace.of(deps.settings.pace)
        self._rest = Rest(deps, slack)
        self._in_flight: set[str] = set()

    def is_in_flight(self, message_id: str) -> bool:
        """Tell whether a message is being sent here at this moment."""
        return message_id in self._in_flight

    def send(self) -> float | None:
        """Send one message; give how long to wait before the next, or None if nothing is ready."""
        if waits := self._halt.left():
            return waits
        with self._claimed() as (claimed, verdict):
            if claimed is None:
                return None
            if not isinstance(verdict, Ready):
                return 0
            if until := self._rest.until(claimed.slack_id):
                self._notes.write(lambda s: delivering.set_aside(s, claimed, self._rest.verdict(until)))
                return 0
            try:
                message = recaps.dm(verdict.said)
            except Exception as failed:
                log.exception("unforeseen", message=claimed.id)
                return self._refused(claimed, UNDRAWN.format(error=type(failed).__name__))
            turn = self._turn(claimed)
            return self._posted(claimed, message) if turn is None else turn

    @contextmanager
    def _claimed(self) -> Iterator[tuple[Claimed | None, Verdict | None]]:
        """Claim a message and find out what it says; while it is dealt with it counts as being in flight."""
        now, verdict, claimed = self._deps.now(), None, None
        try:
            with self._deps.sessions.begin() as session:
                claimed = delivering.claim(session, self._member.number(), now=now)
                if claimed:
                    verdict = self._verdict(session, claimed)
                    self._in_flight.add(claimed.id)
            yield claimed, verdict
        finally:
            if claimed:
                self._in_flight.discard(claimed.id)

    def _verdict(self, session: Session, claimed: Claimed) -> Verdict | None:
        """Find out what a message says now; one that cannot be made up is in nobody else's way."""
        try:
            with session.begin_nested():
                verdict = recapping.ready(session, claimed, now=self._deps.now())
        except PASSING:
            raise
        except SQLAlchemyError as failed:  # it may be about this one alone, which is then in nobody else's way
            log.exception("unforeseen", message=claimed.id)
            error = UNDRAWN.format(error=type(failed).__name__)
            delivering.put_off(session, claimed, until=self._deps.now() + LATER, why=error)
            return None
        except Exception as failed:
            log.exception("unforeseen", message=claimed.id)
            delivering.refuse(session, claimed, reason=UNDRAWN.format(error=type(failed).__name__))
            return None
        if not isinstance(verdict, Ready):
            delivering.set_aside(session, claimed, verdict)
        return verdict

    def _turn(self, claimed: Claimed) -> float | None:
        """Wait for the moment at which a message may start; None once it has come, else how long to leave others alone.

        Whoever is late for it, because the machine was busy or the process was stopped, takes a new one, later by what
        it takes to be given one. While the gate is far ahead the message is given back: its person may yet say stop.
        """
        lead = 0.0
        while True:
            asked, now = time.monotonic(), self._deps.now()
            with self._deps.sessions.begin() as session:
                if not delivering.confirm(session, claimed, now=now):
                    return 0
                opens = pacing.opens(session, now=now)
                if (far := (opens - now).total_seconds()) >= CERTAIN:
                    delivering.put_off(session, claimed, until=opens, why=Why.TURN.value)
                    return far
                at = pacing.take(session, interval=self._pace.interval, now=now + timedelta(seconds=lead))
            took, until = time.monotonic() - asked, (at - now).total_seconds()
            if self._stopping.wait(max(until - took, 0)):
                self._notes.write(lambda s: delivering.put_off(s, claimed, until=self._deps.now()))
                return 0
            if time.monotonic() - asked - until <= self._pace.tolerance:
                return None
            lead = min(took, CERTAIN)

    def _posted(self, claimed: Claimed, message: Message) -> float:
        """Post, and write down what Slack said; give how long to wait before the next."""
        try:
            channel, ts = self._slack.tell(claimed.channel or claimed.slack_id, message, key=claimed.id)
        except SlackLater as later:
            return self._put_off(claimed, later)
        except SlackUnsure as lost:
            log.warning("unsure", message=claimed.id, reason=str(lost))
            self._notes.write(lambda s: delivering.doubt(s, claimed.id, attempt=claimed.attempt, now=self._deps.now()))
            if self._halt.concerns(lost):
                self._halt.on(str(lost))
                return self._halt.left()
        except SlackRefused as refused:
            return self._refused(claimed, str(refused), is_ours=self._halt.concerns(refused))
        else:
            self._notes.write(lambda s: delivering.sent(s, claimed, channel=channel, ts=ts, now=self._deps.now()))
            log.info("sent", message=claimed.id, kind=claimed.kind)
        return 0

    def _put_off(self, claimed: Claimed, later: SlackLater) -> float:
        """Surely not sent: for everybody the gate opens when Slack says, and this message is tried again then."""
        until = self._deps.now() + timedelta(seconds=later.seconds)
        log.warning("put off", seconds=later.seconds, reason=str(later))

        def write(session: Session) -> None:
            delivering.put_off(session, claimed, until=until, why=str(later))
            pacing.push(session, until=until, now=self._deps.now())

        self._notes.write(write)
        return later.seconds

    def _refused(self, claimed: Claimed, reason: str, *, is_ours: bool = False) -> float:
        """Mark what Slack refuses for good; where it refuses the app itself, keep the message and stand still."""
        if is_ours:
            self._halt.on(reason)
            self._notes.write(lambda s: delivering.put_off(s, claimed, until=self._deps.now(), why=reason))
            return self._halt.left()
        log.warning("refused", message=claimed.id, reason=reason)
        self._notes.write(lambda s: delivering.refuse(s, claimed, reason=reason))
        return 0
