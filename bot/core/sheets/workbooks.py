"""Workbooks: the one sheet in them that looks like topics."""

import io
import zipfile

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetVisibleEnum

from bot.core.sheets.columns import HEADER_WITHIN, likeness
from bot.core.sheets.rows import Row, Sheet, collect
from bot.errors import UserMistake

ZIP = b"PK\x03\x04"
MOST_UNPACKED = 40 * 1024 * 1024
MOST_PARTS = 200

NOT_A_WORKBOOK = "“{name}” is a package, but no workbook. Save the sheet as .xlsx or .csv and try again."
TOO_MUCH_INSIDE = "“{name}” unpacks to more than a sheet of topics would. Copy the topics into a new workbook."


def read_workbook(data: bytes, *, name: str) -> Sheet:
    """Read the visible sheet most of whose columns are known; the first one wins a tie."""
    _check_size(data, name=name)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        shown = [about.name for about in book.sheets_metadata if about.visible == SheetVisibleEnum.Visible]
        tabs = [book.get_sheet_by_name(tab) for tab in shown]
        best = max(tabs, key=lambda tab: likeness(_rows(tab, most=HEADER_WITHIN)))
        return Sheet(name=name, rows=_rows(best), tab=best.name if len(tabs) > 1 else "")
    except CalamineError:
        raise UserMistake(NOT_A_WORKBOOK.format(name=name)) from None


def _check_size(data: bytes, *, name: str) -> None:
    """Believe what the archive declares about itself before anything of it is unpacked."""
    try:
        parts = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except zipfile.BadZipFile:
        raise UserMistake(NOT_A_WORKBOOK.format(name=name)) from None
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise UserMistake(TOO_MUCH_INSIDE.format(name=name))


def _rows(tab: CalamineSheet, *, most: int | None = None) -> tuple[Row, ...]:
    """Number the rows from the first one in use: the reader leaves out the blank ones above it."""
    if tab.start is None:
        return ()
    return collect(tab.to_python(nrows=most), first=tab.start[0] + 1)
