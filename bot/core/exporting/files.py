"""Rows as the bytes of a file; no cell of it starts a formula, and the same rows are always the same bytes."""

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]

from bot.core.sheets import KINDS, Field
from bot.core.sheets.escaping import escaped
from bot.errors import UserMistake

BYTE_ORDER_MARK = "\ufeff"  # without it Excel takes a CSV for Windows-1252, and accents for something else
LONGEST_CELL = 32_767  # characters that a cell of a workbook can hold
MADE = datetime(2020, 1, 1, tzinfo=UTC)  # a workbook says when it was made, and the same one shall be the same bytes
TAB = "Topics"
WIDTHS: Mapping[str, int] = {
    Field.TITLE: 34, Field.KIND: 14, Field.ALIASES: 28, Field.SINCE: 12, Field.UNTIL: 12, Field.STORY: 48,
    Field.SESSION: 28, Field.DAY: 12, Field.KEY_POINTS: 48, Field.LINK: 32,
}  # fmt: skip
WIDTH = 24  # of every other column, in characters

TOO_LONG = "What “{topic}” says under “{column}” is too long for a workbook. Export the directory as CSV instead."


def as_csv(rows: Sequence[Sequence[str]]) -> bytes:
    """Write rows as a CSV that Excel opens with its accents."""
    text = io.StringIO()
    text.write(BYTE_ORDER_MARK)
    csv.writer(text, lineterminator="\r\n").writerows([escaped(cell) for cell in row] for row in rows)
    return text.getvalue().encode()


def as_xlsx(rows: Sequence[Sequence[str]], *, help: Sequence[Sequence[str]] = (), tab: str = "") -> bytes:  # noqa: A002
    """Write rows as a workbook, every cell of it a text; `help` goes onto a second sheet, `tab`.

    Raises `UserMistake` where a text is longer than a workbook can hold.
    """
    data = io.BytesIO()
    book = xlsxwriter.Workbook(data, {"in_memory": True})
    book.set_properties({"created": MADE})
    bold = book.add_format({"bold": True})
    topics = book.add_worksheet(TAB)
    _fill(topics, rows, bold=bold)
    _offer_kinds(topics, rows[0])
    if help:
        _fill(book.add_worksheet(tab), help, bold=bold)
    book.close()
    return data.getvalue()


def _fill(sheet: Any, rows: Sequence[Sequence[str]], *, bold: Any) -> None:
    for column, name in enumerate(rows[0]):
        sheet.set_column(column, column, WIDTHS.get(name, WIDTH))
    for place, row in enumerate(rows):
        for column, cell in enumerate(map(escaped, row)):
            if len(cell) > LONGEST_CELL:
                raise UserMistake(TOO_LONG.format(topic=row[0], column=rows[0][column]))
            if cell:
                sheet.write_string(place, column, cell, *([] if place else [bold]))
    sheet.freeze_panes(1, 1)


def _offer_kinds(sheet: Any, header: Sequence[str]) -> None:
    """Offer the kinds in a menu; whatever else is typed there stays possible, for the reader knows other words too."""
    if Field.KIND in header:
        column = header.index(Field.KIND)
        offered = {"validate": "list", "source": list(KINDS), "show_error": False}
        sheet.data_validation(1, column, 10_000, column, offered)
