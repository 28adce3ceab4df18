"""How well this directory answers questions whose answers are known."""

from collections.abc import Iterable

from sqlalchemy.orm import Session

from bot.core import evaluation
from bot.core.evaluation import Question, Report
from bot.core.matching import Index
from bot.usecases import directories


def evaluate(session: Session, questions: Iterable[Question]) -> Report:
    """Ask every question of the directory in force; nothing of it is kept as asked.

    An expected topic that the directory does not have is a `UserMistake` with the question's row.
    """
    _, entries = directories.load(session)
    titles = {entry.topic_id: entry.title for entry in entries}
    return evaluation.evaluate(questions, rank=Index.build(entries).rank, titles=titles)
