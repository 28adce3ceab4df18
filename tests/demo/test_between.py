"""People write to each other, and the app is not there."""

from __future__ import annotations

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.demo.deeds import Deeds
from bot.demo.scene import scene
from bot.demo.server import Slack
from bot.demo.things import Place


@pytest.fixture
def dm(slack: Slack) -> str:
    """The id of the direct message of Ana and Bea, opened by Ana in the page."""
    bea = slack.workspace.person("bea").id
    return str(Deeds(slack.workspace, slack.person).do({"as": "ana", "do": "meet", "people": [bea]})["in"])


def test_both_find_the_same_conversation_and_nobody_else_does(slack: Slack, dm: str) -> None:
    slack.person("ana").say(dm, "Coffee?")

    assert [one.text for one in slack.person("bea").sees(dm)] == ["Coffee?"]
    listed = {
        handle: [one["id"] for one in scene(slack.workspace, handle, "")["dms"]] for handle in ("ana", "bea", "gus")
    }
    assert listed == {"ana": [dm], "bea": [dm], "gus": []}


def test_the_app_hears_nothing_of_it(slack: Slack, dm: str) -> None:
    slack.person("ana").say(dm, "@sko who owns pricing?")
    assert slack.wire.deliveries() == []


@pytest.mark.parametrize("method", ["conversations.history", "conversations.info", "conversations.open"])
def test_for_the_app_it_does_not_exist(client: WebClient, dm: str, method: str) -> None:
    with pytest.raises(SlackApiError, match="channel_not_found"):
        client.api_call(method, json={"channel": dm})


def test_the_app_cannot_write_there(client: WebClient, dm: str) -> None:
    with pytest.raises(SlackApiError, match="channel_not_found"):
        client.chat_postMessage(channel=dm, text="Hello")


def test_a_conversation_of_three_is_a_group_and_one_of_oneself_a_direct_message(slack: Slack) -> None:
    ana, bea, gus = (slack.workspace.person(one).id for one in ("ana", "bea", "gus"))
    between = slack.workspace.between
    assert (between(ana, bea, gus).place, between(ana).place) == (Place.GROUP, Place.DM)
    assert between(gus, bea, ana) is between(ana, bea, gus)
