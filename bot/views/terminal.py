"""Answers for a terminal: as lines to read, and as JSON for other programs."""

import unicodedata
from dataclasses import asdict
from typing import Any

from bot.core.results import Answer, Aside, Card, Choice, Help, Nobody, Option, Others, Remember, Yourself
from bot.views import answers, doubts, roles
from bot.views.help import EXAMPLE

HOW = 'Ask about a topic: sko ask "who knows {example}?"'


def lines(found: Answer) -> str:
    """Write an answer as plain lines."""
    match found:
        case Card():
            return "\n".join(_card(found))
        case Choice(options=options):
            asked = doubts.CHOOSE if len(options) > 1 else doubts.PERHAPS
            return "\n".join([asked, *(f"  {one.title}" + _named(one) for one in options)])
        case Nobody(topic="", question=question, closest=closest):
            titles = ", ".join(one.title for one in closest)
            near = f"{doubts.CLOSEST} {titles}." if closest else doubts.NO_CLOSEST
            return printable(doubts.NOBODY.format(question=question)) + "\n" + near
        case Nobody():
            return printable(answers.answer(found).text)
        case Yourself(title=title, role=role):
            return answers.YOURSELF.format(topic=title, role=roles.YOUR_ROLE[role]).replace("*", "")
        case Help(example=example):
            return HOW.format(example=example or EXAMPLE)
        case Aside():
            return answers.ASIDES[found]
        case Remember() | Others():
            return answers.answer(found).text


def as_json(found: Answer) -> dict[str, Any]:
    """Give an answer as plain data; `outcome` says which kind it is, dates are written as 2027-02-02."""
    if isinstance(found, Aside):
        return {"outcome": "aside", "text": answers.ASIDES[found]}
    return {"outcome": type(found).__name__.lower(), **_plain(asdict(found))}


def printable(text: str) -> str:
    """Leave out what would steer the terminal instead of being read."""
    return "".join(mark for mark in text if mark in "\n\t" or unicodedata.category(mark)[0] != "C")


def _card(found: Card) -> list[str]:
    told = [f"Ask {found.first.who.name} about {found.title}: {roles.why(found)}."]
    if found.owner_away:
        told.append("  " + roles.OWNER_AWAY.format(name=found.owner_away.who.name, day=found.owner_away.back_on))
    if found.session:
        told.append(f"  Presented in “{found.session}”" + (f", {found.day}." if found.day else "."))
    if found.voice:
        told.append(f"  “{found.voice.text}” — {found.voice.who.name}")
    if found.backup:
        told.append(f"  Backup: {found.backup.name}{roles.back(found.backup_back_on)}")
    told += [f"  Before: {held.who.name}, {roles.role_of(held)}" for held in found.former]
    told += [f"  • {point}" for point in found.key_points]
    told += [f"  {place}" for place in (found.link, found.channel, roles.confirmed(found)) if place]
    told += [f"  Or: {option.title}" + _named(option) for option in found.others]
    return [printable(line) for line in told]


def _named(option: Option) -> str:
    return f": {option.who.name}" if option.who else ""


def _plain(value: Any) -> Any:
    match value:
        case dict():
            return {name: _plain(inner) for name, inner in value.items()}
        case list() | tuple():
            return [_plain(inner) for inner in value]
        case str() | int() | float() | None:
            return value
    return value.isoformat()
