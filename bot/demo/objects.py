"""What Slack refuses in the smallest parts: texts, choices, questions (reference/block-kit/composition-objects)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bot.demo import limits
from bot.demo.limits import Limit
from bot.demo.refusals import Json

NO_SCHEMA = "failed to match all allowed schemas"
_ALIEN = {"mrkdwn": "emoji", "plain_text": "verbatim"}
_WHEN = {"on_enter_pressed", "on_character_entered"}

Problems = Iterator[str]


def too_long(value: object, limit: Limit, at: str) -> Problems:
    """Say so when a string is longer than allowed, or something else in its place."""
    if value is not None and not isinstance(value, str):
        yield f"must be a string [json-pointer:{at}]"
    elif value and len(value) > limit.most:
        yield f"must be less than {limit.most + 1} characters [json-pointer:{at}]"


def too_many(things: object, limit: Limit, at: str) -> Problems:
    """Say so when a list is empty, no list, or has more than allowed."""
    if not isinstance(things, list) or not things:
        yield f"must provide an array with at least 1 item [json-pointer:{at}]"
    elif len(things) > limit.most:
        yield f"no more than {limit.most} items allowed [json-pointer:{at}]"


def outside(value: object, fewest: int, limit: Limit, at: str) -> Problems:
    """Say so when a whole number is none, or too small or too large."""
    if not isinstance(value, int) or isinstance(value, bool):
        yield f"must be an integer [json-pointer:{at}]"
    elif not fewest <= value <= limit.most:
        yield f"must be between {fewest} and {limit.most} [json-pointer:{at}]"


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
            if (alien := _ALIEN[kind]) in thing:
                yield f"invalid additional property: {alien} [json-pointer:{at}]"
        case _:
            yield f"{NO_SCHEMA} [json-pointer:{at}]"


def option(thing: Any, at: str, *, plain: bool, links: bool = False) -> Problems:
    """Check one choice of a menu (option-object); only those of an overflow menu may lead somewhere."""
    if not isinstance(thing, dict):
        yield f"{NO_SCHEMA} [json-pointer:{at}]"
        return
    yield from text(thing.get("text"), limits.OPTION_TEXT, f"{at}/text", plain=plain)
    if not isinstance(thing.get("value"), str):
        yield f"missing required field: value [json-pointer:{at}]"
    yield from too_long(thing.get("value"), limits.OPTION_VALUE, f"{at}/value")
    if "description" in thing:
        yield from text(thing["description"], limits.OPTION_DESCRIPTION, f"{at}/description", plain=plain)
    if "url" in thing and not links:
        yield f"invalid additional property: url [json-pointer:{at}]"
    yield from too_long(thing.get("url"), limits.OPTION_URL, f"{at}/url")


def confirm(thing: Any, at: str) -> Problems:
    """Check a question asked before something is done (confirmation-dialog-object)."""
    if not isinstance(thing, dict):
        yield f"{NO_SCHEMA} [json-pointer:{at}]"
        return
    yield from text(thing.get("title"), limits.CONFIRM_TITLE, f"{at}/title", plain=True)
    yield from text(thing.get("text"), limits.CONFIRM_TEXT, f"{at}/text")
    yield from text(thing.get("confirm"), limits.CONFIRM_BUTTON, f"{at}/confirm", plain=True)
    yield from text(thing.get("deny"), limits.CONFIRM_BUTTON, f"{at}/deny", plain=True)
    yield from style(thing, at)


def style(thing: Json, at: str) -> Problems:
    """Check the colour of a button: primary or danger, or none."""
    if thing.get("style", "primary") not in ("primary", "danger"):
        yield f"must be either primary or danger [json-pointer:{at}/style]"


def dispatch(thing: Any, at: str) -> Problems:
    """Check when a text field tells the app (dispatch-action-configuration-object)."""
    when = thing.get("trigger_actions_on") if isinstance(thing, dict) else None
    if not items(when) or not set(map(str, items(when))) <= _WHEN:
        yield f"must hold {' or '.join(sorted(_WHEN))} [json-pointer:{at}/trigger_actions_on]"
