"""Several values in one cell, joined so that reading gives exactly them back.

What reading would take apart or turn around gets a bar at its end, which says that only bars divide: “Acme, Inc. |”.
A bar itself, or the end of a line, can be in none of several values; nothing that was read from a sheet has one there,
and in a name from elsewhere a slash takes the place of a bar.

>>> names(["Velmora", "Rock & Roll"]), names(["Acme, Inc."])
('Velmora | Rock & Roll', 'Acme, Inc. |')
>>> crew([Someone(name="Falk, Bo"), Someone(name="Ana Sobral", email="ana@example.com")])
('Falk, Bo | Ana Sobral |', '- | ana@example.com')
"""

from collections.abc import Callable, Sequence

from bot.core.sheets import cells, persons
from bot.core.sheets.drafts import Someone
from bot.core.sheets.rows import clean

BAR = " | "


def names(values: Sequence[str]) -> str:
    """Join names of things."""
    return _joined(values, cells.several)


def points(values: Sequence[str]) -> str:
    """Join key points."""
    return _joined(values, cells.points)


def crew(people: Sequence[Someone]) -> tuple[str, str]:
    """Join people, and what they are reached by: their address, else their Slack id; a dash where neither is known."""
    reached = [_reached(one) for one in people]
    return _joined([one.name for one in people], _names), BAR.join(one or "-" for one in reached) if any(
        reached
    ) else ""


def one_line(text: str) -> str:
    """Bring a text to what a cell of one line gives back."""
    return cells.line(clean(text))


def _joined(values: Sequence[str], read: Callable[[str], Sequence[str]]) -> str:
    plain = [one_line(value).replace("|", "/") or "-" for value in values]
    text = BAR.join(plain)
    is_safe = not plain or (not cells.is_nothing(text) and list(read(text)) == plain)
    return text if is_safe else f"{text} |"


def _names(text: str) -> list[str]:
    """Read names as they are read whatever stands beside them; nobody, where that depends on it."""
    found = persons.people(text)
    if persons.may_be_reversed(text) or found != persons.people(text, alone=True):
        return []
    return [one.name for one in found if one == Someone(name=one.name)]


def _reached(someone: Someone) -> str:
    for way in (someone.email.lower(), someone.slack_id):
        if persons.addresses(way) == (way,) and (persons.is_email(way) or persons.is_slack_id(way)):
            return way
    return ""
