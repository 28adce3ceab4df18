"""Which column holds what, by the names that people give to columns."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from rapidfuzz import fuzz, process

from bot.core.sheets.naming import ACCENTED, ELSEWHERE, KNOWN_AS, NOT_ALIKE, WEAK, Field
from bot.core.sheets.parts import Part, part_of
from bot.core.sheets.rows import Row
from bot.core.text import words

HEADER_WITHIN = 40  # rows that are searched for the header: a title, notes, and what an agenda tool explains
LONGEST_NAME = 60  # characters; what is longer is a text and no name of a column
SURE = 86  # of 100; “owners” is an owner, “owner 2” and “owner's phone” are not
ASIDE = 0.95  # what a name in brackets or after a slash counts, so that a column of that name goes first
ASIDES = re.compile(r"[()\[\]/|]")
SMALL_WORDS = {
    "the", "a", "an", "of", "for", "to", "is", "s", "e", "optional", "opt", "der", "die", "das", "des", "de", "du",
    "la", "le", "les", "el", "los", "las", "del",
}  # fmt: skip
CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
ORNAMENT = re.compile(r"^[*\s]+|^\d+[.)]\s+|[*:\s]+$")
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
    parts = {
        place: part for place, name in enumerate(names) if place not in said and (part := part_of(plain_name(name)))
    }
    parts = _whole(parts)
    scores = [
        (score, place, field)
        for place, name in enumerate(names)
        if place not in parts and place not in said
        for field, score in _scores(name).items()
    ]
    found: dict[int, Field | None] = dict(said)
    taken = {field for field in said.values() if field}
    split = {part.field for part in parts.values()}
    for _, place, field in sorted(scores, key=lambda one: (-one[0], _is_weak(names[one[1]]), one[1], ORDER[one[2]])):
        meant = Field.PRESENTER_EMAIL if field is Field.OWNER_EMAIL and _is_bare_email(names[place], parts) else field
        if place not in found and meant not in taken and meant not in split:
            found[place] = meant
            taken.add(meant)
    columns = tuple(
        Column(name=" ".join(name.split()), place=place, field=_field(found, parts, place), part=parts.get(place))
        for place, name in enumerate(names)
        if name
    )
    return _with_title(columns)


def _whole(parts: Mapping[int, Part]) -> dict[int, Part]:
    """Keep the parts that make up people: a first name without a last one is none, nor is a name by itself."""
    halves = {(part.field, part.number, part.name) for part in parts.values()}
    return {
        place: part
        for place, part in parts.items()
        if part.number or {(part.field, 0, "first"), (part.field, 0, "last")} <= halves
    }


def is_enough(columns: Sequence[Column]) -> bool:
    """Tell whether a sheet with these columns can be read: it names topics, and somebody for them."""
    fields = {column.field for column in columns}
    title = next((column for column in columns if column.field is Field.TITLE), None)
    if title is None:
        return False
    is_list_of_people = plain_name(title.name).casefold() == "name" and not fields & PEOPLE
    return bool(fields & (PEOPLE | ADDRESSES)) and not is_list_of_people


def plain_name(name: str) -> str:
    """Leave out what stands around the name of a column: stars, numbers of questions, capitals in the middle.

    >>> plain_name("*Session Title"), plain_name("5. Speakers"), plain_name("FirstName"), plain_name("speaker_3")
    ('Session Title', 'Speakers', 'First Name', 'speaker 3')
    """
    bare = ORNAMENT.sub("", ORNAMENT.sub("", " ".join(name.split())))
    return CAMEL.sub(" ", bare).replace("_", " ")


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


def _is_bare_email(name: str, parts: Mapping[int, Part]) -> bool:
    """Tell whether an address belongs to the speaker whose first and last name stand beside it."""
    forms = set(_forms(plain_name(name)))
    has_names = any(part.field is Field.PRESENTER and not part.number for part in parts.values())
    return has_names and bool(forms & {"mail", "email", "address mail", "mailaddress"})


def may_hold(name: str, field: Field) -> bool:
    """Tell whether a column of this name may hold a field, whatever the columns beside it are called.

    >>> may_hold("Title", Field.TITLE), may_hold("Phone", Field.TITLE)
    (True, False)
    """
    return field in _scores(name)


def _is_weak(name: str) -> bool:
    """Tell whether a name gives way to another that says the same: “Product” to “Topic”."""
    return plain_name(name).casefold() in WEAK


@lru_cache(maxsize=4096)
def _scores(name: str) -> dict[Field, float]:
    """Give the fields that a column of this name may hold, from 0 to 100, those that are sure."""
    said = words(plain_name(name))
    if len(name) > LONGEST_NAME or ELSEWHERE & set(said) or " ".join(said) in NOT_ALIKE:
        return {}
    if field := ACCENTED.get(name.strip().casefold()):
        return {field: 100.0}
    bare = plain_name(name)
    parts = [(part, ASIDE) for part in ASIDES.split(bare)[:4] if part != bare]
    whole = [(bare, 1.0)] if "/" not in bare else []
    scores: dict[Field, float] = {}
    for part, worth in [*whole, *parts]:
        for form in filter(None, _forms(part)):
            for _, score, place in process.extract(form, FORMS, scorer=fuzz.ratio, score_cutoff=SURE, limit=None):
                scores[FIELDS[place]] = max(scores.get(FIELDS[place], 0), score * worth)
    return scores


def _forms(name: str) -> tuple[str, str]:
    """Bring a column's name to the words that count: in one order, and as one word.

    >>> _forms("E-mail of owner"), _forms("Take-aways")
    (('mail owner', 'mailowner'), ('aways take', 'takeaways'))
    """
    counting = [word for word in words(name.replace("_", " ")) if word not in SMALL_WORDS]
    return " ".join(sorted(counting)), "".join(counting)


def _known(columns: Sequence[Column]) -> int:
    return sum(column.field is not None for column in columns)


KNOWN_FORMS = {(form, field) for field, names in KNOWN_AS.items() for name in names for form in _forms(name)}
ORDER = {field: place for place, field in enumerate(Field)}
FORMS, FIELDS = zip(*sorted(KNOWN_FORMS), strict=True)
