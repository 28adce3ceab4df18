"""Modals and the Home tab: opened in time, three deep, submitted with what was filled in."""

from __future__ import annotations

from typing import Any

import pytest
from slack_bolt import Ack, App
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.demo.server import Slack
from tests.conftest import Clock
from tests.demo.blocks import actions, button, modal, mrkdwn, name_input, option, plain, section, select


def trigger(slack: Slack) -> str:
    return slack.workspace.triggers.issue(slack.workspace.person("ana").id)


def test_a_trigger_opens_one_modal(slack: Slack, client: WebClient) -> None:
    once = trigger(slack)
    client.views_open(trigger_id=once, view=modal(section()))
    with pytest.raises(SlackApiError, match="exchanged_trigger_id"):
        client.views_open(trigger_id=once, view=modal(section()))


@pytest.mark.parametrize(("seconds", "opens"), [(2.9, True), (3.2, False)])
def test_a_trigger_is_good_for_three_seconds(
    slack: Slack, client: WebClient, clock: Clock, seconds: float, opens: bool
) -> None:
    late = trigger(slack)
    clock.forward(seconds=seconds)
    if opens:
        assert client.views_open(trigger_id=late, view=modal(section()))["ok"]
    else:
        with pytest.raises(SlackApiError, match="expired_trigger_id"):
            client.views_open(trigger_id=late, view=modal(section()))


def test_a_trigger_that_nobody_issued_is_invalid(client: WebClient) -> None:
    with pytest.raises(SlackApiError, match="invalid_trigger_id"):
        client.views_open(trigger_id="1.2.3", view=modal(section()))


def test_modals_stand_three_deep_at_most(slack: Slack, client: WebClient) -> None:
    client.views_open(trigger_id=trigger(slack), view=modal(section("one")))
    for said in ("two", "three"):
        client.views_push(trigger_id=trigger(slack), view=modal(section(said)))
    with pytest.raises(SlackApiError, match="push_limit_reached"):
        client.views_push(trigger_id=trigger(slack), view=modal(section("four")))
    assert slack.person("ana").wait_for_modal().shown == "three"


EDGES = {
    "100 blocks": (modal(*[section()] * 100), modal(*[section()] * 101)),
    "title": (modal(section(), title=plain("x" * 24)), modal(section(), title=plain("x" * 25))),
    "submit": (modal(section(), submit=plain("x" * 24)), modal(section(), submit=plain("x" * 25))),
    "close": (modal(section(), close=plain("x" * 24)), modal(section(), close=plain("x" * 25))),
    "private metadata": (
        modal(section(), private_metadata="x" * 3000),
        modal(section(), private_metadata="x" * 3001),
    ),
    "external id": (modal(section(), external_id="x" * 255), modal(section(), external_id="x" * 256)),
    "callback id": (modal(section(), callback_id="x" * 255), modal(section(), callback_id="x" * 256)),
    "plain title": (modal(section()), modal(section(), title=mrkdwn("Edit"))),
    "block ids": (modal(section(block_id="a")), modal(section(block_id="a"), section(block_id="a"))),
    "a file input": (
        modal(name_input(element={"type": "file_input", "action_id": "f"})),
        modal(name_input(element={"type": "file_output", "action_id": "f"})),
    ),
}


@pytest.mark.parametrize("edge", EDGES)
def test_a_modal_is_refused_exactly_beyond_its_limits(slack: Slack, client: WebClient, edge: str) -> None:
    good, bad = EDGES[edge]
    assert client.views_open(trigger_id=trigger(slack), view=good)["ok"]
    with pytest.raises(SlackApiError, match="invalid_arguments"):
        client.views_open(trigger_id=trigger(slack), view=bad)


def test_a_modal_with_inputs_needs_a_submit_button(slack: Slack, client: WebClient) -> None:
    view = modal(name_input())
    del view["submit"]
    with pytest.raises(SlackApiError, match="invalid_arguments"):
        client.views_open(trigger_id=trigger(slack), view=view)


def test_a_view_beyond_250_kilobytes_is_refused(slack: Slack, client: WebClient) -> None:
    with pytest.raises(SlackApiError, match="view_too_large"):
        client.views_open(trigger_id=trigger(slack), view=modal(*[section("x" * 2900)] * 90))


