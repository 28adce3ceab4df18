"""What somebody is asked about next: what they have not been asked yet, and what is due again.

A topic comes back 14 days after its first right answer and 7 after a wrong one, and is retired after two right ones
in a row, whatever a check finds later. A question that nobody answered is gone; its topic waits behind those that were
never asked.
"""

import hashlib
import random
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum, StrEnum
from itertools import pairwise

AFTER_RIGHT, AFTER_WRONG = timedelta(days=14), timedelta(days=7)
EVERY = 5  # one topic in so many is held out
ONE_MORE = 2  # questions beyond the first that somebody may have in a week
OF_EACH = 2  # topics of each arm in a check


class Arm(StrEnum):
    """Whether a topic is recapped to a person, or held out to compare with."""

    RECAPPED = "recapped"
    HELD_OUT = "held out"


class Rank(IntEnum):
    """What comes first: what a manager or the person picked, then what is about accounts they have, then the rest."""

    FOCUS = 0
    ACCOUNT = 1
    REST = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """One earlier question: the day it was answered, or asked if it was not; `right` is None where nobody answered."""

    topic_id: int
    on: date
    right: bool | None
    in_check: bool = False


def due_on(pasts: Iterable[Past]) -> date | None:
    """Give the day from which a topic may be asked again, by its past; None once it is retired, which it then stays.

    >>> right, wrong = (Past(topic_id=1, on=date(2027, 2, 2), right=is_right) for is_right in (True, False))
    >>> due_on([]), due_on([wrong]), due_on([right]), due_on([right, right])
    (datetime.date(1, 1, 1), datetime.date(2027, 2, 9), datetime.date(2027, 2, 16), None)
    """
    past = sorted(pasts, key=lambda one: one.on)
    answered = [one for one in past if one.right is not None]
    if any(all(one.right for one in run) for run in pairwise(answered)):
        return None
    found = date.min
    if answered:
        found = answered[-1].on + (AFTER_RIGHT if answered[-1].right else AFTER_WRONG)
    if past and past[-1].right is None:
        found = max(found, past[-1].on + AFTER_WRONG)
    return found


def held_out(topic_ids: Iterable[int], *, seed: str, person: int) -> frozenset[int]:
    """Choose the fifth of the topics that is never recapped to a person.

    It is one of every five by their ids, so that topics that are added or removed later change nothing for the others:
    give the ids of all topics that the kickoff ever had.

    >>> len(held_out(range(1, 51), seed="x", person=7)), held_out([3, 9], seed="x", person=7) <= {3, 9}
    (10, True)
    """
    ids = sorted(topic_ids)
    return frozenset(
        ids[start + place]
        for start in range(0, len(ids), EVERY)
        if start + (place := _draw(seed, person, start)) < len(ids)
    )


def next_topic(topics: Sequence[int], pasts: Iterable[Past], *, today: date, ranks: Mapping[int, Rank]) -> int | None:
    """Choose what to ask, or None where nothing is due; `topics` are those that may be asked, in the directory's order.

    Within a rank what is due again comes first, the longest due before the others, then what was never asked, then
    what was asked and never answered.
    """
    by_topic = _by_topic(pasts)
    found: list[tuple[Rank, int, date, int, int]] = []
    for place, topic_id in enumerate(topics):
        past = by_topic.get(topic_id, [])
        due = due_on(past)
        if due is None or due > today:
            continue
        turn = 1 if not past else 0 if any(one.right is not None for one in past) else 2
        found.append((ranks.get(topic_id, Rank.REST), turn, due, place, topic_id))
    return min(found)[-1] if found else None


def check_topics(
    topics: Sequence[int], pasts: Iterable[Past], *, held: Collection[int], seed: str, person: int
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Choose the topics of a check: recapped ones, rather those of recaps before, and held-out ones never asked yet.

    Those that were in no check come before those that were. Which of several it is, is drawn, the same however often
    this is called.
    """
    by_topic = _by_topic(pasts)
    order = {topic_id: random.Random(f"{seed}:{person}:{topic_id}").random() for topic_id in topics}  # noqa: S311

    def turn(topic_id: int) -> tuple[bool, int, float]:
        past = by_topic.get(topic_id, [])
        checked = sum(one.in_check for one in past)
        return checked == len(past), checked, order[topic_id]

    recapped = sorted((one for one in topics if one not in held), key=turn)
    fresh = sorted((one for one in topics if one in held and one not in by_topic), key=order.__getitem__)
    return tuple(recapped[:OF_EACH]), tuple(fresh[:OF_EACH])


def _by_topic(pasts: Iterable[Past]) -> dict[int, list[Past]]:
    found = defaultdict[int, list[Past]](list)
    for past in pasts:
        found[past.topic_id].append(past)
    return dict(found)


def _draw(seed: str, person: int, start: int) -> int:
    """Draw a number below five, by nothing but these."""
    digest = hashlib.sha256(f"{seed}:{person}:{start}".encode()).digest()
    return int.from_bytes(digest[:8], "big") % EVERY
