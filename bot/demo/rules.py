"""What Slack refuses in a message or a view as a whole; block by block it is in `blocks`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from typing import Any

from bot.demo import limits
from bot.demo.blocks import block
from bot.demo.choices import suggestions
from bot.demo.limits import Limit
from bot.demo.objects import Problems, text, too_long
from bot.demo.refusals import Json, Refused
from bot.demo.things import texts_of

_EVENT_TYPE = re.compile(r"[\w-]+", re.ASCII)
_CALLS_FOR_SUBMIT = "a view with input blocks needs a submit button [json-pointer:/view/submit]"


def check_message(
    said: str, blocks: Sequence[Json], *, limit: Limit = limits.MESSAGE_TEXT, attachments: bool = False
) -> None:
    """Refuse a message that Slack would refuse, with the first code it would give."""
    if not said.strip() and not blocks and not attachments:
        raise Refused("no_text")
    if len(said) > limit.most:
        raise Refused("msg_too_long")
    _refuse("invalid_blocks", _blocks(blocks, "/blocks", limits.BLOCKS_IN_MESSAGE, in_view=False))
    if sum(map(len, texts_of(list(blocks)))) > limits.BLOCK_TEXT_IN_MESSAGE.most:
        raise Refused("msg_blocks_too_long")


def metadata_of(metadata: Any) -> Json | None:
    """Give the metadata that a message keeps; without a type and a payload it is refused (messaging/message-metadata).

    Slack takes no offence at a type with a full stop in it: the message arrives, and its metadata is not kept.
    """
    match metadata:
        case None:
            return None
        case {"event_type": str(kind), "event_payload": dict()}:
            return dict(metadata) if _EVENT_TYPE.fullmatch(kind) else None
    raise Refused("invalid_metadata_format")


def check_view(view: Any, kind: str) -> Json:
    """Refuse a modal or a Home that Slack would refuse, or give it back."""
    if not isinstance(view, dict):
        raise Refused("invalid_arguments", "must be a valid view [json-pointer:/view]")
    if len(json.dumps(view).encode()) > limits.VIEW_BYTES.most:
        raise Refused("view_too_large")
    if view.get("type") != kind:
        raise Refused("invalid_arguments", f"must be of type {kind} [json-pointer:/view/type]")
    _refuse("invalid_arguments", (*_view_frame(view, kind), *_view_blocks(view)))
    return view


def check_suggestions(answer: Json) -> Json:
    """Refuse choices that Slack would not show, or give them back."""
    _refuse("invalid_options", suggestions(answer))
    return answer


def _view_frame(view: Json, kind: str) -> Problems:
    if kind == "modal":
        yield from text(view.get("title"), limits.VIEW_TITLE, "/view/title", plain=True)
        for button in {"submit", "close"} & view.keys():
            yield from text(view[button], limits.VIEW_BUTTON, f"/view/{button}", plain=True)
        if "submit" not in view and any(one.get("type") == "input" for one in _dicts(view.get("blocks"))):
            yield _CALLS_FOR_SUBMIT
    yield from too_long(view.get("private_metadata"), limits.PRIVATE_METADATA, "/view/private_metadata")
    yield from too_long(view.get("callback_id"), limits.CALLBACK_ID, "/view/callback_id")
    yield from too_long(view.get("external_id"), limits.EXTERNAL_ID, "/view/external_id")


def _view_blocks(view: Json) -> Problems:
    if not isinstance(view.get("blocks"), list):
        yield "missing required field: blocks [json-pointer:/view]"
        return
    yield from _blocks(view["blocks"], "/view/blocks", limits.BLOCKS_IN_VIEW, in_view=True)
    inside = (part for one in _dicts(view["blocks"]) for part in (one.get("element"), one.get("accessory")))
    if sum(bool(part.get("focus_on_load")) for part in _dicts([*inside])) > 1:
        yield "only one element may have focus_on_load [json-pointer:/view/blocks]"


def _blocks(blocks: Sequence[Json], at: str, limit: Limit, *, in_view: bool) -> Problems:
    if len(blocks) > limit.most:
        yield f"no more than {limit.most} items allowed [json-pointer:{at}]"
    for i, one in enumerate(blocks):
        yield from block(one, f"{at}/{i}", in_view=in_view)
    yield from _twice(blocks, at)


def _twice(blocks: Sequence[Json], at: str) -> Problems:
    seen: set[str] = set()
    for i, one in enumerate(_dicts(blocks)):
        block_id = str(one.get("block_id") or "")
        if block_id in seen:
            yield f"`block_id` {block_id} already exists [json-pointer:{at}/{i}/block_id]"
        seen |= {block_id} if block_id else set()


def _dicts(things: Any) -> list[Json]:
    return [one for one in things if isinstance(one, dict)] if isinstance(things, list | tuple) else []


def _refuse(code: str, problems: Iterable[str]) -> None:
    if found := list(problems):
        raise Refused(code, *found)
