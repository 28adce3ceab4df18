"""What Slack delivers again, or somebody replays, has one effect and one answer."""

from collections.abc import Callable

import pytest
from sqlalchemy import func, select

from bot.demo.acting import Actor
from bot.demo.wire import Crossing
from models import Ask, Gap, Suggestion
from tests.office import Office, wait_until
from tests.rows import is_settled

MARTA = "Ask Marta Lindgren about NordKassa."
OSKAR = "Then try Oskar Wendt about NordKassa."


def said(actor: Actor, channel: str | None = None) -> list[str]:
    return [one.text for one in actor.sees(channel) if one.by_app]


def count(office: Office, table: type) -> int:
    with office.web.deps.sessions() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def again(office: Office, send: Callable[[int], list[Crossing]], times: int) -> None:
    """Deliver again, and wait until everything there is to answer is answered."""
    assert [one.status for one in send(times)] == [200] * times
    wait_until(lambda: is_settled(office))


def test_a_message_delivered_four_times_is_answered_once(office: Office) -> None:
    ana = office.person("ana")
    ana.dm("who owns NordKassa?")
    again(office, office.slack.redeliver, 4)
    assert said(ana) == [MARTA]
    again(office, office.slack.redeliver, 4)
    assert (said(ana), count(office, Ask)) == ([MARTA], 1)


def test_a_message_delivered_again_while_its_answer_is_on_the_way_is_answered_once(office: Office) -> None:
    ana = office.person("ana")
    office.slack.faults.slow(method="chat.postMessage", seconds=0.4)
    ana.dm("who owns NordKassa?")
    again(office, office.slack.redeliver, 3)
    assert (said(ana), count(office, Ask)) == ([MARTA], 1)


def test_a_mention_delivered_four_times_is_answered_once(office: Office) -> None:
    ana = office.person("ana")
    ana.mention("general", "who owns NordKassa?")
    again(office, office.slack.redeliver, 4)
    assert said(ana, "general") == [MARTA]


def test_a_command_replayed_three_times_is_answered_once(office: Office) -> None:
    ana = office.person("ana")
    ana.command("/sko", "who owns karaoke")
    again(office, office.slack.replay, 3)
    assert (len(said(ana)), count(office, Ask), count(office, Gap)) == (1, 1, 1)


def test_the_same_command_typed_twice_is_answered_twice(office: Office) -> None:
    ana = office.person("ana")
    for _ in range(2):
        ana.command("/sko", "who owns NordKassa")
    wait_until(lambda: said(ana) == [MARTA, MARTA])


def test_a_click_replayed_three_times_offers_one_other_person(office: Office) -> None:
    ana = office.person("ana")
    ana.command("/sko", "who owns NordKassa")
    ana.click(ana.wait_for_reply(), "Not the right person")
    again(office, office.slack.replay, 3)
    assert said(ana) == [OSKAR]
    with office.web.deps.sessions() as session:
        assert session.scalars(select(Suggestion.verdict).where(Suggestion.verdict.is_not(None))).all() == ["wrong"]


def test_a_shortcut_replayed_three_times_is_answered_once(office: Office) -> None:
    ana = office.person("ana")
    message = office.person("marta").say("general", "What about NordKassa?")
    ana.shortcut(message, callback_id="who_do_i_ask")
    again(office, office.slack.replay, 3)
    assert said(ana, "general") == [MARTA]


@pytest.mark.parametrize("times", [3])
def test_a_helpful_click_counts_once(office: Office, times: int) -> None:
    ana = office.person("ana")
    ana.command("/sko", "who owns NordKassa")
    answer = ana.wait_for_reply()
    for _ in range(times):
        ana.click(answer, "helped")
        noted = ana.wait_for_reply()
    assert "Noted, thank you" in noted.shown
    with office.web.deps.sessions() as session:
        assert session.scalars(select(Suggestion.verdict).where(Suggestion.verdict.is_not(None))).all() == ["helped"]
