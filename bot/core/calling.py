"""Whom to name first, and who comes after."""

import re
from collections.abc import Iterable

from bot.core.results import Held, Role, Standing

BEFORE = re.compile(
    r"\b(?:before (?:me|us)|b4 me|previous(?:ly)?|former(?:ly)?|predecessor|vorher|vor mir|antes|avant moi)\b"
    r"|\bused to (?:have|own|run|cover|look after)\b|\bhad\b.*\bbefore\b",
    re.IGNORECASE,
)
INHERITED = frozenset({"account", "territory"})  # kinds of topic that pass from one rep to the next
NOW = (Role.OWNER, Role.BACKUP, Role.PRESENTER, Role.PEER, Role.FORMER)
THEN = (Role.FORMER, Role.OWNER, Role.BACKUP, Role.PRESENTER, Role.PEER)


def asks_for_former(question: str, *, kind: str) -> bool:
    """Tell whether the question is about who had an account or a territory before.

    >>> asks_for_former("who had Acme before me?", kind="account"), asks_for_former("who owns Acme?", kind="account")
    (True, False)
    """
    return kind in INHERITED and BEFORE.search(question) is not None


def in_order(
    held: Iterable[Held], *, former_first: bool = False, besides: frozenset[int] = frozenset()
) -> tuple[Held, ...]:
    """Put the people of a topic in the order in which to ask them, each once.

    Nobody is named who left, who is no employee, or whose id is in `besides` (the asker, and those already offered).
    Former holders come latest first, as far as dates are known. Owners who are away come after the backup, others who
    are away after those of the same role; to have had something before, nobody need be there.
    """
    order = THEN if former_first else NOW
    ranked = sorted(held, key=lambda one: (_place(one, order), -(one.until.toordinal() if one.until else 0)))
    seen = set(besides)
    chosen: list[Held] = []
    for one in ranked:
        if one.who.person_id in seen or one.standing is not Standing.EMPLOYEE:
            continue
        seen.add(one.who.person_id)
        chosen.append(one)
    return tuple(chosen)


def _place(one: Held, order: tuple[Role, ...]) -> float:
    """Give where in the order somebody comes; between two roles if they are away."""
    if one.back_on is None or one.role is Role.FORMER:
        return order.index(one.role)
    return order.index(Role.BACKUP if one.role is Role.OWNER else one.role) + 0.5
