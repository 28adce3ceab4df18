"""Whose a column is that does not say it: an address beside somebody, a second column of the same people."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from bot.core.sheets.naming import Field
from bot.core.sheets.parts import ADDRESS, Part
from bot.core.text import plain, words

E_MAIL = re.compile(r"mail|courriel|correo")
E_MAIL_WORDS = {
    "e", "mail", "mails", "email", "emails", "address", "addresses", "adresse", "adressen", "courriel", "courriels",
    "correo", "correos", "electronico", "mailadresse", "emailadresse", "work", "optional", "your", "the",
}  # fmt: skip
FURTHER = 100  # the number of the first whole column beside another one, after all people who are numbered

Who = tuple[Field, int]


def says_email(name: str) -> bool:
    """Tell whether a column's name says that it holds addresses.

    >>> says_email("E-mail of owner"), says_email("Ansprechpartner:in")
    (True, False)
    """
    return E_MAIL.search(plain(name)) is not None


def is_bare_email(name: str) -> bool:
    """Tell whether a column holds addresses, and its name does not say whose.

    >>> is_bare_email("E-Mail Address"), is_bare_email("Owner email")
    (True, False)
    """
    return says_email(name) and set(words(name.replace("_", " "))) <= E_MAIL_WORDS


def stem(name: str) -> frozenset[str]:
    """Give the words of a column's name that say who is meant, one or several.

    >>> stem("Speaker 1") == stem("Speakers' e-mail")
    True
    """
    said = {word.removesuffix("s") for word in words(name.replace("_", " ")) if not word.isdigit()}
    return frozenset(said - E_MAIL_WORDS - {""})


def further(field: Field, place: int) -> Part:
    """Give the part of a whole column that stands beside another one of the same people."""
    return Part(field=field, number=FURTHER + place, name="whole")


def whose(
    bare: Sequence[int], found: Mapping[int, Field | None], parts: Mapping[int, Part]
) -> Iterator[tuple[int, Field, int]]:
    """Tell whose the addresses are at places that do not say it: theirs who stand next to them on the left.

    Several side by side belong to as many people before them, in their order. Gives the place, what it holds, and the
    number of the person.
    """
    people = _people(found, parts)
    reached = {who for place in found for who in [_who(place, found, parts)] if who[0] in ADDRESS.values()}
    for run in _runs(bare):
        left = list(dict.fromkeys(who for place, who in people if place < run[0]))
        right = list(dict.fromkeys(who for place, who in people if place > run[0]))
        near = left[-len(run) :] or [_first(right)]
        for place, who in zip(run, near, strict=False):
            free = (one for one in (who, *right) if (ADDRESS[one[0]], one[1]) not in reached)
            if mine := next(free, None):
                reached.add((ADDRESS[mine[0]], mine[1]))
                yield place, ADDRESS[mine[0]], mine[1]


def _people(found: Mapping[int, Field | None], parts: Mapping[int, Part]) -> list[tuple[int, Who]]:
    everyone = ((place, *_who(place, found, parts)) for place in sorted({*found, *parts}))
    return [(place, (field, number)) for place, field, number in everyone if field in ADDRESS]


def _who(place: int, found: Mapping[int, Field | None], parts: Mapping[int, Part]) -> tuple[Field | None, int]:
    return (parts[place].field, parts[place].number) if place in parts else (found.get(place), 0)


def _first(right: Sequence[Who]) -> Who:
    """Choose whose an address is that stands before everybody: the owner's, unless there are presenters alone."""
    fields = {who[0] for who in right}
    if Field.OWNER not in fields and Field.PRESENTER in fields:
        return next(who for who in right if who[0] is Field.PRESENTER)
    return next((who for who in right if who[0] is Field.OWNER), (Field.OWNER, 0))


def _runs(places: Sequence[int]) -> Iterator[list[int]]:
    """Put places together that follow one another."""
    run = list(places[:1])
    for before, place in pairwise(places):
        if place != before + 1:
            yield run
            run = []
        run.append(place)
    if run:
        yield run
