"""Saying that a sheet is being read, where that takes more than a moment; the answer then takes its place."""

import threading
from contextlib import suppress
from dataclasses import replace

from bot.core.requests import Incoming, RequestKind
from bot.errors import SkoError, SlackUnsure
from bot.listeners.guard import guarded
from bot.listeners.handing import Handing
from bot.slack import Slack
from bot.views import help as helping
from bot.views.blocks import escape

PATIENT = 2.0  # seconds after which somebody would wonder whether anything happens
SUFFIX = "-reading"  # makes the mark of the message out of the request's


class Progress:
    """The progress of one request; it counts from here, waiting for a turn included.

    Whoever takes the request over finds the message by its mark, so that it is said once, and the answer replaces it.
    """

    def __init__(self, slack: Slack, incoming: Incoming) -> None:
        self._slack = slack
        self._incoming = incoming
        self._is_shown = incoming.kind is RequestKind.FILE
        self._may_be_there = incoming.attempt > 1
        self._message = ""
        self._timer = threading.Timer(PATIENT, guarded, (self._say,))
        self._timer.daemon = True
        if self._is_shown:
            self._timer.start()

    @property
    def incoming(self) -> Incoming:
        """The request, with where its answer goes as far as that is known."""
        return self._incoming

    def over(self) -> Incoming:
        """Say no more, and give the request with the message that its answer replaces, if there is one."""
        if not self._is_shown:
            return self._incoming
        self._timer.cancel()
        self._timer.join()
        with suppress(SkoError):  # then the answer stands below it
            self._look()
        return replace(self._incoming, message=self._message)

    def _say(self) -> None:
        self._look()
        if self._message:
            return
        name = self._incoming.files[0].name if self._incoming.files else ""
        name = " ".join(name.split()) or helping.A_SHEET
        said, key = helping.sentence(helping.READING.format(name=escape(name))), self._incoming.id + SUFFIX
        try:
            self._message = self._slack.say(self._incoming.channel, said, key=key, thread=self._incoming.thread)
        except SlackUnsure:
            self._may_be_there = True

    def _look(self) -> None:
        """Find out where answers go, and whether there is such a message already."""
        self._incoming = Handing(self._slack).placed(self._incoming)
        if self._may_be_there and not self._message:
            where, thread = self._incoming.channel, self._incoming.thread
            self._message = self._slack.find(where, key=self._incoming.id + SUFFIX, thread=thread)
            self._may_be_there = False
