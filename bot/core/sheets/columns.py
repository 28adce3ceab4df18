"""Which column holds what, by the names that people give to columns."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz import fuzz, process

from bot.core.sheets.rows import Row
from bot.core.text import words

HEADER_WITHIN = 20  # rows that are searched for the header: a title and a few notes may stand above it
LONGEST_NAME = 60  # characters; what is longer is a text and no name of a column
SURE = 86  # of 100; “owners” is an owner, “owner 2” and “owner's phone” are not
ASIDE = 0.95  # what a name in brackets or after a slash counts, so that a column of that name goes first
ASIDES = re.compile(r"[()\[\]/|]")
SMALL_WORDS = {"the", "a", "an", "of", "for", "to", "is", "s", "e"}


class Field(StrEnum):
    """What a column can hold; the value is its name where a problem or a preview speaks of it."""

    TITLE = "topic"
    KIND = "kind"
    ALIASES = "aliases"
    OWNER = "owner"
    OWNER_EMAIL = "owner e-mail"
    PRESENTER = "presenters"
    PRESENTER_EMAIL = "presenter e-mail"
    BACKUP = "backup"
    BACKUP_EMAIL = "backup e-mail"
    REP = "field rep"
    REP_EMAIL = "field rep e-mail"
    SINCE = "since"
    UNTIL = "until"
    STORY = "story"
    SESSION = "session"
    DAY = "day"
    KEY_POINTS = "key points"
    LINK = "link"
    CHANNEL = "channel"
    KEY = "key"


TOPIC = ("topic", "title", "name", "subject", "topic title", "topic name", "topics covered")
OWNER = (
    "owner", "owned by", "topic owner", "go-to person", "go-to", "contact", "contact person", "expert", "who to ask",
    "whom to ask", "person to ask", "responsible", "responsible person", "point of contact", "sme", "dri",
    "current owner",
)  # fmt: skip
PRESENTER = ("presenter", "presented by", "who presented", "speaker", "speakers", "host", "session presenter")
BACKUP = ("backup", "back-up", "backup person", "backup owner", "deputy", "second contact", "stand-in", "if away")
REP = (
    "field rep", "rep", "peer", "sales rep", "field colleague", "rep who lived it", "who lived it", "former holder",
    "former owner", "previous owner", "previous holder", "previous rep", "former rep", "who had it before",
)  # fmt: skip
STORY = (
    "story",
    "field rep story",
    "rep story",
    "peer story",
    "in their own words",
    "own words",
    "their story",
    "quote",
)
EMAIL = ("email", "mail", "email address", "mail address")


def _emails_of(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"{name} {email}" for name in names for email in EMAIL)


KNOWN_AS: dict[Field, tuple[str, ...]] = {
    Field.TITLE: TOPIC,
    Field.KIND: ("kind", "type", "category", "topic kind", "topic type", "kind of topic"),
    Field.ALIASES: ("aliases", "alias", "also known as", "aka", "other names", "synonyms", "also called", "nicknames"),
    Field.OWNER: (*OWNER, "owner name", "contact name"),
    Field.OWNER_EMAIL: (*_emails_of(OWNER), *EMAIL),
    Field.PRESENTER: (*PRESENTER, "presenter name", "speaker name"),
    Field.PRESENTER_EMAIL: _emails_of(PRESENTER),
    Field.BACKUP: (*BACKUP, "backup name"),
    Field.BACKUP_EMAIL: _emails_of(BACKUP),
    Field.REP: (*REP, "field rep name", "rep name"),
    Field.REP_EMAIL: _emails_of(REP),
    Field.SINCE: ("since", "held since", "had it since", "former since", "held from"),
    Field.UNTIL: ("until", "held until", "had it until", "former until"),
    Field.STORY: STORY,
    Field.SESSION: ("session", "session title", "session name", "talk", "presented in"),
    Field.DAY: ("day", "date", "when", "session day", "session date"),
    Field.KEY_POINTS: ("key points", "key takeaways", "takeaways", "main points", "what remember"),
    Field.LINK: ("link", "url", "deck", "deck link", "slides", "link to deck", "page", "more at", "resource"),
    Field.CHANNEL: ("channel", "slack channel", "where to ask", "slack"),
    Field.KEY: ("key", "topic key"),
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: its name as typed, where it stands, and what it holds; `field` is None where that is not known."""

    name: str
    place: int
    field: Field | None


def header(rows: Sequence[Row]) -> tuple[Row, tuple[Column, ...]] | None:
    """Find the row that names the columns: the first of those that name the most, a topic and an owner among them."""
    named = [(row, recognise(row.cells)) for row in rows[:HEADER_WITHIN]]
    usable = [(row, columns) for row, columns in named if _enough(columns)]
    return max(usable, key=lambda found: _known(found[1]), default=None)


def likeness(rows: Sequence[Row]) -> int:
    """Tell how many columns are known; 0 where no row could be a header."""
    found = header(rows)
    return _known(found[1]) if found else 0


def recognise(names: Sequence[str]) -> tuple[Column, ...]:
    """Tell what each column holds; each field has one column, the one whose name is closest.

    >>> for column in recognise(["Owner (go-to person)", "E-mail of owner", "Phone"]):
    ...     print(column.name, "->", column.field)
    Owner (go-to person) -> owner
    E-mail of owner -> owner e-mail
    Phone -> None
    """
    scores = [(score, place, field) for place, name in enumerate(names) for field, score in _scores(name).items()]
    fields: dict[int, Field] = {}
    for _, place, field in sorted(scores, key=lambda found: (-found[0], found[1], ORDER[found[2]])):
        if place not in fields and field not in fields.values():
            fields[place] = field
    return tuple(Column(name=name, place=place, field=fields.get(place)) for place, name in enumerate(names) if name)


def _scores(name: str) -> dict[Field, float]:
    """Give the fields that a column of this name may hold, from 0 to 100, those that are sure."""
    if len(name) > LONGEST_NAME:
        return {}
    parts = [(part, ASIDE) for part in ASIDES.split(name)[:4] if part != name]
    whole = [(name, 1.0)] if "/" not in name else []
    scores: dict[Field, float] = {}
    for part, worth in [*whole, *parts]:
        for form in _forms(part):
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


def _enough(columns: Sequence[Column]) -> bool:
    fields = {column.field for column in columns}
    return Field.TITLE in fields and bool(fields & {Field.OWNER, Field.OWNER_EMAIL})


def _known(columns: Sequence[Column]) -> int:
    return sum(column.field is not None for column in columns)


KNOWN_FORMS = {(form, field) for field, names in KNOWN_AS.items() for name in names for form in _forms(name)}
ORDER = {field: place for place, field in enumerate(Field)}
FORMS, FIELDS = zip(*sorted(KNOWN_FORMS), strict=True)
