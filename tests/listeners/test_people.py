"""Slack tells of people as they change, and they are known so at once; on both databases."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, text

from bot.demo import payloads
from bot.demo.people import Kind
from bot.demo.people import Person as Account
from bot.demo.profiles import user_json
from bot.jobs import people
from models import Person, Request
from tests.conftest import Clock
from tests.listeners import door
from tests.office import Office

MARTA = "Ask Marta Lindgren about NordKassa."
OSKAR = "Ask Oskar Wendt about NordKassa."


def kept(office: Office, handle: str) -> Person | None:
    """Give what is known of somebody."""
    with office.web.deps.sessions() as session:
        slack_id = office.slack.workspace.person(handle).id
        return session.scalars(select(Person).where(Person.slack_id == slack_id)).one_or_none()


def asks(office: Office, handle: str) -> str:
    """Ask for NordKassa, and give the first line of the answer."""
    actor = office.person(handle)
    actor.command("/sko", "who owns NordKassa")
    return actor.wait_for_reply().text


def told(office: Office, handle: str, *, updated: int | None = None, **fields: Any) -> dict[str, Any]:
    """Give the event that tells of somebody, as Slack last changed it at `updated`."""
    user = user_json(office.slack.workspace, office.slack.workspace.person(handle)) | fields
    user |= {"updated": updated} if updated else {}
    return {"type": "user_change", "user": user, "event_ts": office.slack.workspace.next_ts()}


def test_whoever_joins_is_known_before_they_ask_anything(office: Office) -> None:
    office.slack.join(Account(handle="noor", name="Noor Haddad", email="noor@example.com", tz="Asia/Kolkata"))
    noor = kept(office, "noor")
    assert noor
    assert (noor.name, noor.email, noor.time_zone) == ("Noor Haddad", "noor@example.com", "Asia/Kolkata")
    assert asks(office, "noor") == MARTA
    assert office.slack.wire.calls("users.info") == []


def test_a_new_name_zone_and_absence_are_known_at_once_and_the_words_of_the_status_never(
    office: Office, clock: Clock
) -> None:
    until = clock() + timedelta(days=9)
    office.slack.change("marta", name="Marta Berg", tz="America/Phoenix", status="Hospital", status_until=until)
    with office.web.deps.sessions() as session:
        row = session.execute(select(Person.__table__).where(Person.name == "Marta Berg")).one()
    assert (row.time_zone, row.away_until) == ("America/Phoenix", until)
    assert "Hospital" not in str(row)
    assert asks(office, "ana") == OSKAR


def test_who_leaves_is_named_no_more_and_who_comes_back_is(office: Office) -> None:
    for kind, named in ((Kind.LEFT, OSKAR), (Kind.EMPLOYEE, MARTA)):
        office.slack.change("marta", kind=kind)
        assert asks(office, "ana") == named


def test_a_person_of_the_sheet_who_joins_stands_where_the_sheet_named_them(office: Office) -> None:
    with office.web.deps.sessions.begin() as session:
        session.add(row := Person(name="N. Haddad", email="noor@example.com"))
        session.flush()
        named = row.id
    office.slack.join(Account(handle="noor", name="Noor Haddad", email="noor@example.com"))
    noor = kept(office, "noor")
    assert noor
    assert (noor.id, noor.name) == (named, "Noor Haddad")


def test_it_is_no_request_and_nobody_reads_anything(office: Office) -> None:
    office.slack.change("marta", tz="America/Phoenix")
    crossings = office.slack.wire.deliveries("event user_change")
    assert [(one.status, one.ok) for one in crossings] == [(200, True)]
    with office.web.deps.sessions() as session:
        assert session.scalars(select(Request)).all() == []
    assert [one for one in office.person("marta").sees() if one.by_app] == []


def test_brought_again_it_changes_nothing_and_what_is_older_changes_nothing_either(
    office: Office, clock: Clock
) -> None:
    at = int(clock().timestamp())
    for updated, zone, known in (
        (at, "Asia/Kolkata", "Asia/Kolkata"),
        (at, "Asia/Kolkata", "Asia/Kolkata"),
        (at + 60, "America/Phoenix", "America/Phoenix"),
        (at, "Asia/Kolkata", "America/Phoenix"),
        (at + 60, "Australia/Sydney", "Australia/Sydney"),
    ):
        assert door.event(office, told(office, "marta", updated=updated, tz=zone)).status == 200
        marta = kept(office, "marta")
        assert marta
        assert marta.time_zone == known


def test_the_nightly_look_never_brings_back_what_an_event_has_made_old(office: Office, clock: Clock) -> None:
    later = int(clock().timestamp()) + 10**9
    door.event(office, told(office, "marta", updated=later, real_name="Marta Berg", profile={}))
    people.mirror(office.web.deps, office.web.slack)
    marta = kept(office, "marta")
    assert marta
    assert marta.name == "Marta Berg"


def test_another_workspaces_people_are_none_of_ours(office: Office) -> None:
    assert door.event(office, told(office, "marta", tz="Asia/Kolkata"), team="T0ELSEWHERE").status == 200
    marta = kept(office, "marta")
    assert marta
    assert marta.time_zone != "Asia/Kolkata"


@pytest.mark.parametrize("user", [None, {}, "U1", {"id": "U1", "profile": 7}, {"id": "U1", "updated": 10**20}])
def test_what_is_no_person_is_acknowledged_and_does_no_harm(office: Office, user: Any) -> None:
    assert door.event(office, {"type": "user_change", "user": user}).status == 200


def test_what_the_database_does_not_take_is_brought_again(office: Office) -> None:
    event = payloads.envelope(office.slack.workspace, told(office, "marta", tz="Asia/Kolkata"))
    with office.web.deps.sessions.begin() as session:
        session.execute(text("ALTER TABLE people RENAME TO put_away"))
    assert door.event_again(office, event, retry=0).status == 503
    with office.web.deps.sessions.begin() as session:
        session.execute(text("ALTER TABLE put_away RENAME TO people"))
    assert door.event_again(office, event).status == 200
    marta = kept(office, "marta")
    assert marta
    assert marta.time_zone == "Asia/Kolkata"
