"""Merged cells: what stands in the first of them holds for all."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.core.sheets.rows import Cell

Corner = tuple[int, int]  # row and column, counted from 0
ACROSS = 3  # columns; what is wider is a banner, and no value of each column under it
MOST_CELLS = 2_000_000  # that merged cells may make up; cells that overlap by the thousand are nobody's sheet


@dataclass(slots=True)
class _Span:
    """Merged cells that are being filled, in places of the rows as they are read."""

    first: int
    last: int
    until: int
    value: Cell = ""


def filled(
    records: Iterable[Sequence[Cell]], spans: Sequence[tuple[Corner, Corner]], *, left: int
) -> Iterator[Sequence[Cell]]:
    """Fill merged cells, downwards and across a few columns; a banner that stands alone in its row stays one cell.

    `left` is the column, counted from 0, with which the records begin.

    >>> list(filled([["Pricing", "Ana"], ["", "Bo"]], [((0, 2), (1, 2))], left=2))
    [['Pricing', 'Ana'], ['Pricing', 'Bo']]
    """
    starting = _starting(spans, left=left)
    going: list[_Span] = []
    for number, record in enumerate(records):
        begun = starting.get(number, [])
        going = [span for span in going if span.until >= number]
        yield _with(record, begun, going) if begun or going else record
        going += [span for span in begun if span.until > number and span.value != ""]


def _starting(spans: Sequence[tuple[Corner, Corner]], *, left: int) -> dict[int, list[_Span]]:
    starting: dict[int, list[_Span]] = {}
    size = sum((bottom - top + 1) * min(ACROSS, last - first + 1) for (top, first), (bottom, last) in spans)
    if size > MOST_CELLS:
        return starting
    for (top, first), (bottom, last) in spans:
        if first >= left:
            reach = last if last - first < ACROSS else first
            starting.setdefault(top, []).append(_Span(first=first - left, last=reach - left, until=bottom))
    return starting


def _with(record: Sequence[Cell], begun: Iterable[_Span], going: Iterable[_Span]) -> list[Cell]:
    cells = list(record)
    for span in begun:
        span.value = cells[span.first] if span.first < len(cells) else ""
        is_alone = all(cell == "" for place, cell in enumerate(cells) if place != span.first)
        span.last = span.first if is_alone else span.last
    for span in (*begun, *going):
        if span.value != "":
            places = range(span.first, min(span.last + 1, len(cells)))
            cells[places.start : places.stop] = [span.value] * len(places)
    return cells
