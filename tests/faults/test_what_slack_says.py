"""Slack says no, not yet, or that it cannot tell; each is taken for what it is, also where it is said with 200."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from bot.config import Settings
from bot.core.requests import GRACE
from bot.demo.people import Kind, Person
from bot.demo.server import Slack as StandIn
from bot.demo.workspace import Workspace
from bot.errors import SkoError, SlackLater, SlackRefused, SlackUnsure
from bot.slack import Slack
from bot.views.help import sentence
from tests.conftest import Clock
from tests.office import Office, wait_until
from tests.rows import is_settled

CODES = {
    "internal_error": SlackUnsure,
    "fatal_error": SlackUnsure,
    "service_unavailable": SlackLater,
    "ratelimited": SlackLater,
    "rate_limited": SlackLater,
    "channel_not_found": SlackRefused,
}


@pytest.fixture
def company(clock: Clock) -> Iterator[StandIn]:
    people = [Person(handle=f"p{n}", name=f"Person {n}") for n in range(120)]
    with StandIn(Workspace(people=[*people, Person(handle="lena", name="Lena", kind=Kind.LEFT)], now=clock)) as slack:
        yield slack


@pytest.fixture
def slack(company: StandIn) -> Slack:
    return Slack(Settings(SLACK_BOT_TOKEN=company.workspace.app.token, SLACK_API_URL=company.api_url))


@pytest.mark.parametrize(("code", "means"), CODES.items())
def test_what_is_said_with_200_is_taken_for_what_it_means(
    company: StandIn, slack: Slack, code: str, means: type[SkoError]
) -> None:
    company.faults.error(method="chat.postMessage", status=200, code=code)
    with pytest.raises(means, match=code):
        slack.say("general", sentence("Hello."), key="k")


@pytest.mark.parametrize(("retry_after", "seconds"), [(7, 7.0), (0, 5.0)])
def test_how_long_to_wait_is_what_slack_says_else_a_few_seconds(
    company: StandIn, slack: Slack, retry_after: int, seconds: float
) -> None:
    if retry_after:
        company.faults.rate_limit(method="chat.postMessage", retry_after=retry_after)
    else:
        company.faults.error(method="chat.postMessage", status=200, code="service_unavailable")
    with pytest.raises(SlackLater) as later:
        slack.say("general", sentence("Hello."), key="k")
    assert later.value.seconds == seconds


@pytest.mark.parametrize("after", [False, True])
def test_an_answer_of_which_slack_says_it_failed_is_looked_for_and_said_once(
    office: Office, clock: Clock, attempts: list[str], *, after: bool
) -> None:
    ana = office.person("ana")
    office.slack.faults.error(method="chat.postMessage", status=200, after=after)
    ana.dm("who owns NordKassa?")
    wait_until(lambda: attempts)
    assert not is_settled(office)
    clock.forward(seconds=GRACE.total_seconds() + 1)
    office.web.answers.sweep()
    wait_until(lambda: is_settled(office))
    assert [one.text for one in ana.sees() if one.by_app] == ["Ask Marta Lindgren about NordKassa."]


# Who does not want to be disturbed


def ids(company: StandIn) -> list[str]:
    return [one.id for one in company.workspace.people]


def test_who_does_not_want_to_be_disturbed_is_known_with_the_end_of_it(
    company: StandIn, slack: Slack, clock: Clock
) -> None:
    now, hour = clock(), timedelta(hours=1)
    for handle, dnd in {
        "p3": (now - hour, now + hour),
        "p60": (now, now + 3 * hour),
        "p118": (now - hour, now + timedelta(days=2)),
        "p4": (now + hour, now + 2 * hour),
        "p5": (now - 2 * hour, now),
    }.items():
        company.change(handle, dnd=dnd)
    person = company.workspace.person
    assert slack.resting(ids(company), now=now) == {
        person("p3").id: now + hour,
        person("p60").id: now + 3 * hour,
        person("p118").id: now + timedelta(days=2),
    }
    assert len(company.wire.calls("dnd.teamInfo")) == 3
    assert slack.resting(ids(company), now=now + hour).keys() == {person(one).id for one in ("p4", "p60", "p118")}


def test_nobody_is_asked_about_where_there_is_nobody(company: StandIn, slack: Slack, clock: Clock) -> None:
    assert slack.resting([], now=clock()) == {}
    assert slack.resting(["U0NOBODY"], now=clock()) == {}
    assert len(company.wire.calls("dnd.teamInfo")) == 1


@pytest.mark.parametrize(
    ("code", "status", "means"),
    [("internal_error", 500, SlackUnsure), ("service_unavailable", 200, SlackLater), ("x_y", 200, SlackRefused)],
)
def test_not_being_told_is_an_error_like_any_other(
    company: StandIn, slack: Slack, clock: Clock, code: str, status: int, means: type[SkoError]
) -> None:
    company.faults.error(method="dnd.teamInfo", status=status, code=code)
    with pytest.raises(means):
        slack.resting(ids(company), now=clock())
