"""Handing an answer over: a message where it was asked, a form in front of the person, a file in the direct message."""

from dataclasses import replace

import structlog

from bot.core.requests import Incoming, RequestKind
from bot.core.uploads import Document
from bot.errors import SkoError, SlackRefused, SlackUnsure
from bot.slack import Slack
from bot.views import help as helping
from bot.views.blocks import Message, Modal, escape

Sent = Message | Modal | Document
ONE_SHARE = 2  # the last attempt of which it is certain that none before it has shared a file
USED = {"exchanged_trigger_id", "trigger_exchanged"}
EXPIRED = {"expired_trigger_id", "invalid_trigger_id", "trigger_expired"}
log = structlog.get_logger()


class Instead(Exception):  # noqa: N818
    """What was drawn cannot be handed over; the text is what is said in its place."""


class Handing:
    """Hands over what is drawn. What goes wrong is raised as by `bot.slack`, or as `Instead`."""

    def __init__(self, slack: Slack) -> None:
        self._slack = slack

    def over(self, incoming: Incoming, what: Sent) -> None:
        """Hand something over, once."""
        match what:
            case Message():
                self._say(incoming, what)
            case Modal():
                self._open(incoming, what)
            case Document():
                self._share(incoming, what)

    def placed(self, incoming: Incoming) -> Incoming:
        """Find out where an answer goes that came from a form or the Home tab: to the direct message."""
        if incoming.channel or incoming.reply_to or incoming.kind is RequestKind.HOME:
            return incoming
        return replace(incoming, channel=self._slack.dm(incoming.slack_user))

    def _say(self, incoming: Incoming, message: Message) -> None:
        if incoming.reply_to:
            self._slack.respond(incoming.reply_to, message, replace=incoming.in_place)
        elif incoming.kind is RequestKind.HOME:
            self._slack.publish_home(incoming.slack_user, message)
        else:
            placed = self.placed(incoming)
            if not self._is_updated(placed, message):
                self._slack.say(placed.channel, message, key=placed.id, thread=placed.thread)

    def _is_updated(self, incoming: Incoming, message: Message) -> bool:
        """Put a message in place of the one that is meant; False if there is none, or it is not there any more."""
        if not incoming.message:
            return False
        try:
            self._slack.update(incoming.channel, incoming.message, message, key=incoming.id)
        except SlackRefused as refused:
            log.warning("message not updated", reason=str(refused))
            return False
        return True

    def _open(self, incoming: Incoming, modal: Modal) -> None:
        """Open a form; as a trigger opens one alone, a lost answer is found out by asking again."""
        if not incoming.trigger:
            raise Instead(helping.TOO_LATE)
        for _ in range(2):
            try:
                self._slack.open(incoming.trigger, modal)
            except SlackUnsure:
                continue
            except SlackRefused as refused:
                if str(refused) not in USED:
                    raise Instead(sentence_for(refused)) from None
            return
        raise Instead(helping.TOO_LATE)

    def _share(self, incoming: Incoming, document: Document) -> None:
        """Share a file, which nobody can find again, so never twice: where it may be there, the person looks."""
        if incoming.unsure or incoming.attempt > ONE_SHARE:
            raise Instead(helping.LOOK_FIRST)
        try:
            channel = self._slack.dm(incoming.slack_user)
            thread = incoming.thread if channel == incoming.channel else ""
            self._slack.share(channel, replace(document, says=escape(document.says)), thread=thread)
        except SlackUnsure:
            raise Instead(helping.LOOK_FIRST) from None
        except SlackRefused as refused:
            raise Instead(sentence_for(refused)) from None
        if incoming.reply_to and channel != incoming.channel:
            self._say_where(incoming)

    def _say_where(self, incoming: Incoming) -> None:
        """Say where the file is; it is there, whatever becomes of the sentence."""
        try:
            self._slack.respond(incoming.reply_to, helping.sentence(helping.IN_OUR_DM))
        except SkoError as failed:
            log.warning("not said where the file is", reason=str(failed))


def sentence_for(refused: SlackRefused) -> str:
    """Give the sentence for what Slack refuses."""
    if refused.needed:
        return helping.MISSING_SCOPE.format(scope=refused.needed)
    if str(refused) in EXPIRED:
        return helping.TOO_LATE
    log.error("refused by Slack", reason=str(refused))
    return helping.BROKEN
