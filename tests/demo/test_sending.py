"""Signed requests, three seconds to acknowledge, and redelivery."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient
from slack_sdk.signature import SignatureVerifier
from werkzeug import Request, Response

from bot.demo.server import Slack
from tests.demo.probes import HASTY, SECRET, served


class Recorder:
    """An app that keeps what it is sent, and answers what the test wants."""

    def __init__(self) -> None:
        self.requests: list[Request] = []
        self.statuses = [200]
        self.body = ""
        self.late = threading.Event()
        self.hold = False

    def __call__(self, environ: dict[str, object], start_response: object) -> object:
        request = Request(environ)
        request.get_data()
        self.requests.append(request)
        if self.hold:
            self.late.wait(5)
        status = self.statuses.pop(0) if len(self.statuses) > 1 else self.statuses[0]
        return Response(self.body, status=status)(environ, start_response)  # type: ignore[arg-type]


@pytest.fixture
def recorder(slack: Slack) -> Iterator[Recorder]:
    app = Recorder()
    with served(app) as address:
        slack.connect(request_url=address)
        yield app
        app.late.set()


def wait_until_delivered(slack: Slack, times: int) -> None:
    """The retries come from the background; the workspace tells nobody, so look again until they are there."""
    pause = threading.Event()
    for _ in range(500):
        if len(slack.wire.deliveries()) >= times:
            return
        pause.wait(0.01)
    raise AssertionError(f"{len(slack.wire.deliveries())} of {times} deliveries")


def test_each_request_is_signed_with_the_secret(slack: Slack, recorder: Recorder) -> None:
    ana = slack.person("ana")
    ana.command("/sko", "who?")
    ana.dm("who?")
    ana.shortcut(ana.sees()[-1], callback_id="who")

    verifier = SignatureVerifier(SECRET)
    assert [verifier.is_valid_request(one.get_data(), dict(one.headers)) for one in recorder.requests] == [True] * 3
    assert [one.mimetype for one in recorder.requests] == [
        "application/x-www-form-urlencoded",
        "application/json",
        "application/x-www-form-urlencoded",
    ]


@HASTY
def test_a_late_command_fails_before_the_eyes_of_the_person(slack: Slack, recorder: Recorder) -> None:
    recorder.hold = True
    ana = slack.person("ana")
    ana.command("/sko", "who?", channel="general")
    assert ana.sees("general")[-1].text.startswith("/sko failed because the app did not respond")


def test_a_refused_command_fails_before_the_eyes_of_the_person(slack: Slack, recorder: Recorder) -> None:
    recorder.statuses = [500]
    ana = slack.person("ana")
    ana.command("/sko", "who?", channel="general")
    assert ana.sees("general")[-1].text == '/sko failed with the error "dispatch_failed"'


def test_an_acknowledgement_with_text_is_shown_to_the_person(slack: Slack, recorder: Recorder) -> None:
    recorder.body = '{"text": "Looking…"}'
    ana = slack.person("ana")
    ana.command("/sko", "who?", channel="general")
    assert (ana.sees("general")[-1].text, ana.sees("general")[-1].ephemeral) == ("Looking…", True)


def test_an_acknowledgement_that_breaks_the_rules_is_an_invalid_response(slack: Slack, recorder: Recorder) -> None:
    recorder.body = '{"blocks": [{"type": "sektion"}]}'
    ana = slack.person("ana")
    ana.command("/sko", "who?", channel="general")
    assert ana.sees("general")[-1].text == '/sko failed with the error "invalid_command_response"'


def test_an_event_is_delivered_again_until_it_is_taken(slack: Slack, recorder: Recorder) -> None:
    recorder.statuses = [500, 500, 200]
    slack.person("ana").dm("who?")
    wait_until_delivered(slack, 3)

    numbers = [one.headers.get("X-Slack-Retry-Num") for one in recorder.requests]
    reasons = [one.headers.get("X-Slack-Retry-Reason") for one in recorder.requests]
    assert (numbers, reasons) == ([None, "1", "2"], [None, "http_error", "http_error"])
    assert len({one.get_json()["event_id"] for one in recorder.requests}) == 1


def test_slack_gives_up_after_three_retries(slack: Slack, recorder: Recorder) -> None:
    recorder.statuses = [500]
    slack.person("ana").dm("who?")
    wait_until_delivered(slack, 4)
    assert [one.retry for one in slack.wire.deliveries()] == [0, 1, 2, 3]


@HASTY
def test_an_event_acknowledged_late_is_delivered_again_for_the_timeout(slack: Slack, recorder: Recorder) -> None:
    recorder.hold = True
    slack.person("ana").dm("who?")
    recorder.hold = False
    wait_until_delivered(slack, 2)
    assert recorder.requests[1].headers["X-Slack-Retry-Reason"] == "http_timeout"


def test_the_last_event_is_redelivered_on_demand(slack: Slack, recorder: Recorder) -> None:
    slack.person("ana").dm("who?")
    slack.redeliver(3)
    assert len({one.get_json()["event_id"] for one in recorder.requests}) == 1
    assert [one.retry for one in slack.wire.deliveries()] == [0, 1, 2, 3]


def test_a_command_is_replayed_byte_for_byte(slack: Slack, recorder: Recorder) -> None:
    slack.person("ana").command("/sko", "who?")
    slack.replay(2)
    assert len({one.headers["X-Slack-Signature"] for one in recorder.requests}) == 1
    assert len(recorder.requests) == 3


def test_an_app_that_is_not_there_shows_as_a_failure_not_an_error(slack: Slack) -> None:
    ana = slack.person("ana")
    slack.connect(request_url="http://127.0.0.1:9/slack/events")
    ana.command("/sko", "who?")
    assert ana.sees()[-1].text.endswith('"dispatch_failed"')


def test_the_app_hears_its_own_direct_messages_too(slack: Slack, recorder: Recorder, client: WebClient) -> None:
    client.chat_postMessage(channel=slack.workspace.person("ana").id, text="Hello")
    wait_until_delivered(slack, 1)
    event = recorder.requests[0].get_json()["event"]
    assert (event["bot_id"], event["channel_type"]) == (slack.workspace.app.bot_id, "im")


def test_a_mention_is_heard_where_the_app_is_a_member(slack: Slack, recorder: Recorder) -> None:
    ana = slack.person("ana")
    ana.mention("private", "who?")
    ana.mention("general", "who?")
    kinds = [(one.what, one.arguments["event"]["channel"]) for one in slack.wire.deliveries("event app_mention")]
    assert kinds == [("event app_mention", slack.workspace.conversation("general").id)]


def test_an_event_from_a_shared_channel_says_so(slack: Slack, recorder: Recorder) -> None:
    slack.person("fay").mention("partners", "who?")
    sent = slack.wire.deliveries("event app_mention")[0].arguments
    assert sent["is_ext_shared_channel"]
    assert sent["event"]["user_team"] != sent["team_id"]


def test_a_url_button_is_heard_as_well(slack: Slack, probe: App, client: WebClient) -> None:
    pressed = []
    link = {
        "type": "button",
        "action_id": "open",
        "url": "https://example.com",
        "text": {"type": "plain_text", "text": "Open"},
    }

    @probe.action("open")
    def opened(ack: Ack, respond: Respond) -> None:
        ack()
        pressed.append("open")

    client.chat_postMessage(channel="general", text="x", blocks=[{"type": "actions", "elements": [link]}])
    ana = slack.person("ana")
    ana.click(ana.sees("general")[-1], "Open")
    assert pressed == ["open"]


def test_a_file_dropped_in_the_direct_message_arrives_as_a_share(slack: Slack, recorder: Recorder) -> None:
    slack.person("ana").upload("sheet.csv", b"topic,owner\n")
    event = slack.wire.deliveries("event message")[0].arguments["event"]
    assert (event["subtype"], event["files"][0]["name"]) == ("file_share", "sheet.csv")


def test_what_waits_in_the_background_has_ended_when_the_stand_in_has(slack: Slack) -> None:
    before = set(threading.enumerate())

    def put_off() -> None:
        for _ in range(20):
            slack._sender.later(lambda: None, after=60)

    with ThreadPoolExecutor(8) as pool:
        for _ in range(8):
            pool.submit(put_off)
    waiting = set(threading.enumerate()) - before
    slack._sender.stop()
    assert len(waiting) == 160
    assert not [one for one in waiting if one.is_alive()]
