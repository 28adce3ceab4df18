"""Schedules as agenda tools publish them, in JSON: those of pretalx and frab, of Sessionize, and lists of sessions.

Of each session its name, who speaks, where, when and a link are read. What else a schedule carries about people, such
as addresses and what they answered, is left where it is.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from bot.core.sheets.naming import Field
from bot.core.sheets.rows import Sheet, collect
from bot.errors import UserMistake

HEADER = (
    "session id",
    Field.TITLE,
    Field.PRESENTER,
    Field.SESSION,
    Field.DAY,
    Field.LINK,
    "isServiceSession",
    "status",
)
NOT_JSON = "“{name}” begins like JSON and cannot be read as such: line {line}, character {column}."
NO_SCHEDULE = (
    "“{name}” is JSON, but no schedule that I know: I read schedule.json of pretalx and frab, and “All” of Sessionize."
)
TOO_DEEP = "“{name}” is nested too deeply to be a schedule."
TITLES = ("title", "name", "Proposal title", "Title", "session_title", "Session title", "talk_title")
SPEAKERS = ("persons", "speakers", "Speaker names", "Speakers", "presenters", "artists")
NAMES = ("name", "public_name", "fullName", "full_name", "display_name")
IDS = ("id", "guid", "code", "ID", "event_key")
DAYS = ("date", "startsAt", "start", "event_start", "Start", "starts_at")
ROOMS = ("room", "Room", "venue", "location")
LINKS = ("url", "link", "origin_url")
STATES = ("status", "state", "State")
Json = Any
Session = Mapping[str, Json]


def looks_like_json(text: str) -> bool:
    """Tell whether a text begins as JSON does, and no sheet."""
    return text.lstrip("\ufeff \t\r\n")[:1] in {"{", "["}


def read_schedule(text: str, *, name: str) -> Sheet:
    """Read a schedule as a sheet: a row a session, in the order of the file, the first one being row 2.

    >>> sheet = read_schedule('[{"title": "Pricing", "speakers": [{"name": "Ana Sobral"}]}]', name="s.json")
    >>> sheet.rows[1].number, sheet.rows[1].cells[1:3]
    (2, ('Pricing', 'Ana Sobral'))
    """
    try:
        told = json.loads(text.lstrip("\ufeff"))
    except json.JSONDecodeError as wrong:
        raise UserMistake(NOT_JSON.format(name=name, line=wrong.lineno, column=wrong.colno)) from None
    except RecursionError:
        raise UserMistake(TOO_DEEP.format(name=name)) from None
    sessions = list(_sessions(told))
    if not any(_first(session, TITLES) for session in sessions):
        raise UserMistake(NO_SCHEDULE.format(name=name))
    people, rooms = _named(told, "speakers"), _named(told, "rooms")
    rows = [HEADER, *(_row(session, people, rooms) for session in sessions)]
    return Sheet(name=name, rows=collect(rows))


def _sessions(told: Json) -> Iterator[Session]:
    """Find the sessions, wherever a schedule keeps them."""
    match told:
        case {"schedule": inner}:
            yield from _sessions(inner)
        case {"conference": {"days": days}} | {"days": days}:
            yield from (one for day in _items(days) for one in _of_day(day))
        case {"sessions": sessions}:
            yield from _mappings(sessions)
        case {"results": sessions} | {"talks": sessions}:
            yield from _mappings(sessions)
        case list():
            for one in _mappings(told):
                yield from _of_group(one)


def _of_group(group: Session) -> Iterator[Session]:
    """Take a list of sessions, or of groups or days that hold some."""
    if "sessions" in group:
        yield from _mappings(group["sessions"])
    elif "rooms" in group and not _first(group, TITLES):
        yield from _of_day(group)
    else:
        yield group


def _of_day(day: Json) -> Iterator[Session]:
    """Take the sessions of a day by rooms, which are named by a key or by themselves."""
    rooms = day.get("rooms") if isinstance(day, Mapping) else None
    date = {"date": day["date"]} if isinstance(day, Mapping) and isinstance(day.get("date"), str) else {}
    if isinstance(rooms, Mapping):
        for room, sessions in rooms.items():
            yield from ({"room": room, **date, **one} for one in _mappings(sessions))
    for one in _mappings(rooms if isinstance(rooms, list) else []):
        for session in _mappings(one.get("sessions")):
            yield {"room": one.get("name"), **date, **session}


def _row(session: Session, people: Mapping[str, str], rooms: Mapping[str, str]) -> tuple[str, ...]:
    speakers = next((found for one in SPEAKERS if (found := session.get(one))), None)
    room = _first(session, ROOMS) or rooms.get(_text(session.get("roomId")), "")
    return (
        _first(session, IDS),
        _first(session, TITLES),
        "\n".join(_people(speakers, people)),
        room,
        _first(session, DAYS).partition("T")[0],
        _first(session, LINKS),
        "true" if session.get("isServiceSession") is True else "",
        _first(session, STATES),
    )


def _people(told: Json, known: Mapping[str, str]) -> Iterator[str]:
    """Name the speakers, who come as ids, as names or as objects."""
    match told:
        case str():
            yield told
        case list():
            for one in told:
                name = _person(one) if isinstance(one, Mapping) else known.get(_text(one), "")
                if name or (isinstance(one, str) and not known):
                    yield name or one


def _person(told: Session) -> str:
    whole = _first(told, NAMES)
    return whole or f"{_text(told.get('firstName'))} {_text(told.get('lastName'))}".strip()


def _named(told: Json, kind: str) -> dict[str, str]:
    """Read who or what stands behind an id."""
    listed = told.get(kind) if isinstance(told, Mapping) else None
    return {_text(one.get("id")): _person(one) for one in _mappings(listed)}


def _first(told: Session, names: Iterable[str]) -> str:
    return next((text for name in names if (text := _text(told.get(name)))), "")


def _text(value: Json) -> str:
    """Give a text, or one of several languages; anything else says nothing."""
    match value:
        case bool() | None:
            return ""
        case str() | int() | float():
            return str(value).strip()
        case {"en": str(text)}:
            return text.strip()
        case {"name": str(text)}:
            return text.strip()
        case dict():
            return next((text.strip() for text in value.values() if isinstance(text, str) and text.strip()), "")
    return ""


def _mappings(value: Json) -> Iterator[Session]:
    return (one for one in value if isinstance(one, Mapping)) if isinstance(value, list) else iter(())


def _items(value: Json) -> Iterable[Json]:
    return value if isinstance(value, list) else value.values() if isinstance(value, Mapping) else ()
