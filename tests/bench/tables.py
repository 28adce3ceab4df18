"""Question sets: a directory's topics and what people ask of it, as two CSV files in one folder."""

import csv
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from bot.core.evaluation import Question
from bot.core.matching import Entry

SETS = Path(__file__).parent / "sets"
PEOPLE = ("owner", "presenters", "backup", "field_rep")


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionSet:
    """One directory with questions whose answers are known."""

    name: str
    entries: tuple[Entry, ...]
    questions: tuple[Question, ...]

    @property
    def titles(self) -> dict[int, str]:
        """The title of each topic."""
        return {entry.topic_id: entry.title for entry in self.entries}


def takes_sets(command: Callable[..., Any]) -> Callable[..., Any]:
    """Let a command take other question sets beside those that come with it."""
    return click.option(
        "--sets", "folders", multiple=True, type=click.Path(exists=True, file_okay=False, path_type=Path),
        help="A folder of question sets to take besides; may be given several times.",
    )(command)  # fmt: skip


def all_sets(folders: Iterable[Path]) -> list[QuestionSet]:
    """Read the sets that come with it, then those in other folders."""
    return [one for folder in (SETS, *folders) for one in question_sets(folder)]


def question_sets(folder: Path = SETS) -> list[QuestionSet]:
    """Read every set in a folder and the folders inside it."""
    return [_read(topics.parent) for topics in sorted(folder.rglob("topics.csv"))]


def _read(folder: Path) -> QuestionSet:
    return QuestionSet(
        name=folder.resolve().name,
        entries=tuple(_entry(number, row) for number, row in enumerate(_rows(folder / "topics.csv"))),
        questions=tuple(_question(number, row) for number, row in enumerate(_rows(folder / "questions.csv"), 2)),
    )


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _entry(number: int, row: dict[str, str]) -> Entry:
    return Entry(
        topic_id=number,
        title=row["topic"],
        aliases=_values(row, "aliases"),
        kind=row.get("kind", ""),
        key_points=_values(row, "key_points"),
        people=tuple(person for column in PEOPLE for person in _values(row, column)),
        stories=_values(row, "field_rep_story"),
        session=row.get("session", ""),
        day=row.get("day", ""),
        channel=row.get("channel", ""),
        link=row.get("link", ""),
    )


def _question(number: int, row: dict[str, str]) -> Question:
    expected = tuple(title.strip() for title in row["expected_topics"].split("|") if title.strip())
    return Question(text=row["question"], expected=expected, style=row.get("style") or None, row=number)


def _values(row: dict[str, str], column: str) -> tuple[str, ...]:
    return tuple(value.strip() for value in row.get(column, "").split(" | ") if value.strip())
