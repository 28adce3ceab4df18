"""Which column holds what, by the names that people give to columns."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.core.sheets.beside import FURTHER, further, is_bare_email, says_email, stem, whose
from bot.core.sheets.naming import Field
from bot.core.sheets.parts import ADDRESS, Part, part_of
from bot.core.sheets.ranks import rank
from bot.core.sheets.rows import Row
from bot.core.sheets.wording import CO_OWNER, ORDER, forms, is_weak, plain_name, scores

HEADER_WITHIN = 40  # rows that are searched for the header: a title, notes, and what an agenda tool explains
PEOPLE = {Field.OWNER, Field.PRESENTER, Field.BACKUP, Field.REP}
ADDRESSES = {Field.OWNER_EMAIL, Field.PRESENTER_EMAIL, Field.BACKUP_EMAIL, Field.REP_EMAIL}


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: its name as typed, where it stands, and what it holds; `field` is None where that is not known.

    `part` tells which part of a person it is where several columns are one field: the first name of the second speaker.
    """

    name: str
    place: int
    field: Field | None
    part: Part | None = None


def top(rows: Sequence[Row]) -> Row | None:
    """Give the row that names the columns, else the one with most in it; None where there are no rows."""
    found = _header(rows)
    return found[0] if found else max(rows[:HEADER_WITHIN], key=lambda row: sum(map(bool, row.cells)), default=None)


def likeness(rows: Sequence[Row]) -> int:
    """Tell how many columns are known; 0 where no row could be a header."""
    found = _header(rows)
    return _known(found[1]) if found else 0


def recognise(names: Sequence[str], fields: Mapping[int, Field | None] | None = None) -> tuple[Column, ...]:
    """Tell what each column holds; each field has one column, the one whose name is closest, or several parts.

    `fields` says what the columns at some places hold, whatever they are called.

    >>> for column in recognise(["Owner (go-to person)", "E-mail of owner", "Phone", "Speaker 1", "Speaker 2 Name"]):
    ...     print(column.name, "->", column.field)
    Owner (go-to person) -> owner
    E-mail of owner -> owner e-mail
    Phone -> None
    Speaker 1 -> presenters
    Speaker 2 Name -> presenters
    """
    said = fields or {}
    parts = _parts(names, said)
    found = _closest(names, said, parts)
    for place, field in _further(names, found, parts):
        parts[place] = further(field, place)
    found |= _reached(names, found, parts)
    bare = [place for place, name in enumerate(names) if place not in said and is_bare_email(plain_name(name))]
    for place, field, number in whose(bare, found, parts):
        found[place] = field
        parts |= {place: Part(field=field, number=number, name="email")} if number else {}
    columns = tuple(
        Column(name=" ".join(name.split()), place=place, field=_field(found, parts, place), part=parts.get(place))
        for place, name in enumerate(names)
        if name
    )
    return _with_title(columns)


def _parts(names: Sequence[str], said: Mapping[int, Field | None]) -> dict[int, Part]:
    """Keep the parts that make up people: a first name without a last one is none, nor is a name by itself."""
    plainly = {place: plain_name(name) for place, name in enumerate(names) if place not in said}
    parts = {place: part for place, name in plainly.items() if (part := part_of(name))}
    halves = {(part.field, part.number, part.name) for part in parts.values()}
    if (Field.PRESENTER, 0, "first") in halves and (Field.PRESENTER, 0, "last") not in halves:
        last = next((place for place, name in plainly.items() if name.casefold() == "name"), None)
        parts |= {} if last is None else {last: Part(field=Field.PRESENTER, number=0, name="last")}
        halves |= set() if last is None else {(Field.PRESENTER, 0, "last")}
    return {
        place: part
        for place, part in parts.items()
        if part.number or {(part.field, 0, "first"), (part.field, 0, "last")} <= halves
    }


