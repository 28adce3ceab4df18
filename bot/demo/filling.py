"""What somebody chose or typed in a block, in the shape Slack sends it (reference/views, `state`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from bot.demo.refusals import Json

Given = Mapping[str, Any]

REQUIRED = "Please complete this required field."
_KEYS = {
    "datepicker": "selected_date",
    "timepicker": "selected_time",
    "datetimepicker": "selected_date_time",
    "users_select": "selected_user",
    "conversations_select": "selected_conversation",
    "channels_select": "selected_channel",
    "multi_users_select": "selected_users",
    "file_input": "files",
}
_ONE = {"static_select", "external_select", "radio_buttons", "overflow"}
_SEVERAL = {"multi_static_select", "multi_external_select", "checkboxes"}


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
    """Give the state of a view: what was given by block or action id, otherwise what the app filled in before."""
    values: Json = {}
    for block, element in elements_of(blocks):
        if element["type"] in ("button", "image"):
            continue
        value = given.get(element["action_id"], given.get(block["block_id"]))
        values.setdefault(block["block_id"], {})[element["action_id"]] = chosen(element, value)
    return values


def missing(blocks: list[Json], filled: Json) -> dict[str, str]:
    """Name the inputs that must be filled in and are not; Slack does not send the modal before."""
    return {
        block["block_id"]: REQUIRED
        for block in blocks
        if block["type"] == "input" and not block.get("optional") and _empty(filled[block["block_id"]])
    }


def pressed(blocks: list[Json], what: str, *, block: str | None, choice: str | None) -> Json:
    """Give the action of pressing something, named by its action id or its text."""
    for around, element in elements_of(blocks):
        said = element["text"]["text"] if element["type"] == "button" else None
        if what in (element.get("action_id"), said) and block in (None, around["block_id"]):
            base = {"type": element["type"], "block_id": around["block_id"], "action_id": element["action_id"]}
            if element["type"] == "button":
                return base | {key: element[key] for key in ("text", "value", "url") if key in element}
            return base | chosen(element, choice)
    raise LookupError(f"there is nothing to press called {what!r}")


def chosen(element: Json, value: Any) -> Json:
    """Give the value of one element; choices are named by their value or their text."""
    kind = element["type"]
    if kind in _ONE:
        option = _option(element, value) if value is not None else element.get("initial_option")
        return {"type": kind, "selected_option": option}
    if kind in _SEVERAL:
        options = [_option(element, one) for one in value] if value is not None else element.get("initial_options", [])
        return {"type": kind, "selected_options": options}
    if kind in _KEYS:
        key = _KEYS[kind]
        return {"type": kind, key: value if value is not None else element.get(key.replace("selected", "initial"))}
    return {"type": kind, "value": (value if value is not None else element.get("initial_value")) or None}


def _option(element: Json, wanted: str) -> Json:
    options = [
        *element.get("options", ()),
        *(o for group in element.get("option_groups", ()) for o in group["options"]),
    ]
    for option in options:
        if wanted in (option["value"], option["text"]["text"]):
            return dict(option)
    raise LookupError(f"there is no choice {wanted!r}")


def _empty(values: Json) -> bool:
    return not any(value for filled in values.values() for key, value in filled.items() if key != "type")