def test_an_update_with_an_old_hash_is_a_conflict(slack: Slack, client: WebClient) -> None:
    opened = client.views_open(trigger_id=trigger(slack), view=modal(section()))["view"]
    client.views_update(view_id=opened["id"], hash=opened["hash"], view=modal(section("new")))
    with pytest.raises(SlackApiError, match="hash_conflict"):
        client.views_update(view_id=opened["id"], hash=opened["hash"], view=modal(section("newer")))


def test_an_id_of_the_app_s_own_is_given_to_one_view_alone(slack: Slack, client: WebClient) -> None:
    client.views_open(trigger_id=trigger(slack), view=modal(section(), external_id="mine"))
    with pytest.raises(SlackApiError, match="duplicate_external_id"):
        client.views_push(trigger_id=trigger(slack), view=modal(section(), external_id="mine"))
    assert client.views_update(external_id="mine", view=modal(section("new"), external_id="mine"))["ok"]


def test_an_update_says_which_view_it_means(slack: Slack, client: WebClient) -> None:
    client.views_open(trigger_id=trigger(slack), view=modal(section()))
    with pytest.raises(SlackApiError, match="invalid_arguments"):
        client.api_call("views.update", json={"view": modal(section("new"))})
    with pytest.raises(SlackApiError, match="not_found"):
        client.views_update(view_id="V404", view=modal(section("new")))


def test_what_is_typed_in_a_block_without_an_id_is_lost_with_an_update(slack: Slack, client: WebClient) -> None:
    nameless = {key: value for key, value in name_input().items() if key != "block_id"}
    opened = client.views_open(trigger_id=trigger(slack), view=modal(nameless, name_input()))["view"]
    updated = client.views_update(view_id=opened["id"], view=modal(nameless, name_input()))["view"]
    before, after = ([block["block_id"] for block in view["blocks"]] for view in (opened, updated))
    assert (before[0] != after[0], before[1], after[1]) == (True, "name", "name")


def test_home_is_not_overwritten_unseen(slack: Slack, client: WebClient) -> None:
    ana, home = slack.workspace.person("ana").id, {"type": "home", "blocks": [section()]}
    first = client.views_publish(user_id=ana, view=home)["view"]
    client.views_publish(user_id=ana, view=home, hash=first["hash"])
    with pytest.raises(SlackApiError, match="hash_conflict"):
        client.views_publish(user_id=ana, view=home, hash=first["hash"])


def test_home_is_published_for_one_person(slack: Slack, client: WebClient) -> None:
    home = {"type": "home", "blocks": [section("Your week")]}
    client.views_publish(user_id=slack.workspace.person("ana").id, view=home)
    assert slack.person("ana").wait_for_home().shown == "Your week"
    assert slack.person("bea").home() is None


def open_on_shortcut(probe: App, view: dict[str, Any]) -> None:
    @probe.shortcut("edit")
    def edit(ack: Ack, shortcut: dict[str, str], client: WebClient) -> None:
        ack()
        client.views_open(trigger_id=shortcut["trigger_id"], view=view)


def test_a_modal_comes_back_with_what_was_filled_in(slack: Slack, probe: App) -> None:
    got: dict[str, Any] = {}
    open_on_shortcut(
        probe,
        modal(
            name_input(),
            name_input(block_id="kind", label=plain("Kind"), element=select(option("Product", "product"))),
            callback_id="edit",
        ),
    )

    @probe.view("edit")
    def saved(ack: Ack, view: dict[str, Any]) -> None:
        got.update(view["state"]["values"])
        ack()

    ana = slack.person("ana")
    ana.shortcut(ana.say("general", "x"), callback_id="edit")
    after = ana.submit(ana.wait_for_modal(), {"name": "Acme", "kind": "Product"})

    assert after is None
    assert got["name"]["name"]["value"] == "Acme"
    assert got["kind"]["pick"]["selected_option"]["value"] == "product"


def test_a_required_field_left_empty_is_not_sent(slack: Slack, probe: App) -> None:
    open_on_shortcut(probe, modal(name_input(), callback_id="edit"))
    ana = slack.person("ana")
    ana.shortcut(ana.say("general", "x"), callback_id="edit")

    after = ana.submit(ana.wait_for_modal())

    assert after is not None
    assert list(after.errors) == ["name"]
    assert slack.wire.deliveries("view_submission") == []