def _closest(
    names: Sequence[str], said: Mapping[int, Field | None], parts: Mapping[int, Part]
) -> dict[int, Field | None]:
    """Give each field the column whose name is closest; one whose people are in parts has no whole column as well."""
    found: dict[int, Field | None] = dict(said)
    taken = {*said.values(), *(part.field for part in parts.values() if part.number in {0, 1})}
    has_names = any(part.name == "first" and not part.number for part in parts.values())
    ranked = sorted(
        (rank(plain_name(name), has_names=has_names) if field is Field.TITLE else is_weak(name), -score, place,
         ORDER[field], field)
        for place, name in enumerate(names)
        if place not in parts and place not in said and not is_bare_email(plain_name(name))
        for field, score in scores(name).items()
    )  # fmt: skip
    for _, _, place, _, field in ranked:
        if place not in found and field not in taken:
            found[place] = field
            taken.add(field)
    return found


def _further(
    names: Sequence[str], found: Mapping[int, Field | None], parts: Mapping[int, Part]
) -> Iterator[tuple[int, Field]]:
    """Find whole columns beside another of the same people: moderators beside speakers, a co-owner beside the owner."""
    split = {part.field for part in parts.values() if not part.number}
    read = {*found.values(), *(part.field for part in parts.values())} - split
    for place, name in enumerate(names):
        if place in found or place in parts:
            continue
        field = Field.OWNER if set(forms(plain_name(name))) & CO_OWNER else Field.PRESENTER
        if field in read and field in scores(name) and not _sums_up(names, place, field, parts):
            yield place, field


def _sums_up(names: Sequence[str], place: int, field: Field, parts: Mapping[int, Part]) -> bool:
    """Tell whether a column names those again who have a column each: “Speakers” beside “Speaker 1”."""
    first = (names[one] for one, part in parts.items() if (part.field, part.number, part.name) == (field, 1, "whole"))
    return any(stem(names[place]) == stem(name) for name in first)


def _reached(
    names: Sequence[str], found: Mapping[int, Field | None], parts: dict[int, Part]
) -> dict[int, Field | None]:
    """Pair addresses with people where several columns hold people of a field, by what both are called."""
    fields = {part.field for part in parts.values() if part.number >= FURTHER}
    whole = {place: parts.get(place) for place in (*found, *parts) if _field(found, parts, place) in fields}
    called = {stem(names[place]): (_field(found, parts, place), part) for place, part in whole.items()}
    reached: dict[int, Field | None] = {}
    for place, name in enumerate(names):
        field, part = called.get(stem(name), (None, None)) if says_email(name) else (None, None)
        if field in ADDRESS and place not in parts and found.get(place, ADDRESS[field]) == ADDRESS[field]:
            reached[place] = ADDRESS[field]
            parts |= {place: Part(field=ADDRESS[field], number=part.number, name="email")} if part else {}
    return reached


def is_enough(columns: Sequence[Column]) -> bool:
    """Tell whether a sheet with these columns can be read: it names topics, and somebody for them."""
    fields = {column.field for column in columns}
    title = next((column for column in columns if column.field is Field.TITLE), None)
    if title is None:
        return False
    is_list_of_people = plain_name(title.name).casefold() == "name" and not fields & PEOPLE
    return bool(fields & (PEOPLE | ADDRESSES)) and not is_list_of_people


def _header(rows: Sequence[Row]) -> tuple[Row, tuple[Column, ...]] | None:
    """Find the row that names the columns: the first of those that name the most, a topic and its people among them."""
    named = [(row, recognise(row.cells)) for row in rows[:HEADER_WITHIN]]
    usable = [(row, columns) for row, columns in named if is_enough(columns)]
    return max(usable, key=lambda found: _known(found[1]), default=None)


def _field(found: Mapping[int, Field | None], parts: Mapping[int, Part], place: int) -> Field | None:
    return parts[place].field if place in parts else found.get(place)


def _with_title(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Take the session for the topic where nothing else is one: an agenda has no other name for it."""
    fields = {column.field for column in columns}
    if Field.TITLE in fields or Field.SESSION not in fields:
        return columns
    return tuple(replace(one, field=Field.TITLE) if one.field is Field.SESSION else one for one in columns)


def _known(columns: Sequence[Column]) -> int:
    return sum(column.field is not None for column in columns)
