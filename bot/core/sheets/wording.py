"""What the name of a column says: the fields that a column of this name may hold."""

import re
from functools import lru_cache

from rapidfuzz import fuzz, process

from bot.core.sheets.beside import says_email
from bot.core.sheets.naming import ACCENTED, CO_OWNERS, ELSEWHERE, KNOWN_AS, NOT_ALIKE, Field
from bot.core.sheets.parts import ADDRESS
from bot.core.text import words

LONGEST_NAME = 60  # characters; what is longer is a text and no name of a column
SURE = 86  # of 100; “owners” is an owner, “owner 2” and “owner's phone” are not
ASIDE = 0.95  # what a name in brackets or after a slash counts, so that a column of that name goes first
ASIDES = re.compile(r"[()\[\]/|]")
SMALL_WORDS = {
    "the", "a", "an", "of", "for", "to", "is", "s", "e", "optional", "opt", "der", "die", "das", "des", "de", "du",
    "la", "le", "les", "el", "los", "las", "del",
}  # fmt: skip
CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
ORNAMENT = re.compile(r"^[*\s]+|^[Rr]ole:\s*|^\d+[.)]\s+|[*:\s]+$")
ADDRESSES = frozenset(ADDRESS.values())


@lru_cache(maxsize=4096)
def plain_name(name: str) -> str:
    """Leave out what stands around the name of a column: stars, numbers of questions, capitals in the middle.

    >>> plain_name("*Session Title"), plain_name("5. Speakers"), plain_name("FirstName"), plain_name("speaker_3")
    ('Session Title', 'Speakers', 'First Name', 'speaker 3')
    """
    bare = ORNAMENT.sub("", ORNAMENT.sub("", " ".join(name.split())))
    return CAMEL.sub(" ", bare).replace("_", " ")


def may_hold(name: str, field: Field) -> bool:
    """Tell whether a column of this name may hold a field, whatever the columns beside it are called.

    >>> may_hold("Title", Field.TITLE), may_hold("Phone", Field.TITLE)
    (True, False)
    """
    return field in scores(name)


def is_weak(name: str) -> int:
    """Tell whether a name gives way to another that says the same: “Session” to “Session title”."""
    return int(plain_name(name).casefold() == "session")


@lru_cache(maxsize=4096)
def scores(name: str) -> dict[Field, float]:
    """Give the fields that a column of this name may hold, from 0 to 100, those that are sure."""
    said = words(plain_name(name))
    if len(name) > LONGEST_NAME or ELSEWHERE & set(said) or " ".join(said) in NOT_ALIKE:
        return {}
    if field := ACCENTED.get(name.strip().casefold()):
        return {field: 100.0}
    bare = plain_name(name)
    parts = [(part, ASIDE) for part in ASIDES.split(bare)[:4] if part != bare]
    whole = [(bare, 1.0)] if "/" not in bare else []
    found: dict[Field, float] = {}
    for part, worth in [*whole, *parts]:
        for form in filter(None, forms(part)):
            for _, score, place in process.extract(form, FORMS, scorer=fuzz.ratio, score_cutoff=SURE, limit=None):
                found[FIELDS[place]] = max(found.get(FIELDS[place], 0), score * worth)
    return found if says_email(bare) else {one: score for one, score in found.items() if one not in ADDRESSES}


def forms(name: str) -> tuple[str, str]:
    """Bring a column's name to the words that count: in one order, and as one word.

    >>> forms("E-mail of owner"), forms("Take-aways")
    (('mail owner', 'mailowner'), ('aways take', 'takeaways'))
    """
    counting = [word for word in words(name.replace("_", " ")) if word not in SMALL_WORDS]
    return " ".join(sorted(counting)), "".join(counting)


CO_OWNER = {form for name in CO_OWNERS for form in forms(name)}
KNOWN_FORMS = {(form, field) for field, names in KNOWN_AS.items() for name in names for form in forms(name)}
ORDER = {field: place for place, field in enumerate(Field)}
FORMS, FIELDS = zip(*sorted(KNOWN_FORMS), strict=True)
