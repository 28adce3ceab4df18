"""Deleting what is kept for a while only."""

from bot.deps import Deps
from bot.usecases import delivering, embedding, receiving, uploading


def forget(deps: Deps) -> None:
    """Delete old requests, the words of old questions, sheets nobody decided on, and vectors that were replaced."""
    with deps.sessions.begin() as session:
        receiving.forget(session, now=deps.now())
        delivering.forget(session, now=deps.now())
        uploading.forget(session, now=deps.now())
        embedding.forget(session)


def forget_sheets(deps: Deps) -> None:
    """Empty the sheets that nobody decided on for a day: they hold columns that the directory does not keep."""
    with deps.sessions.begin() as session:
        uploading.forget(session, now=deps.now())
