"""A sheet as rows of plain text, each with the number that a spreadsheet shows beside it."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.core.sheets.escaping import unescaped

Cell = int | float | str | bool | time | date | datetime | timedelta

SPACES = dict.fromkeys([0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000], " ")
UNSEEN = dict.fromkeys([*range(32), *range(127, 160), 0x200B, 0xFEFF, 0xFFFE, 0xFFFF])  # controls, nothing, no width
LINE_ENDS = {"\r\n": "\n", "\r": "\n", "\v": "\n", "\x85": "\n", "\u2028": "\n", "\u2029": "\n", "\t": " "}
LEVEL = {**UNSEEN, **SPACES, ord("\n"): "\n"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row that is not blank."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The rows of one sheet; `tab` is the name it has inside a workbook of several, and `others` those of the rest."""

    name: str
    rows: tuple[Row, ...]
    tab: str = ""
    others: tuple[str, ...] = ()


def collect(records: Iterable[Sequence[Cell]], *, first: int = 1) -> tuple[Row, ...]:
    r"""Keep the records that hold any text; the first one has the number `first`, and blank ones count.

    >>> collect([["Topic"], [" "], ["Pricing\xa02"]], first=3)
    (Row(number=3, cells=('Topic',)), Row(number=5, cells=('Pricing 2',)))
    """
    return tuple(lines(records, first=first))


def lines(records: Iterable[Sequence[Cell]], *, first: int = 1) -> Iterator[Row]:
    """Do the same one by one, so that whoever reads can stop."""
    for number, record in enumerate(records, first):
        cells = tuple(map(_text, record))
        if any(cells):
            yield Row(number=number, cells=cells)


def _text(cell: Cell) -> str:
    """Write a cell as the same sheet would hold it in a CSV, so that saving it in another format changes nothing."""
    match cell:
        case str():
            return clean(unescaped(cell))
        case bool():
            return str(cell).upper()
        case float() if cell.is_integer():
            return str(int(cell))
        case datetime():
            return cell.isoformat(sep=" ", timespec="minutes").removesuffix(" 00:00")
        case time():
            return cell.isoformat(timespec="minutes")
    return str(cell)


def clean(text: str) -> str:
    r"""Level line ends, odd spaces and composed letters, and drop what nobody can see and no database would keep.

    >>> clean(" Zoe\u0308\xa0Å \r\n\x07line ")
    'Zoë Å\nline'
    """
    if text.isascii() and text.isprintable():  # as most cells are
        return text.strip()
    for end, level in LINE_ENDS.items():
        text = text.replace(end, level)
    text = unicodedata.normalize("NFC", text.translate(LEVEL)).strip()
    return "\n".join(line.strip() for line in text.split("\n")) if "\n" in text else text
