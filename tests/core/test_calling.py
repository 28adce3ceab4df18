"""Whom to ask first while some are away."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from bot.core.absence import back_on
from bot.core.calling import in_order
from bot.core.results import Held, Role, Who

TUESDAY = datetime(2027, 2, 2, 9, tzinfo=UTC)
BACK = date(2027, 2, 8)


def held(role: Role, name: str, *, away: bool = False) -> Held:
    """Return a role that somebody holds; a name is a person."""
    return Held(role=role, who=Who(person_id=hash(name), name=name), back_on=BACK if away else None)


def names(*people: Held, former_first: bool = False) -> list[str]:
    return [one.who.name for one in in_order(people, former_first=former_first)]


def test_an_owner_who_is_away_comes_after_the_backup_and_before_the_presenter() -> None:
    people = held(Role.OWNER, "Marta", away=True), held(Role.PRESENTER, "Priya"), held(Role.BACKUP, "Oskar")
    assert names(*people) == ["Oskar", "Marta", "Priya"]


def test_a_second_owner_who_is_there_comes_before_the_first_who_is_not() -> None:
    people = held(Role.OWNER, "Marta", away=True), held(Role.OWNER, "Ana"), held(Role.BACKUP, "Oskar")
    assert names(*people) == ["Ana", "Oskar", "Marta"]


def test_an_owner_without_a_backup_who_could_be_asked_is_named_nevertheless() -> None:
    away = held(Role.OWNER, "Marta", away=True), held(Role.BACKUP, "Oskar", away=True)
    assert names(*away, held(Role.PEER, "Henrik")) == ["Marta", "Oskar", "Henrik"]


def test_who_had_an_account_before_stays_first_even_while_away() -> None:
    people = held(Role.OWNER, "Marta"), held(Role.FORMER, "Henrik", away=True)
    assert names(*people, former_first=True) == ["Henrik", "Marta"]


@pytest.mark.parametrize(
    ("until", "zone", "back"),
    [
        ("2027-02-02T23:30", "UTC", None),
        ("2027-02-03T09:00", "UTC", date(2027, 2, 3)),
        ("2027-02-03T23:59", "UTC", date(2027, 2, 4)),
        ("2027-02-05T23:59", "UTC", date(2027, 2, 8)),
        ("2027-02-07T12:00", "UTC", date(2027, 2, 8)),
        ("2027-02-02T23:30", "Asia/Tokyo", date(2027, 2, 3)),
        ("2027-02-03T04:59", "America/New_York", None),
        ("2027-02-03T09:00", "Nowhere/Atlantis", date(2027, 2, 3)),
    ],
    ids=[
        "a meeting today is no absence",
        "back in the morning",
        "away for all of its last day",
        "not back on a Saturday",
        "nor on a Sunday",
        "tomorrow begins earlier in Tokyo",
        "and later in New York",
        "an unknown zone counts as UTC",
    ],
)
def test_the_day_somebody_is_back_is_a_working_day_of_their_own_zone(until: str, zone: str, back: date | None) -> None:
    ends = datetime.fromisoformat(until).replace(tzinfo=UTC)
    assert back_on(ends, time_zone=zone, now=TUESDAY) == back
