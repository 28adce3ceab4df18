"""Slack accepts a block at its limit and refuses it one beyond, and so does the stand-in."""

from __future__ import annotations

from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from tests.demo.blocks import Json, actions, button, image, mrkdwn, name_input, option, plain, section, select

LONG_CONFIRM = {"title": plain("Sure?"), "text": plain("x" * 300), "confirm": plain("Yes"), "deny": plain("No")}


def refusal(client: WebClient, blocks: list[Json]) -> Any:
    with pytest.raises(SlackApiError) as refused:
        client.chat_postMessage(channel="general", text="Ask Bea", blocks=blocks)
    return refused.value.response


def many(count: int, make: Any) -> list[Any]:
    return [make(i) for i in range(count)]


def buttons(count: int) -> Json:
    return actions(*many(count, lambda i: button(action_id=f"press-{i}")))


def fields(count: int) -> Json:
    return {"type": "section", "fields": many(count, lambda i: mrkdwn(f"field {i}"))}


def context(count: int) -> Json:
    return {"type": "context", "elements": many(count, lambda i: mrkdwn(f"part {i}"))}


def menu(count: int) -> Json:
    return actions(select(*many(count, lambda i: option(value=str(i)))))


def overflow(count: int) -> Json:
    options = many(count, lambda i: option(value=str(i)))
    return section(accessory={"type": "overflow", "action_id": "more", "options": options})


EDGES = {
    "50 blocks": (many(50, lambda _: section()), many(51, lambda _: section()), "/blocks"),
    "section text": ([section("x" * 3000)], [section("x" * 3001)], "/blocks/0/text/text"),
    "section fields": ([fields(10)], [fields(11)], "/blocks/0/fields"),
    "field text": (
        [{"type": "section", "fields": [mrkdwn("x" * 2000)]}],
        [{"type": "section", "fields": [mrkdwn("x" * 2001)]}],
        "/blocks/0/fields/0/text",
    ),
    "header text": (
        [{"type": "header", "text": plain("x" * 150)}],
        [{"type": "header", "text": plain("x" * 151)}],
        "/blocks/0/text/text",
    ),
    "context elements": ([context(10)], [context(11)], "/blocks/0/elements"),
    "actions elements": ([buttons(25)], [buttons(26)], "/blocks/0/elements"),
    "button text": ([actions(button("x" * 75))], [actions(button("x" * 76))], "/blocks/0/elements/0/text/text"),
    "button value": (
        [actions(button(value="x" * 2000))],
        [actions(button(value="x" * 2001))],
        "/blocks/0/elements/0/value",
    ),
    "action id": (
        [actions(button(action_id="x" * 255))],
        [actions(button(action_id="x" * 256))],
        "/blocks/0/elements/0/action_id",
    ),
    "block id": ([section(block_id="x" * 255)], [section(block_id="x" * 256)], "/blocks/0/block_id"),
    "options": ([menu(100)], [menu(101)], "/blocks/0/elements/0/options"),
    "option text": (
        [actions(select(option("x" * 75)))],
        [actions(select(option("x" * 76)))],
        "/blocks/0/elements/0/options/0/text/text",
    ),
    "option value": (
        [actions(select(option(value="x" * 150)))],
        [actions(select(option(value="x" * 151)))],
        "/blocks/0/elements/0/options/0/value",
    ),
    "overflow options": ([overflow(5)], [overflow(6)], "/blocks/0/accessory/options"),
    "image alt text": ([image(alt_text="x" * 2000)], [image(alt_text="x" * 2001)], "/blocks/0/alt_text"),
    "confirm text": (
        [actions(button(confirm=LONG_CONFIRM))],
        [actions(button(confirm=LONG_CONFIRM | {"text": plain("x" * 301)}))],
        "/blocks/0/elements/0/confirm/text/text",
    ),
}

NEVER = {
    "an empty text": [section("")],
    "a section without text or fields": [{"type": "section"}],
    "a context without elements": [{"type": "context", "elements": []}],
    "actions without elements": [actions()],
    "an unknown block": [{"type": "sektion"}],
    "an input element among actions": [actions({"type": "plain_text_input", "action_id": "a"})],
    "a markdown button": [actions({"type": "button", "action_id": "a", "text": mrkdwn("x")})],
    "a question that is no question": [actions(button(confirm="Sure?"))],
    "a purple button": [actions(button(style="purple"))],
    "an image nobody can hear": [{"type": "image", "image_url": "https://example.com/a.png"}],
    "an image from nowhere": [{"type": "image", "alt_text": "A"}],
    "two blocks of one id": [section(block_id="a"), section(block_id="a")],
    "two buttons of one action id in a block": [actions(button(), button())],
    "a file input in a message": [name_input(element={"type": "file_input", "action_id": "f"})],
    "a string where a block should be": ["section"],
}


@pytest.mark.parametrize("edge", EDGES)
def test_a_block_at_the_limit_is_shown(client: WebClient, edge: str) -> None:
    assert client.chat_postMessage(channel="general", text="Ask Bea", blocks=EDGES[edge][0])["ok"]


@pytest.mark.parametrize("edge", EDGES)
def test_a_block_beyond_the_limit_is_refused_and_pointed_at(client: WebClient, edge: str) -> None:
    response = refusal(client, EDGES[edge][1])

    assert response["error"] == "invalid_blocks"
    assert f"[json-pointer:{EDGES[edge][2]}]" in response["response_metadata"]["messages"][0]


@pytest.mark.parametrize("what", NEVER)
def test_what_is_no_proper_block_is_refused(client: WebClient, what: str) -> None:
    assert refusal(client, NEVER[what])["error"] == "invalid_blocks"  # type: ignore[arg-type]


def test_the_same_action_id_may_stand_in_two_blocks(client: WebClient) -> None:
    assert client.chat_postMessage(channel="general", text="x", blocks=[actions(button()), actions(button())])["ok"]


def test_blocks_that_hold_too_much_text_together_are_refused(client: WebClient) -> None:
    assert refusal(client, [section("x" * 2700) for _ in range(5)])["error"] == "msg_blocks_too_long"


def test_blocks_that_are_no_list_are_refused(client: WebClient) -> None:
    with pytest.raises(SlackApiError, match="invalid_blocks_format"):
        client.chat_postMessage(channel="general", text="x", blocks='{"type": "section"}')


@pytest.mark.parametrize("name", ["blocks", "metadata"])
def test_json_that_is_none_is_refused_by_its_own_code(client: WebClient, name: str) -> None:
    with pytest.raises(SlackApiError, match=f"invalid_{name}_format"):
        client.api_call("chat.postMessage", params={"channel": "general", "text": "x", name: "[{"})


@pytest.mark.parametrize("odd", [1, ["x"], {"x": 1}])
def test_a_name_that_is_no_text_is_refused(client: WebClient, odd: Any) -> None:
    for bent in (actions(button(type=odd)), actions(button(action_id=odd)), section(block_id=odd)):
        assert refusal(client, [bent, bent])["error"] == "invalid_blocks"
