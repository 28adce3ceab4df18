"""Sending an answer once: begin, send, finish, and what to make of an answer that is late or lost."""

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import structlog
from slack_sdk.errors import SlackObjectFormationError

from bot.core.requests import Incoming, RequestKind
from bot.deps import Deps
from bot.errors import SlackLater, SlackRefused, SlackUnsure
from bot.listeners.handing import Handing, Instead, Sent
from bot.slack import Slack
from bot.usecases import receiving
from bot.views import help as helping

REPEATS = 3  # attempts at an answer that only the asker sees and that nobody can find again
FOUND_AGAIN = {RequestKind.MESSAGE, RequestKind.FILE, RequestKind.FORM, RequestKind.CLICK}
log = structlog.get_logger()


class Delivery:
    """Sends what is drawn, never twice where twice could be seen; `submit` does something in a thread."""

    def __init__(self, deps: Deps, slack: Slack, *, submit: Callable[..., None]) -> None:
        self._deps = deps
        self._slack = slack
        self._submit = submit
        self._handing = Handing(slack)

    def settled(self, incoming: Incoming) -> str:
        """Settle an answer that may have been sent, by looking; "" means that it is to be sent.

        In a channel we may not look, and rather stay silent than answer twice. What only the asker sees is said again,
        though not for ever.
        """
        if not incoming.unsure:
            return ""
        if incoming.reply_to and incoming.attempt > REPEATS:
            return self.finish(incoming, "given up")
        if incoming.kind is RequestKind.MENTION:
            return self.finish(incoming, "not repeated")
        if incoming.kind in FOUND_AGAIN and not incoming.reply_to:
            try:
                placed = self._handing.placed(incoming)
                if self._slack.has_said(placed.channel, key=incoming.id, thread=placed.thread):
                    return self.finish(incoming, "found sent")
            except (SlackLater, SlackUnsure):
                return "not settled yet"
            except SlackRefused as refused:
                return self.finish(incoming, f"not settled: {refused}")
        self.reopen(incoming)
        return ""

    def begun(self, incoming: Incoming, what: Sent) -> str:
        """Begin and send an answer that is drawn already, unless somebody else has taken the request over."""
        with self._deps.sessions.begin() as session:
            mine = receiving.begin(session, incoming, now=self._deps.now())
        return self.delivered(incoming, what) if mine else "overtaken"

    def delivered(self, incoming: Incoming, what: Sent) -> str:
        """Send; what Slack puts off is sent again when it says, and a lost answer is left to a sweep."""
        try:
            self.send(incoming, what)
        except SlackLater as later:
            return self._put_off(incoming, what, seconds=later.seconds)
        except SlackUnsure as lost:
            log.warning("answer unsure", reason=str(lost))
            with self._deps.sessions.begin() as session:
                receiving.doubt(session, incoming, now=self._deps.now())
            return "unsure"
        except SlackRefused as refused:
            return self.finish(incoming, f"refused: {refused}")
        except Instead as other:
            return self.delivered(beside(incoming), helping.sentence(str(other)))
        except SlackObjectFormationError:
            log.exception("unforeseen")
            return self.delivered(beside(incoming), helping.sentence(helping.BROKEN))
        return self.finish(incoming, "sent")

    def send(self, incoming: Incoming, what: Sent) -> None:
        """Send, where the request came from."""
        self._handing.over(incoming, what)

    def reopen(self, incoming: Incoming, *, after: float = 0) -> None:
        """Note that nothing was sent, so that it may be begun again; not before `after` seconds by anybody else."""
        with self._deps.sessions.begin() as session:
            receiving.reopen(session, incoming, until=self._deps.now() + timedelta(seconds=after))

    def finish(self, incoming: Incoming, outcome: str) -> str:
        """Note that the request is answered, and give the outcome."""
        with self._deps.at_once.begin() as session:
            receiving.finish(session, incoming)
        return outcome

    def _put_off(self, incoming: Incoming, what: Sent, *, seconds: float) -> str:
        """Send again after a while, for which no thread of the pool is held and nobody else takes the request over."""
        self.reopen(incoming, after=seconds)
        timer = threading.Timer(seconds, self._submit, (self._again, incoming, what))
        timer.daemon = True
        timer.start()
        return f"put off for {seconds:g} s"

    def _again(self, incoming: Incoming, what: Sent) -> None:
        log.info("request", kind=incoming.kind.value, outcome=self.begun(incoming, what))


def beside(incoming: Incoming) -> Incoming:
    """Leave standing what was clicked; only what says that a file is being read gives way to whatever is said."""
    is_reading = incoming.kind is RequestKind.FILE
    return replace(incoming, in_place=False, message=incoming.message if is_reading else "")
