"""Where a form was opened from: it carries that along unseen, so that what follows can take that message's place."""

from dataclasses import replace

from bot.core.requests import Incoming

SEPARATOR = "|"  # in none of Slack's ids


def packed(incoming: Incoming, private: str) -> str:
    """Put the message that was clicked in before what the form carries itself."""
    place = (incoming.channel, incoming.message, incoming.thread) if incoming.message else ("", "", "")
    return SEPARATOR.join((*place, private))


def unpacked(carried: str) -> tuple[str, str, str, str]:
    """Give the channel, the message and its thread, each "" if it was opened elsewhere, and what the form carries."""
    if carried.count(SEPARATOR) < 3:
        return "", "", "", carried
    channel, message, thread, private = carried.split(SEPARATOR, 3)
    return channel, message, thread, private


def placed(incoming: Incoming, carried: str) -> Incoming:
    """Let what follows take the place of the message that the form was opened from, unless it has one of its own."""
    if incoming.channel or incoming.message:
        return incoming
    channel, message, thread, _ = unpacked(carried)
    return replace(incoming, channel=channel, message=message, thread=thread)
