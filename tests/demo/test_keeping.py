"""`--keep`: what happened is there the next time, however the demo ended."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.demo.keeping import STATE, Keeper, kept_in
from bot.demo.people import Kind
from bot.demo.run import demo
from bot.demo.server import Slack
from bot.demo.things import Message
from bot.demo.workspace import Workspace
from bot.errors import UserMistake
from tests.demo.panel import post, press
from tests.demo.probes import CAST
from tests.office import wait_until

ANSWER = "Wanda Kosińska"


@pytest.fixture
def kept(tmp_path: Path) -> Callable[[], tuple[Workspace, Keeper]]:
    """Start a workspace whose state is kept; each call is a start of its own."""

    def begin() -> tuple[Workspace, Keeper]:
        workspace = Workspace(people=CAST)
        keeper = Keeper(workspace, tmp_path)
        assert keeper.recall() == ""
        return workspace, keeper

    return begin


def said(workspace: Workspace) -> list[str]:
    return [one.text for one in workspace.messages(workspace.conversation("general").id)]


def say(workspace: Workspace, text: str) -> Message:
    channel = workspace.conversation("general").id
    return workspace.post(Message(channel=channel, ts=workspace.next_ts(), user=CAST[0].id, text=text))


def test_everything_is_there_after_a_restart_and_goes_on(tmp_path: Path) -> None:
    with demo(tmp_path, keep=True) as slack:
        ana = slack.person("ana")
        ana.open_home()
        ana.wait_for_home()
        message = ana.upload("notes.csv", b"a,b\n", text="See here")
        ana.command("/sko", "who Kreasly-X", channel="sales")
        card = ana.wait_for_reply(channel="sales")
        slack.change("pete", kind=Kind.LEFT)
        press(slack, "clock", by="week")
        before = slack.workspace.state.copy()

    with demo(tmp_path, keep=True) as slack:
        after = slack.workspace.state
        assert (after.people, after.conversations, after.homes) == (before.people, before.conversations, before.homes)
        assert after.messages == before.messages
        assert after.reads == before.reads
        assert after.uploads[message.files[0]].content == b"a,b\n"
        assert slack.workspace.moved == 7 * 24 * 3600
        ana = slack.person("ana")
        ana.click(card, "Not the right person")
        assert "Graham Pettifer" in ana.wait_for_reply(channel="sales").shown
        press(slack, "reset")

    assert list((tmp_path / "files").iterdir()) == []
    with demo(tmp_path, keep=True) as slack:
        assert slack.workspace.moved == 0
        assert card.ts not in {one.ts for one in slack.person("ana").sees("sales")}


def test_a_change_is_on_disk_within_a_moment(kept: Callable[[], tuple[Workspace, Keeper]], tmp_path: Path) -> None:
    workspace, keeper = kept()
    keeper.start()
    say(workspace, "Still here?")
    wait_until(lambda: (tmp_path / STATE).exists() and b"Still here?" in (tmp_path / STATE).read_bytes())

    survivor, _ = kept()

    assert said(survivor) == ["Still here?"]
    assert survivor.next_ts() > workspace.messages(workspace.conversation("general").id)[-1].ts
    keeper.close()


def test_half_an_emoji_ends_neither_a_command_nor_the_keeping(
    kept: Callable[[], tuple[Workspace, Keeper]], tmp_path: Path
) -> None:
    workspace, keeper = kept()
    keeper.start()
    typed = {"do": "say", "as": CAST[0].handle, "in": workspace.conversation("general").id}
    with Slack(workspace) as slack:
        slack.connect(request_url="http://127.0.0.1:9/")
        assert post(slack, "act", typed | {"text": "/sko \ud83d"})[0] == 200
        assert post(slack, "act", typed | {"text": "Half \ud83d"})[0] == 200
    keeper.close()
    assert b"Half ?" in (tmp_path / STATE).read_bytes()


UNREADABLE = (
    b"",
    b"{",
    b'{"version": 2}',
    b'{"version": 1, "moved": 0, "state": {"people": 3}}',
    b'{"version": 1, "moved": 0, "state": {"people": {}}}',
)


@pytest.mark.parametrize("content", UNREADABLE)
def test_what_cannot_be_read_is_put_aside_and_said(tmp_path: Path, content: bytes) -> None:
    for number in (1, 2):
        (tmp_path / STATE).write_bytes(content)
        workspace = Workspace(people=CAST)

        told = Keeper(workspace, tmp_path).recall()

        aside = tmp_path / f"aside-{number}"
        assert told.endswith(f"it was moved to {aside}, and the demo begins anew.")
        assert (aside / STATE).read_bytes() == content
        assert said(workspace) == []


def test_a_database_that_cannot_be_read_is_put_aside_too(tmp_path: Path) -> None:
    (tmp_path / "sko.db").write_bytes(b"this is a diary" * 1000)
    told: list[str] = []
    with demo(tmp_path, keep=True, say=told.append) as slack:
        ana = slack.person("ana")
        ana.command("/sko", "who Kreasly-X")
        assert ANSWER in ana.wait_for_reply().shown
    assert len(told) == 1
    assert (tmp_path / "aside-1" / "sko.db").read_bytes().startswith(b"this is a diary")


def test_two_cannot_keep_in_one_folder(tmp_path: Path) -> None:
    taken = pytest.raises(UserMistake, match=r"^Another demo keeps what happens in .*--keep\.$")
    with kept_in(tmp_path), taken, kept_in(tmp_path):
        pass
    with kept_in(tmp_path):
        pass
