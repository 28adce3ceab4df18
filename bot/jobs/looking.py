"""Finding out what became of messages that nobody settled: who sent them died, or Slack's answer was lost."""

import threading
import time
from collections.abc import Callable
from datetime import timedelta

import structlog

from bot.core.outbox import Claimed
from bot.deps import Deps
from bot.errors import SlackLater, SlackRefused, SlackUnsure
from bot.jobs.halting import Halt
from bot.jobs.membership import Membership
from bot.jobs.noting import Notes
from bot.slack import AGAIN, Slack
from bot.usecases import delivering
from bot.usecases.delivering import Left

log = structlog.get_logger()


class Looking:
    """Looks into conversations for one worker; `is_in_flight` tells what it is sending itself."""

    def __init__(
        self,
        deps: Deps,
        slack: Slack,
        member: Membership,
        halt: Halt,
        *,
        is_in_flight: Callable[[str], bool],
        stopping: threading.Event,
    ) -> None:
        self._deps = deps
        self._slack = slack
        self._member = member
        self._halt = halt
        self._is_in_flight = is_in_flight
        self._stopping = stopping
        self._notes = Notes(deps, stopping=stopping)
        self._again = 0.0  # by the monotonic clock, when Slack lets us look again

    def settle(self) -> None:
        """Doubt what was left behind, and look for everything that may have been sent."""
        self._member.renew()
        with self._deps.reading() as session:
            found = delivering.left_behind(session, now=self._deps.now())
        for left in found:
            if self._is_left(left):
                self._doubt(left)
        while not (self._stopping.is_set() or self._halt.is_on or time.monotonic() < self._again) and self._looked():
            pass

    def _is_left(self, left: Left) -> bool:
        """Tell whether nobody is sending a message any more; one of ours that is not under way we never heard of."""
        if self._is_in_flight(left.message_id):
            return False
        return self._member.is_me(left.sender_id) or self._member.is_gone(left.sender_id)

    def _doubt(self, left: Left) -> None:
        log.warning("left behind", message=left.message_id, worker=left.sender_id)
        now = self._deps.now()
        self._notes.write(lambda s: delivering.doubt(s, left.message_id, attempt=left.attempt, now=now))

    def _looked(self) -> bool:
        """Look for one message that may have been sent; False if there is none, or Slack does not let us look now."""
        with self._deps.sessions.begin() as session:
            looked = delivering.unsure(session, now=self._deps.now())
        if looked is None:
            return False
        try:
            channel, ts = self._slack.look(looked.channel or looked.slack_id, key=looked.id, since=looked.claimed_at)
        except (SlackLater, SlackUnsure) as failed:
            seconds = failed.seconds if isinstance(failed, SlackLater) else AGAIN
            self._again = time.monotonic() + seconds if isinstance(failed, SlackLater) else 0
            self._unseen(looked, str(failed), again=seconds)
            return False
        except SlackRefused as refused:
            self._unseen(looked, str(refused), again=None)
            return not self._halt.concerns(refused)
        now = self._deps.now()
        if ts:
            self._notes.write(lambda s: delivering.sent(s, looked, channel=channel, ts=ts, now=now))
        else:
            self._notes.write(lambda s: delivering.not_there(s, looked, now=now))
        log.info("looked", message=looked.id, found=bool(ts))
        return True

    def _unseen(self, looked: Claimed, reason: str, *, again: float | None) -> None:
        log.warning("not looked", message=looked.id, reason=reason)
        now = self._deps.now()
        then = now + timedelta(seconds=again) if again is not None else None
        self._notes.write(lambda s: delivering.not_seen(s, looked, reason=reason, again=then, now=now))
