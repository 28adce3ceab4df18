"""The bad days one can order in the page: what each does, what to look for, and what came of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.demo.faults import Fault, Harm
from bot.demo.refusals import Json
from bot.demo.wire import Crossing

if TYPE_CHECKING:
    from bot.demo.server import Slack

NOTHING_YET = "There is nothing to send again yet: ask sko something first."
ACKNOWLEDGED = "Sent again: {what}, acknowledged after {ms:.0f} ms."
REFUSED = "Sent again: {what}, and not accepted ({refused})."
STRUCK = "It hit {methods}."
NO_APP = "There is no app of which that could be asked."
AWAY, HEALED = "The database is away.", "The database is back."


@dataclass(frozen=True, slots=True, kw_only=True)
class Again:
    """Something is sent a second time."""

    do: str
    label: str
    says: str
    send: Callable[[Slack], list[Crossing]]

    def make(self, slack: Slack) -> str:
        """Send it again, and tell how that was taken."""
        for crossing in self.send(slack):
            words = ACKNOWLEDGED if crossing.ok else REFUSED
            return words.format(what=crossing.what, ms=crossing.ms, refused=crossing.refused)
        return NOTHING_YET

    def state(self, _slack: Slack) -> Json:
        """It is over as soon as it was pressed."""
        return {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """The next calls fare badly."""

    do: str
    label: str
    says: str
    harm: Harm
    times: int
    after: bool = False
    seconds: float = 0

    def make(self, slack: Slack) -> str:
        """Let it wait for the next calls."""
        slack.faults.add(Fault(harm=self.harm, method=None, times=self.times, after=self.after, seconds=self.seconds))
        return ""

    def state(self, slack: Slack) -> Json:
        """Tell how many calls it still waits for, and which it hit."""
        struck = slack.faults.struck(self.harm, after=self.after)[-self.times :]
        said = {"said": STRUCK.format(methods=", ".join(struck))} if struck else {}
        return {"left": slack.faults.left(self.harm, after=self.after), **said}


@dataclass(frozen=True, slots=True, kw_only=True)
class Away:
    """The app's database is away until the button is pressed again."""

    do: str
    label: str
    says: str

    def make(self, slack: Slack) -> str:
        """Take the database away, or give it back."""
        if slack.behind is None:
            return NO_APP
        slack.behind.away = not slack.behind.away
        return AWAY if slack.behind.away else HEALED

    def state(self, slack: Slack) -> Json:
        """Tell whether it is away."""
        return {"on": slack.behind is not None and slack.behind.away}


TROUBLES: tuple[Again | Waiting | Away, ...] = (
    Again(
        do="redeliver",
        label="Deliver the last event again",
        says="Slack does so when it doubts that sko got it. The answer comes once.",
        send=lambda slack: slack.redeliver(),
    ),
    Again(
        do="replay",
        label="Send the last click again",
        says="The same signed command, click or form once more, byte for byte. It counts once.",
        send=lambda slack: slack.replay(),
    ),
    Waiting(
        do="limit",
        label="Answer 429",
        says="The next two calls are told to come back in 2 seconds. The answer comes then, once.",
        harm=Harm.RATE_LIMIT,
        times=2,
        seconds=2,
    ),
    Waiting(
        do="slow",
        label="Be slow",
        says="The next two calls take 4 seconds. sko acknowledges as quickly as ever; its answer comes late.",
        harm=Harm.SLOW,
        times=2,
        seconds=4,
    ),
    Waiting(
        do="drop",
        label="Drop the connection, call lost",
        says="The next call is lost, and nothing comes back. In a DM sko looks after ten seconds, and says it again.",
        harm=Harm.DROP,
        times=1,
    ),
    Waiting(
        do="drop-after",
        label="Drop the connection, answer lost",
        says="The next call is carried out, but sko is not told. In a DM it looks after ten seconds, and is content.",
        harm=Harm.DROP,
        times=1,
        after=True,
    ),
    Away(
        do="away",
        label="Database away",
        says="sko cannot reach its database until you press again. It says so, and answers once it is back.",
    ),
)
