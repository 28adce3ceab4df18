r"""A list of questions whose answers are known, as an organizer keeps it.

>>> for question in read(b"question,expected_topics,style\nwho owns NK?,NordKassa|Pricing,exact\nthe weather,,\n"):
...     question.row, question.text, question.expected, question.style
(2, 'who owns NK?', ('NordKassa', 'Pricing'), 'exact')
(3, 'the weather', (), None)
"""

import csv
import io
from collections.abc import Iterator

from bot.core.evaluation import Question
from bot.errors import UserMistake

QUESTION, EXPECTED, STYLE = "question", "expected_topics", "style"
DELIMITERS = ",;\t"
NO_COLUMN = (
    "There is no column “{column}” in the first row. Needed are question and expected_topics; style may be there."
)
NO_TEXT = "The file cannot be read as text. Save it as CSV (UTF-8) and try again."
NOT_READ = "Row {row} cannot be read as CSV: {why}."
NOTHING = "There is no question in the file."


def read(data: bytes) -> list[Question]:
    """Read a CSV with the columns question, expected_topics (several with `|`, empty: to be refused) and style."""
    text = _decoded(data)
    head = text.partition("\n")[0]
    delimiter = max(DELIMITERS, key=head.count)
    records = _records(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    columns = [name.strip().casefold() for name in next(records, (1, []))[1]]
    for needed in (QUESTION, EXPECTED):
        if needed not in columns:
            raise UserMistake(NO_COLUMN.format(column=needed))
    questions = [_question(dict(zip(columns, cells, strict=False)), row=row) for row, cells in records if any(cells)]
    if not questions:
        raise UserMistake(NOTHING)
    return questions


def _records(reader: Iterator[list[str]]) -> Iterator[tuple[int, list[str]]]:
    """Number the records as a spreadsheet does."""
    row = 0
    while True:
        row += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise UserMistake(NOT_READ.format(row=row, why=error)) from None
        yield row, cells


def _question(cells: dict[str, str], *, row: int) -> Question:
    expected = tuple(title.strip() for title in cells.get(EXPECTED, "").split("|") if title.strip())
    return Question(
        text=cells.get(QUESTION, ""), expected=expected, style=cells.get(STYLE, "").strip() or None, row=row
    )


def _decoded(data: bytes) -> str:
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UserMistake(NO_TEXT)
