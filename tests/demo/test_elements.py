"""Menus, boxes, pickers and fields: taken as the reference allows them, refused one step beyond."""

from __future__ import annotations

from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.demo.server import Slack
from tests.demo.blocks import Json, actions, button, modal, name_input, option, plain, section
from tests.demo.sink import HOME, MESSAGE, MODAL, ONE, TWO, menu

OPTIONS = [ONE, TWO]
ALIEN = option("Alien", "alien")


def options(count: int) -> list[Json]:
    return [option(value=str(i)) for i in range(count)]


def group(count: int = 1, label: str = "Home") -> Json:
    return {"label": plain(label), "options": options(count)}


def select(**more: Any) -> Json:
    return menu("static_select", **({"options": OPTIONS} | more))


def grouped(*groups: Json) -> Json:
    return menu("static_select", option_groups=list(groups))


def number(**more: Any) -> Json:
    return menu("number_input", is_decimal_allowed=False, **more)


# What stands in an actions block: good, beyond, and where Slack points.
PRESSED: dict[str, tuple[Json, Json, str]] = {
    "placeholder": (select(placeholder=plain("x" * 150)), select(placeholder=plain("x" * 151)), "/placeholder/text"),
    "groups": (grouped(*[group()] * 100), grouped(*[group()] * 101), "/option_groups"),
    "options of a group": (grouped(group(100)), grouped(group(101)), "/option_groups/0/options"),
    "label of a group": (grouped(group(label="x" * 75)), grouped(group(label="x" * 76)), "/option_groups/0/label/text"),
    "options or groups": (select(), select(option_groups=[group()]), ""),
    "initial option": (select(initial_option=TWO), select(initial_option=ALIEN), "/initial_option"),
    "initial options": (
        menu("checkboxes", options=OPTIONS, initial_options=OPTIONS),
        menu("checkboxes", options=OPTIONS, initial_options=[ONE, ALIEN]),
        "/initial_options/1",
    ),
    "checkboxes": (menu("checkboxes", options=options(10)), menu("checkboxes", options=options(11)), "/options"),
    "radio buttons": (
        menu("radio_buttons", options=options(10)),
        menu("radio_buttons", options=options(11)),
        "/options",
    ),
    "an overflow menu": (menu("overflow", options=options(1)), menu("overflow", options=[]), "/options"),
    "links in menus": (
        menu("overflow", options=[ONE | {"url": "https://example.com"}]),
        select(options=[ONE | {"url": "https://example.com"}]),
        "/options/0",
    ),
    "description": (
        select(options=[ONE | {"description": plain("x" * 75)}]),
        select(options=[ONE | {"description": plain("x" * 76)}]),
        "/options/0/description/text",
    ),
    "chosen at most": (
        menu("multi_static_select", options=OPTIONS, max_selected_items=1),
        menu("multi_static_select", options=OPTIONS, max_selected_items=0),
        "/max_selected_items",
    ),
    "asked of the app": (
        menu("external_select", min_query_length=0, initial_option=ONE),
        menu("external_select", min_query_length=-1),
        "/min_query_length",
    ),
    "date": (
        menu("datepicker", initial_date="2026-02-28"),
        menu("datepicker", initial_date="2026-02-30"),
        "/initial_date",
    ),
    "time": (menu("timepicker", initial_time="09:30"), menu("timepicker", initial_time="9:30"), "/initial_time"),
    "moment": (
        menu("datetimepicker", initial_date_time=1_770_000_000),
        menu("datetimepicker", initial_date_time="1770000000"),
        "/initial_date_time",
    ),
    "button's link": (button(url="x" * 3000), button(url="x" * 3001), "/url"),
    "button's label": (
        button(accessibility_label="x" * 75),
        button(accessibility_label="x" * 76),
        "/accessibility_label",
    ),
}

