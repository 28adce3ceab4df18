r"""A list of questions whose answers are known, as an organizer keeps it.

>>> for question in read(
...     b"question,expected_topics,style\nwho owns NK?,NordKassa|Pricing,exact\nthe weather,,\n", name="questions.csv"
... ):
...     question.row, question.text, question.expected, question.style
(2, 'who owns NK?', ('NordKassa', 'Pricing'), 'exact')
(3, 'the weather', (), None)
"""

from bot.core.evaluation import Question
from bot.core.sheets.reading import decoded, records
from bot.errors import UserMistake

QUESTION, EXPECTED, STYLE = "question", "expected_topics", "style"
DELIMITERS = ",;\t"
NO_COLUMN = (
    "“{name}” has no column “{column}” in its first row. Needed are question and expected_topics; style may be there."
)
NOTHING = "There is no question in “{name}”."


def read(data: bytes, *, name: str) -> list[Question]:
    """Read a CSV with the columns question, expected_topics (several with `|`, empty: to be refused) and style.

    Encodings and row numbers are those of a sheet of topics.
    """
    text = decoded(data)
    delimiter = max(DELIMITERS, key=text.partition("\n")[0].count)
    rows = enumerate(records(text, delimiter=delimiter, name=name), 1)
    columns = [column.strip().casefold() for column in next(rows, (1, [""]))[1]]
    for needed in (QUESTION, EXPECTED):
        if needed not in columns:
            raise UserMistake(NO_COLUMN.format(name=name, column=needed))
    questions = [_question(dict(zip(columns, cells, strict=False)), row=row) for row, cells in rows if any(cells)]
    if not questions:
        raise UserMistake(NOTHING.format(name=name))
    return questions


def _question(cells: dict[str, str], *, row: int) -> Question:
    expected = tuple(title.strip() for title in cells.get(EXPECTED, "").split("|") if title.strip())
    return Question(
        text=cells.get(QUESTION, ""), expected=expected, style=cells.get(STYLE, "").strip() or None, row=row
    )
