"""The smallest blocks that say something, to be bent by the tests."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]


def plain(said: str) -> Json:
    return {"type": "plain_text", "text": said}


def mrkdwn(said: str) -> Json:
    return {"type": "mrkdwn", "text": said}


def section(said: str = "Ask Bea", **more: Any) -> Json:
    return {"type": "section", "text": mrkdwn(said), **more}


def button(said: str = "Press", **more: Any) -> Json:
    return {"type": "button", "text": plain(said), "action_id": "press", **more}


def actions(*elements: Json) -> Json:
    return {"type": "actions", "elements": list(elements)}


def option(said: str = "One", value: str = "1") -> Json:
    return {"text": plain(said), "value": value}


def select(*options: Json) -> Json:
    return {"type": "static_select", "action_id": "pick", "options": list(options)}


def image(**more: Any) -> Json:
    return {"type": "image", "image_url": "https://example.com/a.png", "alt_text": "A", **more}


def name_input(**more: Any) -> Json:
    element = {"type": "plain_text_input", "action_id": "name"}
    return {"type": "input", "block_id": "name", "label": plain("Name"), "element": element, **more}


def modal(*blocks: Json, **more: Any) -> Json:
    return {"type": "modal", "title": plain("Edit"), "submit": plain("Save"), "blocks": list(blocks), **more}
