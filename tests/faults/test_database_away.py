"""The database is away, or hangs: people are told so in time, and nothing they asked by message is lost."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import make_url

from bot import schema, web
from bot.demo import payloads
from bot.demo.people import Kind
from bot.demo.wire import Crossing
from bot.listeners import noting, offering
from bot.listeners import receiving as listening
from bot.usecases import receiving
from bot.views import menus
from bot.views.help import AWAY
from tests.faults.line import Line
from tests.listeners import door
from tests.listeners.desks import offered
from tests.office import Office, opened, wait_until

MARTA = "Ask Marta Lindgren about NordKassa."
IN_TIME = 3.0  # seconds that Slack waits
CROWD = listening.THREADS + 4  # more than have their turn with the database at once
AWAYS = pytest.mark.parametrize("away", ["cut", "hang"])


@pytest.fixture
def line(postgresql_url: str) -> Iterator[Line]:
    port = make_url(postgresql_url).port
    assert port
    with Line(port) as line:
        yield line


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give the database up soon, and take over soon what nobody has touched, so that tests need not wait."""
    monkeypatch.setattr(web, "DEADLINE", 0.6)
    monkeypatch.setattr(listening, "DEADLINE", 0.6)
    monkeypatch.setattr(offering, "DEADLINE", 0.6)
    monkeypatch.setattr(noting, "DEADLINE", 0.6)
    monkeypatch.setattr(web, "SWEEP", 0.2)
    monkeypatch.setattr(receiving, "LEASE", timedelta(seconds=1))


@pytest.fixture
def office(postgresql_url: str, line: Line) -> Iterator[Office]:
    """The running app, at the end of a line to its database."""
    url = make_url(postgresql_url).set(port=line.port)
    with opened(url.render_as_string(hide_password=False)) as office:
        yield office


def bring_back(line: Line, away: str) -> None:
    line.mend() if away == "cut" else line.flow()


def said(office: Office, channel: str | None = None) -> list[str]:
    return [one.text for one in office.person("ana").sees(channel) if one.by_app]


def acknowledged(crossing: Crossing | None) -> str:
    """Give the text that came with an acknowledgement, if that was in time."""
    assert crossing
    assert crossing.ok
    assert crossing.ms < 1000 * IN_TIME
    return str(json.loads(str(crossing.answer)).get("text"))


@AWAYS
def test_a_command_is_told_in_time_and_answered_once_the_database_is_back(
    office: Office, line: Line, away: str
) -> None:
    ana = office.person("ana")
    getattr(line, away)()
    assert acknowledged(ana.command("/sko", "who owns NordKassa")) == AWAY
    bring_back(line, away)
    ana.command("/sko", "who owns NordKassa")
    assert ana.wait_for_reply().text == MARTA


@pytest.mark.usefixtures("impatient")
@AWAYS
def test_a_message_is_not_acknowledged_and_answered_when_slack_brings_it_again(
    office: Office, line: Line, away: str
) -> None:
    event = payloads.envelope(office.slack.workspace, door.message(office, "ana", "who owns NordKassa?"))

    getattr(line, away)()
    heard = [door.event_again(office, event, retry=retry) for retry in (0, 1)]
    assert [one.status for one in heard] == [503, 503]
    assert max(one.seconds for one in heard) < IN_TIME
    wait_until(lambda: said(office) == [AWAY])
    bring_back(line, away)
    wait_until(lambda: door.event_again(office, event, retry=2).status == 200)
    wait_until(lambda: said(office)[1:] == [MARTA])
    assert said(office) == [AWAY, MARTA]


