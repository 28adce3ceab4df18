"""Deleting what is kept for a while only."""

from bot.deps import Deps
from bot.usecases import receiving


def forget(deps: Deps) -> None:
    """Delete old requests and the words of old questions."""
    with deps.sessions.begin() as session:
        receiving.forget(session, now=deps.now())
