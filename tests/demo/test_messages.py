"""Where the app may speak, and what comes back of it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.demo.server import Slack
from tests.demo.blocks import section


def code(refused: pytest.ExceptionInfo[SlackApiError]) -> str:
    return str(refused.value.response["error"])


@pytest.mark.parametrize(
    ("channel", "said", "expected"),
    [
        ("nowhere", "x", "channel_not_found"),
        ("private", "x", "not_in_channel"),
        ("general", "", "no_text"),
        ("general", "x" * 40_001, "msg_too_long"),
        ("leo", "x", "channel_not_found"),
        ("rob", "x", "channel_not_found"),
    ],
)
def test_a_message_that_slack_would_not_take_is_refused(
    slack: Slack, client: WebClient, channel: str, said: str, expected: str
) -> None:
    people = {person.handle: person.id for person in slack.workspace.people}
    with pytest.raises(SlackApiError) as refused:
        client.api_call("chat.postMessage", json={"channel": people.get(channel, channel), "text": said})
    assert code(refused) == expected


def test_metadata_is_kept_and_given_back_only_when_asked_for(slack: Slack, client: WebClient) -> None:
    key = {"event_type": "sko_message", "event_payload": {"key": "opaque"}}
    sent = client.chat_postMessage(channel=slack.workspace.person("ana").id, text="Hello", metadata=key)

    asked = client.conversations_history(channel=str(sent["channel"]), include_all_metadata=True)
    not_asked = client.conversations_history(channel=str(sent["channel"]))

    assert asked["messages"][0]["metadata"] == key
    assert "metadata" not in not_asked["messages"][0]


def test_metadata_without_an_event_type_is_refused(client: WebClient) -> None:
    with pytest.raises(SlackApiError, match="invalid_metadata_format"):
        client.chat_postMessage(channel="general", text="x", metadata={"key": "opaque"})


def test_metadata_of_a_type_that_slack_cannot_read_is_lost_without_a_word(slack: Slack, client: WebClient) -> None:
    key = {"event_type": "sko.message", "event_payload": {"key": "opaque"}}
    sent = client.chat_postMessage(channel=slack.workspace.person("ana").id, text="Hello", metadata=key)
    asked = client.conversations_history(channel=str(sent["channel"]), include_all_metadata=True)
    assert "metadata" not in asked["messages"][0]


def test_an_update_keeps_the_metadata_unless_it_says_otherwise(slack: Slack, client: WebClient) -> None:
    key = {"event_type": "sko_message", "event_payload": {"key": "opaque"}}
    sent = client.chat_postMessage(channel="general", text="Hello", metadata=key)

    client.chat_update(channel=str(sent["channel"]), ts=str(sent["ts"]), text="Hello again")
    assert slack.person("ana").sees("general")[-1].metadata == key
    client.chat_update(channel=str(sent["channel"]), ts=str(sent["ts"]), text="Hello again", metadata={})
    assert slack.person("ana").sees("general")[-1].metadata is None


def test_nothing_can_be_said_to_somebody_where_the_app_has_no_messages(slack: Slack, client: WebClient) -> None:
    slack.workspace.app = replace(slack.workspace.app, messages_tab=False)
    with pytest.raises(SlackApiError, match="messages_tab_disabled"):
        client.chat_postMessage(channel=slack.workspace.person("ana").id, text="x")


def test_history_goes_on_below_a_page_within_the_same_time(slack: Slack, client: WebClient) -> None:
    """A worker that looks for its own message asks from a moment on, and page by page."""
    first, *rest = [client.chat_postMessage(channel="general", text=said)["ts"] for said in "abcd"]
    channel = slack.workspace.conversation("general").id
    pages = client.conversations_history(channel=channel, oldest=first, limit=2, include_all_metadata=True)
    assert [[one["ts"] for one in page["messages"]] for page in pages] == [rest[:0:-1], rest[:1]]


def test_history_is_newest_first_and_cut_where_asked(slack: Slack, client: WebClient) -> None:
    first, second, third = (client.chat_postMessage(channel="general", text=said)["ts"] for said in "abc")
    channel = slack.workspace.conversation("general").id

    newest = client.conversations_history(channel=channel, limit=2)
    between = client.conversations_history(channel=channel, oldest=first, latest=third)

    assert ([one["ts"] for one in newest["messages"]], newest["has_more"]) == ([third, second], True)
    assert [one["ts"] for one in between["messages"]] == [second]


def test_history_goes_on_where_the_page_before_ended(slack: Slack, client: WebClient) -> None:
    sent = [client.chat_postMessage(channel="general", text=said)["ts"] for said in "abcde"]
    channel = slack.workspace.conversation("general").id
    pages = [[one["ts"] for one in page["messages"]] for page in client.conversations_history(channel=channel, limit=2)]
    assert pages == [[sent[4], sent[3]], [sent[2], sent[1]], [sent[0]]]


def test_a_time_that_is_none_is_refused(slack: Slack, client: WebClient) -> None:
    with pytest.raises(SlackApiError, match="invalid_ts_oldest"):
        client.conversations_history(channel=slack.workspace.conversation("general").id, oldest="yesterday")


def test_an_ephemeral_message_is_in_no_history_and_cannot_be_changed(slack: Slack, client: WebClient) -> None:
    ana, channel = slack.person("ana"), slack.workspace.conversation("general").id
    sent = client.chat_postEphemeral(channel=channel, user=ana.person.id, text="For you")

    assert [one.text for one in ana.sees("general")] == ["For you"]
    assert client.conversations_history(channel=channel)["messages"] == []
    with pytest.raises(SlackApiError, match="message_not_found"):
        client.chat_update(channel=channel, ts=str(sent["message_ts"]), text="For all")


def test_an_ephemeral_message_needs_a_member(slack: Slack, client: WebClient) -> None:
    with pytest.raises(SlackApiError, match="user_not_in_channel"):
        client.chat_postEphemeral(channel="general", user=slack.workspace.person("fay").id, text="x")


def test_the_app_changes_and_deletes_its_own_messages_only(slack: Slack, client: WebClient) -> None:
    theirs = slack.person("ana").say("general", "Mine")
    ours = client.chat_postMessage(channel="general", text="Ours", blocks=[section("Ours")])

    with pytest.raises(SlackApiError, match="cant_update_message"):
        client.chat_update(channel=theirs.channel, ts=theirs.ts, text="x")
    with pytest.raises(SlackApiError, match="cant_delete_message"):
        client.chat_delete(channel=theirs.channel, ts=theirs.ts)
    client.chat_update(channel=theirs.channel, ts=str(ours["ts"]), text="New", blocks=[])
    changed = slack.person("ana").sees("general")[-1]
    assert (changed.shown, changed.edited) == ("New", True)
    client.chat_delete(channel=theirs.channel, ts=str(ours["ts"]))
    assert [one.text for one in slack.person("bea").sees("general")] == ["Mine"]


def test_an_update_takes_a_tenth_of_the_text_that_a_message_takes(client: WebClient) -> None:
    sent = client.chat_postMessage(channel="general", text="x" * 40_000)
    with pytest.raises(SlackApiError, match="msg_too_long"):
        client.chat_update(channel=str(sent["channel"]), ts=str(sent["ts"]), text="x" * 4_001)


def test_whom_a_message_pings_is_known(slack: Slack, client: WebClient) -> None:
    ana, bea = (slack.workspace.person(handle).id for handle in ("ana", "bea"))
    client.chat_postMessage(channel="general", text="x", blocks=[section(f"<@{ana}> asked &lt;!channel&gt;")])
    client.chat_postMessage(channel="general", text="<!channel> look")
    client.chat_postEphemeral(channel="general", user=ana, text=f"<!here> <@{bea}>")

    one, everybody, nobody = slack.person("ana").sees("general")

    assert slack.workspace.pinged(one) == {ana}
    assert {ana, bea} <= slack.workspace.pinged(everybody)
    assert slack.workspace.pinged(nobody) == set()
    assert nobody.mentions == {"here", bea}


def test_a_thread_is_read_apart_from_the_channel(slack: Slack, client: WebClient) -> None:
    asked = slack.person("ana").say("general", "Who?")
    client.chat_postMessage(channel=asked.channel, thread_ts=asked.ts, text="Bea")

    in_channel = client.conversations_history(channel=asked.channel)["messages"]
    in_thread = client.conversations_replies(channel=asked.channel, ts=asked.ts)["messages"]

    assert [one["text"] for one in in_channel] == ["Who?"]
    assert [one["text"] for one in in_thread] == ["Who?", "Bea"]


def test_a_thread_that_is_not_there_cannot_be_read(slack: Slack, client: WebClient) -> None:
    with pytest.raises(SlackApiError, match="thread_not_found"):
        client.conversations_replies(channel=slack.workspace.conversation("general").id, ts="1.000000")


def test_an_emoji_is_put_once(slack: Slack, client: WebClient) -> None:
    said = slack.person("ana").say("general", "Done")
    client.reactions_add(channel=said.channel, timestamp=said.ts, name="eyes")

    assert slack.person("bea").sees("general")[0].reactions == (("eyes", slack.workspace.app.user_id),)
    with pytest.raises(SlackApiError, match="already_reacted"):
        client.reactions_add(channel=said.channel, timestamp=said.ts, name="eyes")
