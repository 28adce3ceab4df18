"""Workbooks: the one sheet in them that looks like topics."""

import html
import io
import re
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import PurePosixPath

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    SheetMetadata,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from bot.core.sheets.columns import HEADER_WITHIN, likeness
from bot.core.sheets.extents import FURTHEST_ROW, Beyond, beyond, beyond_in_ods
from bot.core.sheets.limits import MOST_COLUMNS, MOST_ROWS, TOO_MANY_COLUMNS, TOO_MANY_ROWS, within_limits
from bot.core.sheets.packages import NOT_A_WORKBOOK, parts_of, unpacked
from bot.core.sheets.rows import Row, Sheet, lines
from bot.core.sheets.spans import filled
from bot.errors import UserMistake

STRAY_CELL = (
    "“{name}” has something in cell {cell}, far away from everything else. "
    "Delete that row and that column, or copy the topics into a new workbook."
)
WORKSHEETS = "xl/worksheets/"
BOOK, RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
ODS = "content.xml"
PEEK = 10 * HEADER_WITHIN  # rows, blank ones too, that tell what a sheet is about
TAG = re.compile(r"<(?:\w+:)?(sheet|Relationship)\s([^<>]*)")
ATTRIBUTE = re.compile(r"""([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")


def read_workbook(data: bytes, *, name: str) -> Sheet:
    """Read the visible sheet most of whose columns are known; the first one wins a tie.

    Sheets with cells too far out are left alone where another one looks like topics.
    """
    far = _far_tabs(data, name=name)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        shown = [about.name for about in book.sheets_metadata if _is_shown(about)]
        tabs = [book.get_sheet_by_name(tab) for tab in shown if tab not in far]
    except CalamineError:
        raise UserMistake(NOT_A_WORKBOOK.format(name=name)) from None
    looks = {tab.name: likeness(tuple(_rows(tab, most=PEEK))) for tab in tabs}
    best = max(tabs, key=lambda tab: looks[tab.name], default=None)
    if far and not (best and looks[best.name]):
        raise UserMistake(_why(next(iter(far.values())), name=name))
    if best is None:
        raise UserMistake(NOT_A_WORKBOOK.format(name=name))
    others = tuple(tab for tab in shown if tab != best.name)
    rows = tuple(within_limits(_rows(best), name=name))
    return Sheet(name=name, rows=rows, tab=best.name if others else "", others=others)


def _is_shown(about: SheetMetadata) -> bool:
    return about.visible == SheetVisibleEnum.Visible and about.typ == SheetTypeEnum.WorkSheet


def _far_tabs(data: bytes, *, name: str) -> dict[str, Beyond]:
    """Name the sheets that reach too far; refuse the workbook where it cannot be told which they are."""
    far: dict[str, Beyond] = {}
    told: dict[str, str] = {}
    for path, text in unpacked(data, parts_of(data, name=name), name=name):
        if path in {BOOK, RELATIONS}:
            told[path] = text.decode(errors="replace")
        found = _beyond(path, text)
        if found:
            far[path] = found
    tabs = _tabs(told)
    if any(path not in tabs for path in far):
        raise UserMistake(_why(next(iter(far.values())), name=name))
    return {tab: far[path] for path, tab in tabs.items() if path in far}


def _beyond(path: str, text: bytes) -> Beyond | None:
    if path.startswith(WORKSHEETS):
        return beyond(text)
    return beyond_in_ods(text) if path == ODS else None


def _tabs(told: Mapping[str, str]) -> dict[str, str]:
    """Tell which part of the package is which sheet, as far as the package says so plainly."""
    targets = {one.get("Id"): one.get("Target", "") for one in _elements(told.get(RELATIONS, ""))}
    tabs: dict[str, str] = {}
    for one in _elements(told.get(BOOK, "")):
        relation = next((value for key, value in one.items() if key.endswith(":id")), None)
        target = PurePosixPath("/xl", targets.get(relation, ""))
        tabs[str(target).removeprefix("/").lower()] = html.unescape(one.get("name", ""))
    return tabs


def _elements(text: str) -> Iterator[dict[str, str]]:
    for _, attributes in TAG.findall(text):
        yield {key: one or other for key, one, other in ATTRIBUTE.findall(attributes)}


def _why(found: Beyond, *, name: str) -> str:
    if not found.is_table:
        return STRAY_CELL.format(name=name, cell=found.cell)
    if found.is_wide:
        return TOO_MANY_COLUMNS.format(name=name, most=MOST_COLUMNS)
    return TOO_MANY_ROWS.format(name=name, most=MOST_ROWS)


def _rows(tab: CalamineSheet, *, most: int = FURTHEST_ROW) -> Iterator[Row]:
    """Read the rows one by one, the blank ones above the first in use too: they count."""
    if tab.start is None:
        return iter(())
    records = (row[: MOST_COLUMNS + 1] for row in islice(tab.iter_rows(), most))
    return lines(filled(records, tab.merged_cell_ranges or [], left=tab.start[1]))
