"""What Slack refuses in a block, kind by kind (reference/block-kit/blocks)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.demo import limits
from bot.demo.elements import ACCESSORIES, INPUTS, INTERACTIVE, element, image
from bot.demo.objects import Problems, items, text, too_long, too_many
from bot.demo.refusals import Json
from bot.demo.rich_text import rich_text

_IN_MESSAGES = {"markdown", "table", "context_actions"}


def block(thing: Any, at: str, *, in_view: bool) -> Problems:
    """Check one block, wherever it stands."""
    kind = thing.get("type") if isinstance(thing, dict) else None
    check = _KINDS.get(str(kind))
    if check is None or (kind in _IN_MESSAGES and in_view):
        yield f"unsupported type: {kind} [json-pointer:{at}/type]"
        return
    yield from too_long(thing.get("block_id"), limits.BLOCK_ID, f"{at}/block_id")
    yield from check(thing, at)
    if not in_view:
        yield from _only_in_views(thing, at)


def _only_in_views(thing: Json, at: str) -> Problems:
    """Refuse in a message what needs a modal around it: files to hand in, an address to answer a submission at."""
    match thing:
        case {"type": "input", "element": {"type": "file_input"}}:
            yield f"unsupported type: file_input [json-pointer:{at}/element/type]"
        case {"type": "input", "element": {"response_url_enabled": True}}:
            yield f"response_url_enabled can only be used in modals [json-pointer:{at}/element/response_url_enabled]"


def _section(thing: Json, at: str) -> Problems:
    if "text" not in thing and "fields" not in thing:
        yield f"must define either `text` or `fields` [json-pointer:{at}]"
    if "text" in thing:
        yield from text(thing["text"], limits.SECTION_TEXT, f"{at}/text")
    if "fields" in thing:
        yield from too_many(thing["fields"], limits.SECTION_FIELDS, f"{at}/fields")
        for i, one in enumerate(items(thing["fields"])):
            yield from text(one, limits.SECTION_FIELD, f"{at}/fields/{i}")
    if "accessory" in thing:
        yield from element(thing["accessory"], ACCESSORIES, f"{at}/accessory")


def _header(thing: Json, at: str) -> Problems:
    yield from text(thing.get("text"), limits.HEADER_TEXT, f"{at}/text", plain=True)


def _context(thing: Json, at: str) -> Problems:
    yield from too_many(thing.get("elements"), limits.CONTEXT_ELEMENTS, f"{at}/elements")
    for i, one in enumerate(items(thing.get("elements"))):
        if isinstance(one, dict) and one.get("type") == "image":
            yield from image(one, f"{at}/elements/{i}")
        else:
            yield from text(one, limits.TEXT_OBJECT, f"{at}/elements/{i}")


def _actions(thing: Json, at: str) -> Problems:
    yield from too_many(thing.get("elements"), limits.ACTIONS_ELEMENTS, f"{at}/elements")
    seen: set[str] = set()
    for i, one in enumerate(items(thing.get("elements"))):
        yield from element(one, INTERACTIVE, f"{at}/elements/{i}")
        action_id = str(one.get("action_id") or "") if isinstance(one, dict) else ""
        if action_id in seen:
            yield f"`action_id` {action_id} already exists in this block [json-pointer:{at}/elements/{i}/action_id]"
        seen |= {action_id} if action_id else set()


def _image(thing: Json, at: str) -> Problems:
    yield from image(thing, at)
    if "title" in thing:
        yield from text(thing["title"], limits.IMAGE_TITLE, f"{at}/title", plain=True)


def _input(thing: Json, at: str) -> Problems:
    yield from text(thing.get("label"), limits.INPUT_LABEL, f"{at}/label", plain=True)
    if "hint" in thing:
        yield from text(thing["hint"], limits.INPUT_HINT, f"{at}/hint", plain=True)
    yield from element(thing.get("element"), INPUTS, f"{at}/element")


def _markdown(thing: Json, at: str) -> Problems:
    if not thing.get("text"):
        yield f"must be more than 0 characters [json-pointer:{at}/text]"
    yield from too_long(thing.get("text"), limits.MARKDOWN_TEXT, f"{at}/text")


def _unchecked(_thing: Json, _at: str) -> Problems:
    yield from ()


_KINDS: dict[str, Callable[[Json, str], Problems]] = {
    "section": _section,
    "header": _header,
    "context": _context,
    "actions": _actions,
    "image": _image,
    "input": _input,
    "rich_text": rich_text,
    "markdown": _markdown,
    "divider": _unchecked,
    # Slack has these too; the page shows a red box in their place, and nothing in them is checked.
    "video": _unchecked,
    "table": _unchecked,
    "context_actions": _unchecked,
}
