"""What Slack refuses in a rich_text block (reference/block-kit/blocks/rich-text-block)."""

from __future__ import annotations

from typing import Any

from bot.demo import limits
from bot.demo.objects import NO_SCHEMA, Problems, items, outside
from bot.demo.refusals import Json

# What each piece of a line must have.
_PIECES: dict[str, tuple[str, type]] = {
    "text": ("text", str),
    "link": ("url", str),
    "emoji": ("name", str),
    "user": ("user_id", str),
    "usergroup": ("usergroup_id", str),
    "channel": ("channel_id", str),
    "team": ("team_id", str),
    "broadcast": ("range", str),
    "date": ("timestamp", int),
    "color": ("value", str),
}
_RANGES = ("here", "channel", "everyone")
_STYLES = {"bold", "italic", "strike", "code", "underline", "highlight", "client_highlight", "unlink"}
_PREFORMATTED = {"text", "link"}


def rich_text(thing: Json, at: str) -> Problems:
    """Check paragraphs, lists, quotes and code, down to their pieces."""
    if not items(thing.get("elements")):
        yield f"missing required field: elements [json-pointer:{at}]"
    for i, part in enumerate(items(thing.get("elements"))):
        yield from _part(part, f"{at}/elements/{i}")


def _part(part: Any, at: str) -> Problems:
    match part:
        case {"type": "rich_text_section" | "rich_text_quote", "elements": list(pieces)}:
            yield from _pieces(pieces, at, set(_PIECES))
        case {"type": "rich_text_preformatted", "elements": list(pieces)}:
            yield from _pieces(pieces, at, _PREFORMATTED)
        case {"type": "rich_text_list", "style": "bullet" | "ordered", "elements": list(lines)}:
            yield from outside(part.get("indent", 0), 0, limits.LIST_INDENT, f"{at}/indent")
            for i, line in enumerate(lines):
                yield from _line(line, f"{at}/elements/{i}")
        case _:
            yield f"{NO_SCHEMA} [json-pointer:{at}]"


def _line(line: Any, at: str) -> Problems:
    match line:
        case {"type": "rich_text_section", "elements": list(pieces)}:
            yield from _pieces(pieces, at, set(_PIECES))
        case _:
            yield f"{NO_SCHEMA} [json-pointer:{at}]"


def _pieces(pieces: list[Any], at: str, allowed: set[str]) -> Problems:
    for i, piece in enumerate(pieces):
        if not _proper(piece, allowed):
            yield f"{NO_SCHEMA} [json-pointer:{at}/elements/{i}]"


def _proper(piece: Any, allowed: set[str]) -> bool:
    if not isinstance(piece, dict) or piece.get("type") not in allowed:
        return False
    key, kind = _PIECES[piece["type"]]
    if not isinstance(piece.get(key), kind) or piece.get("range", "here") not in _RANGES:
        return False
    if piece["type"] == "text" and not piece["text"]:
        return False
    style = piece.get("style", {})
    return isinstance(style, dict) and style.keys() <= _STYLES and all(type(on) is bool for on in style.values())
