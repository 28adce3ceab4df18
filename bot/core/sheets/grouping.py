"""What several cells say together: parts of a person, cells that stand for the one above, a day kept as a number."""

import re
from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta

from bot.core.sheets.columns import Column
from bot.core.sheets.naming import Field
from bot.core.sheets.rows import Row

SERIAL = re.compile(r"\d{5}")
FIRST_SERIAL, LAST_SERIAL = 40_000, 60_000  # days since the end of 1899, as spreadsheets count: 2009 to 2064
EPOCH = date(1899, 12, 30)
# What people write once for a group of topics. An address goes with the name beside it, and with nobody else.
FILLED_ONCE = {Field.SESSION, Field.DAY, Field.KIND, Field.OWNER, Field.PRESENTER, Field.BACKUP}
NAME_OF = {
    Field.OWNER_EMAIL: Field.OWNER,
    Field.PRESENTER_EMAIL: Field.PRESENTER,
    Field.BACKUP_EMAIL: Field.BACKUP,
}


def cell(row: Row, place: int) -> str:
    """Give what stands at a place; "" behind the end of a row."""
    return row.cells[place] if place < len(row.cells) else ""


def joined(columns: Sequence[Column], row: Row) -> str:
    """Put together what is spread over several columns, divided as nothing else is."""
    return " | ".join(filter(None, numbered(columns, row).values()))


def numbered(columns: Sequence[Column], row: Row) -> dict[int, str]:
    """Give what the columns say of each person by their number; 0 where they have none, less for more such."""
    people: defaultdict[int, dict[str, str]] = defaultdict(dict)
    for column in columns:
        number, name = (column.part.number, column.part.name) if column.part else (0, "whole")
        if name in people[number]:
            number = -column.place
        people[number][name] = cell(row, column.place)
    in_order = sorted(people, key=lambda number: (max(number, 0), -number))
    return {number: _called(people[number]) for number in in_order}


def serial_day(text: str) -> str:
    """Write a day that a spreadsheet kept as a number as the day that it is.

    >>> serial_day("46421"), serial_day("Day 1"), serial_day("12345")
    ('2027-02-03', 'Day 1', '12345')
    """
    if SERIAL.fullmatch(text) and FIRST_SERIAL <= int(text) <= LAST_SERIAL:
        return (EPOCH + timedelta(days=int(text))).isoformat()
    return text


def filled_down(
    rows: Sequence[Row], columns: Sequence[Column], *, title: int
) -> tuple[list[Row], dict[int, list[int]]]:
    """Let blank cells mean the one above, in columns that stand before the topics and are filled once for a group.

    Gives the rows, and for each such column the numbers of those in which its cell was read so.
    """
    grouped = _grouped(rows, columns, title=title)
    read: dict[int, list[int]] = {place: [] for place in grouped}
    above: dict[int, str] = {}
    found = []
    for row in rows:
        cells = [*row.cells, *[""] * (max(grouped, default=-1) + 1 - len(row.cells))]
        for place, begun_by in grouped.items():
            if any(cell(row, one) for one in begun_by):
                above[place] = cells[place]
            elif cell(row, title) and above.get(place):
                cells[place] = above[place]
                read[place].append(row.number)
        found.append(Row(number=row.number, cells=tuple(cells)))
    return found, {place: numbers for place, numbers in read.items() if numbers}


def _grouped(rows: Sequence[Row], columns: Sequence[Column], *, title: int) -> dict[int, tuple[int, ...]]:
    """Find such columns, each with the places that begin a group: names and their addresses do so together."""
    before = {column.field: column.place for column in columns if column.place < title and column.part is None}
    grouped = {place: (place,) for name, place in before.items() if name in FILLED_ONCE and _is_grouped(rows, place)}
    for (
        name
    ) in NAME_OF.values():  # somebody who is missing here and there is nobody; a group has more blanks than names
        if name in before and 2 * sum(not cell(row, before[name]) for row in rows) < len(rows):
            grouped.pop(before[name], None)
    pairs = [(before[name], before[address]) for address, name in NAME_OF.items() if {name, address} <= before.keys()]
    return grouped | {place: pair for pair in pairs if pair[0] in grouped for place in pair}


def _is_grouped(rows: Sequence[Row], place: int) -> bool:
    return bool(rows) and bool(cell(rows[0], place)) and any(not cell(row, place) for row in rows)


def _called(parts: dict[str, str]) -> str:
    name = parts.get("whole") or f"{parts.get('first', '')} {parts.get('last', '')}".strip()
    return name or parts.get("email", "")
