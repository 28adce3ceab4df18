"""What Slack refuses in the small parts of a block: texts, options, buttons, menus, inputs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bot.demo import limits
from bot.demo.limits import Limit
from bot.demo.refusals import Json

_ONE_CHOICE = {"overflow": limits.OVERFLOW_OPTIONS, "static_select": limits.SELECT_OPTIONS}
_CHOICES = _ONE_CHOICE | {
    "multi_static_select": limits.SELECT_OPTIONS,
    "checkboxes": limits.CHECKBOX_OPTIONS,
    "radio_buttons": limits.RADIO_OPTIONS,
}
_LOOKUPS = {
    f"{multi}{what}_select" for multi in ("", "multi_") for what in ("external", "users", "conversations", "channels")
}
_PICKERS = {"datepicker", "timepicker", "datetimepicker"}
_TYPED = {"plain_text_input", "email_text_input", "url_text_input", "number_input"}

INTERACTIVE = {"button", "workflow_button", *_CHOICES, *_LOOKUPS, *_PICKERS}
ACCESSORIES = INTERACTIVE | {"image"}
INPUTS = (INTERACTIVE - {"button", "workflow_button", "overflow"}) | _TYPED | {"file_input", "rich_text_input"}

Problems = Iterator[str]


def too_long(value: object, limit: Limit, at: str) -> Problems:
    """Say so when a string is longer than allowed."""
    if isinstance(value, str) and len(value) > limit.most:
        yield f"must be less than {limit.most + 1} characters [json-pointer:{at}]"


def too_many(things: object, limit: Limit, at: str) -> Problems:
    """Say so when a list is empty, no list, or has more than allowed."""
    if not isinstance(things, list) or not things:
        yield f"must provide an array with at least 1 item [json-pointer:{at}]"
    elif len(things) > limit.most:
        yield f"no more than {limit.most} items allowed [json-pointer:{at}]"


def items(things: object) -> list[Any]:
    """Give a list's items; anything else has none."""
    return things if isinstance(things, list) else []


def text(thing: Any, limit: Limit, at: str, *, plain: bool = False) -> Problems:
    """Check a text object: its type, that it is not empty, its length (text-object)."""
    match thing:
        case {"type": "plain_text" | "mrkdwn" as kind, "text": str(said)}:
            if plain and kind != "plain_text":
                yield f"must be a plain_text object [json-pointer:{at}/type]"
            if not said:
                yield f"must be more than 0 characters [json-pointer:{at}/text]"
            yield from too_long(said, limit, f"{at}/text")
            if kind == "mrkdwn" and "emoji" in thing:
                yield f"invalid additional property: emoji [json-pointer:{at}]"
        case _:
            yield f"failed to match all allowed schemas [json-pointer:{at}]"


def option(thing: Any, at: str, *, plain: bool) -> Problems:
    """Check one choice of a menu (option-object)."""
    if not isinstance(thing, dict):
        yield f"failed to match all allowed schemas [json-pointer:{at}]"
        return
    yield from text(thing.get("text"), limits.OPTION_TEXT, f"{at}/text", plain=plain)
    if not isinstance(thing.get("value"), str):
        yield f"missing required field: value [json-pointer:{at}]"
    yield from too_long(thing.get("value"), limits.OPTION_VALUE, f"{at}/value")
    if "description" in thing:
        yield from text(thing["description"], limits.OPTION_DESCRIPTION, f"{at}/description")


def confirm(thing: Any, at: str) -> Problems:
    """Check a confirmation dialog (confirmation-dialog-object)."""
    if not isinstance(thing, dict):
        yield f"failed to match all allowed schemas [json-pointer:{at}]"
        return
    yield from text(thing.get("title"), limits.CONFIRM_TITLE, f"{at}/title", plain=True)
    yield from text(thing.get("text"), limits.CONFIRM_TEXT, f"{at}/text")
    yield from text(thing.get("confirm"), limits.CONFIRM_BUTTON, f"{at}/confirm", plain=True)
    yield from text(thing.get("deny"), limits.CONFIRM_BUTTON, f"{at}/deny", plain=True)
    yield from _style(thing, at)


def image(thing: Json, at: str) -> Problems:
    """Check an image: a source and a text for those who cannot see it (image-block)."""
    if not thing.get("image_url") and not thing.get("slack_file"):
        yield f"must define either image_url or slack_file [json-pointer:{at}]"
    if not thing.get("alt_text"):
        yield f"missing required field: alt_text [json-pointer:{at}]"
    yield from too_long(thing.get("image_url"), limits.IMAGE_URL, f"{at}/image_url")
    yield from too_long(thing.get("alt_text"), limits.IMAGE_ALT_TEXT, f"{at}/alt_text")


def element(thing: Any, allowed: set[str], at: str) -> Problems:
    """Check anything that can be clicked, chosen or filled in; `allowed` are the kinds that may stand here."""
    kind = thing.get("type") if isinstance(thing, dict) else None
    if kind not in allowed:
        yield f"unsupported type: {kind} [json-pointer:{at}/type]"
        return
    yield from too_long(thing.get("action_id"), limits.ACTION_ID, f"{at}/action_id")
    if "confirm" in thing:
        yield from confirm(thing["confirm"], f"{at}/confirm")
    if "placeholder" in thing:
        yield from text(thing["placeholder"], limits.PLACEHOLDER, f"{at}/placeholder", plain=True)
    if kind == "image":
        yield from image(thing, at)
    elif kind == "button":
        yield from _button(thing, at)
    elif kind in _CHOICES:
        yield from _choice(thing, at)


def _button(thing: Json, at: str) -> Problems:
    yield from text(thing.get("text"), limits.BUTTON_TEXT, f"{at}/text", plain=True)
    yield from too_long(thing.get("value"), limits.BUTTON_VALUE, f"{at}/value")
    yield from too_long(thing.get("url"), limits.BUTTON_URL, f"{at}/url")
    yield from too_long(thing.get("accessibility_label"), limits.BUTTON_TEXT, f"{at}/accessibility_label")
    yield from _style(thing, at)


def _style(thing: Json, at: str) -> Problems:
    if thing.get("style", "primary") not in ("primary", "danger"):
        yield f"must be either primary or danger [json-pointer:{at}/style]"


def _choice(thing: Json, at: str) -> Problems:
    kind = thing["type"]
    if "option_groups" in thing:
        yield from too_many(thing["option_groups"], limits.SELECT_OPTIONS, f"{at}/option_groups")
        groups = enumerate(items(thing["option_groups"]))
        lists = [(f"{at}/option_groups/{i}/options", one.get("options")) for i, one in groups]
    else:
        lists = [(f"{at}/options", thing.get("options"))]
    for where, options in lists:
        yield from too_many(options, _CHOICES[kind], where)
        for i, one in enumerate(items(options)):
            yield from option(one, f"{where}/{i}", plain=kind not in ("checkboxes", "radio_buttons"))
