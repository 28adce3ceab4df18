"""Stub."""

from bot.views.blocks import Message, message, section


def dm(said: str) -> Message:
    """Stub."""
    return message(said, section(said))
