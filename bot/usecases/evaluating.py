"""How well this directory answers questions whose answers are known."""

from collections.abc import Iterable

from sqlalchemy.orm import Session

from bot.core import evaluation
from bot.core.evaluation import Question, Report
from bot.index import IndexCache
from bot.usecases import directories


def evaluate(session: Session, index: IndexCache, questions: Iterable[Question]) -> Report:
    """Ask every question of the directory in force, with what was learned; nothing of it is kept as asked.

    An expected topic that the directory does not have is a `UserMistake` with the question's row.
    """
    _, entries = directories.load(session)
    titles = {entry.topic_id: entry.title for entry in entries}
    return evaluation.evaluate(questions, rank=index.at(directories.version(session)).rank, titles=titles)
