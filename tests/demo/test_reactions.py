"""Emoji under a message: who put them there, and taking one's own back."""

from __future__ import annotations

import pytest

from bot.demo.deeds import Deeds
from bot.demo.server import Slack
from bot.demo.shown import reactions_json
from bot.demo.things import Message


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
