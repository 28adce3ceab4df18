"""How large a sheet may be, and what is said of one that is larger."""

from collections.abc import Iterable, Iterator

from bot.core.sheets.columns import HEADER_WITHIN
from bot.core.sheets.rows import Row
from bot.errors import UserMistake

LARGEST_FILE = 10 * 1024 * 1024
MOST_ROWS = 10_000  # below the header, which may have a title and notes above it
MOST_LINES = 100_000  # with the blank ones
MOST_COLUMNS = 200
LONGEST_CELL = 131_072  # characters; a spreadsheet's own limit is a quarter of it
MOST_TEXT = 40 * 1024 * 1024  # characters in all cells: one long text may stand in thousands of them

TOO_LARGE = "“{name}” is larger than 10 MB. Delete what is not about topics, such as pictures, and try again."
TOO_MANY_ROWS = "“{name}” has more than {most:,} rows. Split it, or delete the rows that are no topics."
TOO_MANY_COLUMNS = "“{name}” has more than {most} columns. Delete those that say nothing about the topics."
TOO_LONG = (
    "A cell in row {row} of “{name}” is longer than any topic needs, or a quotation mark there is never closed. "
    "Shorten or close it and try again."
)
TOO_MUCH_TEXT = "“{name}” holds more text than a sheet of topics would. Delete what is not about topics and try again."


def within_limits(rows: Iterable[Row], *, name: str) -> Iterator[Row]:
    """Hand rows on as long as a sheet may have them; raise `UserMistake` with what there is too much of."""
    written = 0
    for count, row in enumerate(rows, 1):
        if count > MOST_ROWS + HEADER_WITHIN:
            raise UserMistake(TOO_MANY_ROWS.format(name=name, most=MOST_ROWS))
        if any(row.cells[MOST_COLUMNS:]):
            raise UserMistake(TOO_MANY_COLUMNS.format(name=name, most=MOST_COLUMNS))
        lengths = [len(cell) for cell in row.cells]
        if max(lengths) > LONGEST_CELL:
            raise UserMistake(TOO_LONG.format(name=name, row=row.number))
        written += sum(lengths)
        if written > MOST_TEXT:
            raise UserMistake(TOO_MUCH_TEXT.format(name=name))
        yield row


def counted(records: Iterable[list[str]], *, name: str) -> Iterator[list[str]]:
    """Hand records on, blank ones too, until there are more or longer ones than any sheet has."""
    for number, record in enumerate(records, 1):
        if number > MOST_LINES:
            raise UserMistake(TOO_MANY_ROWS.format(name=name, most=MOST_ROWS))
        if any(map(str.strip, record[MOST_COLUMNS:])):
            raise UserMistake(TOO_MANY_COLUMNS.format(name=name, most=MOST_COLUMNS))
        yield record[:MOST_COLUMNS]
