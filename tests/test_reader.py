"""A file is read in a process of its own: whatever it holds, it ends in rows or in one sentence, and soon."""

import io
import os
import re
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
        (lying(BOOK, path=SHEET, text=b" " * 50 * 2**20), MUCH),
        (package({f"xl/{n}.xml": b"" for n in range(201)}), MUCH),
        (expanding(path="xl/sharedStrings.xml"), "no workbook"),
        (BOOK[: len(BOOK) // 2], "no workbook"),
        (package(parts(BOOK) | {SHEET: b"<worksheet><sheetData><row"}), "no workbook"),
        (package({"xl/workbook.xml": b"<workbook/>"}), "no workbook"),
        (package({"word/document.xml": b"<w/>"}), "is a Word document, and no sheet"),
        (package({"ppt/presentation.xml": b"<p/>"}), "is a PowerPoint presentation"),
        (package({"Index/Document.iwa": b"x"}), "is a document of Numbers"),
        (package({"topics.csv": b"Topic,Owner\n"}), "is an archive, and no sheet"),
        (as_ods(written("Topic") + written("x", 'table:number-columns-repeated="16000"')), STRAY.format("WQK1")),
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
    assert re.search(sentence, refused(data))


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"Topic,Owner\n" + b"Pricing,Ana\n" * 200_000, "more than 10,000 rows"),
        (b"\n" * 5_000_000, "more than 10,000 rows"),
        (b"Topic,Owner" + b",x" * 16_384, "more than 200 columns"),
        (b"Topic,Owner\nPricing," + b"x" * 1_000_000, "A cell in row 2 of .* is longer than any topic needs"),
        (b'Topic,Owner\nPricing,"Ana\n' + b"Security,Bo\n" * 50_000, "row 2 .* a quotation mark there is never closed"),
        (b'Topic,Owner\nPricing,"Ana\n', "a quotation mark that opens in row 2 is never closed"),
        (b"Topic,Owner\nPri\0cing,Ana\n", "is neither CSV nor XLSX"),
        (b"\x7fELF\x02\x01\x01\0\0\0\0\xff\xfe" * 1000, "is neither CSV nor XLSX"),
        (b"", "is empty"),
        (b"%PDF-1.7\n", "is a PDF, and no sheet"),
        (b"\x89PNG\r\n\x1a\n", "is a picture, and no sheet"),
        (b"{\\rtf1 Topic}", "is a text document, and no sheet"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "is an old or password-protected Excel file"),
        (b"<!DOCTYPE html><html><title>Slack</title></html>", "is a web page, and no sheet: perhaps one to log in with"),
        ("\ufeff<!-- x -->\n<TABLE><tr><td>Topic".encode("utf-16"), "is a web page, and no sheet"),
        (b'<?xml version="1.0"?><Workbook/>', "is XML, which I cannot read"),
        (b"[" * 1_000_000, "is nested too deeply"),
        (b"Topic,Owner\n" + b"x" * sheets.LARGEST_FILE, "is larger than 10 MB"),
    ],
    ids=lambda value: value[:12] if isinstance(value, bytes) else None,
)
def test_a_broken_text_or_another_kind_of_file_ends_in_one_sentence(data: bytes, sentence: str) -> None:
    assert re.search(sentence, refused(data, name="kickoff.csv"))


def test_a_billion_laughs_in_a_cell_stay_unlaughed() -> None:
    assert titles(reader.read(expanding(path=SHEET), name="kickoff.xlsx")) == ["Topic", "", "Security"]


@pytest.mark.parametrize("data", [as_csv(*LARGE), as_xlsx({"Topics": LARGE})], ids=["csv", "xlsx"])
def test_ten_thousand_topics_under_a_header_are_read(data: bytes) -> None:
    begun = time.monotonic()
    sheet = reader.read(data, name="kickoff")
    assert time.monotonic() - begun < SOON
    assert [row.number for row in sheet.rows] == list(range(1, 10_002))
    assert sheet.rows[-1].cells[-1] == "what is said of 9999 in 12"


