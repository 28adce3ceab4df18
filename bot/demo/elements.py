"""What Slack refuses in what can be pressed, chosen or filled in, and where it may stand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.demo import limits
from bot.demo.choices import LISTED, LOOKED_UP, choices, lookup
from bot.demo.entries import PICKERS, TYPED, files, picker, typed
from bot.demo.objects import Problems, confirm, style, text, too_long
from bot.demo.refusals import Json

# Slack has these too; the page shows a red box in their place, and nothing in them is checked.
_OTHERS = {"workflow_button", "rich_text_input"}
_BUTTONS = {"button", "workflow_button"}

INTERACTIVE = {"button", *LISTED, *LOOKED_UP, *PICKERS, *_OTHERS}
ACCESSORIES = (INTERACTIVE | {"image"}) - {"datetimepicker", "rich_text_input"}
INPUTS = (INTERACTIVE - _BUTTONS - {"overflow"}) | TYPED | {"file_input"}


def element(thing: Any, allowed: set[str], at: str) -> Problems:
    """Check anything that can be clicked, chosen or filled in; `allowed` are the kinds that may stand here."""
    kind = str(thing.get("type")) if isinstance(thing, dict) else None
    if kind not in allowed:
        yield f"unsupported type: {kind} [json-pointer:{at}/type]"
        return
    yield from too_long(thing.get("action_id"), limits.ACTION_ID, f"{at}/action_id")
    if "confirm" in thing:
        yield from confirm(thing["confirm"], f"{at}/confirm")
    if "placeholder" in thing:
        yield from text(thing["placeholder"], limits.PLACEHOLDER, f"{at}/placeholder", plain=True)
    if kind in _KINDS:
        yield from _KINDS[kind](thing, at)


def image(thing: Json, at: str) -> Problems:
    """Check an image: a source and a text for those who cannot see it (image-block)."""
    if not thing.get("image_url") and not thing.get("slack_file"):
        yield f"must define either image_url or slack_file [json-pointer:{at}]"
    if not thing.get("alt_text"):
        yield f"missing required field: alt_text [json-pointer:{at}]"
    yield from too_long(thing.get("image_url"), limits.IMAGE_URL, f"{at}/image_url")
    yield from too_long(thing.get("alt_text"), limits.IMAGE_ALT_TEXT, f"{at}/alt_text")
    match thing.get("slack_file", {"id": ""}):
        case {"id": str()} | {"url": str()}:
            return
    yield f"must define either id or url [json-pointer:{at}/slack_file]"


def _button(thing: Json, at: str) -> Problems:
    yield from text(thing.get("text"), limits.BUTTON_TEXT, f"{at}/text", plain=True)
    yield from too_long(thing.get("value"), limits.BUTTON_VALUE, f"{at}/value")
    yield from too_long(thing.get("url"), limits.BUTTON_URL, f"{at}/url")
    yield from too_long(thing.get("accessibility_label"), limits.BUTTON_TEXT, f"{at}/accessibility_label")
    yield from style(thing, at)


_KINDS: dict[str, Callable[[Json, str], Problems]] = {
    "image": image,
    "button": _button,
    "file_input": files,
    **dict.fromkeys(LISTED, choices),
    **dict.fromkeys(LOOKED_UP, lookup),
    **dict.fromkeys(PICKERS, picker),
    **dict.fromkeys(TYPED, typed),
}
