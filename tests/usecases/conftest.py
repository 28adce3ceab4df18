"""A directory with the cast in it, and a shorter way to ask."""

from collections.abc import Callable

import pytest

from bot.core.results import Answer, Asked
from bot.deps import Deps
from bot.usecases import asking, directories
from tests import cast
from tests.cast import Cast

Ask = Callable[..., Answer]


@pytest.fixture
def played(deps: Deps) -> Cast:
    """The cast, committed."""
    directories.feed(deps)
    with deps.sessions.begin() as session:
        return cast.enter(session)


@pytest.fixture
def ask(deps: Deps, played: Cast) -> Ask:
    """Ask a question as Ana, or as whoever is named, in a transaction of its own."""

    def ask(question: str, *, by: str = "ana", surface: str = "dm") -> Answer:
        with deps.sessions.begin() as session:
            asker = played.id(by)
            asked = asking.who(session, deps.index, question, surface=surface, asker=asker, now=deps.now())
            if not isinstance(asked, Asked):
                return asked
            asking.keep(session, asked)
            return asked.answer

    return ask
