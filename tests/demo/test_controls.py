"""A new beginning, a clock to move and a guided start, with the real app behind."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.core import sheets
from bot.demo.run import demo
from bot.demo.server import Slack
from bot.demo.workspace import Workspace
from bot.errors import SkoError
from tests.demo.manifests import EVERYTHING
from tests.demo.panel import get, post, press
from tests.demo.probes import CAST
from tests.office import wait_until

ANSWER = "Wanda Kosińska"


@pytest.fixture(scope="module")
def slack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Slack]:
    with demo(tmp_path_factory.mktemp("demo")) as slack:
        yield slack


def test_a_reset_leads_back_to_the_beginning_and_the_app_goes_on(slack: Slack) -> None:
    ana = slack.person("ana")
    beginning = {one.name: len(slack.workspace.messages(one.id)) for one in slack.workspace.channels()}
    ana.command("/sko", "who Kreasly-X", channel="sales")
    ana.wait_for_reply(channel="sales")
    ana.say("general", "Anybody?")
    press(slack, "clock", by="week")
    revision = slack.workspace.revision

    press(slack, "reset")

    assert {one.name: len(slack.workspace.messages(one.id)) for one in slack.workspace.channels()} == beginning
    assert slack.workspace.moved == 0
    assert slack.workspace.revision > revision
    ana.command("/sko", "who Kreasly-X", channel="sales")
    assert ANSWER in ana.wait_for_reply(channel="sales").shown


def test_a_reset_waits_for_the_answers_under_way_and_loses_what_they_said(slack: Slack) -> None:
    pete = slack.person("pete")
    slack.faults.slow(seconds=0.5, times=3)
    typed = {"do": "say", "as": "pete", "in": slack.workspace.dm(pete.person.id).id, "text": "Kreasly?"}
    outcomes: list[tuple[int, object]] = []
    asking = [threading.Thread(target=lambda: outcomes.append(post(slack, "act", typed))) for _ in range(3)]
    for one in asking:
        one.start()
    press(slack, "reset")
    for one in asking:
        one.join()

    assert [status for status, _ in outcomes] == [200] * 3
    assert all(one.ok for one in slack.wire.all())
    pete.command("/sko", "who Kreasly-X")
    assert ANSWER in pete.wait_for_reply().shown


def test_the_clock_moves_for_everybody_and_what_is_being_answered_gets_no_older(slack: Slack) -> None:
    callie = slack.person("callie")
    slack.faults.slow(seconds=0.3)
    callie.dm("who knows about Kreasly-X?")
    press(slack, "clock", by="week")

    assert ANSWER in callie.wait_for_reply().shown
    assert get(slack, "scene")[1]["clock"]["moved"] == timedelta(weeks=1).total_seconds()
    ahead = slack.workspace.now() - datetime.now(UTC)
    assert timedelta(days=6, hours=23) < ahead < timedelta(days=7, hours=1)
    callie.command("/sko", "who Kreasly-X")
    assert float(callie.wait_for_reply().ts) > datetime.now(UTC).timestamp() + timedelta(days=6).total_seconds()

    press(slack, "clock", by="back")
    assert slack.workspace.moved == 0
    callie.command("/sko", "who Kreasly-X")
    assert ANSWER in callie.wait_for_reply().shown


def test_after_a_night_the_app_knows_who_left(slack: Slack) -> None:
    press(slack, "clock", by="day")
    mirrored = len(slack.wire.calls("users.list"))
    press(slack, "clock", by="day")
    wait_until(lambda: len(slack.wire.calls("users.list")) > mirrored)
    press(slack, "clock", by="back")


def test_the_first_card_asks_as_a_rep_and_shows_where_the_answer_is(slack: Slack) -> None:
    assert [one["key"] for one in get(slack, "control")[1]["cards"]] == ["ask", "upload", "start", "recap"]

    go = press(slack, "guide", card="ask")["go"]

    ana = slack.person(go["as"])
    wait_until(lambda: ANSWER in ana.sees(go["in"])[-1].shown)
    assert "Not the right person" in go["then"]


def test_a_card_whose_capability_is_not_there_cannot_be_played(slack: Slack) -> None:
    app = slack.workspace.app
    slack.workspace.app = replace(app, scopes=app.scopes - {"files:read"})
    assert post(slack, "control", {"do": "guide", "card": "upload"})[1]["ok"] is False
    slack.workspace.app = app


def test_the_organizer_s_card_leaves_one_in_the_middle_of_it_too(slack: Slack) -> None:
    upload = press(slack, "guide", card="upload")["go"]
    [sheet] = next(one.files for one in reversed(slack.person(upload["as"]).sees(upload["in"])) if one.files)
    rows = slack.workspace.uploads[sheet].content.decode().splitlines()

    assert rows[-1].startswith("Fitted-sheet demo kit,tool,")
    assert sheets.draft(sheets.read("\n".join(rows).encode(), name="corrected.csv")).remarks == ()


def test_the_clock_stands_while_the_database_is_away(slack: Slack) -> None:
    press(slack, "away")
    assert post(slack, "control", {"do": "clock", "by": "day"})[1]["ok"] is False
    press(slack, "works")
    assert slack.workspace.moved == 0


def test_every_card_is_shown_once_the_app_can_do_it() -> None:
    with Slack(Workspace(people=CAST, manifest=EVERYTHING)) as able:
        assert {"upload", "recap"} <= {one["key"] for one in get(able, "control")[1]["cards"]}


def test_what_no_button_says_is_refused(slack: Slack) -> None:
    assert post(slack, "control", {"do": "explode"})[0] == 400
    assert post(slack, "control", {"do": "clock", "by": "century"})[0] == 400


def test_without_an_app_of_ours_there_is_nothing_to_reset() -> None:
    with Slack(Workspace(people=CAST)) as bare:
        assert post(bare, "control", {"do": "reset"})[1]["ok"] is False


def test_an_app_that_cannot_be_brought_up_says_why_in_a_line(tmp_path: Path) -> None:
    (tmp_path / "sko.db").mkdir()
    with pytest.raises(SkoError, match=r"^The demo's database can be neither read nor made"), demo(tmp_path):
        pass
