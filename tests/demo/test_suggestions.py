"""A menu whose choices come from the app: it is asked, signed and in three seconds, and its answer is checked."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.demo import stack
from bot.demo.refusals import Refused
from bot.demo.server import Slack
from bot.demo.things import Message
from tests.demo.blocks import Json, actions, modal, name_input, option, plain
from tests.demo.sink import GROUPS, ONE, menu

TOPICS = menu("external_select", min_query_length=2)


@pytest.fixture
def asked(slack: Slack, probe: App, client: WebClient) -> Message:
    """A message with such a menu in it."""
    client.chat_postMessage(channel="general", text="x", blocks=[actions(TOPICS)])
    return slack.person("ana").sees("general")[-1]


def answering(probe: App, answer: Json) -> list[Json]:
    heard: list[Json] = []

    @probe.options("external_select")
    def suggest(ack: Ack, payload: dict[str, Any]) -> None:
        heard.append(payload)
        ack(**answer)

    return heard


@pytest.mark.parametrize("answer", [{"options": [ONE]}, {"options": []}, {"option_groups": GROUPS}])
def test_the_app_offers_choices_for_what_is_typed(slack: Slack, probe: App, asked: Message, answer: Json) -> None:
    heard = answering(probe, answer)
    assert slack.person("ana").options(asked, "external_select", "pr") == answer
    assert (heard[0]["value"], heard[0]["message"]["ts"], "trigger_id" in heard[0]) == ("pr", asked.ts, False)


def test_the_app_is_not_asked_before_enough_is_typed(slack: Slack, probe: App, asked: Message) -> None:
    heard = answering(probe, {"options": [ONE]})
    assert slack.person("ana").options(asked, "external_select", "p") == {"options": []}
    assert heard == []


def test_a_modal_asks_with_its_view(slack: Slack, probe: App) -> None:
    heard = answering(probe, {"options": [ONE]})
    view = stack.opened(slack.workspace, slack.workspace.person("ana").id, modal(name_input(element=TOPICS)))
    slack.person("ana").options(view, "external_select", "pr")
    assert (heard[0]["view"]["id"], heard[0]["block_id"]) == (view.id, "name")


BROKEN: dict[str, Json] = {
    "101 choices": {"options": [option(value=str(i)) for i in range(101)]},
    "a long choice": {"options": [option("x" * 76)]},
    "101 groups": {"option_groups": [GROUPS[0]] * 101},
    "a long heading": {"option_groups": [{"label": plain("x" * 76), "options": [ONE]}]},
    "an empty group": {"option_groups": [{"label": plain("Home"), "options": []}]},
}


@pytest.mark.parametrize("what", BROKEN)
def test_choices_that_break_the_rules_are_not_shown(slack: Slack, probe: App, asked: Message, what: str) -> None:
    answering(probe, BROKEN[what])
    with pytest.raises(Refused, match="invalid_options"):
        slack.person("ana").options(asked, "external_select", "pr")


def test_an_answer_without_choices_is_refused(slack: Slack, probe: App, asked: Message) -> None:
    @probe.options("external_select")
    def silent(ack: Ack) -> None:
        ack("nothing")

    with pytest.raises(Refused, match="invalid_options"):
        slack.person("ana").options(asked, "external_select", "pr")


def test_an_app_that_told_slack_no_address_for_choices_is_never_asked(slack: Slack, probe: App, asked: Message) -> None:
    heard = answering(probe, {"options": [ONE]})
    slack.workspace.app = replace(slack.workspace.app, gives_options=False)
    with pytest.raises(Refused, match="no_options_url"):
        slack.person("ana").options(asked, "external_select", "pr")
    assert heard == []


def test_an_ephemeral_message_asks_without_itself(slack: Slack, probe: App, client: WebClient) -> None:
    heard = answering(probe, {"options": [ONE]})
    ana = slack.workspace.person("ana")
    client.chat_postEphemeral(channel="general", user=ana.id, text="x", blocks=[actions(TOPICS)])
    only_hers = slack.person("ana").sees("general")[-1]
    assert slack.person("ana").options(only_hers, "external_select", "pr") == {"options": [ONE]}
    assert (heard[0]["container"]["is_ephemeral"], "message" in heard[0]) == (True, False)


def test_an_app_that_knows_no_choices_is_a_failure(slack: Slack, probe: App, asked: Message) -> None:
    with pytest.raises(Refused, match="dispatch_failed"):
        slack.person("ana").options(asked, "external_select", "pr")
