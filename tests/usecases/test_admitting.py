"""Accounts of Slack find the people of the sheet."""

import pytest
from sqlalchemy import select

from bot.core.results import Member, Standing
from bot.deps import Deps
from bot.usecases import admitting
from models import Person


def listed(deps: Deps, *names: str) -> None:
    """Put people of a sheet into the directory."""
    with deps.sessions.begin() as session:
        session.add_all([Person(name=name) for name in names])


def everybody(deps: Deps) -> dict[str | None, str]:
    """Give everybody by Slack id."""
    with deps.reading() as session:
        return {person.slack_id: person.name for person in session.scalars(select(Person))}


@pytest.mark.parametrize(
    ("sheet", "slack"), [("Özlem Kaya", "özlem kaya"), ("Zoë Äng", "Zoe Ang"), ("ANA  DÍAZ", "Ana Diaz")]
)
def test_a_name_is_the_same_however_it_is_capitalised_and_accented(deps: Deps, sheet: str, slack: str) -> None:
    listed(deps, sheet)
    with deps.sessions.begin() as session:
        admitting.remember(session, Member(slack_id="U1", name=slack, email="o@example.com"), now=deps.now())
    assert everybody(deps) == {"U1": slack}


def test_of_two_accounts_of_one_name_neither_is_taken_for_the_person_of_the_sheet(deps: Deps) -> None:
    listed(deps, "John Smith")
    twins = [Member(slack_id=twin, name="John Smith", email=f"{twin}@example.com") for twin in ("U1", "U2")]
    with deps.sessions.begin() as session:
        admitting.mirror(session, twins, now=deps.now())
    assert everybody(deps) == {None: "John Smith", "U1": "John Smith", "U2": "John Smith"}


def test_a_guest_is_never_taken_for_a_person_of_the_sheet_by_name(deps: Deps) -> None:
    listed(deps, "Gwen Guest")
    with deps.sessions.begin() as session:
        guest = Member(slack_id="U1", name="Gwen Guest", standing=Standing.GUEST)
        admitting.remember(session, guest, now=deps.now())
    assert set(everybody(deps)) == {None, "U1"}
