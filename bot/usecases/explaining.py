"""Who do I ask, and why them: for whoever wants to see how an answer came about."""

from datetime import datetime

from sqlalchemy.orm import Session

from bot.core.explanations import Explanation, explain
from bot.core.matching import decide
from bot.core.results import Asked, Help
from bot.core.text import plain
from bot.index import IndexCache
from bot.usecases import asking, directories


def who(
    session: Session, cache: IndexCache, question: str, *, surface: str, now: datetime, asker: int | None = None
) -> tuple[Asked | Help, Explanation | None]:
    """Look a question up as `asking.who` does, and say why that is the answer; nothing is looked up twice."""
    if not plain(question).strip():
        return directories.help_with(session), None
    index = cache.at(directories.version(session))
    ranking = index.rank(question, asker=asker, why=True)
    decision = decide(ranking)
    titles = {entry.topic_id: entry.title for entry in index.entries}
    asked = asking.answer(session, question, decision, surface=surface, now=now, asker=asker)
    return asked, explain(ranking, decision, titles=titles)
