"""What a message of the outbox goes through, in values.

    pending ──claim──> sending ──> sent
       ^                  │  └───> failed     Slack refuses it for good
       └──surely not sent─┤
       └──looked, not there── unsure          its answer was lost: found in the conversation it is sent

What is pending may also come to be cancelled (nobody wants it any more) or expired (too late to be of use).
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

SEND_TIMEOUT = timedelta(seconds=20)  # longer than any call to Slack may take
GRACE = timedelta(seconds=10)  # a message that Slack took may need so long to show in the conversation


class State(StrEnum):
    """How far a message is."""

    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    UNSURE = "unsure"
    FAILED = "failed"
    EXPIRED = "expired"
    CANCELLED = "cancelled"


class Why(StrEnum):
    """Why a message was not sent, or not yet, in words that organizers read."""

    NOTHING_DUE = "nothing is due"
    STOPPED = "stopped by the person"
    PAUSED = "paused by the person"
    LEFT = "not an employee"
    NOT_IN_SLACK = "has no Slack account"
    NOT_SET = "nobody has set the day on which the kickoff ended"
    NOT_STARTED = "the recaps are paused"
    MISSED = "came due while the recaps were paused"
    NOT_IN_AUDIENCE = "does not take part"
    AWAY = "away"
    NIGHT = "outside of working hours"
    DO_NOT_DISTURB = "does not want to be disturbed"
    TURN = "waits for its turn"
    TOO_LATE = "its week is over"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """A message that is this worker's to send; `attempt` tells it from what another made of it later."""

    id: str
    kind: str
    purpose: str
    person_id: int
    slack_id: str
    channel: str
    attempt: int
    due_at: datetime
    expires_at: datetime
    claimed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """What a claimed message says, for a view to draw."""

    said: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Skip:
    """A claimed message that is not to be sent at all."""

    why: Why


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """A claimed message that is not to be sent before a moment; if that is beyond its time it expires."""

    until: datetime
    why: Why


Verdict = Ready | Skip | Wait
