"""A response_url answers without a token: five times, for half an hour."""

from __future__ import annotations

from typing import Any

import pytest
from slack_sdk.webhook import WebhookClient

from bot.demo.server import Slack
from tests.conftest import Clock
from tests.demo.blocks import actions, button, section


@pytest.fixture
def url(slack: Slack) -> str:
    """An address as /sko gets it; the app that is not there does not matter."""
    slack.person("ana").command("/sko", "who?", channel="general")
    return str(slack.wire.deliveries()[-1].arguments["response_url"])


def answer(url: str, **said: Any) -> tuple[int, str]:
    response = WebhookClient(url).send(**said)
    return response.status_code, response.body


def test_five_answers_are_taken_and_no_more(slack: Slack, url: str) -> None:
    for number in range(5):
        assert answer(url, text=f"answer {number}")[0] == 200
    for number in (5, 6):
        status, body = answer(url, text=f"answer {number}")
        assert (status, '"used_url"' in body) == (404, True)
    assert [one.text for one in slack.person("ana").sees("general") if one.by_app][-1] == "answer 4"


def test_an_address_expires_after_half_an_hour(clock: Clock, url: str) -> None:
    clock.forward(minutes=30)
    assert answer(url, text="in time")[0] == 200
    clock.forward(seconds=1)
    status, body = answer(url, text="late")
    assert (status, '"expired_url"' in body) == (404, True)


def test_an_answer_is_for_the_asker_unless_it_says_otherwise(slack: Slack, url: str) -> None:
    answer(url, text="for Ana")
    answer(url, text="for all", response_type="in_channel")
    assert [one.text for one in slack.person("bea").sees("general")] == ["for all"]


@pytest.mark.parametrize(
    ("said", "code"), [({"text": ""}, "no_text"), ({"text": "x", "blocks": [section("x" * 3001)]}, "invalid_blocks")]
)
def test_what_slack_refuses_is_refused_here_too(url: str, said: dict[str, Any], code: str) -> None:
    status, body = answer(url, **said)
    assert (status, code in body) == (400, True)


@pytest.fixture
def clicked(slack: Slack, url: str) -> str:
    """The address that comes with a click in an ephemeral card."""
    answer(url, text="card", blocks=[section("card"), actions(button("Wrong person"))])
    ana = slack.person("ana")
    ana.click(ana.sees("general")[-1], "Wrong person")
    return str(slack.wire.deliveries()[-1].arguments["response_url"])


def test_a_click_may_replace_the_card_it_was_made_in(slack: Slack, clicked: str) -> None:
    answer(clicked, text="next best", replace_original=True)
    assert [one.shown for one in slack.person("ana").sees("general") if one.by_app] == ["next best"]


def test_a_click_may_take_the_card_away(slack: Slack, clicked: str) -> None:
    answer(clicked, delete_original=True)
    assert [one for one in slack.person("ana").sees("general") if one.by_app] == []


def test_a_click_adds_an_answer_otherwise(slack: Slack, clicked: str) -> None:
    answer(clicked, text="noted")
    seen = [one for one in slack.person("ana").sees("general") if one.by_app]
    assert [one.text for one in seen] == ["card", "noted"]


def test_a_click_in_an_ephemeral_card_does_not_bring_the_card_along(slack: Slack, clicked: str) -> None:
    payload = slack.wire.deliveries("block_actions")[-1].arguments
    assert payload["container"]["is_ephemeral"]
    assert "message" not in payload
