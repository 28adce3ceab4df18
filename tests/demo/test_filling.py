"""What people choose and type arrives in Slack's own shape, from messages as from modals."""

from __future__ import annotations

from typing import Any

import pytest
from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.demo import stack
from bot.demo.checking import (
    NO_EMAIL,
    NO_NUMBER,
    NO_URL,
    NOT_WHOLE,
    REQUIRED,
    TOO_LARGE,
    TOO_LONG,
    TOO_MANY,
    TOO_SHORT,
    TOO_SMALL,
)
from bot.demo.checking import TOO_MANY_FILES as FILES
from bot.demo.refusals import Refused
from bot.demo.server import Slack
from tests.demo.blocks import Json, actions, button, modal, name_input, option, section
from tests.demo.sink import MODAL, ONE, TWO, menu

CHOICES: dict[str, tuple[Json, Any, Json]] = {
    "static_select": ({"options": [ONE, TWO]}, "price", {"selected_option": TWO}),
    "external_select": ({}, ONE, {"selected_option": ONE}),
    "radio_buttons": ({"options": [ONE, TWO]}, "Price", {"selected_option": TWO}),
    "overflow": ({"options": [ONE, TWO]}, "product", {"selected_option": ONE}),
    "multi_static_select": ({"options": [ONE, TWO]}, ["price", "product"], {"selected_options": [TWO, ONE]}),
    "checkboxes": ({"options": [ONE, TWO], "initial_options": [ONE]}, [], {"selected_options": []}),
    "users_select": ({}, "U1", {"selected_user": "U1"}),
    "conversations_select": ({}, "C1", {"selected_conversation": "C1"}),
    "channels_select": ({}, "C1", {"selected_channel": "C1"}),
    "multi_users_select": ({}, ["U1", "U2"], {"selected_users": ["U1", "U2"]}),
    "multi_conversations_select": ({}, ["D1"], {"selected_conversations": ["D1"]}),
    "multi_channels_select": ({}, ["C1"], {"selected_channels": ["C1"]}),
    "datepicker": ({"initial_date": "2026-02-10"}, "2026-02-11", {"selected_date": "2026-02-11"}),
    "timepicker": ({}, "14:30", {"selected_time": "14:30"}),
    "datetimepicker": ({}, 1_770_000_000, {"selected_date_time": 1_770_000_000}),
}


def clicked(slack: Slack, client: WebClient, what: str, choice: Any, *elements: Json, values: Any = None) -> Json:
    """Give what the app hears when something is chosen in a message of two blocks."""
    client.chat_postMessage(channel="general", text="x", blocks=[actions(*elements) | {"block_id": "b"}, section()])
    ana = slack.person("ana")
    ana.click(ana.sees("general")[-1], what, choice=choice, values=values)
    return slack.wire.deliveries("block_actions")[-1].arguments


@pytest.mark.parametrize("kind", CHOICES)
def test_a_choice_in_a_message_has_the_shape_of_its_kind(slack: Slack, client: WebClient, kind: str) -> None:
    more, choice, shape = CHOICES[kind]
    payload = clicked(slack, client, kind, choice, menu(kind, **more))
    action = payload["actions"][0]
    assert shape.items() <= action.items()
    assert (action["type"], action["action_id"], action["block_id"]) == (kind, kind, "b")
    assert payload["state"]["values"] == ({} if kind == "overflow" else {"b": {kind: {"type": kind, **shape}}})


def test_a_click_brings_along_what_else_is_chosen_in_the_message(slack: Slack, client: WebClient) -> None:
    elements = button(), menu("checkboxes", options=[ONE, TWO], initial_options=[TWO]), menu("datepicker")
    payload = clicked(slack, client, "press", None, *elements, values={"b/datepicker": "2026-02-11"})
    assert payload["state"]["values"]["b"] == {
        "checkboxes": {"type": "checkboxes", "selected_options": [TWO]},
        "datepicker": {"type": "datepicker", "selected_date": "2026-02-11"},
    }


def test_what_is_emptied_is_not_filled_with_what_the_app_began_with(slack: Slack, client: WebClient) -> None:
    picker = menu("datepicker", initial_date="2026-02-10")
    payload = clicked(slack, client, "press", None, button(), picker, values={"b/datepicker": None})
    assert payload["state"]["values"]["b"]["datepicker"]["selected_date"] is None