# What stands in an input block of a modal.
FILLED: dict[str, tuple[Json, Json, str]] = {
    "shortest": (menu("plain_text_input", min_length=3000), menu("plain_text_input", min_length=3001), "/min_length"),
    "longest": (menu("plain_text_input", max_length=1), menu("plain_text_input", max_length=0), "/max_length"),
    "shortest and longest": (
        menu("plain_text_input", min_length=3, max_length=3),
        menu("plain_text_input", min_length=4, max_length=3),
        "/min_length",
    ),
    "when it tells the app": (
        menu("plain_text_input", dispatch_action_config={"trigger_actions_on": ["on_enter_pressed"]}),
        menu("plain_text_input", dispatch_action_config={"trigger_actions_on": ["on_blur"]}),
        "/dispatch_action_config/trigger_actions_on",
    ),
    "decimals": (number(), menu("number_input"), ""),
    "least": (number(min_value="1"), number(min_value=1), "/min_value"),
    "whole": (number(min_value="1"), number(min_value="1.5"), "/min_value"),
    "least and most": (number(min_value="1", max_value="9"), number(min_value="9", max_value="1"), "/min_value"),
    "first number": (
        number(min_value="1", initial_value="1"),
        number(min_value="1", initial_value="0"),
        "/initial_value",
    ),
    "files": (menu("file_input", max_files=10), menu("file_input", max_files=11), "/max_files"),
    "no files": (menu("file_input", max_files=1), menu("file_input", max_files=0), "/max_files"),
    "kinds of file": (menu("file_input", filetypes=["csv"]), menu("file_input", filetypes="csv"), "/filetypes"),
}


def refusal(client: WebClient, blocks: list[Json]) -> Any:
    with pytest.raises(SlackApiError) as refused:
        client.chat_postMessage(channel="general", text="x", blocks=blocks)
    return refused.value.response


def trigger(slack: Slack) -> str:
    return slack.workspace.triggers.issue(slack.workspace.person("ana").id)


@pytest.mark.parametrize("edge", PRESSED)
def test_what_is_pressed_is_refused_exactly_beyond_its_limits(client: WebClient, edge: str) -> None:
    good, bad, at = PRESSED[edge]
    assert client.chat_postMessage(channel="general", text="x", blocks=[actions(good)])["ok"]
    response = refusal(client, [actions(bad)])
    assert response["error"] == "invalid_blocks"
    assert f"[json-pointer:/blocks/0/elements/0{at}]" in response["response_metadata"]["messages"][0]


@pytest.mark.parametrize("edge", FILLED)
def test_what_is_filled_in_is_refused_exactly_beyond_its_limits(slack: Slack, client: WebClient, edge: str) -> None:
    good, bad, at = FILLED[edge]
    assert client.views_open(trigger_id=trigger(slack), view=modal(name_input(element=good)))["ok"]
    with pytest.raises(SlackApiError, match="invalid_arguments") as refused:
        client.views_open(trigger_id=trigger(slack), view=modal(name_input(element=bad)))
    messages = refused.value.response["response_metadata"]["messages"]
    assert f"[json-pointer:/view/blocks/0/element{at}]" in messages[0]


MISPLACED = {
    "a moment beside a section": section(accessory=menu("datetimepicker")),
    "a field beside a section": section(accessory=menu("plain_text_input")),
    "a button to fill in": name_input(element=button()),
    "an overflow menu to fill in": name_input(element=menu("overflow", options=OPTIONS)),
    "files handed in without a modal": name_input(element=menu("file_input")),
    "an answer to a submission without a modal": name_input(element=menu("users_select", response_url_enabled=True)),
}


MISSHAPEN = {
    "a choice that is a word": select(options=["Product"]),
    "a choice without a value": select(options=[{"text": plain("Product")}]),
    "a group that is a word": menu("static_select", option_groups=["Home"]),
    "a number in words": menu("multi_users_select", max_selected_items="two"),
    "a moment of three digits": menu("datetimepicker", initial_date_time=123),
    "a day in words": menu("datepicker", initial_date="today"),
    "a time in words": menu("timepicker", initial_time="noon"),
    "a text that is marked and plain": button(text=plain("x") | {"verbatim": True}),
}


