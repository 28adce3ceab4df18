"""A file is read in a process of its own: whatever it holds, it ends in rows or in one sentence, and soon."""

import io
import os
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import xlsxwriter  # type: ignore[import-untyped]

from bot import reader
from bot.core import sheets
from bot.errors import UserMistake
from tests.sheets import as_csv, as_xlsx
from tests.workbooks import (
    BLANK_COLUMNS,
    BLANK_ROWS,
    SHEET,
    TOPICS,
    as_ods,
    cell,
    expanding,
    lying,
    package,
    parts,
    strict,
    with_rows,
    written,
)

SOON = 5.0  # seconds; a quiet machine takes a fifth of one for nearly all
STRAY = "has something in cell {}, far away from everything else"
MUCH = "unpacks to more than a sheet of topics would"
DAMAGED = "cannot be read; it seems to be damaged"
BOOK = as_xlsx({"Topics": TOPICS})
LARGE = [("Topic", "Owner", *(f"Note {n}" for n in range(13)))] + [
    (f"Topic {n}", f"Owner {n % 300}", *(f"what is said of {n} in {m}" for m in range(13))) for n in range(10_000)
]


@pytest.fixture(autouse=True)
def no_child_is_left() -> Iterator[None]:
    """Hold every test to this: once a file is read, nothing runs on or waits to be reaped."""
    before = _children()
    yield
    assert _children() <= before


def _children() -> set[str]:
    listed = Path(f"/proc/self/task/{os.getpid()}/children")
    return set(listed.read_text().split()) if listed.exists() else set()


def refused(data: bytes, *, name: str = "kickoff.xlsx") -> str:
    """Give the sentence with which a file is refused, which has to be one and to come soon."""
    begun = time.monotonic()
    with pytest.raises(UserMistake) as mistake:
        reader.read(data, name=name)
    assert time.monotonic() - begun < SOON
    sentence = str(mistake.value)
    assert "\n" not in sentence
    assert len(sentence) < 300
    return sentence


def titles(sheet: sheets.Sheet) -> list[str]:
    return [row.cells[0] for row in sheet.rows]


def _rows_xml(count: int) -> str:
    return "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(4, count))


def _wide_xml(count: int) -> str:
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    columns = [""] + [a + b + c for a in ("", *letters) for b in (letters if a else ("", *letters)) for c in letters]
    return f'<row r="9">{"".join(f"<c r={chr(34)}{columns[n]}9{chr(34)}><v>1</v></c>" for n in range(1, count))}</row>'


BOMB = b"<sheetData>" + b" " * 300_000_000


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (with_rows(cell("XFD1048576")), STRAY.format("XFD1048576")),
        (with_rows(cell("XFD1048576").replace("<c r", "<c s='1'\nr")), STRAY.format("XFD1048576")),
        (with_rows(cell("B1048576")), STRAY.format("B1048576")),
        (with_rows(cell("AAA3")), STRAY.format("AAA3")),
        (strict(with_rows(cell("XFD1048576"))), STRAY.format("XFD1048576")),
        (with_rows(_rows_xml(200_000)), "more than 10,000 rows"),
        (with_rows(_rows_xml(10_100)), "more than 10,000 rows"),
        (with_rows(_wide_xml(16_385)), "more than 200 columns"),
        (with_rows(_wide_xml(202)), "more than 200 columns"),
        (with_rows(cell("A4", "x" * 1_000_000)), "A cell in row 4 of .* is longer than any topic needs"),
        (with_rows('<row r="1048576"><c><v>1</v></c></row><row r="5"><c r="XEV5" /><c><v>1</v></c></row>'), "memory"),
        (package(parts(BOOK) | {SHEET: b"<worksheet>" + b" " * 41 * 2**20}), MUCH),
        (lying(BOOK, path=SHEET, text=BOMB[: 50 * 2**20]), MUCH),
        (package({f"xl/{n}.xml": b"" for n in range(201)}), MUCH),
        (expanding(path="xl/sharedStrings.xml"), ""),
        (expanding(path=SHEET), ""),
        (BOOK[: len(BOOK) // 2], "no workbook"),
        (package(parts(BOOK) | {SHEET: b"<worksheet><sheetData><row"}), ""),
        (package({"xl/workbook.xml": b"<workbook/>"}), "no workbook"),
        (package({"word/document.xml": b"<w/>"}), "is a Word document, and no sheet"),
        (package({"ppt/presentation.xml": b"<p/>"}), "is a PowerPoint presentation"),
        (package({"Index/Document.iwa": b"x"}), "is a document of Numbers"),
        (package({"topics.csv": b"Topic,Owner\n"}), "is an archive, and no sheet"),
        (as_ods(written("Topic") + written("x", 'table:number-columns-repeated="16000"')), STRAY.format("WQO1")),
        (
            as_ods(
                written("Topic"),
                after=f'<table:table-row table:number-rows-repeated="1048570">{BLANK_COLUMNS}</table:table-row>'
                f"<table:table-row>{written('x')}</table:table-row>",
            ),
            STRAY.format("A1048572"),
        ),
    ],
)
def test_a_hostile_workbook_ends_in_one_sentence(data: bytes, sentence: str) -> None:
    import re
    got = refused(data)
    assert re.search(sentence, got), got
