"""Merged cells: what stands in the first of them holds for all."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from bot.core.sheets.rows import Cell

Corner = tuple[int, int]  # row and column, counted from 0
ACROSS = 3  # columns; what is wider is a banner, and no value of each column under it
MOST_CELLS = 2_000_000  # that merged cells may make up; cells that overlap by the thousand are nobody's sheet


@dataclass(frozen=True, slots=True, kw_only=True)
class _Span:
    """Merged cells, in places of the rows as they are read, and what stands in the first of them once it is known."""

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
        going = [span for span in going if span.until >= number]
        going += [_known(span, record) for span in starting.get(number, [])]
        yield _with(record, going) if going else record


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


def _known(span: _Span, record: Sequence[Cell]) -> _Span:
    """Read what stands in the first cell, and see whether it stands there alone."""
    value = record[span.first] if span.first < len(record) else ""
    is_alone = all(cell == "" for place, cell in enumerate(record) if place != span.first)
    return replace(span, value=value, last=span.first if is_alone else span.last)


def _with(record: Sequence[Cell], spans: Iterable[_Span]) -> list[Cell]:
    cells = list(record)
    for span in spans:
        if span.value != "":
            places = range(span.first, min(span.last + 1, len(cells)))
            cells[places.start : places.stop] = [span.value] * len(places)
    return cells
