"""People are mirrored from Slack: who they are, who is a guest, who has left."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot.config import Settings
from bot.core.results import Member, Standing
from bot.demo.people import Kind
from bot.demo.people import Person as Account
from bot.demo.server import Slack as StandIn
from bot.demo.workspace import Workspace
from bot.deps import Deps
from bot.jobs import people
from bot.slack import Slack
from bot.usecases import admitting
from models import Person


@pytest.fixture
def company() -> Iterator[StandIn]:
    """A Slack with a handful of people."""
    accounts = [
        Account(handle="ana", name="Ana Ferreira", email="ana@example.com", tz="Europe/Lisbon"),
        Account(handle="gwen", name="Gwen Guest", email="gwen@example.com", kind=Kind.GUEST),
        Account(handle="fred", name="Fred Foreign", kind=Kind.FOREIGN),
        Account(handle="lena", name="Lena Gone", email="lena@example.com", kind=Kind.LEFT),
        Account(handle="robot", name="Robot", kind=Kind.BOT),
    ]
    with StandIn(Workspace(people=accounts)) as company:
        yield company


@pytest.fixture
def slack(company: StandIn) -> Slack:
    return Slack(Settings(SLACK_BOT_TOKEN=company.workspace.app.token, SLACK_API_URL=company.api_url))


def standings(deps: Deps) -> dict[str, str]:
    with deps.sessions() as session:
        return {one.name: one.standing for one in session.scalars(select(Person).order_by(Person.id))}


def enter(deps: Deps, **person: Any) -> int:
    """Put somebody into the directory, as a sheet does."""
    with deps.sessions.begin() as session:
        session.add(row := Person(**person))
        session.flush()
        return row.id


def find(deps: Deps, person_id: int) -> Person:
    with deps.sessions() as session:
        return session.get_one(Person, person_id)


EVERYBODY = {
    "Ana Ferreira": "employee",
    "Gwen Guest": "guest",
    "Fred Foreign": "foreign",
    "Lena Gone": "left",
    "Robot": "bot",
}


def test_everybody_is_known_with_their_standing_and_zone(deps: Deps, slack: Slack) -> None:
    for _ in range(2):
        people.mirror(deps, slack)
        assert standings(deps) == EVERYBODY
    with deps.sessions() as session:
        ana = session.scalars(select(Person).where(Person.email == "ana@example.com")).one()
    assert (ana.time_zone, ana.mirrored_at) == ("Europe/Lisbon", deps.now())


@pytest.mark.parametrize(("emoji", "is_away"), [(":palm_tree:", True), (":house_with_garden:", False)])
def test_a_status_with_an_end_tells_until_when_somebody_is_away_but_not_why(
    deps: Deps, slack: Slack, company: StandIn, emoji: str, *, is_away: bool
) -> None:
    until = deps.now() + timedelta(days=9)
    company.change("ana", status="Hospital", status_emoji=emoji, status_until=until)
    people.mirror(deps, slack)
    with deps.sessions() as session:
        kept = session.execute(select(Person.__table__).where(Person.name == "Ana Ferreira")).one()
    assert kept.away_until == (until if is_away else None)
    assert "Hospital" not in str(kept)
    company.change("ana", status="", status_until=None)
    people.mirror(deps, slack)
    assert find(deps, kept.id).away_until is None


def test_everybody_is_known_however_many_pages_slack_makes_of_them(
    deps: Deps, slack: Slack, company: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.slack.PAGE", 2)
    people.mirror(deps, slack)
    assert len(company.wire.calls("users.list")) == 3
    assert standings(deps) == EVERYBODY


def test_a_person_of_the_sheet_is_joined_to_their_account_by_address_then_by_name(deps: Deps, slack: Slack) -> None:
    ana = enter(deps, name="A. Ferreira", email="ana@example.com")
    lena = enter(deps, name="L. Gone", email="lena@example.com")
    people.mirror(deps, slack)
    assert (find(deps, ana).name, find(deps, ana).slack_id is not None) == ("Ana Ferreira", True)
    assert find(deps, lena).standing == "left"
    assert standings(deps) == EVERYBODY


def test_a_person_of_the_sheet_without_an_address_is_joined_by_name(deps: Deps, slack: Slack) -> None:
    ana = enter(deps, name="ana ferreira")
    people.mirror(deps, slack)
    assert find(deps, ana).email == "ana@example.com"
    assert standings(deps) == EVERYBODY


def test_nobody_is_joined_by_a_name_that_two_have(deps: Deps, slack: Slack) -> None:
    two = [enter(deps, name="Ana Ferreira"), enter(deps, name="Ana Ferreira")]
    people.mirror(deps, slack)
    assert [find(deps, one).slack_id for one in two] == [None, None]


def test_slack_failing_half_way_makes_nobody_a_leaver_and_the_rest_follows(
    deps: Deps, slack: Slack, company: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.slack.PAGE", 2)
    people.mirror(deps, slack)
    waited: list[float] = []
    company.faults.rate_limit(method="users.list", retry_after=7)
    company.faults.error(method="users.list")
    company.faults.drop(method="users.list")
    company.change("ana", name="Ana Sobral")
    people.mirror(deps, slack, wait=waited.append)
    assert waited == [7.0, 5.0, 5.0]
    assert standings(deps) == {"Ana Sobral" if name == "Ana Ferreira" else name: one for name, one in EVERYBODY.items()}


def test_waiting_for_slack_ends_with_the_process(deps: Deps, slack: Slack, company: StandIn) -> None:
    company.faults.error(times=99)
    people.mirror(deps, slack, wait=lambda _: True)
    assert standings(deps) == {}


def test_a_refusal_is_final_until_tomorrow(deps: Deps, company: StandIn) -> None:
    refused = Slack(Settings(SLACK_BOT_TOKEN="xoxb-other", SLACK_API_URL=company.api_url))
    people.mirror(deps, refused)
    assert len(company.wire.calls()) == 1


def test_who_left_is_noticed_and_who_came_back_too(deps: Deps, slack: Slack, company: StandIn) -> None:
    for kind in (Kind.LEFT, Kind.EMPLOYEE):
        company.change("ana", kind=kind)
        people.mirror(deps, slack)
        assert standings(deps)["Ana Ferreira"] == kind


MARTA = {"name": "Marta Lindgren", "email": "marta@example.com", "slack_id": "U1"}


@pytest.mark.parametrize("standing", [Standing.FOREIGN, Standing.BOT, Standing.LEFT])
def test_no_other_account_takes_a_colleagues_place_by_its_address(deps: Deps, standing: Standing) -> None:
    marta = enter(deps, **MARTA)
    other = Member(slack_id="U2", name="Mallory", email="marta@example.com", time_zone=None, standing=standing)
    with deps.sessions.begin() as session:
        admitted = admitting.remember(session, other, now=deps.now())
    assert admitted.person_id != marta
    kept = find(deps, marta)
    assert (kept.name, kept.slack_id, kept.standing) == ("Marta Lindgren", "U1", "employee")


def test_a_new_account_takes_the_place_of_one_that_was_closed(deps: Deps) -> None:
    marta = enter(deps, **MARTA, standing="left")
    new = Member(
        slack_id="U2", name="Marta Lindgren", email="marta@example.com", time_zone=None, standing=Standing.EMPLOYEE
    )
    with deps.sessions.begin() as session:
        assert admitting.remember(session, new, now=deps.now()).person_id == marta
    assert (find(deps, marta).slack_id, find(deps, marta).standing) == ("U2", "employee")
