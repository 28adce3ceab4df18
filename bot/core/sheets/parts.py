"""Columns that hold a part of a person: the second speaker, a first name, an address beside them."""

import re
from dataclasses import dataclass
from typing import Literal

from bot.core.sheets.naming import Field

Name = Literal["whole", "first", "last", "email"]
WHO = {
    Field.PRESENTER: r"speaker|presenter|person|panelist|referent(?:in)?|intervenant|ponente|sprecher(?:in)?",
    Field.OWNER: r"owner|contact|ansprechpartner(?:in)?|responsable",
    Field.BACKUP: r"backup|deputy|stellvertreter(?:in)?",
    Field.REP: r"field rep|rep|former owner|previous owner",
}
ADDRESS = {
    Field.PRESENTER: Field.PRESENTER_EMAIL,
    Field.OWNER: Field.OWNER_EMAIL,
    Field.BACKUP: Field.BACKUP_EMAIL,
    Field.REP: Field.REP_EMAIL,
}
WORDS: dict[Name, str] = {
    "first": r"first ?name|given ?name|first|vorname|prénom|nombre",
    "last": r"last ?name|family ?name|surname|last|nachname|apellidos?",
    "email": r"e-?mail(?: address)?",
    "whole": r"full ?name|name",
}
PATTERNS = {
    field: re.compile(
        rf"(?:{who})s?\s*(?P<n>\d+)?\s*(?:"
        + "|".join(rf"(?P<{name}>{pattern})" for name, pattern in WORDS.items())
        + ")?",
        re.IGNORECASE,
    )
    for field, who in WHO.items()
}
ALONE = re.compile(rf"(?P<first>{WORDS['first']})|(?P<last>{WORDS['last']}|nom)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of the `number`th person of a field; 0 where there is only one."""

    field: Field
    number: int
    name: Name


def part_of(name: str) -> Part | None:
    """Tell which part of whom a column holds.

    >>> part_of("Speaker 2 Email")
    Part(field=<Field.PRESENTER_EMAIL: 'presenter e-mail'>, number=2, name='email')
    >>> part_of("Last Name")
    Part(field=<Field.PRESENTER: 'presenters'>, number=0, name='last')
    >>> part_of("Speaker"), part_of("Speaker 2 phone")
    (None, None)
    """
    if found := ALONE.fullmatch(name.strip()):
        return Part(field=Field.PRESENTER, number=0, name="first" if found["first"] else "last")
    for field, pattern in PATTERNS.items():
        if not (found := pattern.fullmatch(name.strip())):
            continue
        part: Name = next((one for one in WORDS if found[one]), "whole")
        if not found["n"] and part in {"whole", "email"}:
            return None
        return Part(field=ADDRESS[field] if part == "email" else field, number=int(found["n"] or 0), name=part)
    return None
