"""The Bolt app: who it is, what it listens for, and nothing it does."""

import logging
import re
from concurrent.futures import ThreadPoolExecutor

from slack_bolt import Ack, App, BoltContext
from slack_bolt.authorization import AuthorizeResult

from bot.listeners import (
    buttons,
    commands,
    desk,
    forms,
    home,
    keeping,
    mentions,
    menus,
    messages,
    people,
    plans,
    previews,
    recaps,
    shortcuts,
    stats,
    stories,
)
from bot.listeners.answering import Answers
from bot.listeners.noting import Notes
from bot.listeners.nouns import Doors
from bot.listeners.offering import Offers
from bot.listeners.receiving import Receiver
from bot.listeners.submitting import Submissions
from bot.slack import Slack

THREADS = 16  # they only acknowledge, which takes no time; answers have threads of their own
NOUNS = (
    *(commands, messages, mentions, shortcuts, buttons, menus, desk, home, forms, previews, keeping),
    *(recaps, stories, stats, plans, people),
)
ANYTHING = re.compile(".*")


def build(
    slack: Slack, receiver: Receiver, answers: Answers, offers: Offers, submissions: Submissions, notes: Notes
) -> App:
    """Make the app; no connection and no thread is opened yet, so that a server may fork afterwards."""
    app = App(
        name="sko",  # or Bolt reads the stack for a name
        logger=logging.getLogger("slack_bolt"),
        request_verification_enabled=False,  # done before by bot.web, which also survives a garbled timestamp
        client=slack.client,
        authorize=lambda: _authorized(slack),
        listener_executor=ThreadPoolExecutor(THREADS, thread_name_prefix="listener"),
        ssl_check_enabled=False,  # it would answer unsigned requests
    )

    def take(ack: Ack, context: BoltContext) -> None:
        ack()
        answers.later(context["incoming"])

    doors = Doors(
        keep=receiver.middleware, take=take, offer=offers.offer, submit=submissions.submit, note=notes.middleware
    )
    for noun in NOUNS:
        noun.register(app, doors)
    app.event(ANYTHING)(_acknowledge)
    app.action(ANYTHING)(_acknowledge)
    return app


def _acknowledge(ack: Ack) -> None:
    """Acknowledge what nobody listens for: buttons that are links, events that came with a subscription."""
    ack()


def _authorized(slack: Slack) -> AuthorizeResult:
    """Tell Bolt who we are from what is known, so that no request ever waits for `auth.test`."""
    ours = slack.identity
    return AuthorizeResult(
        enterprise_id=None,
        team_id=ours.team_id if ours else None,
        bot_user_id=ours.bot_user_id if ours else None,
        bot_id=ours.bot_id if ours else None,
        bot_token=slack.client.token,
    )
