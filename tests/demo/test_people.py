"""Who is in the workspace, as the app is told."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from slack_bolt import App
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.demo.company import PEOPLE
from bot.demo.people import Kind, Person, read_people
from bot.demo.refusals import Refused
from bot.demo.server import Slack
from tests.conftest import Clock
from tests.demo.probes import CAST


def ids(slack: Slack, *handles: str) -> list[str]:
    return [slack.workspace.person(handle).id for handle in handles]


def test_the_list_of_people_comes_in_pages(client: WebClient) -> None:
    pages = [page["members"] for page in client.users_list(limit=4)]
    assert [len(page) for page in pages] == [4, 2]
    assert [one["name"] for page in pages for one in page] == [person.handle for person in CAST]


@pytest.mark.parametrize(
    ("handle", "mark"), [("gus", "is_restricted"), ("leo", "deleted"), ("rob", "is_bot"), ("fay", "is_stranger")]
)
def test_who_is_no_colleague_is_marked_so(slack: Slack, client: WebClient, handle: str, mark: str) -> None:
    assert client.users_info(user=ids(slack, handle)[0])["user"][mark]
    assert not client.users_info(user=ids(slack, "ana")[0])["user"].get(mark)


def test_somebody_of_another_company_has_another_team_and_no_email(slack: Slack, client: WebClient) -> None:
    user = client.users_info(user=ids(slack, "fay")[0])["user"]
    assert user["team_id"] != slack.workspace.team_id
    assert "email" not in user["profile"]


def test_people_are_found_by_email_while_they_work_here(slack: Slack, client: WebClient) -> None:
    assert client.users_lookupByEmail(email="ANA@example.com")["user"]["name"] == "ana"
    with pytest.raises(SlackApiError, match="users_not_found"):
        client.users_lookupByEmail(email="leo@example.com")


@pytest.mark.parametrize(("handle", "code"), [("leo", "user_disabled"), ("rob", "cannot_dm_bot")])
def test_a_direct_message_needs_somebody_who_can_read_it(
    slack: Slack, client: WebClient, handle: str, code: str
) -> None:
    with pytest.raises(SlackApiError, match=code):
        client.conversations_open(users=ids(slack, handle))


def test_a_stranger_to_the_workspace_is_not_found(client: WebClient) -> None:
    with pytest.raises(SlackApiError, match="user_not_found"):
        client.users_info(user="U404")


def test_opening_a_direct_message_twice_gives_the_same(slack: Slack, client: WebClient) -> None:
    pair = ids(slack, "ana", "bea")
    first, again = (client.conversations_open(users=pair)["channel"]["id"] for _ in range(2))
    assert first == again
    assert client.conversations_info(channel=first)["channel"]["is_mpim"]


def test_a_group_holds_eight_at_most(slack: Slack, client: WebClient) -> None:
    with pytest.raises(SlackApiError, match="too_many_users"):
        client.conversations_open(users=ids(slack, "ana") * 9)


def test_nobody_acts_for_somebody_who_left(slack: Slack) -> None:
    with pytest.raises(Refused, match="account_inactive"):
        slack.person("leo")


def test_the_app_hears_that_somebody_came_or_left(slack: Slack, probe: App) -> None:
    heard = []

    @probe.event("team_join")
    def joined(event: dict[str, dict[str, object]]) -> None:
        heard.append(("joined", event["user"]["name"], event["user"]["deleted"]))

    @probe.event("user_change")
    def changed(event: dict[str, dict[str, object]]) -> None:
        heard.append(("changed", event["user"]["name"], event["user"]["deleted"]))

    slack.join(Person(handle="neo", name="Neo New"))
    slack.change("bea", kind=Kind.LEFT)

    assert heard == [("joined", "neo", False), ("changed", "bea", True)]


def test_a_status_is_shown_until_it_ends(slack: Slack, client: WebClient, clock: Clock) -> None:
    until = clock() + timedelta(days=9)
    slack.change("bea", status="Walking to the sea", status_emoji=":palm_tree:", status_until=until)
    shown = ("status_text", "status_emoji", "status_expiration")

    def profile() -> list[object]:
        return [client.users_info(user=ids(slack, "bea")[0])["user"]["profile"][name] for name in shown]

    assert profile() == ["Walking to the sea", ":palm_tree:", int(until.timestamp())]
    clock.forward(days=9)
    assert profile() == ["", "", 0]


def test_whoever_is_away_in_the_sheet_is_so_from_now_on() -> None:
    now = datetime(2026, 3, 10, 9, 41, tzinfo=UTC)
    away = {one.handle: one.status_until for one in read_people(PEOPLE, now=now) if one.status_until}
    assert away == {"mireille": now + timedelta(days=9)}


def test_when_somebody_is_not_to_be_disturbed_is_told_of_fifty_at_a_time(
    slack: Slack, client: WebClient, clock: Clock
) -> None:
    begins, ends = clock(), clock() + timedelta(hours=9)
    slack.change("bea", dnd=(begins, ends))
    ana, bea, left = ids(slack, "ana", "bea", "leo")
    told = client.dnd_teamInfo(users=[ana, bea, left, "U404"])["users"]
    assert told == {
        ana: {"dnd_enabled": False, "next_dnd_start_ts": 1, "next_dnd_end_ts": 1},
        bea: {
            "dnd_enabled": True,
            "next_dnd_start_ts": int(begins.timestamp()),
            "next_dnd_end_ts": int(ends.timestamp()),
        },
    }
    assert client.dnd_info(user=bea)["next_dnd_end_ts"] == int(ends.timestamp())
    for users, code in (("", "no_users_provided"), (",".join([ana] * 51), "invalid_arguments")):
        with pytest.raises(SlackApiError, match=code):
            client.dnd_teamInfo(users=users)