def test_the_errors_of_a_submission_stand_beside_their_field(slack: Slack, probe: App) -> None:
    open_on_shortcut(probe, modal(name_input(), callback_id="edit"))

    @probe.view("edit")
    def refused(ack: Ack) -> None:
        ack(response_action="errors", errors={"name": "Taken"})

    ana = slack.person("ana")
    ana.shortcut(ana.say("general", "x"), callback_id="edit")
    after = ana.submit(ana.wait_for_modal(), {"name": "Acme"})

    assert after is not None
    assert after.errors == {"name": "Taken"}


@pytest.mark.parametrize(("action", "texts"), [("update", ["after"]), ("push", ["before", "after"]), ("clear", [])])
def test_a_submission_may_lead_on(slack: Slack, probe: App, action: str, texts: list[str]) -> None:
    open_on_shortcut(probe, modal(section("before"), callback_id="edit"))

    @probe.view("edit")
    def lead_on(ack: Ack) -> None:
        ack(response_action=action, **({} if action == "clear" else {"view": modal(section("after"))}))  # type: ignore[arg-type]

    ana = slack.person("ana")
    ana.shortcut(ana.say("general", "x"), callback_id="edit")
    ana.submit(ana.wait_for_modal())

    assert [view.shown for view in slack.workspace.views.values()] == texts


def test_a_button_in_a_modal_carries_the_view(slack: Slack, probe: App) -> None:
    clicked: list[str] = []
    open_on_shortcut(probe, modal(section("before"), actions(button("More", value="7"))))

    @probe.action("press")
    def press(ack: Ack, body: dict[str, Any]) -> None:
        ack()
        clicked.append(f"{body['container']['type']} {body['actions'][0]['value']} {body['view']['title']['text']}")

    ana = slack.person("ana")
    ana.shortcut(ana.say("general", "x"), callback_id="edit")
    ana.click(ana.wait_for_modal(), "More")

    assert clicked == ["view 7 Edit"]


@pytest.mark.parametrize(
    "answer",
    [
        {"response_action": "errors", "errors": {"nowhere": "Taken"}},
        {"response_action": "errors", "errors": {}},
        {"response_action": "update", "view": {"type": "modal"}},
        {"response_action": "jump"},
    ],
)
def test_an_answer_that_slack_cannot_follow_is_trouble(slack: Slack, probe: App, answer: dict[str, Any]) -> None:
    open_on_shortcut(probe, modal(name_input(), callback_id="edit"))

    @probe.view("edit")
    def answered(ack: Ack) -> None:
        ack(**answer)

    ana = slack.person("ana")
    ana.shortcut(ana.say("general", "x"), callback_id="edit")
    after = ana.submit(ana.wait_for_modal(), {"name": "Acme"})

    assert after is not None
    assert list(after.errors) == [""]


def test_an_answer_that_is_no_json_is_trouble(slack: Slack, probe: App) -> None:
    open_on_shortcut(probe, modal(section("before"), callback_id="edit"))

    @probe.view("edit")
    def answered(ack: Ack) -> None:
        ack("fine")

    ana = slack.person("ana")
    ana.shortcut(ana.say("general", "x"), callback_id="edit")
    after = ana.submit(ana.wait_for_modal())
    assert after is not None
    assert list(after.errors) == [""]


@pytest.mark.parametrize(
    ("everything", "more", "left", "told"),
    [
        (False, {}, ["one"], [("two", False)]),
        (True, {}, [], [("two", True), ("one", True)]),
        (False, {"clear_on_close": True}, [], [("two", True), ("one", True)]),
    ],
)
def test_closing_takes_one_modal_away_or_all(
    slack: Slack, probe: App, client: WebClient, everything: bool, more: Any, left: list[str], told: list[Any]
) -> None:
    client.views_open(trigger_id=trigger(slack), view=modal(section("one"), notify_on_close=True))
    client.views_push(trigger_id=trigger(slack), view=modal(section("two"), notify_on_close=True, **more))

    ana = slack.person("ana")
    ana.close(ana.wait_for_modal(), everything=everything)

    assert [view.shown for view in slack.workspace.views.values()] == left
    heard = [one.arguments for one in slack.wire.deliveries("view_closed")]
    assert [(one["view"]["blocks"][0]["text"]["text"], one["is_cleared"]) for one in heard] == told
