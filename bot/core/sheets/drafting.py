"""From rows to topics."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from bot.core.sheets import columns as headers
from bot.core.sheets.cells import kind
from bot.core.sheets.collisions import alike_titles, distinct_aliases
from bot.core.sheets.columns import ADDRESSES, PEOPLE, Column, is_enough
from bot.core.sheets.drafts import Draft, Reason, Remark, Topic
from bot.core.sheets.grouping import cell, filled_down
from bot.core.sheets.merging import Joiner, comes_from_us
from bot.core.sheets.naming import SERVICE, STATUS, Field
from bot.core.sheets.ranks import rank
from bot.core.sheets.rows import Row, Sheet
from bot.core.sheets.taking import Taker
from bot.core.sheets.wording import may_hold, plain_name
from bot.core.text import plain, words
from bot.errors import ColumnsUnclear, UserMistake

NO_HEADER = (
    "“{name}” has no row that names its columns. It needs at least one column for the topic and one for its owner or "
    "who presented it, for instance “Topic” and “Owner”."
)
DEGREES = {"dr", "prof", "phd", "mr", "mrs", "ms", "mx", "herr", "frau", "mme", "m", "sr", "sra", "ing", "med", "dipl"}
FEW = 3  # columns; where there are fewer, a title alone is nothing odd
MANY_MORE = 1.5  # as many different values
NO_TOPICS = "“{name}” names its columns in row {row}, but no topic stands below."


def draft(sheet: Sheet, *, fields: Mapping[int, Field | None] | None = None) -> Draft:
    """Read the topics of a sheet; `fields` says what the columns at some places hold.

    Raises `ColumnsUnclear` when the columns cannot be told, `UserMistake` when nothing is below them.
    """
    top = headers.top(sheet.rows)
    columns = _columns(top, sheet.rows, fields or {}) if top else ()
    if top is None or not is_enough(columns):
        raise ColumnsUnclear(NO_HEADER.format(name=sheet.name))
    drafting = _Drafting(sheet=sheet, top=top, columns=columns)
    drafting.take(_below(top, sheet.rows))
    return drafting.draft()


def columns_of(rows: Sequence[Row], fields: Mapping[int, Field | None] | None = None) -> tuple[Column, ...]:
    """Give the columns of the row that names them, or most looks as if it did, with what they would be read as."""
    top = headers.top(rows)
    return _columns(top, rows, fields or {}) if top else ()


def _columns(top: Row, rows: Sequence[Row], fields: Mapping[int, Field | None]) -> tuple[Column, ...]:
    """Tell what the columns hold; only where somebody said something else than is plain anyway, that goes before."""
    below = _below(top, rows)
    plainly = _fitting(headers.recognise(top.cells), below, fixed={})
    fixed = {one.place: fields[one.place] for one in plainly if fields.get(one.place, one.field) != one.field}
    also = {one.place: one.field for one in plainly if one.field in PEOPLE | ADDRESSES and not one.part}
    said = set(fixed.values())
    fixed |= {one: name for one, name in also.items() if one in fields and one not in fixed and name in said}
    return _fitting(headers.recognise(top.cells, fixed), below, fixed=fixed) if fixed else plainly


def _below(top: Row, rows: Sequence[Row]) -> list[Row]:
    """Give the rows below the header, without those that repeat it on every page."""
    return [row for row in rows if row.number > top.number and row.cells != top.cells]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Drafting:
    """One sheet on its way: its columns, the rows taken so far, and what there is to say about them."""

    sheet: Sheet
    top: Row
    columns: tuple[Column, ...]
    joiner: Joiner = field(default_factory=Joiner)
    remarks: list[Remark] = field(default_factory=list)

    def take(self, below: Sequence[Row]) -> None:
        """Take every row, each into the topic it belongs to."""
        known = self._known()
        rows, read = filled_down(below, self.columns, title=known[Field.TITLE][0].place)
        names = {column.place: column.name for column in self.columns}
        for place, numbers in read.items():
            self._say(Reason.SAME_AS_ABOVE, row=numbers[0], column=names[place], value=str(len(numbers)))
        status, service = self._place(STATUS), self._place(SERVICE)
        takers = [taker for row in rows if not (taker := Taker(row=row, columns=known)).is_blank]
        headings = _headings(takers)
        for taker in takers:
            self.joiner.take(
                taker,
                status=cell(taker.row, status) if status >= 0 else "",
                service=cell(taker.row, service) if service >= 0 else "",
                is_alone=taker.row.number in headings,
            )
        self.joiner.finish()
        if not self.joiner.seen:
            raise UserMistake(NO_TOPICS.format(name=self.sheet.name, row=self.top.number))

    def draft(self) -> Draft:
        """Put together what the sheet says."""
        names = {one: columns[0].name for one, columns in self._known().items()}
        topics, clashes = distinct_aliases(self.joiner.topics(), columns=names)
        self.remarks.extend([*self.joiner.remarks, *clashes, *alike_titles(topics, columns=names)])
        self.remarks.extend(self._without_owner(topics, names))
        return Draft(
            sheet=self.sheet.name,
            tab=self.sheet.tab,
            columns=self.columns,
            topics=tuple(topics),
            remarks=tuple(sorted(self.remarks, key=lambda remark: remark.row)),
            left_out=frozenset(self.joiner.left_out),
        )

    def _without_owner(self, topics: Iterable[Topic], names: Mapping[Field, str]) -> list[Remark]:
        """Say which topics have no owner; once for all of them where the sheet has no column for owners."""
        if not {Field.OWNER, Field.OWNER_EMAIL} & names.keys():
            said = [Remark(row=self.top.number, column="", reason=Reason.NO_OWNERS)]
            column, alone = names.get(Field.PRESENTER, ""), [one for one in topics if not one.presenters]
        else:
            said, column, alone = [], names.get(Field.OWNER, ""), [one for one in topics if not one.owners]
        found = (Remark(row=one.row, column=column, reason=Reason.NO_OWNER, value=one.title) for one in alone)
        return [*said, *found]

    def _known(self) -> dict[Field, tuple[Column, ...]]:
        known: dict[Field, list[Column]] = {}
        for column in self.columns:
            if column.field:
                known.setdefault(column.field, []).append(column)
        return {one: tuple(columns) for one, columns in known.items()}

    def _place(self, names: Sequence[str]) -> int:
        """Give where a column stands that is not kept and yet says something of its row; -1 if there is none."""
        found = (one.place for one in self.columns if one.field is None and plain(one.name) in names)
        return next(found, -1)

    def _say(self, reason: Reason, *, row: int, column: str, value: str) -> None:
        self.remarks.append(Remark(row=row, column=column, reason=reason, value=value))


def _fitting(
    columns: tuple[Column, ...], rows: Sequence[Row], *, fixed: Mapping[int, Field | None]
) -> tuple[Column, ...]:
    """Let the cells decide where names mislead, unless somebody said what a column holds.

    An agenda's “Type” is a talk or a workshop, its “ID” may be a running number, and a “Topic” beside titles a track.
    """
    free = [column for column in columns if column.place not in fixed]
    strange = {one.place: None for one in free if one.field in SUSPECT and SUSPECT[one.field](one, rows)}
    title = next((column for column in free if column.field is Field.TITLE), None)
    rivals = [one for one in free if title and _may_rival(one, title)]
    best = max(rivals, key=lambda one: _distinct(one, rows), default=None)
    fields: dict[int, Field | None] = {**strange}
    if title and best and _distinct(best, rows) >= MANY_MORE * _distinct(title, rows):
        fields |= {title.place: None, best.place: Field.TITLE}
    return tuple(replace(column, field=fields.get(column.place, column.field)) for column in columns)


def _headings(takers: Sequence[Taker]) -> set[int]:
    """Find rows that say nothing but a title where most say more; in a sheet of the directory itself there are none.

    Where there is one more column only, a topic without it is a topic still.
    """
    others = [one.columns.keys() - {Field.TITLE} for one in takers[:1] if len(one.columns) >= FEW]
    named = [one for one in takers if others and one.text(Field.TITLE) and not any(map(one.text, others[0]))]
    is_usual = 2 * len(named) >= len(takers) or any(map(comes_from_us, takers))
    return set() if is_usual else {one.row.number for one in named}


def _may_rival(column: Column, title: Column) -> bool:
    """Tell whether a column may be the topic rather than the one whose name is better."""
    best = rank(plain_name(title.name))
    if column.field is Field.SESSION:
        return best == rank("account")
    worth = rank(plain_name(column.name))
    return not column.field and may_hold(column.name, Field.TITLE) and worth <= max(best, rank("title"))


def _are_degrees(column: Column, rows: Sequence[Row]) -> bool:
    """Tell whether a “Title” is that of people."""
    cells = [text for row in rows if (text := cell(row, column.place))]
    return bool(cells) and 2 * sum(set(words(text) or [text]) <= DEGREES for text in cells) > len(cells)


def _distinct(column: Column, rows: Sequence[Row]) -> int:
    return len({plain(cell(row, column.place)) for row in rows} - {""})


def _are_no_kinds(column: Column, rows: Sequence[Row]) -> bool:
    if plain(column.name) in {"kind", "topic kind", "kind of topic"}:
        return False
    cells = Counter(cell(row, column.place) for row in rows)
    cells.pop("", None)
    unknown = sum(times for text, times in cells.items() if kind(text) is None)
    return 2 * unknown > cells.total()


def _are_running(column: Column, rows: Sequence[Row]) -> bool:
    cells = [text for row in rows if (text := cell(row, column.place))]
    if plain(column.name) in {"key", "topic key"} or not all(text.isdecimal() and len(text) < 6 for text in cells):
        return False
    numbers = list(dict.fromkeys(map(int, cells)))
    return bool(numbers) and numbers == list(range(numbers[0], numbers[0] + len(numbers)))


SUSPECT = {Field.TITLE: _are_degrees, Field.KIND: _are_no_kinds, Field.KEY: _are_running}
