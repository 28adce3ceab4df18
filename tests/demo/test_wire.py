"""What went over the wire is shown whole, in order, and without the secrets in it."""

from __future__ import annotations

import json
import socket
import threading

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.webhook import WebhookClient

from bot.demo.door import NOT_YET, Door
from bot.demo.refusals import Refused
from bot.demo.server import Slack
from tests.demo.panel import get
from tests.demo.probes import HASTY, TOKEN


def test_the_page_fetches_only_what_is_new(slack: Slack, client: WebClient) -> None:
    client.auth_test()
    seen = get(slack, "wire")[1]["crossings"][-1]["number"]
    client.auth_test()
    client.api_call("users.list")

    _, new = get(slack, f"wire?after={seen}")

    assert [(one["number"], one["what"]) for one in new["crossings"]] == [
        (seen + 1, "auth.test"),
        (seen + 2, "users.list"),
    ]
    slack.forget()
    _, forgotten = get(slack, "wire")
    assert (forgotten["first"], forgotten["last"], forgotten["crossings"]) == (seen + 3, seen + 2, [])


def test_why_slack_refuses_is_told_as_a_developer_would_read_it(slack: Slack, client: WebClient) -> None:
    with pytest.raises(SlackApiError):
        client.chat_postMessage(channel="general", text="x", blocks=[{"type": "sektion"}])
    [call] = get(slack, "wire")[1]["crossings"]
    assert call["refused"] == "invalid_blocks"
    assert call["details"][0].startswith("[ERROR] ")


def test_no_token_is_shown_wherever_it_stands(slack: Slack, client: WebClient) -> None:
    client.chat_postMessage(channel="general", text=f"my token is {TOKEN} and {slack.workspace.app.token}")
    client.api_call("auth.test", params={"token": TOKEN})
    slack.person("ana").command("/sko", "xapp-1-A0-secret")
    shown = json.dumps(get(slack, "wire")[1])
    assert "my token is" in shown
    assert not [secret for secret in (TOKEN, slack.workspace.app.token, "xapp-1") if secret in shown]


def test_a_response_url_that_is_cut_off_is_on_the_wire_too(slack: Slack) -> None:
    ana = slack.person("ana").person
    url = slack._urls.issue(user=ana.id, channel=slack.workspace.conversation("general").id)
    slack.faults.drop(method="response_url", after=True)
    with pytest.raises(OSError):
        WebhookClient(url, retry_handlers=[]).send(text="x")
    [call] = slack.wire.calls("response_url")
    assert (call.status, call.refused) == (None, "connection dropped, after it was carried out")


@HASTY
def test_an_answer_that_trickles_in_is_late_as_a_whole(slack: Slack) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:

        def trickle() -> None:
            connection, _ = server.accept()
            with connection:
                for part in (b"HTTP/1.1 200 OK\r\n", b"Content-Length: 0\r\n", b"\r\n"):
                    threading.Event().wait(0.3)
                    connection.sendall(part)

        threading.Thread(target=trickle, daemon=True).start()
        slack.connect(request_url=f"http://127.0.0.1:{server.getsockname()[1]}/")
        crossing = slack.person("ana").command("/sko", "who?")
    assert crossing is not None
    assert (crossing.status, crossing.refused) == (None, "operation_timeout")


def test_what_is_done_before_there_is_an_app_waits_and_is_then_told_so(slack: Slack) -> None:
    with pytest.raises(Refused, match="still being installed") as refused, Door(slack.workspace, patience=0).through():
        raise AssertionError("nobody may come in")
    assert refused.value.code == NOT_YET
