"""A rep asks, on every surface, and is told who."""

from sqlalchemy import func, select

from models import Gap
from tests.conftest import Clock
from tests.office import Office


def test_a_command_names_the_owner_and_is_seen_by_the_asker_alone(office: Office) -> None:
    ana = office.person("ana")
    ana.command("/sko", "who nordkassa", channel="general")
    answer = ana.wait_for_reply(channel="general")
    assert answer.text == "Ask Marta Lindgren about NordKassa."
    assert answer.ephemeral
    assert all(message.text != answer.text for message in office.person("marta").sees("general"))


def test_a_direct_message_is_answered_and_may_be_followed_up(office: Office, clock: Clock) -> None:
    ana = office.person("ana")
    ana.dm("who knows about NordKassa?")
    assert ana.wait_for_reply().text == "Ask Marta Lindgren about NordKassa."
    clock.forward(minutes=5)
    ana.dm("who else?")
    assert ana.wait_for_reply().text == "Also on NordKassa: Oskar Wendt, Priya Raman and Henrik Dahl."


def test_who_else_in_a_channel_asks_for_the_topic_and_is_no_gap(office: Office) -> None:
    ana = office.person("ana")
    ana.mention("general", "who else?")
    assert ana.wait_for_reply(channel="general").text.startswith("Tell me the topic first")
    with office.web.deps.reading() as session:
        assert session.scalar(select(func.count()).select_from(Gap)) == 0
