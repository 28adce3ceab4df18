"""How much a sheet changes, in a few words."""

from collections.abc import Sequence

from bot.core.plans import Plan
from bot.core.sheets import Effect

COUNTS = {
    "added": "+{n} new",
    "changed": "{n} changed",
    "removed": "{n} removed",
    "people_changed": "{n} people changed",
    "kept": "{n} not in it, kept",
    "unchanged": "{n} unchanged",
}
ONE = {"people_changed": "1 person changed"}
DONE = ("added", "changed", "removed", "people_changed")


def counted(plan: Plan, what: Sequence[str] = tuple(COUNTS)) -> list[str]:
    """Say how many topics are new, changed and so on, leaving out what there is none of."""
    counts = {one: len(getattr(plan, one)) for one in what}
    return [(ONE if n == 1 else COUNTS).get(one, COUNTS[one]).format(n=n) for one, n in counts.items() if n]


def rows_left_out(plan: Plan) -> int:
    """Count the rows that cannot be used, those that wait for a name among them."""
    wrong = {one.row for one in plan.problems if one.reason.effect is Effect.ROW_LEFT_OUT}
    return len(wrong.union(*(one.rows for one in plan.who if one.leaves_out)))


def many(n: int, thing: str) -> str:
    """Count things.

    >>> many(1, "row"), many(3, "row")
    ('1 row', '3 rows')
    """
    return f"1 {thing}" if n == 1 else f"{n} {thing}s"


def are(n: int, thing: str) -> str:
    """Count things that something is said of.

    >>> are(1, "row"), are(3, "row")
    ('1 row is', '3 rows are')
    """
    return f"{many(n, thing)} {'is' if n == 1 else 'are'}"
