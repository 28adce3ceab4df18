"""How far the cells of a workbook reach, told from its XML before anything lays them out.

A reader lays out the whole rectangle that the used cells span; two cells in opposite corners are 17 billion. What a
sheet declares about itself is not trusted, and cells without any value, which reach to the end of many good sheets, do
not count.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

FURTHEST_ROW = 19_999  # that a cell may stand in: every second row of the largest sheet may be blank
FURTHEST_COLUMN = 200
FEW = 20  # cells out there are there by mistake; more are a table

# A reference beyond row 19,999 or column GR, of a cell with a value in it.
FAR = re.compile(
    rb"""<(?:\w+:)?c\s(?:[^<>]{0,200}?\s)?r\s*=\s*["']
    ([A-Z]{1,3}(?:[2-9]\d{4}|[1-9]\d{5,6})|(?:[A-Z]{3}|[H-Z][A-Z]|G[S-Z])\d{1,7})["']
    [^<>]{0,200}(?<!/)>\s*(?:<(?:\w+:)?f\b[^<>]*(?:/>|>[^<]*</(?:\w+:)?f\s*>)\s*)?<(?:\w+:)?(?:v|is)\b""",
    re.VERBOSE | re.IGNORECASE,
)
ODS_TAG = re.compile(rb"<(/?table:(?:table-row|table-cell|covered-table-cell|table))\b([^<>]*)")
REPEATED_ROWS = re.compile(rb"""number-rows-repeated\s*=\s*["'](\d{1,9})""")
REPEATED_COLUMNS = re.compile(rb"""number-columns-repeated\s*=\s*["'](\d{1,9})""")
HAS_VALUE = b"value-type"


@dataclass(frozen=True, slots=True, kw_only=True)
class Beyond:
    """What stands too far out: one cell of it, as a spreadsheet names it, and whether it is more than a slip."""

    cell: str
    is_table: bool
    is_wide: bool


def beyond(text: bytes) -> Beyond | None:
    """Tell what of the XML of a worksheet is too far out.

    >>> beyond(b'<c r="B2"><v>1</v></c><c r="XFD9"/><c r="B1048576" s="1"><v>2</v></c>')
    Beyond(cell='B1048576', is_table=False, is_wide=False)
    """
    return _summed(found[1].decode().upper() for found in FAR.finditer(text))


def beyond_in_ods(text: bytes) -> Beyond | None:
    """Tell the same of the sheets of an OpenDocument, which counts its cells instead of naming them."""
    return _summed(_far(text))


def _summed(cells: Iterable[str]) -> Beyond | None:
    found = list(islice(cells, FEW + 1))
    if not found:
        return None
    letters = found[-1].rstrip("0123456789")
    row, column = int(found[-1].removeprefix(letters)), number_of(letters)
    is_near = row <= 2 * FURTHEST_ROW and column <= 2 * FURTHEST_COLUMN  # a table that is too large also begins so
    return Beyond(cell=found[-1], is_table=is_near or len(found) > FEW, is_wide=column > FURTHEST_COLUMN)


def _far(text: bytes) -> Iterator[str]:
    """Count through the sheets: `row` stands above what comes next, which is there `repeats` times."""
    row, column, repeats = 0, 0, 1
    for tag, told in ODS_TAG.findall(text):
        match tag:
            case b"table:table":
                row = 0
            case b"table:table-row":
                column, repeats = 0, _times(REPEATED_ROWS, told)
                row += repeats if told.endswith(b"/") else 0
            case b"/table:table-row":
                row += repeats
            case b"table:table-cell" | b"table:covered-table-cell":
                column += _times(REPEATED_COLUMNS, told)
                is_far = row + repeats > FURTHEST_ROW or column > FURTHEST_COLUMN
                if is_far and HAS_VALUE in told:
                    yield f"{letters_of(column)}{row + repeats}"


def _times(repeated: re.Pattern[bytes], told: bytes) -> int:
    found = repeated.search(told)
    return int(found[1]) if found else 1


def letters_of(column: int) -> str:
    """Name a column, counted from 1, as a spreadsheet does.

    >>> letters_of(1), letters_of(26), letters_of(27), letters_of(16_384)
    ('A', 'Z', 'AA', 'XFD')
    """
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def number_of(letters: str) -> int:
    """Count a column that a spreadsheet names.

    >>> number_of("GR"), number_of("XFD")
    (200, 16384)
    """
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
