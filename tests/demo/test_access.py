"""The app gets what its manifest asks for and nothing else."""

from __future__ import annotations

import json
from typing import Any
from urllib.request import Request, urlopen

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.demo.server import Slack
from bot.demo.workspace import Workspace
from tests.demo.manifests import LITTLE
from tests.demo.probes import CAST, TOKEN


def test_a_call_without_a_token_is_not_authed(slack: Slack) -> None:
    with pytest.raises(SlackApiError, match="not_authed"):
        WebClient(base_url=slack.api_url).auth_test()


def test_a_wrong_token_is_refused(slack: Slack) -> None:
    with pytest.raises(SlackApiError, match="invalid_auth"):
        WebClient(token="xoxb-other", base_url=slack.api_url).auth_test()


def test_an_unknown_method_is_named(client: WebClient) -> None:
    with pytest.raises(SlackApiError) as refused:
        client.api_call("chat.shout")
    assert (refused.value.response["error"], refused.value.response["req_method"]) == ("unknown_method", "chat.shout")


def test_the_app_learns_who_it_is(slack: Slack, client: WebClient) -> None:
    me = client.auth_test()
    assert (me["team_id"], me["user_id"]) == (slack.workspace.team_id, slack.workspace.app.user_id)


def test_form_and_json_bodies_are_both_read(slack: Slack) -> None:
    def call(body: bytes, content_type: str) -> Any:
        headers = {"Authorization": f"Bearer {TOKEN}", "Content-Type": content_type}
        with urlopen(Request(f"{slack.api_url}chat.postMessage", body, headers)) as answer:
            return json.load(answer)

    assert call(b"channel=general&text=form", "application/x-www-form-urlencoded")["message"]["text"] == "form"
    assert call(b'{"channel": "general", "text": "json"}', "application/json")["message"]["text"] == "json"


def test_a_scope_that_the_manifest_does_not_ask_for_is_missing() -> None:
    with Slack(Workspace(people=CAST, manifest=LITTLE)) as slack:
        client = WebClient(token=slack.workspace.app.token, base_url=slack.api_url)
        with pytest.raises(SlackApiError) as refused:
            client.conversations_open(users=[slack.workspace.person("ana").id])
        response = refused.value.response
    assert (response["error"], response["needed"]) == ("missing_scope", "im:write")
    assert response["provided"] == "chat:write,users:read"


def test_an_email_is_shown_only_with_its_own_scope() -> None:
    with Slack(Workspace(people=CAST, manifest=LITTLE)) as slack:
        client = WebClient(token=slack.workspace.app.token, base_url=slack.api_url)
        profile = client.users_info(user=slack.workspace.person("ana").id)["user"]["profile"]
        with pytest.raises(SlackApiError, match="missing_scope"):
            client.users_lookupByEmail(email="ana@example.com")
    assert "email" not in profile


def test_a_command_that_is_not_in_the_manifest_is_not_sent() -> None:
    with Slack(Workspace(people=CAST, manifest=LITTLE)) as slack:
        ana = slack.person("ana")
        assert ana.command("/other", "x") is None
        assert ana.sees()[-1].text == "/other is not a valid command."
        assert slack.wire.deliveries() == []


def test_an_event_that_is_not_subscribed_or_lacks_its_scope_is_not_sent() -> None:
    with Slack(Workspace(people=CAST, manifest=LITTLE)) as slack:
        slack.person("ana").mention("general", "who?")
        assert slack.wire.deliveries() == []


def test_the_manifest_decides_whether_a_command_comes_with_ids() -> None:
    with Slack(Workspace(people=CAST, manifest=LITTLE)) as slack:
        slack.person("ana").command("/sko", "met @bea & <co>", channel="general")
        sent = slack.wire.deliveries()[0].arguments["text"]
        bea = slack.workspace.person("bea").id
    assert sent == f"met <@{bea}|bea> &amp; &lt;co&gt;"


def test_a_shortcut_that_is_not_in_the_manifest_cannot_be_used() -> None:
    with Slack(Workspace(people=CAST, manifest=LITTLE)) as slack:
        ana = slack.person("ana")
        with pytest.raises(LookupError):
            ana.shortcut(ana.say("general", "x"), callback_id="who")


def test_two_workspaces_cannot_share_a_port() -> None:
    with Slack(Workspace(people=CAST)) as slack, pytest.raises(OSError, match="in use"):
        Slack(Workspace(people=CAST), port=int(slack.page_url.rsplit(":", 1)[1].strip("/")))