def opened(slack: Slack, body: Json) -> Any:
    return stack.opened(slack.workspace, slack.workspace.person("ana").id, body)


def test_a_modal_brings_everything_that_was_filled_in(slack: Slack, probe: App) -> None:
    heard: dict[str, Any] = {}

    @probe.view("sink")
    def saved(ack: Ack, view: dict[str, Any]) -> None:
        heard.update(view["state"]["values"])
        ack()

    ana = slack.person("ana")
    file = ana.attach("topics.csv", b"topic,owner\n", mimetype="text/csv")
    given = {"plain_text_input": "Acme", "number_input": "3", "datetimepicker": 1_770_000_000, "file_input": [file]}
    assert ana.submit(opened(slack, MODAL), given) is None

    assert heard["plain_text_input"]["plain_text_input"]["value"] == "Acme"
    assert heard["email_text_input"]["email_text_input"]["value"] is None
    assert heard["radio_buttons"]["radio_buttons"]["selected_option"]["value"] == "price"
    assert heard["multi_users_select"]["multi_users_select"]["selected_users"] == []
    assert heard["file_input"]["file_input"]["files"][0]["name"] == "topics.csv"


COMPLAINTS: dict[str, tuple[Json, Json, str]] = {
    "nothing": ({}, {}, REQUIRED),
    "blanks": ({}, {"name": "  "}, REQUIRED),
    "too much": ({"max_length": 3}, {"name": "abcd"}, TOO_LONG.format(most=3)),
    "too little": ({"min_length": 3}, {"name": "ab"}, TOO_SHORT.format(least=3)),
    "no address": ({"type": "email_text_input"}, {"name": "ana at home"}, NO_EMAIL),
    "no page": ({"type": "url_text_input"}, {"name": "example.com"}, NO_URL),
    "no number": ({"type": "number_input", "is_decimal_allowed": True}, {"name": "three"}, NO_NUMBER),
    "half a number": ({"type": "number_input", "is_decimal_allowed": False}, {"name": "1.5"}, NOT_WHOLE),
    "too small": (
        {"type": "number_input", "is_decimal_allowed": False, "min_value": "2"},
        {"name": "1"},
        TOO_SMALL.format(least="2"),
    ),
    "too large": (
        {"type": "number_input", "is_decimal_allowed": False, "max_value": "2"},
        {"name": "3"},
        TOO_LARGE.format(most="2"),
    ),
    "too many": (
        {"type": "multi_static_select", "options": [ONE, TWO], "max_selected_items": 1},
        {"name": ["product", "price"]},
        TOO_MANY.format(most=1),
    ),
}


@pytest.mark.parametrize("what", COMPLAINTS)
def test_slack_complains_before_the_app_hears_of_it(slack: Slack, what: str) -> None:
    more, given, complaint = COMPLAINTS[what]
    view = opened(slack, modal(name_input(element=menu("plain_text_input", **more) | {"action_id": "name"})))
    after = slack.person("ana").submit(view, given)
    assert after is not None
    assert after.errors == {"name": complaint}
    assert slack.wire.deliveries("view_submission") == []


def test_no_more_files_are_handed_in_than_asked_for(slack: Slack) -> None:
    ana = slack.person("ana")
    files = [ana.attach(f"{i}.csv", b"x", mimetype="text/csv") for i in range(3)]
    after = ana.submit(opened(slack, MODAL), {"plain_text_input": "Acme", "file_input": files})
    assert after is not None
    assert after.errors == {"file_input": FILES.format(most=2)}


def test_what_may_stay_empty_is_checked_once_it_is_filled(slack: Slack) -> None:
    after = slack.person("ana").submit(opened(slack, MODAL), {"plain_text_input": "Acme", "email_text_input": "ana"})
    assert after is not None
    assert after.errors == {"email_text_input": NO_EMAIL}


def test_what_is_not_there_cannot_be_chosen_or_pressed(slack: Slack, client: WebClient) -> None:
    with pytest.raises(Refused, match="no choice 'nowhere'"):
        clicked(slack, client, "static_select", "nowhere", menu("static_select", options=[option()]))
    with pytest.raises(Refused, match="nothing to press called 'gone'"):
        clicked(slack, client, "gone", None, button())