@pytest.mark.parametrize(
    "data",
    [
        strict(BOOK),
        as_ods(*(written(topic) + written(owner) for topic, owner in TOPICS)),
        as_ods(
            *(written(topic) + written(owner) for topic, owner in TOPICS),
            after='<table:table-row table:number-rows-repeated="1048570"/>'
            f'<table:table-row><table:table-cell table:style-name="ce1"/>{BLANK_COLUMNS}</table:table-row>',
        ),
        with_rows('<row r="4"><c r="XFD4" s="0"/><c r="XFD4" s="0"></c></row><row r="1048576" s="0"></row>'),
        package(parts(BOOK) | {SHEET: re.sub(rb'ref="[A-Z0-9:]+"', b'ref="A1:XFD1048576"', parts(BOOK)[SHEET])}),
        package(parts(BOOK) | {"xl/vbaProject.bin": b"macros"}),
        package({path.replace("sheet1", "Sheet1"): text.replace(b"sheet1.xml", b"Sheet1.xml") for path, text in parts(BOOK).items()}),
        "Topic\tOwner\r\nPricing\tAna Sobral\r\nSecurity\tBo Falk\r\n".encode("utf-16"),
    ],
    ids=["strict", "ods", "ods-styled", "xlsx-styled", "dimension", "xlsm", "capital", "utf-16"],
)  # fmt: skip
def test_what_other_programs_write_is_read(data: bytes) -> None:
    assert [row.cells[:2] for row in reader.read(data, name="kickoff").rows] == list(TOPICS)


def test_a_sheet_that_reaches_too_far_is_left_alone_where_another_one_has_the_topics() -> None:
    book = as_xlsx({"Tom & Ann's data": [("x",)], "Topics": TOPICS, "More": [("y",)]})
    data = with_rows(cell("XFD1048576"), book=book)
    sheet = reader.read(data, name="kickoff.xlsx")
    assert (sheet.tab, sheet.others) == ("Topics", ("Tom & Ann's data", "More"))
    assert titles(sheet) == ["Topic", "Pricing", "Security"]


def test_a_workbook_with_a_chart_and_one_sheet_is_read() -> None:
    data = io.BytesIO()
    with xlsxwriter.Workbook(data) as book:
        tab = book.add_worksheet("Topics")
        for number, row in enumerate(TOPICS):
            tab.write_row(number, 0, row)
        chart = book.add_chart({"type": "bar"})
        chart.add_series({"values": "=Topics!$A$1:$A$2"})
        book.add_chartsheet("Chart").set_chart(chart)
    sheet = reader.read(data.getvalue(), name="kickoff.xlsx")
    assert (titles(sheet), sheet.others) == (["Topic", "Pricing", "Security"], ())


Merge = tuple[int, int, int, int, str]


def merged(rows: Sequence[Sequence[str]], *merges: Merge, top: int = 0, left: int = 0) -> list[tuple[str, ...]]:
    """Read rows of a workbook in which cells are merged; what is in them is written once."""
    data = io.BytesIO()
    with xlsxwriter.Workbook(data) as book:
        tab = book.add_worksheet()
        for number, row in enumerate(rows, top):
            tab.write_row(number, left, row)
        for first, start, last, end, text in merges:
            tab.merge_range(first + top, start + left, last + top, end + left, text)
    sheet = sheets.read(data.getvalue(), name="kickoff.xlsx")
    assert [row.number for row in sheet.rows] == list(range(top + 1, top + 1 + len(sheet.rows)))
    return [row.cells for row in sheet.rows]


@pytest.mark.parametrize(("top", "left"), [(0, 0), (3, 2)])
def test_a_merged_cell_says_the_same_in_each_of_its_rows(top: int, left: int) -> None:
    rows = [("All topics",), ("Topic", "Owner", "Session"), ("", "Ana", "Day 1"), ("", "Bo"), ("Security", "Cy")]
    banner, topic, session = (0, 0, 0, 2, "All topics"), (2, 0, 3, 0, "Pricing"), (2, 2, 4, 2, "Day 1")
    read = merged(rows, banner, topic, session, top=top, left=left)
    assert read[0] == ("All topics", "", "")
    assert read[2:] == [("Pricing", "Ana", "Day 1"), ("Pricing", "Bo", "Day 1"), ("Security", "Cy", "Day 1")]


def test_a_merged_heading_names_both_columns_below_it() -> None:
    read = merged([("Topic", "Presenters", ""), ("Pricing", "Ana", "Bo")], (0, 1, 0, 2, "Presenters"))
    assert read == [("Topic", "Presenters", "Presenters"), ("Pricing", "Ana", "Bo")]


def test_a_lunch_across_the_day_names_nobody() -> None:
    rows = [("Time", "Topic", "Owner", "Room", "Link"), ("9", "Pricing", "Ana", "1", "x"), ("12",)]
    assert merged(rows, (2, 1, 2, 4, "Lunch"))[-1] == ("12", "Lunch", "", "", "")


def test_the_child_is_told_nothing_but_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-secret")
    monkeypatch.setenv("DATABASE_URL", "postgresql://sko:secret@localhost/sko")
    monkeypatch.setattr(reader, "COMMAND", (sys.executable, "-c", TELLING))
    told = refused(b"Topic,Owner\n")
    assert "PYTHONPATH" in told
    assert "SLACK" not in told
    assert "secret" not in told


TELLING = "import json, os, sys; sys.stdin.read(); print(json.dumps({'mistake': ' '.join(f'{k}' for k in os.environ)}))"
