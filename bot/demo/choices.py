"""What Slack refuses in menus, checkboxes and radio buttons (reference/block-kit/block-elements)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bot.demo import limits
from bot.demo.objects import NO_SCHEMA, Problems, items, option, outside, text, too_many
from bot.demo.refusals import Json

LISTED = {
    "overflow": limits.OVERFLOW_OPTIONS,
    "static_select": limits.SELECT_OPTIONS,
    "multi_static_select": limits.SELECT_OPTIONS,
    "checkboxes": limits.CHECKBOX_OPTIONS,
    "radio_buttons": limits.RADIO_OPTIONS,
}
LOOKED_UP = {
    f"{multi}{what}_select" for multi in ("", "multi_") for what in ("external", "users", "conversations", "channels")
}
_MARKUP = {"checkboxes", "radio_buttons"}
_GROUPED = {"static_select", "multi_static_select"}
_MOST = limits.SELECT_OPTIONS


def choices(thing: Json, at: str) -> Problems:
    """Check a menu or a group of boxes that lists its choices itself."""
    kind = thing["type"]
    if "option_groups" in thing and kind in _GROUPED:
        if "options" in thing:
            yield f"must define either options or option_groups, not both [json-pointer:{at}]"
        yield from groups(thing["option_groups"], f"{at}/option_groups")
    else:
        yield from _options(thing.get("options"), kind, f"{at}/options")
    offered = list(offers(thing))
    for where, chosen in _initial(thing, at):
        if chosen not in offered:
            yield f"must match one of the options [json-pointer:{where}]"
    yield from _at_most(thing, at)


def lookup(thing: Json, at: str) -> Problems:
    """Check a menu whose choices come from elsewhere: the app, or the workspace."""
    if "external" in thing["type"]:
        for where, chosen in _initial(thing, at):
            yield from option(chosen, where, plain=True)
        if "min_query_length" in thing:
            yield from outside(thing["min_query_length"], 0, limits.PLACEHOLDER, f"{at}/min_query_length")
    yield from _at_most(thing, at)


def suggestions(answer: Any) -> Problems:
    """Check what an app answers when it is asked for choices (interaction-payloads/block_suggestion-payload)."""
    match answer:
        case {"option_groups": found}:
            yield from groups(found, "/option_groups", empty=True)
        case {"options": found}:
            yield from _options(found, "static_select", "/options", empty=True)
        case _:
            yield f"{NO_SCHEMA} [json-pointer:/]"


def groups(things: Any, at: str, *, empty: bool = False) -> Problems:
    """Check choices under headings (option-group-object); suggestions may be `empty`."""
    if not (empty and things == []):
        yield from too_many(things, limits.OPTION_GROUPS, at)
    for i, one in enumerate(items(things)):
        if not isinstance(one, dict):
            yield f"{NO_SCHEMA} [json-pointer:{at}/{i}]"
            continue
        yield from text(one.get("label"), limits.GROUP_LABEL, f"{at}/{i}/label", plain=True)
        yield from _options(one.get("options"), "static_select", f"{at}/{i}/options")


def offers(thing: Json) -> Iterator[Any]:
    """Give every choice of a menu, those under headings too."""
    yield from items(thing.get("options"))
    for group in items(thing.get("option_groups")):
        yield from items(group.get("options")) if isinstance(group, dict) else ()


def _options(things: Any, kind: str, at: str, *, empty: bool = False) -> Problems:
    if not (empty and things == []):
        yield from too_many(things, LISTED[kind], at)
    for i, one in enumerate(items(things)):
        yield from option(one, f"{at}/{i}", plain=kind not in _MARKUP, links=kind == "overflow")


def _initial(thing: Json, at: str) -> Iterator[tuple[str, Any]]:
    """Give what is chosen to begin with, and where it stands."""
    if "initial_option" in thing:
        yield f"{at}/initial_option", thing["initial_option"]
    for i, one in enumerate(items(thing.get("initial_options"))):
        yield f"{at}/initial_options/{i}", one


def _at_most(thing: Json, at: str) -> Problems:
    if "max_selected_items" in thing:
        yield from outside(thing["max_selected_items"], 1, _MOST, f"{at}/max_selected_items")
