"""Workbooks of other programs, merged cells, and files that are no sheets at all."""

import io
import re
from collections.abc import Sequence

import pytest
import xlsxwriter  # type: ignore[import-untyped]

from bot.core import sheets
from bot.errors import UserMistake
from tests.sheets import as_xlsx
from tests.workbooks import (
    BLANK_COLUMNS,
    SHEET,
    TOPICS,
    as_ods,
    cell,
    expanding,
    package,
    parts,
    strict,
    with_rows,
    written,
)

BOOK = as_xlsx({"Topics": TOPICS})


def titles(sheet: sheets.Sheet) -> list[str]:
    return [row.cells[0] for row in sheet.rows]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"%PDF-1.7\n", "is a PDF, and no sheet"),
        (b"\x89PNG\r\n\x1a\n", "is a picture, and no sheet"),
        (b"{\\rtf1 Topic}", "is a text document, and no sheet"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "is an old or password-protected Excel file"),
        (
            b"<!DOCTYPE html><html><title>Slack</title></html>",
            "is a web page, .* perhaps one to log in with",
        ),
        ("\ufeff<!-- x -->\n<TABLE><tr><td>Topic".encode("utf-16"), "is a web page, and no sheet"),
        (b'<?xml version="1.0"?><Workbook/>', "is XML, which I cannot read"),
        (package({"word/document.xml": b"<w/>"}), "is a Word document, and no sheet"),
        (package({"ppt/presentation.xml": b"<p/>"}), "is a PowerPoint presentation"),
        (package({"Index/Document.iwa": b"x"}), "is a document of Numbers"),
        (package({"topics.csv": b"Topic,Owner\n"}), "is an archive, and no sheet"),
    ],
    ids=lambda value: value[:8] if isinstance(value, bytes) else None,
)
def test_a_file_of_another_kind_is_called_what_it_is(data: bytes, sentence: str) -> None:
    with pytest.raises(UserMistake, match=sentence):
        sheets.read(data, name="kickoff.csv")


def test_a_billion_laughs_in_a_cell_stay_unlaughed() -> None:
    assert titles(sheets.read(expanding(path=SHEET), name="kickoff.xlsx")) == ["Topic", "", "Security"]


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
        package({path.replace("sheet1", "S1"): xml.replace(b"sheet1", b"S1") for path, xml in parts(BOOK).items()}),
        "Topic\tOwner\r\nPricing\tAna Sobral\r\nSecurity\tBo Falk\r\n".encode("utf-16"),
    ],
    ids=["strict", "ods", "ods-styled", "xlsx-styled", "dimension", "xlsm", "renamed", "utf-16"],
)  # fmt: skip
def test_what_other_programs_write_is_read(data: bytes) -> None:
    assert [row.cells[:2] for row in sheets.read(data, name="kickoff").rows] == list(TOPICS)


def test_a_sheet_that_reaches_too_far_is_left_alone_where_another_one_has_the_topics() -> None:
    book = as_xlsx({"Tom & Ann's data": [("x",)], "Topics": TOPICS, "More": [("y",)]})
    data = with_rows(cell("XFD1048576"), book=book)
    sheet = sheets.read(data, name="kickoff.xlsx")
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
    sheet = sheets.read(data.getvalue(), name="kickoff.xlsx")
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
