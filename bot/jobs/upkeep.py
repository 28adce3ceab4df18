"""Deleting what is kept for a while only."""

from bot.deps import Deps
from bot.usecases import embedding, receiving


def forget(deps: Deps) -> None:
    """Delete old requests, the words of old questions, and the vectors of texts that were replaced."""
    with deps.sessions.begin() as session:
        receiving.forget(session, now=deps.now())
        embedding.forget(session)
