"""What somebody chose or typed in a block, in the shape Slack sends it (reference/views, `state`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from bot.demo.choices import offers
from bot.demo.refusals import Json, Refused

Given = Mapping[str, Any]

NOTHING_TO_PRESS = "there is nothing to press called {what!r}"
NO_SUCH_CHOICE = "there is no choice {wanted!r}"
_KEYS = {
    "static_select": "selected_option",
    "external_select": "selected_option",
    "radio_buttons": "selected_option",
    "overflow": "selected_option",
    "users_select": "selected_user",
    "conversations_select": "selected_conversation",
    "channels_select": "selected_channel",
    "datepicker": "selected_date",
    "timepicker": "selected_time",
    "datetimepicker": "selected_date_time",
    "multi_static_select": "selected_options",
    "multi_external_select": "selected_options",
    "checkboxes": "selected_options",
    "multi_users_select": "selected_users",
    "multi_conversations_select": "selected_conversations",
    "multi_channels_select": "selected_channels",
    "file_input": "files",
}
_STATELESS = {"button", "overflow", "image", "workflow_button", "rich_text_input"}
_ECHOED = {"text", "value", "url", "style", "placeholder", "confirm"}
_UNTOUCHED = object()


def elements_of(blocks: list[Json]) -> Iterator[tuple[Json, Json]]:
    """Give each thing one can click or fill in, with its block."""
    for block in blocks:
        for key in ("accessory", "element"):
            if key in block:
                yield block, block[key]
        if block["type"] == "actions":
            for element in block["elements"]:
                yield block, element


def state(blocks: list[Json], given: Given) -> Json:
    """Give the state of a view or message: what was given, otherwise what the app filled in before.

    What is given is named by its action id, its block id or, where these are not enough, `block/action`.
    """
    values: Json = {}
    for block, element in elements_of(blocks):
        if element["type"] not in _STATELESS:
            chosen = value(element, _wanted(block, element, given))
            values.setdefault(block["block_id"], {})[element["action_id"]] = chosen
    return values


def found(blocks: list[Json], what: str, *, block: str | None) -> tuple[Json, Json]:
    """Find a thing to press by its action id or its text, with its block."""
    for around, element in elements_of(blocks):
        said = element["text"]["text"] if element["type"] == "button" else None
        if what in (element.get("action_id"), said) and block in (None, around["block_id"]):
            return around, element
    raise Refused("not_found", NOTHING_TO_PRESS.format(what=what))


def pressed(around: Json, element: Json, choice: Any = None) -> Json:
    """Give the action of pressing something, or of choosing something in it."""
    named = {"block_id": around["block_id"], "action_id": element["action_id"]}
    echoed = {key: element[key] for key in element if key in _ECHOED or key.startswith("initial_")}
    kind = {"type": element["type"]} if element["type"] == "button" else value(element, choice)
    return named | echoed | kind


def value(element: Json, wanted: Any = _UNTOUCHED) -> Json:
    """Give the value of one element; choices are named by their value or their text, None empties it."""
    key = _KEYS.get(element["type"], "value")
    if wanted is _UNTOUCHED:
        wanted = element.get(f"initial_{key.removeprefix('selected_')}")
    elif key == "selected_option" and wanted is not None:
        wanted = _option(element, wanted)
    elif key == "selected_options":
        wanted = [_option(element, one) for one in wanted or ()]
    return {"type": element["type"], key: list(wanted or ()) if key.endswith("s") else wanted or None}


def _wanted(block: Json, element: Json, given: Given) -> Any:
    block_id, action_id = block["block_id"], element["action_id"]
    for name in (f"{block_id}/{action_id}", action_id, block_id):
        if name in given:
            return given[name]
    return _UNTOUCHED


def _option(element: Json, wanted: Any) -> Json:
    """Find a choice; one that the app suggested comes along whole."""
    if isinstance(wanted, Mapping):
        return dict(wanted)
    initial = [*element.get("initial_options", ()), element.get("initial_option")]
    for option in (*offers(element), *filter(None, initial)):
        if wanted in (option["value"], option["text"]["text"]):
            return dict(option)
    raise Refused("not_found", NO_SUCH_CHOICE.format(wanted=wanted))
