"""What has been said in the demo before somebody opens it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.demo import scenery
from bot.demo.company import CHANNELS, PEOPLE
from bot.demo.people import Kind, read_people
from bot.demo.reading import unread
from bot.demo.things import Message, Place
from bot.demo.workspace import Workspace

MONDAY = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def furnished() -> Workspace:
    workspace = Workspace(people=read_people(PEOPLE, now=MONDAY), channels=CHANNELS, now=lambda: MONDAY)
    scenery.furnish(workspace)
    return workspace


def said(workspace: Workspace) -> list[Message]:
    return [one for place in workspace.state.conversations.values() for one in workspace.messages(place.id)]


def moments(workspace: Workspace) -> Iterator[datetime]:
    return (datetime.fromtimestamp(float(one.ts), UTC) for one in said(workspace))


def test_every_channel_is_alive_with_threads_and_reactions(furnished: Workspace) -> None:
    assert all(furnished.messages(channel.id) for channel in furnished.channels())
    assert sum(one.thread_ts is not None for one in said(furnished)) >= 12
    assert sum(bool(one.reactions) for one in said(furnished)) >= 15
    assert len({one.user for one in said(furnished)}) >= 20


def test_all_of_it_was_said_before_now_on_days_when_people_work(furnished: Workspace) -> None:
    assert all(MONDAY - timedelta(days=10) < moment < MONDAY for moment in moments(furnished))
    assert {moment.weekday() for moment in moments(furnished)} <= set(range(5))


def test_what_is_said_stands_in_its_order_and_each_at_a_moment_of_its_own(furnished: Workspace) -> None:
    for place in furnished.state.conversations.values():
        stamps = [one.ts for one in furnished.messages(place.id)]
        assert stamps == sorted(stamps)
    assert len({one.ts for one in said(furnished)}) == len(said(furnished))


def test_nobody_is_pinged(furnished: Workspace) -> None:
    assert [one.text for one in said(furnished) if furnished.pinged(one) or one.mentions] == []


def test_only_what_is_of_today_is_unread(furnished: Workspace) -> None:
    ana = furnished.person("ana").id
    counts = {place.name: unread(furnished, ana, place).count for place in furnished.conversations_of(ana)}
    assert {name for name, count in counts.items() if count} == {"sales", ""}
    assert counts["sales"] == 3


def test_people_write_where_they_are_and_nobody_who_left_writes_at_all(furnished: Workspace) -> None:
    people = {person.id: person for person in furnished.people}
    for one in said(furnished):
        writer, place = people[one.user], furnished.conversation(one.channel)
        assert writer.kind is not Kind.LEFT
        assert writer.id in place.members or writer.kind is Kind.BOT


def test_people_write_to_each_other_and_the_app_is_not_among_them(furnished: Workspace) -> None:
    direct = [place for place in furnished.state.conversations.values() if place.place is Place.DM]
    assert len(direct) >= 3
    assert not any(furnished.app.user_id in place.members for place in direct)


def test_the_channel_that_is_shared_hears_nothing_that_is_for_the_house(furnished: Workspace) -> None:
    shared = next(channel for channel in furnished.channels() if channel.shared)
    outsider = furnished.person("sigrid").id
    assert [one.name for one in furnished.conversations_of(outsider) if one.place is Place.CHANNEL] == [shared.name]
    assert not re.search(
        r"kreasly|discount|renewal|price", " ".join(one.text for one in furnished.messages(shared.id)), re.IGNORECASE
    )


def test_a_moment_that_nobody_understands_is_an_error(tmp_path: Path) -> None:
    sheet = tmp_path / "banter.csv"
    sheet.write_text("id,when,place,who,reply_to,text,reactions\n,yesterday,#general,ana,,Hello,\n")
    with pytest.raises(ValueError, match="yesterday"):
        list(scenery.read(sheet, now=MONDAY))
