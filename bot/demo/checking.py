"""What Slack itself finds wrong in a modal somebody submits, before the app hears of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from bot.demo import limits
from bot.demo.entries import number
from bot.demo.refusals import Json

REQUIRED = "Please complete this required field."
TOO_SHORT = "Please enter at least {least} characters."
TOO_LONG = "Please enter {most} characters at most."
NO_EMAIL = "Please enter a valid email address."
NO_URL = "Please enter a valid URL."
NO_NUMBER = "Please enter a number."
NOT_WHOLE = "Please enter a whole number."
TOO_SMALL = "Please enter a number of at least {least}."
TOO_LARGE = "Please enter a number of at most {most}."
TOO_MANY = "Please choose {most} at most."
TOO_MANY_FILES = "Please add {most} files at most."

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")
_URL = re.compile(r"https?://[^\s/?#]+\.?[^\s]*", re.IGNORECASE)


def wrong(blocks: list[Json], filled: Json) -> dict[str, str]:
    """Say by block id which fields are empty though they may not be, or hold what they cannot take."""
    problems: dict[str, str] = {}
    for block in blocks:
        if block["type"] != "input":
            continue
        value = _value(filled.get(block["block_id"], {}))
        if _empty(value):
            complaint = None if block.get("optional") else REQUIRED
        else:
            complaint = next(_complaints(block["element"], value), None)
        if complaint:
            problems[block["block_id"]] = complaint
    return problems


def _value(values: Json) -> Any:
    return next((one for shown in values.values() for key, one in shown.items() if key != "type"), None)


def _empty(value: Any) -> bool:
    return not (value.strip() if isinstance(value, str) else value)


def _complaints(element: Json, value: Any) -> Iterator[str]:
    match element["type"]:
        case "plain_text_input":
            yield from _length(element, value)
        case "email_text_input" if not _EMAIL.fullmatch(value):
            yield NO_EMAIL
        case "url_text_input" if not _URL.fullmatch(value):
            yield NO_URL
        case "number_input":
            yield from _number(element, value)
        case "file_input" if len(value) > (most := element.get("max_files", limits.FILES.most)):
            yield TOO_MANY_FILES.format(most=most)
        case _ if isinstance(value, list) and len(value) > (most := element.get("max_selected_items", len(value))):
            yield TOO_MANY.format(most=most)


def _length(element: Json, value: str) -> Iterator[str]:
    if len(value) < element.get("min_length", 0):
        yield TOO_SHORT.format(least=element["min_length"])
    if len(value) > (most := element.get("max_length", limits.TYPED_TEXT.most)):
        yield TOO_LONG.format(most=most)


def _number(element: Json, value: str) -> Iterator[str]:
    read = number(value.strip())
    if read is None:
        yield NO_NUMBER
        return
    if not element["is_decimal_allowed"] and read != int(read):
        yield NOT_WHOLE
    if "min_value" in element and read < float(element["min_value"]):
        yield TOO_SMALL.format(least=element["min_value"])
    if "max_value" in element and read > float(element["max_value"]):
        yield TOO_LARGE.format(most=element["max_value"])
