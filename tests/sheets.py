"""Sheets as organizers make them, for tests."""

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]

from bot.core import sheets

HEADER = ("topic", "kind", "aliases", "owner", "owner_email", "backup", "field_rep", "field_rep_story", "day", "link")

LOOK = {
    date: {"num_format": "yyyy-mm-dd"},
    datetime: {"num_format": "yyyy-mm-dd hh:mm"},
    time: {"num_format": "hh:mm"},
}


def as_csv(*rows: Sequence[str], delimiter: str = ",") -> bytes:
    """Write rows as a CSV of UTF-8."""
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue().encode()


def as_xlsx(tabs: Mapping[str, Sequence[Sequence[Any]]], *, above: int = 0, hidden: Sequence[str] = ()) -> bytes:
    """Write a workbook; `above` blank rows stand above the first one of every tab."""
    data = io.BytesIO()
    book = xlsxwriter.Workbook(data)
    for name, rows in tabs.items():
        tab = book.add_worksheet(name)
        for place, row in enumerate(rows, above):
            for column, cell in enumerate(row):
                tab.write(place, column, cell, *([book.add_format(LOOK[type(cell)])] if type(cell) in LOOK else []))
        if name in hidden:
            tab.hide()
    book.close()
    return data.getvalue()


def topics(*rows: Mapping[str, str]) -> bytes:
    """Write topics, each with the cells that matter to a test, below all the columns."""
    return as_csv(HEADER, *([row.get(name, "") for name in HEADER] for row in rows))


def drafted(data: bytes, *, name: str = "kickoff.csv") -> sheets.Draft:
    """Read a sheet the way every surface does."""
    return sheets.draft(sheets.read(data, name=name))


A_DAY = date(2027, 2, 3)
