"""What Slack refuses in fields to type in, pickers and file inputs (reference/block-kit/block-elements)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time

from bot.demo import limits
from bot.demo.objects import Problems, dispatch, outside, too_long
from bot.demo.refusals import Json

TYPED = {"plain_text_input", "email_text_input", "url_text_input", "number_input"}
PICKERS = {"datepicker": "initial_date", "timepicker": "initial_time", "datetimepicker": "initial_date_time"}


def typed(thing: Json, at: str) -> Problems:
    """Check a field one types in."""
    yield from too_long(thing.get("initial_value"), limits.TYPED_TEXT, f"{at}/initial_value")
    if "dispatch_action_config" in thing:
        yield from dispatch(thing["dispatch_action_config"], f"{at}/dispatch_action_config")
    if thing["type"] == "plain_text_input":
        yield from _lengths(thing, at)
    elif thing["type"] == "number_input":
        yield from _numbers(thing, at)


def picker(thing: Json, at: str) -> Problems:
    """Check a picker: what it shows to begin with is a date, a time of day, or both as seconds since 1970."""
    key = PICKERS[thing["type"]]
    if key in thing and not _SHAPES[key](thing[key]):
        yield f"must be {_SAID[key]} [json-pointer:{at}/{key}]"


def files(thing: Json, at: str) -> Problems:
    """Check a field for files: up to ten of them."""
    if "max_files" in thing:
        yield from outside(thing["max_files"], 1, limits.FILES, f"{at}/max_files")
    kinds = thing.get("filetypes", ["any"])
    if not isinstance(kinds, list) or not kinds or not all(isinstance(one, str) for one in kinds):
        yield f"must be an array of file types [json-pointer:{at}/filetypes]"


def _lengths(thing: Json, at: str) -> Problems:
    for key, fewest in (("min_length", 0), ("max_length", 1)):
        if key in thing:
            yield from outside(thing[key], fewest, limits.TYPED_TEXT, f"{at}/{key}")
    match thing:
        case {"min_length": int(fewest), "max_length": int(most)} if fewest > most:
            yield f"must be less than or equal to max_length [json-pointer:{at}/min_length]"


def _numbers(thing: Json, at: str) -> Problems:
    if not isinstance(thing.get("is_decimal_allowed"), bool):
        yield f"missing required field: is_decimal_allowed [json-pointer:{at}]"
    given = {key: number(thing[key]) for key in ("min_value", "max_value", "initial_value") if key in thing}
    for key, value in given.items():
        if value is None or not (thing.get("is_decimal_allowed") or value == int(value)):
            yield f"must be a number in a string [json-pointer:{at}/{key}]"
    least, most, first = (given.get(key) for key in ("min_value", "max_value", "initial_value"))
    if least is not None and most is not None and least > most:
        yield f"must be less than or equal to max_value [json-pointer:{at}/min_value]"
    if first is not None and not (least is None or first >= least) & (most is None or first <= most):
        yield f"must be between min_value and max_value [json-pointer:{at}/initial_value]"


def number(thing: object) -> float | None:
    """Read a number written in a string, the way Slack wants it; None when it is none."""
    try:
        value = float(thing) if isinstance(thing, str) else None
    except ValueError:
        return None
    return value if value is not None and abs(value) != float("inf") and value == value else None  # noqa: PLR0124


def _date(thing: object) -> bool:
    try:
        return date.fromisoformat(str(thing)).isoformat() == thing
    except ValueError:
        return False


def _time(thing: object) -> bool:
    try:
        return time.fromisoformat(str(thing)).strftime("%H:%M") == thing
    except ValueError:
        return False


def _moment(thing: object) -> bool:
    return isinstance(thing, int) and len(str(thing)) == 10


_SHAPES: dict[str, Callable[[object], bool]] = {
    "initial_date": _date,
    "initial_time": _time,
    "initial_date_time": _moment,
}
_SAID = {
    "initial_date": "a date in the format YYYY-MM-DD",
    "initial_time": "a time in the format HH:mm",
    "initial_date_time": "a UNIX timestamp of 10 digits",
}
