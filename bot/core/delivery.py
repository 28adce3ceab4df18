"""What became of the messages of a kickoff's recaps, counted by week, and who could not be reached."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from bot.core.outbox import State
from bot.core.results import Who

LATE = timedelta(minutes=30)  # what is sent later than this after it was due was late
WAITING = (State.PENDING, State.SENDING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pile:
    """How many messages of one week are in the same state for the same reason."""

    week: str
    state: State
    count: int
    reason: str = ""
    is_late: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many messages became what. Those that were late are among those that were sent.

    `skipped` are those that nobody wanted any more. `reasons` are of all that were not sent: state, reason, how many.
    """

    sent: int = 0
    late: int = 0
    waiting: int = 0
    skipped: int = 0
    expired: int = 0
    unsure: int = 0
    failed: int = 0
    reasons: tuple[tuple[State, str, int], ...] = ()

    @property
    def all(self) -> int:
        """How many messages there are."""
        return self.sent + self.waiting + self.skipped + self.expired + self.unsure + self.failed


@dataclass(frozen=True, slots=True, kw_only=True)
class Weekly:
    """What became of the messages of a week, named as ISO 8601 does."""

    week: str
    tally: Tally


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """Somebody whom a message did not reach, or of whom nobody can tell whether it did."""

    week: str
    who: Who
    state: State
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What became of all messages of the current kickoff; `kickoff` is empty where there is none yet."""

    kickoff: str = ""
    total: Tally = Tally()
    weeks: tuple[Weekly, ...] = ()
    troubles: tuple[Trouble, ...] = ()


def tally(piles: Iterable[Pile]) -> Tally:
    """Count messages.

    >>> found = tally([Pile(week="2027-W06", state=State.SENT, count=3, is_late=True)])
    >>> found.sent, found.late, found.all
    (3, 3, 3)
    """
    counts, reasons, late = Counter[State](), Counter[tuple[State, str]](), 0
    for pile in piles:
        counts[pile.state] += pile.count
        late += pile.count if pile.is_late else 0
        if pile.state is not State.SENT and pile.reason:
            reasons[pile.state, pile.reason] += pile.count
    return Tally(
        sent=counts[State.SENT],
        late=late,
        waiting=sum(counts[state] for state in WAITING),
        skipped=counts[State.CANCELLED],
        expired=counts[State.EXPIRED],
        unsure=counts[State.UNSURE],
        failed=counts[State.FAILED],
        reasons=tuple((state, why, count) for (state, why), count in reasons.most_common()),
    )
