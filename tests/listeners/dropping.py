"""Dropping sheets and pressing what stands below them, by what it says."""

from __future__ import annotations

from typing import Any

from bot.demo.acting import Actor
from bot.demo.filling import elements_of
from bot.demo.things import Message, View
from bot.views import help as helping
from tests.office import wait_until


def labelled(message: Message, label: str) -> tuple[str, dict[str, Any]]:
    """Give the button of this label, with the id of its block."""
    for block, one in elements_of(list(message.blocks)):
        if isinstance(one.get("text"), dict) and one["text"]["text"] == label:
            return block["block_id"], one
    raise AssertionError(f"no button says “{label}”, only {buttons(message)}")


def buttons(message: Message) -> list[str]:
    """Give what all buttons say, from the top."""
    return [one["text"]["text"] for _, one in elements_of(list(message.blocks)) if isinstance(one.get("text"), dict)]


def press(actor: Actor, message: Message, label: str) -> Message:
    """Press the button of this label, and give what is said then."""
    block, one = labelled(message, label)
    actor.click(message, one["action_id"], block=block)
    return actor.wait_for_reply()


def form(actor: Actor, message: Message, label: str) -> View:
    """Press a button that opens a form."""
    block, one = labelled(message, label)
    actor.click(message, one["action_id"], block=block)
    return actor.wait_for_modal()


def dropped(actor: Actor, data: bytes, *, name: str = "kickoff.csv", text: str = "") -> Message:
    """Drop a sheet into the direct message, and give what is said of it once it has been read."""
    actor.upload(name, data, text=text)
    reading = helping.READING.format(name=name)
    wait_until(lambda: actor.wait_for_reply().text != reading)
    return actor.wait_for_reply()


def typed(actor: Actor, line: str) -> Message:
    """Type a command, and give what is said."""
    actor.command("/sko", line)
    return actor.wait_for_reply()
