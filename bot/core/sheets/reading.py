"""From the bytes of a file to its rows, whatever program saved it."""

import csv
import io
from collections.abc import Iterator

from charset_normalizer import from_bytes

from bot.core.sheets.columns import likeness
from bot.core.sheets.rows import Sheet, collect
from bot.core.sheets.schedules import looks_like_json, read_schedule
from bot.core.sheets.workbooks import ZIP, read_workbook
from bot.errors import UserMistake

LARGEST_FILE = 10 * 1024 * 1024
MOST_ROWS = 10_000
MOST_COLUMNS = 200
DELIMITERS = ",;\t|"
OLD_EXCEL = b"\xd0\xcf\x11\xe0"
BYTE_ORDER_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
PEEK = 16_384  # how much is looked at to tell one encoding or delimiter from another
END = "\ufffe"  # no sheet holds this character; where it does not stand alone, a quotation mark was left open

TOO_LARGE = "“{name}” is larger than 10 MB. Delete what is not about topics, such as pictures, and try again."
TOO_MANY_ROWS = "“{name}” has more than {most:,} rows. Split it, or delete the rows that are no topics."
TOO_MANY_COLUMNS = "“{name}” has more than {most} columns. Delete those that say nothing about the topics."
EMPTY = "“{name}” is empty."
OLD = "“{name}” is an old or password-protected Excel file. Save it as .xlsx or .csv and try again."
NO_SHEET = "“{name}” is neither CSV nor XLSX. Save the sheet in one of the two and try again."
LEFT_OPEN = "“{name}”: a quotation mark that opens in row {row} is never closed."
BROKEN = "“{name}” cannot be read as CSV: {why}."


def read(data: bytes, *, name: str) -> Sheet:
    """Read a CSV or a workbook; raise `UserMistake` with one plain sentence when it is neither."""
    if len(data) > LARGEST_FILE:
        raise UserMistake(TOO_LARGE.format(name=name))
    if data.startswith(OLD_EXCEL):
        raise UserMistake(OLD.format(name=name))
    sheet = read_workbook(data, name=name) if data.startswith(ZIP) else _read_csv(data, name=name)
    if not sheet.rows:
        raise UserMistake(EMPTY.format(name=name))
    if len(sheet.rows) > MOST_ROWS:
        raise UserMistake(TOO_MANY_ROWS.format(name=name, most=MOST_ROWS))
    if any(any(row.cells[MOST_COLUMNS:]) for row in sheet.rows):
        raise UserMistake(TOO_MANY_COLUMNS.format(name=name, most=MOST_COLUMNS))
    return sheet


def _read_csv(data: bytes, *, name: str) -> Sheet:
    text = decoded(data)
    if "\0" in text:
        raise UserMistake(NO_SHEET.format(name=name))
    if looks_like_json(text):
        return read_schedule(text, name=name)
    start = text[:PEEK].rpartition("\n")[0] or text[:PEEK]
    delimiter = max(DELIMITERS, key=lambda mark: _likeness(start, delimiter=mark))
    return Sheet(name=name, rows=collect(records(text, delimiter=delimiter, name=name)))


def decoded(data: bytes) -> str:
    """Trust a byte order mark, then UTF-8, then Windows-1252; guess only where none of them fits."""
    for encoding in _likely_encodings(data):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    guess = from_bytes(data[:PEEK]).best()
    return data.decode(guess.encoding, errors="replace") if guess else "\0"


def _likely_encodings(data: bytes) -> tuple[str, ...]:
    for mark, encoding in BYTE_ORDER_MARKS.items():
        if data.startswith(mark):
            return (encoding,)
    even, odd = data[0:PEEK:2], data[1:PEEK:2]  # Latin text in UTF-16 has a zero in nearly every second byte
    if odd.count(0) > len(odd) / 2:
        return ("utf-16-le",)
    if even.count(0) > len(even) / 2:
        return ("utf-16-be",)
    return ("utf-8", "cp1252")


def _likeness(text: str, *, delimiter: str) -> int:
    """Tell how much a text looks like topics when it is taken apart at `delimiter`."""
    return likeness(collect(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)))


def records(text: str, *, delimiter: str, name: str) -> Iterator[list[str]]:
    """Take a text apart; a cell in quotes may span lines, and a spreadsheet counts the record, not its lines."""
    lines = io.StringIO(f"{text}\n{END}", newline="")
    number, record = 0, [""]
    try:
        for record in csv.reader(lines, delimiter=delimiter):
            number += 1
            if record != [END]:
                yield record
    except csv.Error as error:
        raise UserMistake(BROKEN.format(name=name, why=str(error).partition(" - ")[0])) from None
    if record != [END]:
        raise UserMistake(LEFT_OPEN.format(name=name, row=number))
