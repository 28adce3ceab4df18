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
from bot.slack import Slack
from bot.usecases import receiving
from bot.views import help as helping
from bot.views.blocks import Message

REPEATS = 3  # attempts at an answer that only the asker sees and that nobody can find again
log = structlog.get_logger()


class Delivery:
    """Sends what is drawn, never twice where twice could be seen; `submit` does something in a thread."""

    def __init__(self, deps: Deps, slack: Slack, *, submit: Callable[..., None]) -> None:
        self._deps = deps
        self._slack = slack
        self._submit = submit

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
        if incoming.kind is RequestKind.MESSAGE:
            try:
                if self._slack.has_said(incoming.channel, key=incoming.id, thread=incoming.thread):
                    return self.finish(incoming, "found sent")
            except (SlackLater, SlackUnsure):
                return "not settled yet"
            except SlackRefused as refused:
                return self.finish(incoming, f"not settled: {refused}")
        self.reopen(incoming)
        return ""

    def begun(self, incoming: Incoming, message: Message) -> str:
        """Begin and send an answer that is drawn already, unless somebody else has taken the request over."""
        with self._deps.sessions.begin() as session:
            mine = receiving.begin(session, incoming, now=self._deps.now())
        return self.delivered(incoming, message) if mine else "overtaken"

    def delivered(self, incoming: Incoming, message: Message) -> str:
        """Send; what Slack puts off is sent again when it says, and a lost answer is left to a sweep."""
        try:
            self.send(incoming, message)
        except SlackLater as later:
            return self._put_off(incoming, message, seconds=later.seconds)
        except SlackUnsure as lost:
            log.warning("answer unsure", reason=str(lost))
            with self._deps.sessions.begin() as session:
                receiving.doubt(session, incoming, now=self._deps.now())
            return "unsure"
        except SlackRefused as refused:
            return self.finish(incoming, f"refused: {refused}")
        except SlackObjectFormationError:
            log.exception("unforeseen")
            return self.delivered(replace(incoming, in_place=False), helping.sentence(helping.BROKEN))
        return self.finish(incoming, "sent")

    def send(self, incoming: Incoming, message: Message) -> None:
        """Send, where the request came from."""
        if incoming.reply_to:
            self._slack.respond(incoming.reply_to, message, replace=incoming.in_place)
        elif incoming.kind is RequestKind.HOME:
            self._slack.publish_home(incoming.slack_user, message)
        else:
            self._slack.say(incoming.channel, message, key=incoming.id, thread=incoming.thread)

    def reopen(self, incoming: Incoming, *, after: float = 0) -> None:
        """Note that nothing was sent, so that it may be begun again; not before `after` seconds by anybody else."""
        with self._deps.sessions.begin() as session:
            receiving.reopen(session, incoming, until=self._deps.now() + timedelta(seconds=after))

    def finish(self, incoming: Incoming, outcome: str) -> str:
        """Note that the request is answered, and give the outcome."""
        with self._deps.at_once.begin() as session:
            receiving.finish(session, incoming)
        return outcome

    def _put_off(self, incoming: Incoming, message: Message, *, seconds: float) -> str:
        """Send again after a while, for which no thread of the pool is held and nobody else takes the request over."""
        self.reopen(incoming, after=seconds)
        timer = threading.Timer(seconds, self._submit, (self._again, incoming, message))
        timer.daemon = True
        timer.start()
        return f"put off for {seconds:g} s"

    def _again(self, incoming: Incoming, message: Message) -> None:
        log.info("request", kind=incoming.kind.value, outcome=self.begun(incoming, message))
