"""How a field of a topic or a person was, and how it becomes, told side by side."""

from collections.abc import Sequence
from itertools import takewhile

from bot.core.plans import Change, Changed
from bot.views.blocks import ELLIPSIS

LONGEST = 80  # characters of one side
NEARBY = 15  # characters before the first that differs, so that one sees where it is
EMPTY = "nothing"
BETWEEN = " | "
FIELDS = {
    "title": "topic",
    "owners": "owner",
    "backups": "backup",
    "reps": "field rep",
    "stories": "story",
    "key_points": "key points",
    "email": "e-mail",
}


def called(change: Change) -> str:
    """Call a field as a sheet does."""
    return FIELDS.get(change.field, change.field)


def renamed(changed: Changed) -> str:
    """Give the new title of a topic that gets one, else its title."""
    return next(("".join(one.new) for one in changed.changes if one.field == "title"), changed.name)


def sides(change: Change, *, most: int = LONGEST) -> tuple[str, str]:
    """Give what was and what becomes, a line each; of what is too long, the part that differs.

    >>> sides(Change(field="aliases", old=(), new=("Prices", "Rates")))
    ('nothing', 'Prices | Rates')
    >>> sides(Change(field="aliases", old=("a" * 80,), new=("a" * 80, "Rates")))
    ('…', '… | Rates')
    """
    before, after = _line(change.old), _line(change.new)
    if max(len(before), len(after)) > most and max(len(change.old), len(change.new)) > 1:
        before, after = map(_line, _without_shared(change.old, change.new))
    if clipped(before, most=most) == clipped(after, most=most):
        before, after = _where_they_part(before, after)
    return clipped(before, most=most) or EMPTY, clipped(after, most=most) or EMPTY


def clipped(text: str, *, most: int = LONGEST) -> str:
    """Bring a text to one line that is not too long."""
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 1] + ELLIPSIS


def _line(texts: Sequence[str]) -> str:
    return " ".join(BETWEEN.join(texts).split())


def _without_shared(old: Sequence[str], new: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """Leave out the values that stay; where nothing but their order differs, leave them all."""
    shared = set(old) & set(new)
    gone, come = [one for one in old if one not in shared], [one for one in new if one not in shared]
    if not gone and not come:
        return old, new
    rest = [ELLIPSIS] * bool(shared)
    return [*rest, *gone], [*rest, *come]


def _where_they_part(one: str, other: str) -> tuple[str, str]:
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
    begin = max(same - NEARBY, 0)
    return (ELLIPSIS + one[begin:], ELLIPSIS + other[begin:]) if begin else (one, other)