@pytest.mark.parametrize("what", MISSHAPEN)
def test_what_has_no_proper_shape_is_refused(client: WebClient, what: str) -> None:
    assert refusal(client, [actions(MISSHAPEN[what])])["error"] == "invalid_blocks"


def test_a_picture_of_the_workspace_is_named_by_its_file(client: WebClient) -> None:
    of_a_file = {"type": "image", "alt_text": "A", "slack_file": {"id": "F1"}}
    assert client.chat_postMessage(channel="general", text="x", blocks=[of_a_file])["ok"]
    assert refusal(client, [of_a_file | {"slack_file": {"name": "a"}}])["error"] == "invalid_blocks"


def test_a_list_is_checked_line_by_line(client: WebClient) -> None:
    def listed(*lines: Any, **more: Any) -> list[Json]:
        part = {"type": "rich_text_list", "style": "bullet", "elements": list(lines), **more}
        return [{"type": "rich_text", "elements": [part]}]

    line = {"type": "rich_text_section", "elements": [{"type": "text", "text": "x"}]}
    assert client.chat_postMessage(channel="general", text="x", blocks=listed(line, indent=8))["ok"]
    assert refusal(client, listed(line, indent=9))["error"] == "invalid_blocks"
    assert refusal(client, listed("x"))["error"] == "invalid_blocks"


@pytest.mark.parametrize("what", MISPLACED)
def test_what_stands_in_the_wrong_place_is_refused(client: WebClient, what: str) -> None:
    assert refusal(client, [MISPLACED[what]])["error"] == "invalid_blocks"


@pytest.mark.parametrize("kind", ["markdown", "table", "context_actions"])
def test_what_belongs_in_messages_is_refused_in_a_modal(slack: Slack, client: WebClient, kind: str) -> None:
    with pytest.raises(SlackApiError, match="invalid_arguments"):
        client.views_open(trigger_id=trigger(slack), view=modal({"type": kind, "text": "x"}))


def test_one_element_alone_may_have_the_focus(slack: Slack, client: WebClient) -> None:
    focused = menu("plain_text_input", focus_on_load=True)
    one = name_input(element=focused)
    assert client.views_open(trigger_id=trigger(slack), view=modal(one))["ok"]
    with pytest.raises(SlackApiError, match="focus_on_load"):
        client.views_open(trigger_id=trigger(slack), view=modal(one, one | {"block_id": "second"}))


PIECES = {
    "no style of Slack's": {"type": "text", "text": "x", "style": {"purple": True}},
    "a style that is no yes or no": {"type": "text", "text": "x", "style": {"bold": "yes"}},
    "an empty text": {"type": "text", "text": ""},
    "somebody without an id": {"type": "user"},
    "a ping of nobody": {"type": "broadcast", "range": "nobody"},
    "a section within a line": {"type": "rich_text_section", "elements": []},
    "a date that is no time": {"type": "date", "timestamp": "today", "format": "{date}"},
}


@pytest.mark.parametrize("what", PIECES)
def test_rich_text_is_checked_down_to_its_pieces(client: WebClient, what: str) -> None:
    line = {"type": "rich_text_section", "elements": [PIECES[what]]}
    response = refusal(client, [{"type": "rich_text", "elements": [line]}])
    assert "[json-pointer:/blocks/0/elements/0/elements/0]" in response["response_metadata"]["messages"][0]


@pytest.mark.parametrize(
    "part", [{"type": "rich_text_list", "elements": []}, {"type": "rich_text_song", "elements": []}, "x"]
)
def test_rich_text_of_an_unknown_shape_is_refused(client: WebClient, part: Any) -> None:
    assert refusal(client, [{"type": "rich_text", "elements": [part]}])["error"] == "invalid_blocks"


def test_everything_slack_has_is_taken(slack: Slack, client: WebClient) -> None:
    ana = slack.workspace.person("ana").id
    assert client.chat_postMessage(channel=ana, text="x", blocks=MESSAGE)["ok"]
    assert client.views_open(trigger_id=trigger(slack), view=MODAL)["ok"]
    assert client.views_publish(user_id=ana, view=HOME)["ok"]
