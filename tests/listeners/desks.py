"""Pressing and choosing what has an id of its own in each message."""

from __future__ import annotations

from typing import Any

from bot.demo.acting import Actor
from bot.demo.filling import elements_of
from bot.demo.things import Message


def things(message: Message, verb: str) -> list[tuple[str, dict[str, Any]]]:
    """Give what can be pressed or chosen of one verb, from the top, each with the id of its block."""
    return [
        (block["block_id"], one)
        for block, one in elements_of(list(message.blocks))
        if one.get("action_id", "").partition(":")[0] == verb
    ]


def press(actor: Actor, message: Message, verb: str, *, nth: int = 0, channel: str | None = None) -> Message:
    """Press the nth button of a verb, and give what is said then."""
    block, one = things(message, verb)[nth]
    actor.click(message, one["action_id"], block=block)
    return actor.wait_for_reply(channel=channel)


def offered(actor: Actor, message: Message, verb: str, typed: str = "", *, nth: int = 0) -> list[dict[str, Any]]:
    """Type into the nth menu of a verb, and give what it offers."""
    block, one = things(message, verb)[nth]
    found: list[dict[str, Any]] = actor.options(message, one["action_id"], typed, block=block)["options"]
    return found


def choose(
    actor: Actor, message: Message, verb: str, typed: str, *, nth: int = 0, channel: str | None = None
) -> Message:
    """Type into the nth menu of a verb, choose the first thing it offers, and give what is said then."""
    block, one = things(message, verb)[nth]
    actor.click(message, one["action_id"], block=block, choice=offered(actor, message, verb, typed, nth=nth)[0])
    return actor.wait_for_reply(channel=channel)