@pytest.mark.usefixtures("impatient")
@AWAYS
def test_a_click_and_a_shortcut_are_told_in_time(office: Office, line: Line, away: str) -> None:
    ana = office.person("ana")
    ana.command("/sko", "who owns NordKassa")
    answer = ana.wait_for_reply()
    message = office.person("marta").say("general", "What about NordKassa?")
    getattr(line, away)()
    ana.click(answer, "Not the right person")
    assert ana.wait_for_reply(timeout=IN_TIME).text == AWAY
    ana.shortcut(message, callback_id="who_do_i_ask")
    assert ana.wait_for_reply(channel="general", timeout=IN_TIME).text == AWAY
    assert said(office) == [MARTA, AWAY]
    bring_back(line, away)
    ana.click(answer, "Not the right person")
    wait_until(lambda: said(office)[0].startswith("Then try Oskar Wendt"))


@pytest.mark.usefixtures("impatient")
@AWAYS
def test_a_menu_stays_empty_in_time_and_fills_once_the_database_is_back(office: Office, line: Line, away: str) -> None:
    ana = office.person("ana")
    ana.command("/sko", "who runs the karaoke")
    answer = ana.wait_for_reply()
    getattr(line, away)()
    assert offered(ana, answer, menus.WHO_IS_IT) == []
    assert office.slack.wire.deliveries("block_suggestion")[0].ms < 1000 * IN_TIME
    bring_back(line, away)
    wait_until(lambda: offered(ana, answer, menus.WHO_IS_IT))


@pytest.mark.usefixtures("impatient")
@AWAYS
def test_a_person_who_changed_is_not_acknowledged_and_known_when_slack_brings_it_again(
    office: Office, line: Line, away: str
) -> None:
    getattr(line, away)()
    office.slack.change("marta", kind=Kind.LEFT)
    [crossing] = office.slack.wire.deliveries("event user_change")[:1]
    assert (crossing.status, crossing.ms < 1000 * IN_TIME) == (503, True)
    bring_back(line, away)
    wait_until(lambda: office.slack.redeliver(1)[0].ok)
    ana = office.person("ana")
    ana.command("/sko", "who owns NordKassa")
    assert ana.wait_for_reply().text == "Ask Oskar Wendt about NordKassa."


@pytest.mark.usefixtures("impatient")
def test_a_mention_waits_in_silence_for_the_database(office: Office, line: Line) -> None:
    ana = office.person("ana")
    line.cut()
    ana.mention("general", "who owns NordKassa?")
    ana.open_home()
    assert {one.status for one in office.slack.wire.deliveries()} == {503}
    assert said(office, "general") == said(office) == []
    assert ana.home() is None
    line.mend()
    wait_until(lambda: office.slack.redeliver(1)[0].ok)
    assert "/sko who NordKassa" in ana.wait_for_home().shown


def test_a_crowd_at_a_hanging_database_is_told_in_time_too(office: Office, line: Line) -> None:
    line.hang()
    with ThreadPoolExecutor(CROWD) as crowd:
        heard = list(crowd.map(lambda n: door.command(office, "ana", f"who owns NordKassa {n}"), range(CROWD)))
    assert {json.loads(one.body)["text"] for one in heard} == {AWAY}
    assert (
        max(one.seconds for one in heard) < 2 * listening.DEADLINE
    )  # nobody waits for those before them to give up first
    line.flow()
    ana = office.person("ana")
    ana.command("/sko", "who owns NordKassa")
    assert ana.wait_for_reply().text


@pytest.mark.usefixtures("impatient")
@AWAYS
def test_health_says_so_in_time_however_often_it_is_asked(office: Office, line: Line, away: str) -> None:
    def ask(_: object) -> door.Heard:
        return door.knock(office, b"", {}, path="/healthz", method="GET")

    assert ask(0).status == 200
    getattr(line, away)()
    with ThreadPoolExecutor(20) as many:
        heard = list(many.map(ask, range(20)))
    assert {(one.status, one.body) for one in heard} == {(503, f"{schema.AWAY}\n")}
    assert max(one.seconds for one in heard) < IN_TIME
    bring_back(line, away)
    wait_until(lambda: ask(0).status == 200)
