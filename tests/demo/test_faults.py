"""Bad days on demand: limits, errors, dropped connections, before and after the deed."""

from __future__ import annotations

import http.client
from urllib.error import URLError

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.webhook import WebhookClient

from bot.demo.server import Slack
from tests.office import wait_until


def said(slack: Slack) -> list[str]:
    return [one.text for one in slack.person("ana").sees("general")]


def test_too_many_calls_are_told_when_to_come_back(slack: Slack, client: WebClient) -> None:
    slack.faults.rate_limit(method="chat.postMessage", times=2, retry_after=7)
    for _ in range(2):
        with pytest.raises(SlackApiError) as refused:
            client.chat_postMessage(channel="general", text="x")
        assert (refused.value.response.status_code, refused.value.response.headers["Retry-After"]) == (429, "7")
    client.chat_postMessage(channel="general", text="third")
    assert said(slack) == ["third"]


def test_a_fault_hits_its_method_alone(slack: Slack, client: WebClient) -> None:
    slack.faults.rate_limit(method="chat.update")
    assert client.chat_postMessage(channel="general", text="x")["ok"]


@pytest.mark.parametrize(("after", "seen"), [(False, []), (True, ["x"])])
def test_a_server_error_comes_before_or_after_the_deed(
    slack: Slack, client: WebClient, after: bool, seen: list[str]
) -> None:
    slack.faults.error(method="chat.postMessage", after=after)
    with pytest.raises(SlackApiError):
        client.chat_postMessage(channel="general", text="x")
    assert said(slack) == seen


@pytest.mark.parametrize(("after", "seen"), [(False, []), (True, ["x"])])
def test_a_connection_drops_before_or_after_the_deed(
    slack: Slack, client: WebClient, after: bool, seen: list[str]
) -> None:
    slack.faults.drop(method="chat.postMessage", after=after)
    with pytest.raises((URLError, http.client.HTTPException, ConnectionError)):
        client.chat_postMessage(channel="general", text="x")
    assert said(slack) == seen


def test_what_is_slow_is_not_done_for_somebody_who_has_gone(slack: Slack) -> None:
    slack.faults.slow(method="chat.postMessage", seconds=60)
    impatient = WebClient(token=slack.workspace.app.token, base_url=slack.api_url, timeout=0.1, retry_handlers=[])  # type: ignore[arg-type]
    with pytest.raises((TimeoutError, URLError)):
        impatient.chat_postMessage(channel="general", text="x")
    slack.faults.clear()
    wait_until(lambda: slack.wire.calls("chat.postMessage"))
    assert said(slack) == []


def test_a_slow_answer_is_too_late_for_the_impatient(slack: Slack) -> None:
    slack.faults.slow(method="auth.test", seconds=0.5)
    impatient = WebClient(token=slack.workspace.app.token, base_url=slack.api_url, timeout=0.1, retry_handlers=[])  # type: ignore[arg-type]
    with pytest.raises((TimeoutError, URLError)):
        impatient.auth_test()


def test_a_response_url_can_be_limited_too(slack: Slack) -> None:
    ana = slack.person("ana")
    ana.command("/sko", "who?", channel="general")
    url = str(slack.wire.deliveries()[-1].arguments["response_url"])
    slack.faults.rate_limit(method="response_url")
    assert WebhookClient(url, retry_handlers=[]).send(text="x").status_code == 429
    assert WebhookClient(url).send(text="x").status_code == 200


def test_everything_works_again_once_the_faults_are_cleared(slack: Slack, client: WebClient) -> None:
    slack.faults.error(times=99)
    slack.faults.clear()
    assert client.auth_test()["ok"]


def test_each_call_is_on_the_record_with_its_refusal(slack: Slack, client: WebClient) -> None:
    with pytest.raises(SlackApiError):
        client.chat_postMessage(channel="nowhere", text="x")
    call = slack.wire.calls("chat.postMessage")[-1]
    assert (call.ok, call.refused, call.status) == (False, "channel_not_found", 200)
    assert call.arguments["text"] == "x"
