"""Emoji under a message: who put them there, and taking one's own back."""

from __future__ import annotations

import pytest
from slack_sdk import WebClient
from slack_sdk.webhook import WebhookClient

from bot.demo.deeds import Deeds
from bot.demo.server import Slack
from bot.demo.shown import reactions_json
from bot.demo.things import Message
from tests.demo.blocks import actions, button


@pytest.fixture
def said(slack: Slack) -> Message:
    return slack.person("bea").say("general", "Done")


def react(slack: Slack, handle: str, message: Message, name: str = "tada") -> list[dict[str, object]]:
    """Give what is under the message after somebody pressed an emoji there."""
    deed = {"as": handle, "do": "react", "in": message.channel, "ts": message.ts, "name": name}
    assert Deeds(slack.workspace, slack.person).do(deed)["ok"]
    return reactions_json(slack.workspace.message(message.channel, message.ts))


def test_the_same_emoji_of_two_people_counts_two(slack: Slack, said: Message) -> None:
    react(slack, "ana", said)
    (put,) = react(slack, "gus", said)
    assert put == {"name": "tada", "users": [slack.person(one).person.id for one in ("ana", "gus")], "count": 2}


def test_pressed_again_it_is_taken_back(slack: Slack, said: Message) -> None:
    react(slack, "ana", said)
    assert react(slack, "ana", said) == []


def test_the_app_hears_nothing_of_it(slack: Slack, said: Message) -> None:
    react(slack, "ana", said)
    assert slack.wire.deliveries() == []


def test_they_stay_when_the_app_says_something_else_in_place_of_what_it_said(slack: Slack, client: WebClient) -> None:
    client.chat_postMessage(channel="general", text="A card", blocks=[actions(button("Next"))])
    ana = slack.person("ana")
    card = ana.sees("general")[-1]
    ana.click(card, "Next")
    react(slack, "bea", card)
    url = slack.wire.deliveries("block_actions")[-1].arguments["response_url"]

    WebhookClient(url).send(text="Another", replace_original=True)

    shown = ana.sees("general")[-1]
    assert (shown.text, [one["name"] for one in reactions_json(shown)]) == ("Another", ["tada"])
