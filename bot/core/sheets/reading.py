"""From the bytes of a file to its rows, whatever program saved it."""

import csv
import io
from collections.abc import Iterator
from dataclasses import replace

from bot.core.sheets.columns import likeness
from bot.core.sheets.limits import LARGEST_FILE, TOO_LARGE, TOO_LONG, counted, within_limits
from bot.core.sheets.packages import ZIP
from bot.core.sheets.rows import Sheet, collect, lines
from bot.core.sheets.schedules import looks_like_json, read_schedule
from bot.core.sheets.strangers import refuse_pages, refuse_strangers
from bot.core.sheets.workbooks import read_workbook
from bot.errors import UserMistake

DELIMITERS = ",;\t|"
BYTE_ORDER_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
PEEK = 16_384  # how much is looked at to tell one encoding or delimiter from another
END = "\ufffe"  # no sheet holds this character; where it does not stand alone, a quotation mark was left open

EMPTY = "“{name}” is empty."
NO_SHEET = "“{name}” is neither CSV nor XLSX. Save the sheet in one of the two and try again."
LEFT_OPEN = "“{name}”: a quotation mark that opens in row {row} is never closed."
BROKEN = "“{name}” cannot be read as CSV: {why}."


def read(data: bytes, *, name: str) -> Sheet:
    """Read a CSV or a workbook; raise `UserMistake` with one plain sentence when it is neither."""
    if len(data) > LARGEST_FILE:
        raise UserMistake(TOO_LARGE.format(name=name))
    refuse_strangers(data, name=name)
    sheet = read_workbook(data, name=name) if data.startswith(ZIP) else _read_text(data, name=name)
    if not sheet.rows:
        raise UserMistake(EMPTY.format(name=name))
    return sheet


def _read_text(data: bytes, *, name: str) -> Sheet:
    text = decoded(data)
    if "\0" in text:
        raise UserMistake(NO_SHEET.format(name=name))
    refuse_pages(text, name=name)
    if looks_like_json(text):
        sheet = read_schedule(text, name=name)
        return replace(sheet, rows=tuple(within_limits(sheet.rows, name=name)))
    start = text[:PEEK].rpartition("\n")[0] or text[:PEEK]
    delimiter = max(DELIMITERS, key=lambda mark: _likeness(start, delimiter=mark))
    found = counted(records(text, delimiter=delimiter, name=name), name=name)
    return Sheet(name=name, rows=tuple(within_limits(lines(found), name=name)))


def decoded(data: bytes) -> str:
    """Trust a byte order mark, then UTF-8, then Windows-1252; guess only where none of them fits."""
    for encoding in _likely_encodings(data):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    from charset_normalizer import from_bytes  # loading it takes a seventh of a sheet's time, and it is seldom needed

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
    whole = io.StringIO(f"{text}\n{END}", newline="")
    number, record = 0, [""]
    try:
        for record in csv.reader(whole, delimiter=delimiter):
            number += 1
            if record != [END]:
                yield record
    except csv.Error as error:
        if "field limit" in str(error):
            raise UserMistake(TOO_LONG.format(name=name, row=number + 1)) from None
        raise UserMistake(BROKEN.format(name=name, why=str(error).partition(" - ")[0])) from None
    if record != [END]:
        raise UserMistake(LEFT_OPEN.format(name=name, row=number))
